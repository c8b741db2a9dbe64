"""Staff show a second factor before anything else; partners need not, and a demo asks nobody."""

import base64
import os

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from longtable.accounts.actions import rotate_second_factors
from longtable.accounts.models import User
from longtable.core.access import Actor
from longtable.core.audit import subjects_of
from tests.cast import signed_in

PASSWORD = "a long way to go"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def signs_in(faye: User) -> User:
    """Faye, who has a password that works."""
    return with_password(faye)


def with_password(user: User) -> User:
    """``user`` with a password and a confirmed address."""
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def code() -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def by_password(user: User) -> Client:
    """A browser in which ``user`` typed the password."""
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return browser


def test_staff_without_a_second_factor_are_sent_to_set_one_up(signs_in: User) -> None:
    answer = by_password(signs_in).get("/account/?a=b")
    assert answer.headers["Location"] == "/account/second-factor/?next=%2Faccount%2F%3Fa%3Db"


def test_the_way_to_set_one_up_is_open(signs_in: User) -> None:
    browser = by_password(signs_in)
    assert browser.get("/account/second-factor/").status_code == 200
    assert browser.get("/account/2fa/totp/activate/").status_code == 200
    assert browser.get("/account/2fa/webauthn/add/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_one_up_opens_the_house_at_once_and_is_written_down(signs_in: User) -> None:
    browser = by_password(signs_in)
    browser.get("/account/2fa/totp/activate/")
    secret = browser.session["mfa.totp.secret"]
    shown = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    browser.post("/account/2fa/totp/activate/", {"code": shown})
    assert browser.get("/account/").status_code == 200
    verbs = subjects_of("accounts.user", signs_in.pk).values_list("verb", flat=True)
    assert "accounts.second_factor.added" in verbs


def test_the_secret_of_the_app_is_unreadable_in_the_database(signs_in: User) -> None:
    TOTP.activate(signs_in, SECRET)
    assert SECRET not in str(Authenticator.objects.values().get())


def test_sign_in_asks_for_the_second_factor(signs_in: User) -> None:
    TOTP.activate(signs_in, SECRET)
    browser = by_password(signs_in)
    assert "_auth_user_id" not in browser.session
    answer = browser.post("/account/2fa/authenticate/", {"code": code()})
    assert answer.status_code == 302
    assert browser.get("/account/").status_code == 200


def test_a_recovery_code_opens_too(signs_in: User) -> None:
    TOTP.activate(signs_in, SECRET)
    recovery = RecoveryCodes.activate(signs_in).get_unused_codes()[0]
    browser = by_password(signs_in)
    browser.post("/account/2fa/authenticate/", {"code": recovery})
    assert browser.get("/account/").status_code == 200


def test_a_session_from_before_is_asked_to_show_it(signs_in: User) -> None:
    TOTP.activate(signs_in, SECRET)
    browser = Client()
    browser.force_login(signs_in)
    assert "second-factor" in browser.get("/account/").headers["Location"]
    assert b"/account/2fa/reauthenticate/" in browser.get("/account/second-factor/").content


@pytest.mark.parametrize(
    "path",
    ["", "totp/activate/", "totp/deactivate/", "webauthn/", "webauthn/add/", "recovery-codes/generate/"],
)
def test_a_session_from_before_neither_removes_nor_adds_one(signs_in: User, path: str) -> None:
    browser = by_password(signs_in)
    TOTP.activate(signs_in, SECRET)
    for answer in (browser.get(f"/account/2fa/{path}"), browser.post(f"/account/2fa/{path}")):
        assert "/account/second-factor/" in answer.headers["Location"]
    assert Authenticator.objects.filter(user=signs_in, type="totp").count() == 1


def test_codes_cannot_be_tried_for_ever_whatever_process_answers(signs_in: User) -> None:
    TOTP.activate(signs_in, SECRET)
    browser = by_password(signs_in)
    for _ in range(10):
        browser.post("/account/2fa/authenticate/", {"code": "000000"})
        cache.clear()  # the next web process has a memory of its own
    answer = browser.post("/account/2fa/authenticate/", {"code": code()})
    assert answer.status_code == 200
    assert "_auth_user_id" not in browser.session


def test_a_partner_needs_none(dev: User) -> None:
    assert by_password(with_password(dev)).get("/account/").status_code == 200


def test_a_demo_asks_nobody(signs_in: User, demo: None) -> None:
    assert by_password(signs_in).get("/account/").status_code == 200


def test_whoever_showed_it_comes_in(faye: User, client: Client) -> None:
    assert signed_in(client, faye).get("/account/").status_code == 200


def test_an_agency_service_that_asserts_it_is_believed(faye: User, settings: Settings) -> None:
    service = {"provider_id": "state", "settings": {"asserts_second_factor": True}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [service]}}
    for provider, status in (("state", 200), ("other", 302)):
        browser = Client()
        browser.force_login(faye)
        session = browser.session
        session["account_authentication_methods_user"] = str(faye.pk)
        session["account_authentication_methods"] = [
            {"method": "socialaccount", "provider": provider, "uid": "1", "at": 0}
        ]
        session.save()
        assert browser.get("/account/").status_code == status


def test_a_new_key_takes_over_and_the_old_one_can_go(signs_in: User, settings: Settings) -> None:
    TOTP.activate(signs_in, SECRET)
    recovery = RecoveryCodes.activate(signs_in).get_unused_codes()
    fresh = base64.urlsafe_b64encode(os.urandom(32)).decode()
    settings.ENCRYPTION_KEYS = [f"k2:{fresh}", *settings.ENCRYPTION_KEYS]
    assert rotate_second_factors(by=Actor.system("test")) == 2
    assert rotate_second_factors(by=Actor.system("test")) == 0
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    browser = by_password(signs_in)
    browser.post("/account/2fa/authenticate/", {"code": code()})
    assert browser.get("/account/").status_code == 200
    stored = Authenticator.objects.get(user=signs_in, type="recovery_codes")
    assert RecoveryCodes(stored).get_unused_codes() == recovery
