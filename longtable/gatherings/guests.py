"""Whom a gathering by invitation lets in: the browser that opened the page of a registration for it."""

from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from longtable.core.access import Missing
from longtable.gatherings.models import Gathering, Registration
from longtable.gatherings.selectors.public import public_gathering

COOKIE, AGE, SALT = "guest", 7 * 24 * 3600, "guest of a gathering"

Response = TypeVar("Response", bound=HttpResponseBase)


def remember_guest(response: Response, registration: Registration) -> Response:
    """Let this browser read a gathering by invitation for a week: on the pages of that one alone."""
    response.set_signed_cookie(
        COOKIE,
        registration.receipt_id.hex,
        salt=SALT,
        max_age=AGE,
        path=reverse("gatherings:public", args=[registration.gathering.slug]),
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return response


def gathering_here(request: HttpRequest, slug: str) -> Gathering:
    """One that is public, or to which whoever reads is invited. Raises ``Missing``."""
    return public_gathering(slug, guest=_guest_of(request))


def gathering_inside(request: HttpRequest, slug: str) -> Gathering:
    """The same, for what people do and read in it: of a meeting behind closed doors, nothing."""
    found = gathering_here(request, slug)
    if found.is_closed:
        raise Missing
    return found


def _guest_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.get_signed_cookie(COOKIE, salt=SALT, max_age=AGE))
    except (KeyError, signing.BadSignature):
        return None
