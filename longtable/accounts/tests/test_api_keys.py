"""Keys for machines: made once, shown once, shut out at once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from longtable.accounts.actions import make_api_key, withdraw_api_key
from longtable.accounts.actions.api_keys import NewApiKey
from longtable.accounts.middleware import ActorMiddleware
from longtable.accounts.models import ApiKey, Organization, User
from longtable.core.access import Denied, Permission
from tests.cast import actor, member, signed_in


@pytest.fixture
def made(adam: User, partner: Organization) -> NewApiKey:
    """A key that may see places for the partner."""
    return make_api_key(
        by=actor(adam), name="Dashboard", organization=partner, permissions=[Permission.SEE_PLACES]
    )


def ask(path: str, secret: str) -> HttpResponse:
    """What a machine gets that comes with ``secret``: the permissions of its actor."""

    def view(request: HttpRequest) -> HttpResponse:
        by = request.actor  # type: ignore[attr-defined]
        return JsonResponse({"kind": by.kind, "may": sorted(by.permissions)})

    request = RequestFactory().get(path, headers={"Authorization": f"Bearer {secret}"})
    request.user = type("Nobody", (), {"is_authenticated": False})()
    return ActorMiddleware(view)(request)


def test_a_key_acts_for_its_organization_with_its_permissions(made: NewApiKey) -> None:
    answer = ask("/api/places/", made.secret)
    assert answer.status_code == 200
    assert b'"api_key"' in answer.content
    assert b"see areas" in answer.content


def test_a_key_opens_no_page(made: NewApiKey) -> None:
    assert b'"visitor"' in ask("/people-and-roles/", made.secret).content


def test_a_wrong_key_is_refused(db: None) -> None:
    answer = ask("/api/places/", "ltk_wrong")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/json"


def test_a_withdrawn_key_opens_nothing(made: NewApiKey, adam: User) -> None:
    withdraw_api_key(by=actor(adam), key=made.key)
    assert ask("/api/places/", made.secret).status_code == 401


def test_a_key_ends_with_its_last_day(made: NewApiKey) -> None:
    ApiKey.objects.update(expires_at=timezone.now() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert ask("/api/places/", made.secret).status_code == 401


def test_last_use_is_remembered_to_the_hour(made: NewApiKey) -> None:
    ask("/api/places/", made.secret)
    used = ApiKey.objects.get().last_used_at
    assert used
    assert (used.minute, used.second) == (0, 0)


def test_only_a_hash_of_the_secret_is_kept(made: NewApiKey) -> None:
    assert made.secret.removeprefix("ltk_") not in str(ApiKey.objects.values().get())


def test_state_staff_cannot_make_keys(faye: User, partner: Organization) -> None:
    with pytest.raises(Denied):
        make_api_key(by=actor(faye), name="x", organization=partner, permissions=[])


def test_the_secret_is_shown_once(adam: User, partner: Organization, client: Client) -> None:
    browser = signed_in(client, adam)
    shown = browser.post(
        "/api-keys/make/",
        {"name": "Dashboard", "organization": partner.pk, "permissions": ["SEE_PLACES"]},
    ).content.decode()
    secret = re.search(r"ltk_[\w-]{43}", shown)
    assert secret
    assert ask("/api/places/", secret.group()).status_code == 200
    listed = browser.get("/api-keys/").content.decode()
    assert "Dashboard" in listed
    assert secret.group() not in listed


@pytest.mark.parametrize("last_day", ["2020-01-01", "9999-12-31"])
def test_a_day_that_has_passed_or_never_comes_is_refused(
    adam: User, partner: Organization, client: Client, last_day: str
) -> None:
    answer = signed_in(client, adam).post(
        "/api-keys/make/",
        {"name": "x", "organization": partner.pk, "permissions": ["SEE_PLACES"], "last_day": last_day},
    )
    assert "last_day" in answer.context["form"].errors


def test_a_key_is_withdrawn_on_the_page(made: NewApiKey, adam: User, client: Client) -> None:
    signed_in(client, adam).post(f"/api-keys/{made.key.pk}/withdraw/")
    assert not any(key.is_open(timezone.now()) for key in ApiKey.objects.all())


def test_other_administrators_hear_of_a_key_that_reaches_further_than_its_maker(
    adam: User, agency: Organization, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    other = member("Ada", "administrator", agency)
    by = actor(adam)
    make_api_key(by=by, name="Own", organization=agency, permissions=[Permission.OPERATE])
    assert not mailoutbox
    make_api_key(by=by, name="Wide", organization=agency, permissions=[Permission.SEE_VOICES])
    (letter,) = mailoutbox
    assert letter.to == [other.email]
    assert "read comments before they are public" in letter.body
