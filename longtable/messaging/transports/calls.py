"""One HTTP call to a provider, and what its end says about the message."""

from typing import Any

import httpx

from longtable.messaging.transports.outcomes import NotTaken, Refused, Unclear

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
"""Seconds. All of it together is well below the lease of a job."""

NOT_REACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
PERHAPS_TAKEN = frozenset({408, 502, 504})
"""A proxy lost its patience: what stands behind it may have the message."""


def post(url: str, **what: Any) -> dict[str, Any]:
    """Post and return the JSON object that came back, or ``{}``; else raise what is known."""
    try:
        answer = httpx.post(url, timeout=TIMEOUT, follow_redirects=False, **what)
    except NOT_REACHED as error:
        raise NotTaken(f"the provider cannot be reached: {type(error).__name__}") from None
    except httpx.HTTPError as error:
        raise Unclear(f"no answer from the provider: {type(error).__name__}") from None
    status = answer.status_code
    if status in PERHAPS_TAKEN:
        raise Unclear(f"the provider answered {status}")
    if status == 429 or status >= 500:
        raise NotTaken(f"the provider answered {status}")
    if status >= 300:
        raise Refused(f"the provider answered {status}")
    try:
        content = answer.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
