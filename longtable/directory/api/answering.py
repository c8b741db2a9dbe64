"""Answers of the open directory: to a browser's program on any site, to each client in measure."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from ninja.errors import HttpError

from longtable.core.access import Missing
from longtable.core.access.request import ActorRequest
from longtable.directory.api.limits import Busy, admit
from longtable.directory.selectors.open_data import Moved

View = Callable[..., HttpResponseBase]
Response = TypeVar("Response", bound=HttpResponseBase)

METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After, Warning",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Nothing here is secret and nothing can be changed here, so no site has to be kept out."""

KEEP = "public, max-age=60"


def open_data(view: View) -> View:
    """The view, counted, with its refusals as JSON, and open to any site."""

    @wraps(view)
    def answer(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = HttpResponse(status=204)
        if request.method != "OPTIONS":
            try:
                admit(request)
                response = view(request, *args, **kwargs)
            except Moved as moved:
                response = HttpResponseRedirect(f"{request.path.rpartition('/')[0]}/{moved.to}")
            except Missing:
                response = _refusal(404, "No published record has this id.")
            except HttpError as error:
                response = _refusal(error.status_code, str(error))
            except Busy as busy:
                response = _refusal(429, str(busy))
                response.headers["Retry-After"] = str(busy.seconds)
        for name, value in ANY_SITE.items():
            response.headers[name] = value
        return response

    return answer


def told(
    request: ActorRequest,
    content: Mapping[str, Any],
    *,
    modified: datetime | None = None,
    warnings: Sequence[str] = (),
) -> HttpResponseBase:
    """``content`` as JSON, or 304 when the client has it: its tag is a digest of every byte of it."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    response = warned(HttpResponse(body, content_type="application/json"), warnings)
    response.headers["Cache-Control"] = KEEP
    if modified:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    if request.method == "POST":
        return response
    response.headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    # The digest alone decides: a record can change without its date, when a word about its capacity runs out.
    found = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return found or response


def warned(response: Response, warnings: Sequence[str]) -> Response:
    """The same, with what was asked and is not done so in a header: a stream has no other room."""
    if warnings:
        response.headers["Warning"] = ", ".join(f'299 - "{each}"' for each in warnings)
    return response


def _refusal(status: int, words: str) -> HttpResponse:
    return HttpResponse(json.dumps({"detail": words}), status=status, content_type="application/json")
