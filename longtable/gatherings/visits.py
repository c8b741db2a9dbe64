"""One browser's visit, so that who has no account says a thing once: a random number in a signed cookie."""

from secrets import token_urlsafe
from typing import TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from longtable.core.secrets import blind_index

COOKIE, AGE, SALT = "visit", 7 * 24 * 3600, "visit to a gathering"

Response = TypeVar("Response", bound=HttpResponseBase)


def visit_of(request: HttpRequest) -> str:
    """The number of this visit: the one that the browser has, or a new one that it does not know yet."""
    try:
        return str(request.get_signed_cookie(COOKIE, salt=SALT, max_age=AGE))
    except (KeyError, signing.BadSignature):
        return token_urlsafe(16)


def remember_visit(response: Response, visit: str) -> Response:
    """Let the browser come back as the same visit for a week."""
    response.set_signed_cookie(
        COOKIE, visit, salt=SALT, max_age=AGE, httponly=True, secure=settings.HTTPS, samesite="Lax"
    )
    return response


def voter_of(visit: str) -> str:
    """What is stored of a visit: a keyed hash."""
    return blind_index(visit, purpose="visit to a gathering")
