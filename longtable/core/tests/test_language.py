"""Which language a person gets, and that it stays."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from longtable.core.middleware import LanguageMiddleware, ReferrerPolicyMiddleware


def visit(
    path: str = "/", *, cookie: str = "", member: str = "", browser: str = "en"
) -> tuple[str, HttpResponse]:
    """The language of a page, and the page, for somebody whose browser asks for ``browser``."""
    request = RequestFactory().get(path, headers={"accept-language": browser})
    if cookie:
        request.COOKIES["language"] = cookie
    if member:
        request.COOKIES["sessionid"] = "there"
        request.user = SimpleNamespace(language=member)  # type: ignore[assignment]
    seen: list[str] = []

    def page(request: Any) -> HttpResponse:
        middleware.process_view(request, None, (), {})
        seen.append(request.LANGUAGE_CODE)
        return HttpResponse()

    middleware = LanguageMiddleware(page)
    with translation.override("en"):
        response = middleware(request)
    return seen[0], response


@pytest.mark.parametrize(
    ("arrives", "language"),
    [
        ({"browser": "es-MX,es;q=0.9"}, "es"),
        ({"browser": "fr"}, "en"),
        ({"browser": "en", "member": "es"}, "es"),
        ({"browser": "en", "member": "es", "cookie": "en"}, "en"),
        ({"browser": "en", "cookie": "es"}, "es"),
        ({"path": "/?lang=es", "browser": "en", "cookie": "en", "member": "en"}, "es"),
        ({"path": "/?lang=xx", "browser": "es"}, "es"),
    ],
)
def test_a_page_speaks_the_language_that_was_asked_for_last(arrives: dict[str, str], language: str) -> None:
    spoken, response = visit(**arrives)
    assert spoken == language
    assert response.headers["Content-Language"] == language


def test_a_language_once_chosen_is_remembered() -> None:
    assert visit("/?lang=es")[1].cookies["language"].value == "es"
    assert "language" not in visit("/?lang=xx")[1].cookies


def test_a_cache_keeps_the_languages_apart() -> None:
    assert {"Accept-Language", "Cookie"} <= set(visit()[1].headers["Vary"].split(", "))


@pytest.mark.parametrize(
    ("path", "hidden"), [("/track/abc", True), ("/track/", True), ("/c/evening/", False)]
)
def test_a_tracking_link_is_given_to_nobody_else(path: str, hidden: bool) -> None:
    response = ReferrerPolicyMiddleware(lambda request: HttpResponse())(RequestFactory().get(path))
    assert (response.headers.get("Referrer-Policy") == "no-referrer") is hidden
    assert (response.headers.get("Cache-Control") == "no-store") is hidden
