"""One question about a service: anybody with a slip answers, and no answer is ever anybody's."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied, Missing
from longtable.directory.models import Service
from longtable.partnerships import actions
from longtable.partnerships.models import ServiceTrust, TrustWords
from longtable.partnerships.selectors.trust import (
    service_standings,
    service_to_ask_about,
    shown_code,
    with_standing,
)
from longtable.partnerships.views import answering
from tests.cast import actor, member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def trust(dev: User, pantry: Service) -> ServiceTrust:
    """People who used Dev's pantry are asked."""
    return actions.ask_about_service(by=actor(dev), service=pantry)


@pytest.fixture
def slip(trust: ServiceTrust, pantry: Service) -> str:
    """The address on its slips."""
    return f"/would-you/{shown_code(pantry)}/"


def counts(trust: ServiceTrust) -> tuple[int, int, int]:
    """What was answered."""
    trust.refresh_from_db()
    return trust.yes, trust.no, trust.not_sure


def test_a_slip_answers_without_an_account(client: Client, slip: str, trust: ServiceTrust) -> None:
    assert "Food pantry" in client.get(slip).content.decode()
    assert client.post(slip, {"answer": "yes"}).status_code == 200
    assert client.post(slip, {"answer": "not_sure"}).status_code == 200
    assert counts(trust) == (1, 0, 1)


def test_a_code_is_typed_as_people_type(client: Client, slip: str, pantry: Service) -> None:
    typed = shown_code(pantry).lower().replace("-", " ")
    answer = client.post(reverse("partnerships:enter_code"), {"code": typed})
    assert answer.headers["Location"] == slip


@pytest.mark.parametrize("code", ["0000-0000-00", "nonsense"])
def test_a_code_that_nobody_has_opens_nothing(client: Client, code: str) -> None:
    assert client.get(f"/would-you/{code}/").status_code == 404


def test_an_answer_that_does_not_exist_is_not_counted(client: Client, slip: str, trust: ServiceTrust) -> None:
    assert client.post(slip, {"answer": "five stars"}).status_code == 422
    assert counts(trust) == (0, 0, 0)


def test_one_place_cannot_stuff_the_box(
    client: Client, slip: str, trust: ServiceTrust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "ONE_PLACE", 3)
    answers = [client.post(slip, {"answer": "no"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert counts(trust) == (0, 3, 0)


def test_closed_it_takes_no_more_answers(
    client: Client, dev: User, slip: str, pantry: Service, trust: ServiceTrust
) -> None:
    actions.ask_about_service(by=actor(dev), service=pantry, is_open=False)
    assert client.post(slip, {"answer": "yes"}).status_code == 404
    assert counts(trust) == (0, 0, 0)


def test_words_are_kept_apart_from_the_answer_and_the_day(
    client: Client, slip: str, trust: ServiceTrust
) -> None:
    client.post(slip, {"answer": "no", "words": "They were kind."})
    words = TrustWords.objects.get()
    assert words.month == timezone.localdate().replace(day=1)
    assert {field.name for field in TrustWords._meta.get_fields()} == {
        "id",
        "service",
        "words",
        "language",
        "month",
    }


def test_danger_is_answered_with_a_help_line(client: Client, slip: str) -> None:
    page = client.post(slip, {"answer": "no", "words": "I want to kill myself"}).content.decode()
    assert "Nobody who can help reads it" in page


def test_few_answers_and_their_words_are_not_shown(
    dev: User, trust: ServiceTrust, client: Client, slip: str
) -> None:
    for _ in range(3):
        client.post(slip, {"answer": "yes", "words": "Good"})
    (shown,) = with_standing(list(service_standings(actor(dev))))
    assert (shown.standing.people, shown.standing.shown.people, shown.words) == (3, 0, ())


def test_words_show_when_their_month_is_over(
    dev: User, trust: ServiceTrust, client: Client, slip: str
) -> None:
    ServiceTrust.objects.update(yes=31, no=12)
    client.post(slip, {"answer": "no", "words": "They were late."})
    (shown,) = with_standing(list(service_standings(actor(dev))))
    assert shown.words == ()
    TrustWords.objects.update(month=date(2026, 1, 1))
    (shown,) = with_standing(list(service_standings(actor(dev))))
    assert [each.words for each in shown.words] == ["They were late."]


def test_enough_answers_of_both_kinds_are_counted_out(dev: User, trust: ServiceTrust) -> None:
    ServiceTrust.objects.update(yes=31, no=12)
    trust.refresh_from_db()
    visitor = actor(dev).visitor()
    actions.answer_about_service(by=visitor, trust=trust, answer="yes")
    (shown,) = with_standing(list(service_standings(actor(dev))))
    assert (shown.standing.shown.yes, shown.standing.shown.people) == (32, 44)


def test_others_do_not_see_what_people_said(
    trust: ServiceTrust, pantry: Service, elsewhere: Organization, faye: User
) -> None:
    outsider = member("Olaf", "partner_staff", elsewhere, scope="organization")
    assert not service_standings(actor(outsider)).exists()
    with pytest.raises(Missing):
        service_to_ask_about(actor(outsider), pantry.pk)
    assert service_standings(actor(faye)).exists()


def test_whoever_is_signed_in_answers_as_nobody(
    client: Client, dev: User, slip: str, trust: ServiceTrust
) -> None:
    assert signed_in(client, dev).post(slip, {"answer": "yes"}).status_code == 200
    with pytest.raises(Denied):
        actions.answer_about_service(by=actor(dev), trust=trust, answer="yes")


def test_no_list_is_in_the_order_of_its_answers(
    dev: User, faye: User, trust: ServiceTrust, pantry: Service
) -> None:
    """Services stand by the name of their organization, whatever people said."""
    assert "yes" not in str(service_standings(actor(faye)).query.order_by)
    assert service_standings(actor(faye)).query.order_by[0] == "service__organization__organization__name"
