"""The contact log, what was promised in it, and what a page needs for two taps."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Denied
from longtable.core.audit import subjects_of
from longtable.core.states import IllegalMove
from longtable.partnerships import actions
from longtable.partnerships.models import LoggedContact, Promise
from longtable.partnerships.terms import Promised, Spoken, Unfinished
from longtable.partnerships.tests.conftest import Log
from longtable.worklists.models import WorkItem
from tests.cast import actor, signed_in

pytestmark = pytest.mark.django_db
LATER = date(2090, 1, 1)


def test_two_taps_are_enough(client: Client, faye: User, partner: Organization, agency: Organization) -> None:
    address = reverse("partnerships:log", args=[partner.pk])
    page = signed_in(client, faye).get(address, {"way": "visit"})
    assert page.status_code == 200
    sent = {"form_key": uuid4(), "ours": agency.pk, "way": "visit", "outcome": "talked"}
    answer = client.post(address, sent)
    assert answer.status_code == 302
    contact = LoggedContact.objects.get()
    assert (contact.way, contact.outcome, contact.by, contact.ours) == ("visit", "talked", faye, agency)
    assert timezone.now() - contact.at < timedelta(minutes=1)


def test_a_second_click_is_no_second_call(
    client: Client, faye: User, partner: Organization, agency: Organization
) -> None:
    sent = {"form_key": uuid4(), "ours": agency.pk, "way": "call", "outcome": "nobody"}
    for _ in range(2):
        signed_in(client, faye).post(reverse("partnerships:log", args=[partner.pk]), sent)
    assert LoggedContact.objects.count() == 1


def test_half_a_promise_is_asked_for_its_other_half(
    client: Client, faye: User, partner: Organization, agency: Organization
) -> None:
    sent = {
        "form_key": uuid4(),
        "ours": agency.pk,
        "way": "call",
        "outcome": "talked",
        "what": "Send the form",
        "side": "ours",
    }
    answer = signed_in(client, faye).post(reverse("partnerships:log", args=[partner.pk]), sent)
    assert answer.status_code == 422
    assert not LoggedContact.objects.exists()


def test_nobody_logs_a_talk_with_themselves(faye: User, agency: Organization) -> None:
    with pytest.raises(Unfinished):
        actions.log_contact(
            by=actor(faye), partner=agency, ours=agency, spoken=Spoken("call", "talked", timezone.now())
        )


def test_what_we_promised_is_on_the_list_of_who_promised(faye: User, log: Log) -> None:
    promise = log(promises=[Promised("Send the form", LATER)]).promises.get()
    item = WorkItem.objects.about(promise).get()
    assert item.owner == faye
    assert timezone.localdate(item.due_at) == LATER
    actions.say_promise_kept(by=actor(faye), promise=promise)
    assert not WorkItem.objects.about(promise).open().exists()


def test_what_they_promised_is_on_both_lists(faye: User, dev: User, partner: Organization, log: Log) -> None:
    promise = log(promises=[Promised("Bring the van", LATER, "theirs")]).promises.get()
    items = list(WorkItem.objects.about(promise).open())
    assert {(item.owner, item.organization == partner) for item in items} == {(faye, False), (None, True)}
    actions.say_promise_kept(by=actor(dev), promise=promise)  # their own word
    assert not WorkItem.objects.about(promise).open().exists()


def test_a_partner_does_not_settle_our_promise(dev: User, log: Log) -> None:
    promise = log(promises=[Promised("Send the form", LATER)]).promises.get()
    with pytest.raises(Denied):
        actions.say_promise_kept(by=actor(dev), promise=promise)


def test_what_is_kept_is_not_let_go_afterwards(faye: User, log: Log) -> None:
    promise = log(promises=[Promised("Send the form", LATER)]).promises.get()
    actions.say_promise_kept(by=actor(faye), promise=promise)
    with pytest.raises(IllegalMove):
        actions.let_promise_go(by=actor(faye), promise=promise)
    assert Promise.objects.get().state == "kept"


def test_a_correction_is_seen_and_names_the_fields(faye: User, log: Log) -> None:
    contact = log()
    right = Spoken("visit", "talked", contact.at, words="They need two vans.")
    actions.correct_contact(by=actor(faye), contact=contact, spoken=right)
    entry = subjects_of("partnerships.loggedcontact", contact.pk).first()
    assert entry
    assert sorted(entry.fields) == ["way", "words"]
    assert contact.edited_at


def test_saved_as_it_was_nothing_changed(client: Client, faye: User, log: Log) -> None:
    contact = log(at=datetime(2026, 3, 8, 14, 30, 12, tzinfo=timezone.get_default_timezone()))
    address = reverse("partnerships:contact", args=[contact.pk])
    sent = {"way": "call", "outcome": "talked", "words": contact.words}
    sent |= {"on_day": "2026-03-08", "at_time": "14:30"}
    assert signed_in(client, faye).post(address, sent).status_code == 302
    contact.refresh_from_db()
    assert contact.edited_at is None


def test_a_day_that_lies_ahead_is_no_contact(
    client: Client, faye: User, partner: Organization, agency: Organization
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = {"form_key": uuid4(), "ours": agency.pk, "way": "call", "outcome": "talked", "on_day": tomorrow}
    answer = signed_in(client, faye).post(reverse("partnerships:log", args=[partner.pk]), sent)
    assert answer.status_code == 422


def test_a_call_to_make_is_on_ones_own_list_once(
    client: Client, faye: User, partner: Organization, agency: Organization
) -> None:
    for _ in range(2):
        signed_in(client, faye).post(reverse("partnerships:call", args=[partner.pk]))
    item = WorkItem.objects.get(kind="partnerships.call")
    assert (item.owner, str(item.title)) == (faye, "Call Good Neighbors")
