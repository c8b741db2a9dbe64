"""Which language a person reads, and what a page with a secret address must not give away."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
SECRET_PATHS = ("/track/", "/invitation/", "/still-right/", "/pulse/")
"""Below these, the address itself opens a person's page."""


class LanguageMiddleware:
    """The language of a page: ``?lang=``, else the cookie, else the member's own, else the browser's.

    ``?lang=`` is remembered in a cookie, so that a link in a text message decides once.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = _offered(request.GET.get("lang"))
        _speak(request, asked or translation.get_language_from_request(request))
        response = self.get_response(request)
        if asked:
            _remember(response, asked)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Apply the member's language, now that it is known who that is."""
        chosen = _offered(request.GET.get("lang")) or _offered(
            request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        )
        if chosen or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        if language := _offered(getattr(request.user, "language", None)):
            _speak(request, language)


class ReferrerPolicyMiddleware:
    """Keeps a tracking link out of other sites' logs and out of a shared computer's cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_secret = request.path.startswith(SECRET_PATHS)
        if is_secret and request.META.get("HTTP_ORIGIN") == "null":
            # Because of our policy the browser withholds where the form came from: its token must do.
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        response = self.get_response(request)
        if is_secret:
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"
        return response


def _offered(language: str | None) -> str | None:
    return language if language in dict(settings.LANGUAGES) else None


def _speak(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE


def _remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
    )
