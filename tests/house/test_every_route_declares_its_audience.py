"""No route is silent about whom it lets in; a silent one stops the start, and opens to nobody."""

import pytest
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from longtable.accounts.models import User
from tests.cast import signed_in
from tests.house.routes import all_routes


def silent(request: HttpRequest) -> HttpResponse:
    """A view that forgot to say whom it lets in."""
    return HttpResponse("secret")


urlpatterns = [path("silent/", silent, name="silent")]


def test_every_route_says_whom_it_lets_in() -> None:
    assert [route.name for route in all_routes() if route.access is None] == []


def test_a_silent_route_stops_the_start(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    assert [each.id for each in run_checks() if "silent/" in each.msg] == ["longtable.E001"]


@pytest.mark.once
def test_a_silent_route_opens_to_nobody(settings: Settings, faye: User, client: Client) -> None:
    settings.ROOT_URLCONF = __name__
    client = signed_in(client, faye)
    client.raise_request_exception = False
    assert b"secret" not in client.get("/silent/").content
