"""An address that was found once is found again, and secret ones are not kept."""

import pytest
from django.urls import Resolver404, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from longtable.web import routing


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> URLResolver:
    fresh = URLResolver(RegexPattern(r"^/"), get_resolver().urlconf_name)
    monkeypatch.setattr(routing, "get_resolver", lambda: fresh)
    routing.remember_routes()
    return fresh


def test_an_address_leads_to_the_same_view_each_time(resolver: URLResolver) -> None:
    first = resolver.resolve("/gatherings/spring-summit/")
    assert resolver.resolve("/gatherings/spring-summit/") is first
    assert first.kwargs == {"slug": "spring-summit"}
    assert resolver.resolve("/gatherings/autumn-summit/").kwargs == {"slug": "autumn-summit"}


def test_what_opens_a_page_by_itself_is_not_kept(resolver: URLResolver) -> None:
    path = "/track/secretsecretsecret1/gathering/"
    assert resolver.resolve(path) is not resolver.resolve(path)


def test_what_is_not_there_is_not_there_again(resolver: URLResolver) -> None:
    for _ in range(2):
        with pytest.raises(Resolver404):
            resolver.resolve("/no-such-page/")
