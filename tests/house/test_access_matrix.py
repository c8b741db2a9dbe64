"""Who may open what: observed for every route and every role, committed, and reviewed when it changes."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from longtable.accounts.actions import make_api_key
from longtable.accounts.actors import actor_for_user
from longtable.accounts.models import Membership, Organization, User
from longtable.accounts.roles import ROLES, permissions_of
from longtable.core.access import Permission
from longtable.places.models import Region
from tests.cast import Cast, actor, signed_in
from tests.house.conftest import everything
from tests.house.contributions import PLACES, contributed
from tests.house.routes import Route, all_routes, without_example
from tests.house.tables import Row, must_be

HERE = Path(__file__).parent
READERS = ("visitor", "state_staff")
"""For whom pages are written to their end. What others get is decided before, and nobody reads it here."""

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _nobody_changes_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who somebody is and what they may do is asked once, and not at each of six thousand pages."""
    known = cache(User.objects.get)
    monkeypatch.setattr(ModelBackend, "get_user", lambda _backend, pk: copy(known(pk=pk)))
    monkeypatch.setattr("longtable.accounts.middleware.actor_for_user", cache(actor_for_user))


@pytest.fixture
def browsers(house: Cast, partner: Organization) -> dict[str, Client]:
    """One browser for everybody who could come, and a machine."""
    key = make_api_key(by=actor(house.adam), name="All", organization=partner, permissions=list(Permission))
    return {
        "visitor": _browser(),
        "stranger": signed_in(_browser(), house.eve),
        **{role: signed_in(_browser(), user) for role, user in house.by_role.items()},
        "api_key": _browser(headers={"Authorization": f"Bearer {key.secret}"}),
    }


def test_who_may_open_what(browsers: dict[str, Client], examples: dict[str, dict[str, Any]]) -> None:
    routes, rows = all_routes(), []
    missing = without_example(routes, examples, "routes")
    assert not missing, "\n".join(["Some routes cannot be tried:", *missing])
    for route in routes:
        row = _observe(route, "GET", browsers, examples)
        rows.append(row)
        if "405" in row.values():
            rows.append(_observe(route, "POST", browsers, examples))
    broken = [f"{row['method']} {row['route']}" for row in rows if "500" in row.values()]
    assert not broken, f"These routes break: {', '.join(broken)}"
    assert not [f"{row['route']} lets in {who}" for row in rows for who in _intruders(row)]
    must_be(HERE / "access_matrix.csv", rows)


def test_roles_keep_what_their_descriptions_promise() -> None:
    assert all(each.name.startswith(("SEE_", "READ_")) for each in permissions_of("auditor"))
    assert permissions_of("administrator").isdisjoint(
        {Permission.SEE_VOICES, Permission.MODERATE, Permission.SEE_PEOPLE, Permission.EDIT_PEOPLE}
    )


def test_what_lies_outside_ones_reach_is_not_there(
    house: Cast, partner: Organization, agency: Organization, east: Region
) -> None:
    in_organization = everything("Olga", partner, Membership.Scope.ORGANIZATION)
    in_region = everything("Rita", agency, Membership.Scope.REGION, east)
    browsers = {
        "organization": signed_in(_browser(), in_organization),
        "region": signed_in(_browser(), in_region),
    }
    scopes = contributed("scopes")
    guarded = [each for each in all_routes() if each.has_arguments and each.access and each.access.permission]
    missing = without_example(guarded, scopes, "scopes")
    assert not missing, "\n".join(["Of some routes nobody says what lies within one's reach:", *missing])
    rows = []
    for route in guarded:
        row = {"route": route.name}
        for place in PLACES:
            arguments = scopes[route.name].get(place)
            browser = browsers[place.partition(" ")[2]]
            with _unread():
                row[place] = _tried(browser, reverse(route.name, kwargs=arguments)) if arguments else "-"
        rows.append(row)
    open_to_others = [row["route"] for row in rows if _opens(row["other organization"], row["other region"])]
    assert not open_to_others, f"Open beyond one's reach: {', '.join(open_to_others)}"
    must_be(HERE / "scope_matrix.csv", rows)


def _intruders(row: Row) -> list[str]:
    """Who came further than the route says that it lets them."""
    audience = row["audience"]
    if audience == "public":
        return []
    outside = ["visitor", "api_key"]
    if audience != "members":
        outside += ["stranger", *(role for role in ROLES if Permission[audience] not in permissions_of(role))]
    return [who for who in outside if row[who] not in ("sign in", "403", "404")]


def _opens(*statuses: str) -> bool:
    return any(status not in ("404", "-") for status in statuses)


def _observe(
    route: Route, method: str, browsers: dict[str, Client], examples: dict[str, dict[str, Any]]
) -> Row:
    address = route.address(examples)
    audience = "silent"
    if route.access:
        audience = route.access.permission.name if route.access.permission else route.access.audience
    row = {"route": route.name, "pattern": f"/{route.pattern}", "method": method, "audience": audience}
    for who, browser in browsers.items():
        with nullcontext() if who in READERS else _unread():
            row[who] = _try(browser, method, address)
    return row


def _tried(browser: Client, address: str) -> str:
    """The answer to GET, or to POST where the route takes nothing else."""
    status = _try(browser, "GET", address)
    return _try(browser, "POST", address) if status == "405" else status


def _try(browser: Client, method: str, address: str) -> str:
    with _undone():
        answer = browser.post(address) if method == "POST" else browser.get(address)
        if answer.streaming:
            list(answer)  # read to its end, so that files are closed
    return _word(answer)


def _word(answer: HttpResponse) -> str:
    where = answer.headers.get("Location", "")
    return "sign in" if where.startswith(f"{reverse('account_login')}?") else str(answer.status_code)


@contextmanager
def _undone() -> Iterator[None]:
    """Whatever happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _unread() -> Iterator[None]:
    """Pages are left empty."""
    with patch.object(Template, "render", lambda *_: ""):
        yield


def _browser(**options: Any) -> Client:
    browser = Client(**options)
    browser.raise_request_exception = False
    return browser
