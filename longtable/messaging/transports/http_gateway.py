"""Text messages through any gateway that takes JSON, out and in."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from longtable.messaging.transports.calls import post
from longtable.messaging.transports.outcomes import Outgoing

WINDOW = 300
"""Seconds for which a signature is accepted."""

PLAIN_BODY = {"to": "{to}", "text": "{text}", "id": "{key}"}


class HttpTransport:
    """``{"kind": "http", "url": .., "bearer": .., "body": {..}, "id_field": "id", "idempotent": bool}``.

    ``body`` is the JSON that the gateway wants, with ``{to}``, ``{text}``, ``{key}`` and
    ``{language}`` in it. ``idempotent`` may be true only if the gateway sends one message for one
    ``Idempotency-Key``, however often it is asked.
    """

    name = "http"

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.url = options["url"]
        self.bearer = options.get("bearer", "")
        self.body = options.get("body", PLAIN_BODY)
        self.id_field = options.get("id_field", "id")
        self.honours_idempotency_key = bool(options.get("idempotent", False))

    def send(self, message: Outgoing) -> str:
        headers = {"Idempotency-Key": message.key}
        if self.bearer:
            headers["Authorization"] = f"Bearer {self.bearer}"
        words = {
            "{to}": message.to,
            "{text}": message.body,
            "{key}": message.key,
            "{language}": message.language,
        }
        answer = post(self.url, json=fill(self.body, words), headers=headers)
        return str(answer.get(self.id_field, ""))[:120]


def fill(template: Any, words: Mapping[str, str]) -> Any:
    """A copy of a JSON value in which each string that is a placeholder became its word.

    Whole strings only: a person's words can then never become part of anything else.
    """
    if isinstance(template, dict):
        return {name: fill(value, words) for name, value in template.items()}
    if isinstance(template, list):
        return [fill(value, words) for value in template]
    return words.get(template, template) if isinstance(template, str) else template


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over ``timestamp.body`` in hexadecimal digits."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_signed(secret: str, timestamp: str, body: bytes, given: str, *, now: float) -> bool:
    """Whether a call comes from whoever holds the secret, and was made within five minutes."""
    if not timestamp.isascii() or not timestamp.isdigit() or abs(now - int(timestamp)) > WINDOW:
        return False
    return hmac.compare_digest(signature(secret, timestamp, body).encode(), given.encode())
