"""Asking partners: each once, in both languages, and nobody can tell who answered what."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied
from longtable.core.models import AuditEntry, AuditSubject
from longtable.messaging.models import Message
from longtable.partnerships import actions
from longtable.partnerships.actions.pulse import _token
from longtable.partnerships.models import Agreement, PulseLetter, PulseRound, PulseTally
from longtable.partnerships.selectors.trust import pulses
from longtable.partnerships.terms import Unfinished
from longtable.partnerships.tests.conftest import Log
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db
ALL_YES = {"open": "yes", "keeps": "yes", "worth": "yes"}


@pytest.fixture
def asked(faye: User, agency: Organization, in_force: Agreement) -> PulseRound:
    """The agency asks; Good Neighbors is its only partner."""
    return actions.open_pulse(by=actor(faye), asked_by=agency)


def path(asked: PulseRound, partner: Organization) -> str:
    """The address in a partner's letter."""
    return f"/pulse/{_token(asked.pk, partner.pk)}/"


def test_every_partner_gets_a_letter_and_nobody_else(
    asked: PulseRound, partner: Organization, elsewhere: Organization
) -> None:
    assert [letter.organization for letter in asked.letters.all()] == [partner]
    message = Message.objects.get(notice="partnerships.pulse")
    assert path(asked, partner) in message.body


def test_whoever_was_talked_to_within_a_year_is_a_partner(
    faye: User, agency: Organization, elsewhere: Organization, partner: Organization, log: Log
) -> None:
    log(partner=elsewhere)
    log(at=timezone.now() - timedelta(days=400))
    asked = actions.open_pulse(by=actor(faye), asked_by=agency)
    assert [letter.organization for letter in asked.letters.all()] == [elsewhere]


def test_nobody_is_asked_twice_a_year(faye: User, agency: Organization, asked: PulseRound) -> None:
    with pytest.raises(Unfinished):
        actions.open_pulse(by=actor(faye), asked_by=agency)


def test_a_link_answers_once(client: Client, asked: PulseRound, partner: Organization) -> None:
    address = path(asked, partner)
    assert client.get(address).status_code == 200
    assert client.post(address, ALL_YES).status_code == 200
    assert client.post(address, ALL_YES).status_code == 410
    assert sum(PulseTally.objects.values_list("count", flat=True)) == 3
    asked.refresh_from_db()
    assert (asked.asked, asked.answered) == (1, 1)


def test_the_page_speaks_spanish_and_sends_no_referrer(
    client: Client, asked: PulseRound, partner: Organization
) -> None:
    page = client.get(path(asked, partner), {"lang": "es"})
    assert page.headers["Content-Language"] == "es"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_nothing_says_who_answered(
    client: Client, dev: User, asked: PulseRound, partner: Organization
) -> None:
    """Signed in or not: the audit, the tally and the letter share nothing, and the letter has no time."""
    browser, before = signed_in(client, dev), AuditEntry.objects.count()
    browser.post(path(asked, partner), ALL_YES)
    assert sum(PulseTally.objects.values_list("count", flat=True)) == 3
    assert AuditEntry.objects.count() > before
    for entry in AuditEntry.objects.order_by("id")[before:]:
        assert (entry.actor_kind, entry.actor_id) == ("visitor", "")
        named = AuditSubject.objects.filter(entry=entry).values_list("kind", flat=True)
        assert list(named) == ["partnerships.pulseround"]
    columns: dict[Any, Any] = {field.name: field for field in PulseTally._meta.get_fields()}
    assert set(columns) == {"id", "round", "question", "answer", "count"}
    letter = PulseLetter._meta.get_fields()
    moments = [field.name for field in letter if isinstance(field, models.DateTimeField | models.DateField)]
    assert sorted(moments) == ["created_at", "reminded_at"]  # when it was made and repeated, not when spent


def test_two_clicks_at_the_same_moment_count_once(asked: PulseRound) -> None:
    letter = asked.letters.select_related("round").get()  # both clicks found it unspent
    actions.answer_pulse(by=Actor.visitor(), letter=letter, answers=ALL_YES)
    with pytest.raises(Denied):
        actions.answer_pulse(by=Actor.visitor(), letter=letter, answers=ALL_YES)
    assert sum(PulseTally.objects.values_list("count", flat=True)) == 3


def test_an_empty_answer_does_not_spend_the_link(
    client: Client, asked: PulseRound, partner: Organization
) -> None:
    assert client.post(path(asked, partner), {}).status_code == 422
    assert not PulseLetter.objects.filter(is_spent=True).exists()


def test_after_its_day_a_link_is_closed(client: Client, asked: PulseRound, partner: Organization) -> None:
    PulseRound.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert client.post(path(asked, partner), ALL_YES).status_code == 410


def test_who_has_not_answered_is_reminded_once(asked: PulseRound) -> None:
    soon = timezone.now() + timedelta(days=15)
    machine = Actor.system("test")
    assert actions.remind_of_pulse(by=machine, now=soon) == 1
    assert actions.remind_of_pulse(by=machine, now=soon) == 0
    assert Message.objects.filter(notice="partnerships.pulse").count() == 2


def test_results_show_when_it_is_over_and_only_what_tells_of_nobody(faye: User, asked: PulseRound) -> None:
    today = timezone.localdate()
    tallies = PulseTally.objects.filter(round=asked)
    tallies.filter(question="open", answer="yes").update(count=30)
    tallies.filter(question="open", answer="no").update(count=15)
    tallies.filter(question="keeps", answer="yes").update(count=44)
    tallies.filter(question="keeps", answer="no").update(count=1)
    (open_still,) = pulses(actor(faye), today)
    assert open_still.standings == ()
    (over,) = pulses(actor(faye), asked.closes_on + timedelta(days=1))
    first, second, third = over.standings
    assert (first.shown.yes, first.shown.people) == (30, 45)
    assert (second.shown.yes, second.shown.few, second.bound) == (None, "other", 35)
    assert third.shown.people == 0
