"""Coming in: by password, by code, by the agency's own service; and not by patience."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.usersessions.models import UserSession
from babel.messages.pofile import read_po
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from longtable.accounts.actions import invite
from longtable.accounts.models import Membership, Organization, User
from longtable.accounts.sign_in_words import SIGN_IN_WORDS
from longtable.core.audit import subjects_of
from tests.cast import actor, signed_in

PASSWORD = "a long way to go"


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def dev(dev: User) -> User:
    """Dev, who has a password that works."""
    dev.set_password(PASSWORD)
    dev.save()
    EmailAddress.objects.create(user=dev, email=dev.email, verified=True, primary=True)
    return dev


def try_password(client: Client, email: str, password: str) -> bool:
    """Whether that opened the door. The memory of the web process is a fresh one each time."""
    cache.clear()
    client.post("/account/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_a_password_opens(dev: User, client: Client) -> None:
    assert try_password(client, dev.email, PASSWORD)


def test_coming_in_leaves_a_trace(dev: User, client: Client) -> None:
    try_password(client, dev.email, PASSWORD)
    assert subjects_of("accounts.user", dev.pk)[0].verb == "accounts.user.signed_in"


def test_patience_does_not_open_whatever_process_answers(dev: User, client: Client) -> None:
    for number in range(10):
        assert not try_password(client, dev.email, f"guess {number}")
    assert not try_password(client, dev.email, PASSWORD)


def test_one_address_cannot_go_through_all_accounts(dev: User, client: Client) -> None:
    for number in range(100):
        try_password(client, f"nobody{number}@example.org", "guess")
    assert not try_password(client, dev.email, PASSWORD)


def test_nobody_signs_up(client: Client, db: None) -> None:
    asked = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert b"invitation" in client.post("/account/signup/", asked).content
    assert not User.objects.exists()


def test_a_code_by_mail_opens(dev: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": dev.email})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mail.outbox[0].body, re.MULTILINE)
    assert code
    client.post("/account/login/code/confirm/", {"code": code.group(1)})
    assert client.session["_auth_user_id"] == str(dev.pk)


def test_a_mailbox_cannot_be_filled(dev: User) -> None:
    for _ in range(25):
        cache.clear()
        Client().post("/account/login/code/", {"email": dev.email})
    assert len(mail.outbox) == 20


def test_somebody_unknown_learns_nothing_about_who_has_an_account(dev: User) -> None:
    known = Client().post("/account/login/code/", {"email": dev.email})
    unknown = Client().post("/account/login/code/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_sessions_are_listed_and_can_be_ended(dev: User) -> None:
    here, there = Client(), Client()
    assert try_password(here, dev.email, PASSWORD)
    assert try_password(there, dev.email, PASSWORD)
    assert UserSession.objects.filter(user=dev).count() == 2
    here.post("/account/sessions/")
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


# --- The agency's own service (OIDC) ---------------------------------------------------------------


def come_by_service(email: str, *, vouched: bool = True) -> SessionBase:
    """The session of somebody whom the service has sent back to us."""
    from allauth.core import context
    from allauth.socialaccount.adapter import get_adapter
    from allauth.socialaccount.internal.flows.login import complete_login
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.messages.storage.fallback import FallbackStorage
    from django.test import RequestFactory

    request = RequestFactory().get("/account/oidc/state/login/callback/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    account = SocialAccount(provider="state", uid=email, extra_data={"name": "From Service"})
    address = EmailAddress(email=email, verified=vouched, primary=True)
    with context.request_context(request):
        provider = get_adapter().get_provider(request, "state")
        login = SocialLogin(
            user=User(email=email), account=account, email_addresses=[address], provider=provider
        )
        complete_login(request, login)
    return request.session


@pytest.fixture
def service(settings: Settings) -> None:
    """An OIDC service is set up."""
    app = {"provider_id": "state", "name": "State sign-in", "client_id": "x", "secret": "y"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def test_the_service_opens_for_an_address_that_has_an_account(service: None, dev: User) -> None:
    session = come_by_service(dev.email)
    assert SocialAccount.objects.get().user == dev
    assert session["_auth_user_id"] == str(dev.pk)


def test_the_service_takes_up_an_invitation(service: None, adam: User, partner: Organization) -> None:
    invite(
        by=actor(adam),
        email="nora@example.org",
        organization=partner,
        role="partner_staff",
        scope=Membership.Scope.ORGANIZATION,
    )
    come_by_service("nora@example.org")
    nora = User.objects.get(email="nora@example.org")
    assert nora.name == "From Service"
    assert actor(nora).roles == {"partner_staff"}


def test_the_service_opens_for_nobody_else(service: None, db: None) -> None:
    session = come_by_service("stranger@example.org")
    assert not User.objects.exists()
    assert "_auth_user_id" not in session


def test_an_address_that_nobody_vouches_for_opens_nothing(service: None, dev: User) -> None:
    session = come_by_service(dev.email, vouched=False)
    assert "_auth_user_id" not in session
    assert not SocialAccount.objects.exists()


def test_the_sign_in_page_offers_the_service(service: None, client: Client, db: None) -> None:
    assert b"State sign-in" in client.get("/account/login/").content


# --- A demo ----------------------------------------------------------------------------------------


def test_a_demo_lists_its_people_and_lets_one_in(demo: None, faye: User, client: Client) -> None:
    assert b"Sign in as Faye" in client.get("/account/login/").content
    client.post("/demo/sign-in/", {"user": str(faye.pk)})
    assert client.session["_auth_user_id"] == str(faye.pk)


def test_who_came_in_by_the_door_of_a_demo_sees_where_they_are_signed_in(
    demo: None, faye: User, client: Client
) -> None:
    client.post("/demo/sign-in/", {"user": str(faye.pk)})
    listed = client.get("/account/sessions/").context["sessions"]
    assert [session.session_key for session in listed] == [client.session.session_key]


def test_outside_a_demo_nobody_is_listed_and_there_is_no_such_door(faye: User, client: Client) -> None:
    assert b"Faye" not in client.get("/account/login/").content
    assert client.post("/demo/sign-in/", {"user": str(faye.pk)}).status_code == 404


def test_the_door_of_a_demo_opens_for_its_listed_people_only(demo: None, eve: User, client: Client) -> None:
    assert client.post("/demo/sign-in/", {"user": str(eve.pk)}).status_code == 404
    assert client.post("/demo/sign-in/", {"user": "nonsense"}).status_code == 404


# --- One's own account -----------------------------------------------------------------------------


def test_people_change_how_they_are_shown(faye: User, ben: User, client: Client) -> None:
    browser = signed_in(client, faye)
    assert b"State staff" in browser.get("/account/").content
    browser.post(
        "/account/",
        {"name": "Faye Díaz", "title": "Engagement", "language": "es", "deputy": ben.pk, "away_from": ""},
    )
    faye.refresh_from_db()
    assert (faye.name, faye.title, faye.language, faye.deputy) == ("Faye Díaz", "Engagement", "es", ben)
    assert set(subjects_of("accounts.user", faye.pk)[0].fields) == {"name", "title", "language", "deputy"}


def test_a_deputy_is_a_colleague(faye: User, dev: User, client: Client) -> None:
    answer = signed_in(client, faye).post("/account/", {"name": "Faye", "language": "en", "deputy": dev.pk})
    assert "deputy" in answer.context["form"].errors


def test_one_cannot_come_back_before_leaving(faye: User, client: Client) -> None:
    answer = signed_in(client, faye).post(
        "/account/",
        {"name": "Faye", "language": "en", "away_from": "2026-03-02", "away_until": "2026-03-01"},
    )
    assert "away_until" in answer.context["form"].errors


def test_the_pages_of_the_sign_in_library_speak_spanish_as_ours_do(client: Client, db: None) -> None:
    page = client.get("/account/login/code/?lang=es").content.decode()
    assert "Enviarme un código para entrar" in page
    assert "Pedir el código" in page


def test_what_we_translate_for_the_sign_in_library_is_still_said_by_it() -> None:
    locale = Path(allauth.__file__).parent / "locale" / "es" / "LC_MESSAGES" / "django.po"
    with locale.open("rb") as file:
        catalogue = read_po(file)
    assert [words for words in SIGN_IN_WORDS if words not in catalogue] == []
