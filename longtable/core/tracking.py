"""Tracking pages of several packages behind one kind of link and code.

Which page a receipt opens says the package that gave it: it registers a door. Who typed a code is
remembered in the browser for an hour, for the pages below ``/track/`` alone.
"""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from longtable.core.access import Actor, Missing
from longtable.core.receipts import open_by_token

HERE = "here"
"""Stands in the address for the receipt whose code was typed in this browser."""

COOKIE, AGE, SALT = "tracking", 3600, "tracking code"

Response = TypeVar("Response", bound=HttpResponseBase)
Door = Callable[[UUID], str]

_doors: list[Door] = []


def door(opens: Door) -> Door:
    """Register what answers with the route of the page that a receipt opens; empty if it is not its own."""
    _doors.append(opens)
    return opens


def door_of(receipt_id: UUID) -> str:
    """Name of the route that a receipt opens, or nothing."""
    return next((route for opens in _doors if (route := opens(receipt_id))), "")


def remember_code(response: Response, receipt_id: UUID) -> Response:
    """Let this browser see the tracking page for an hour after a code was typed."""
    response.set_signed_cookie(
        COOKIE,
        receipt_id.hex,
        salt=SALT,
        max_age=AGE,
        path="/track/",
        httponly=True,
        secure=settings.HTTPS,
        samesite="Strict",
    )
    return response


def open_key(request: HttpRequest, key: str) -> tuple[Actor, str]:
    """The actor for the receipt behind ``key``, and its code where it can be shown. Raises ``Missing``."""
    if key == HERE:
        receipt_id = _code_holder(request)
        if receipt_id is None:
            raise Missing
        return Actor.receipt(receipt_id), ""
    opened = open_by_token(key)
    if opened is None:
        raise Missing
    return Actor.receipt(opened.receipt.pk), opened.code


def _code_holder(request: HttpRequest) -> UUID | None:
    """The receipt whose code was typed in this browser within the hour."""
    try:
        typed = request.get_signed_cookie(COOKIE, salt=SALT, max_age=AGE)
    except (KeyError, signing.BadSignature):
        return None
    return UUID(typed)
