"""An organisation is asked whether its entry is still right, and answers by a link without an account."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied, Missing
from longtable.directory import jobs
from longtable.directory.actions import confirming
from longtable.directory.actions.merging import merge
from longtable.directory.actions.reviewing import accept
from longtable.directory.models import Ask, AskStop, Change, Confirmation, Service, ServiceAtLocation
from longtable.directory.selectors.asking import asked_entry, due_entries, holder_of, token_of
from longtable.directory.tests.entries import Made, both, make_entry
from longtable.messaging.models import Message
from longtable.places.models import Area
from longtable.worklists.models import WorkItem
from tests.cast import actor

CLOCK = Actor.system("directory.asking")


@pytest.fixture
def ours(partner: Organization, alder: Area) -> Made:
    return make_entry(partner, alder)


@pytest.fixture
def ask(ours: Made) -> Ask:
    made = confirming.ask(by=CLOCK, entry=ours.entry)
    assert made
    return made


@pytest.fixture
def path(ask: Ask) -> str:
    return f"/still-right/{token_of(ask)}/"


def test_the_clock_asks_once_and_never_twice_at_once(ours: Made) -> None:
    jobs.ask_partners()
    jobs.ask_partners()
    ask = Ask.objects.get()
    message = Message.objects.get()
    assert (message.notice, message.address) == ("directory.still_right", "delia@neighbors.example")
    assert token_of(ask) in message.body
    assert ask.token_hash not in message.body


def test_nobody_is_asked_about_what_was_confirmed_lately(dev: User, ours: Made) -> None:
    confirming.confirm(by=actor(dev), entry=ours.entry)
    assert due_entries(timezone.now(), 10) == []
    later = timezone.now() + timedelta(days=181)
    assert due_entries(later, 10) == [ours.entry]


def test_after_an_import_not_thousands_are_asked_on_one_day(
    ours: Made, other_partner: Organization, settings: Settings
) -> None:
    make_entry(other_partner)
    settings.DIRECTORY_ASKS_A_DAY = 1
    jobs.ask_partners()
    assert Ask.objects.count() == 1


def test_a_contact_without_e_mail_is_asked_by_text(ours: Made) -> None:
    ours.contact.email = ""
    ours.contact.language = "es"
    ours.contact.save()
    ours.contact.phones.create(number="919-555-0142")
    confirming.ask(by=CLOCK, entry=ours.entry)
    message = Message.objects.get()
    assert (message.channel, message.address, message.language) == ("sms", "+19195550142", "es")
    assert "¿Sigue correcto?" in message.body


def test_who_does_not_answer_is_reminded_twice_and_then_somebody_calls(ours: Made, ask: Ask) -> None:
    for days, told in ((13, 1), (14, 2), (27, 2), (28, 3), (41, 3)):
        Ask.objects.update(asked_at=timezone.now() - timedelta(days=days))
        jobs.ask_partners()
        jobs.ask_partners()
        assert Message.objects.count() == told, days
    Ask.objects.update(expires_at=timezone.now())
    jobs.ask_partners()
    ours.entry.refresh_from_db()
    assert ours.entry.unanswered_since
    assert Ask.objects.get().outcome == "nobody"
    item = WorkItem.objects.get(kind="directory.unanswered")
    assert item.area == ours.entry.area


def test_looking_changes_nothing(client: Client, ours: Made, path: str) -> None:
    """Mail scanners open every link."""
    for method in (client.get, client.head):
        response = method(path)
        assert response.status_code == 200
        assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not Confirmation.objects.exists()
    assert Ask.objects.get().closed_at is None
    page = client.get(path).content.decode()
    assert "Food pantry" in page
    assert "1 Main Street" in page
    assert "Cooking classes" not in page, "a draft is nobody's to read"


def test_many_services_are_read_in_as_many_queries_as_one(
    ours: Made, ask: Ask, django_assert_max_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as one:
        asked_entry(ask, timezone.now())
    for number in range(5):
        service = Service.objects.create(
            organization=ours.entry,
            name=both(f"Class {number}", f"Clase {number}"),
            published_at=ours.entry.published_at,
            changed_at=ours.entry.changed_at,
        )
        ServiceAtLocation.objects.create(service=service, location=ours.hall)
    with django_assert_max_num_queries(len(one)):
        found = asked_entry(ask, timezone.now())
    assert [[site.location for site in each.entry.sites] for each in found] == [[ours.hall]] * 6


def test_all_of_it_is_right(client: Client, ours: Made, path: str) -> None:
    assert client.post(path, {"say": "all"}).status_code == 302
    ours.pantry.refresh_from_db()
    assert ours.pantry.assured_at
    assert ours.pantry.assured_by_organization
    ours.classes.refresh_from_db()
    assert ours.classes.assured_at is None, "a draft was not shown, so nobody said that it is right"
    assert Ask.objects.get().outcome == "answered"
    over = client.get(path)
    assert over.status_code == 410
    assert "Thank you" in over.content.decode()


def test_a_link_that_was_used_up_changes_nothing_more(client: Client, ours: Made, path: str) -> None:
    client.post(path, {"say": "all"})
    count = Confirmation.objects.count()
    for say in ("all", "right", "changed", "stop", "full"):
        assert client.post(path, {"say": say, "service": str(ours.pantry.pk), "note": "x"}).status_code == 410
    assert Confirmation.objects.count() == count
    assert not AskStop.objects.exists()
    question = Ask.objects.get()
    with pytest.raises(Denied):
        confirming.confirm_by_link(by=holder_of(question), ask=question)


def test_a_link_that_is_too_old_changes_nothing(client: Client, ours: Made, path: str) -> None:
    Ask.objects.update(expires_at=timezone.now())
    assert client.post(path, {"say": "all"}).status_code == 410
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("token", ["x", "x" * 22, "AAAAAAAAAAAAAAAAAAAAAA", "x" * 80])
def test_a_guessed_link_leads_nowhere(client: Client, ask: Ask, token: str) -> None:
    assert client.get(f"/still-right/{token}/").status_code == 404


def test_a_link_opens_its_own_entry_alone(
    client: Client, ours: Made, path: str, other_partner: Organization
) -> None:
    theirs = make_entry(other_partner)
    for say in ("right", "changed", "full"):
        answer = client.post(path, {"say": say, "service": str(theirs.pantry.pk)})
        assert answer.status_code == 404, say
    question = Ask.objects.get()
    with pytest.raises(Missing):
        confirming.confirm_by_link(by=holder_of(question), ask=question, service_ids=[theirs.pantry.pk])
    draft = client.post(path, {"say": "right", "service": str(ours.classes.pk)})
    assert draft.status_code == 404


def test_the_link_of_another_question_does_not_confirm(
    ours: Made, ask: Ask, other_partner: Organization
) -> None:
    other = confirming.ask(by=CLOCK, entry=make_entry(other_partner).entry)
    assert other
    with pytest.raises(Denied):
        confirming.confirm_by_link(by=holder_of(other), ask=ask)


@pytest.fixture
def capacity_ask(ours: Made) -> Ask:
    """The question whether they can take people; the one about the entry is open too."""
    confirming.ask(by=CLOCK, entry=ours.entry)
    made = confirming.ask(by=CLOCK, entry=ours.entry, kind=Ask.Kind.CAPACITY)
    assert made
    return made


def test_a_link_for_capacity_calls_nothing_right_and_corrects_nothing(
    client: Client, ours: Made, capacity_ask: Ask
) -> None:
    path, prefix = f"/still-right/{token_of(capacity_ask)}/", f"s{ours.pantry.pk.hex[-8:]}"
    for say in ("all", "right", "changed"):
        forged = {"say": say, "service": str(ours.pantry.pk), f"{prefix}-note": "x"}
        assert client.post(path, forged).status_code == 403, say
    ours.pantry.refresh_from_db()
    assert (ours.pantry.assured_at, Confirmation.objects.count(), Change.objects.count()) == (None, 0, 0)
    assert Ask.objects.open().count() == 2


def test_a_link_for_capacity_says_it_and_leaves_the_question_about_the_entry_open(
    client: Client, ours: Made, capacity_ask: Ask
) -> None:
    path = f"/still-right/{token_of(capacity_ask)}/"
    client.post(path, {"say": "full", "service": str(ours.pantry.pk)})
    assert ours.pantry.capacities.get().state == "full"
    assert Ask.objects.open().count() == 2
    Ask.objects.filter(pk=capacity_ask.pk).update(expires_at=timezone.now())
    jobs.ask_partners()
    assert Ask.objects.get(pk=capacity_ask.pk).outcome == "answered"
    assert client.post(path, {"say": "open", "service": str(ours.pantry.pk)}).status_code == 410
    assert Ask.objects.open().get().kind == Ask.Kind.ENTRY


@pytest.mark.parametrize("say", ["", "entry", "waiting", "OPEN", "open ", "settled"])
def test_a_forged_choice_says_nothing(client: Client, ours: Made, path: str, say: str) -> None:
    client.post(path, {"say": say, "service": str(ours.pantry.pk)})
    assert (Confirmation.objects.count(), Change.objects.count(), ours.pantry.capacities.count()) == (0, 0, 0)
    assert Ask.objects.get().closed_at is None


def test_what_was_merged_into_an_entry_is_asked_about_and_called_right_with_it(
    client: Client, faye: User, ours: Made, other_partner: Organization
) -> None:
    theirs = make_entry(other_partner, ours.entry.area)
    merge(by=actor(faye), kind="organization", keep=ours.entry, gone=theirs.entry, choices={})
    now = timezone.now()
    Service.objects.filter(pk=ours.pantry.pk).update(assured_at=now)
    assert due_entries(now, 10) == [ours.entry], "theirs was not confirmed for long"
    ask = confirming.ask(by=CLOCK, entry=ours.entry)
    assert ask
    assert {each.entry.service.pk for each in asked_entry(ask, now)} == {ours.pantry.pk, theirs.pantry.pk}
    path = f"/still-right/{token_of(ask)}/"
    client.post(path, {"say": "right", "service": str(ours.pantry.pk)})
    assert Ask.objects.get().closed_at is None, "one of two was answered"
    client.post(path, {"say": "all"})
    theirs.pantry.refresh_from_db()
    assert theirs.pantry.assured_at
    assert Ask.objects.get().outcome == "answered"


def test_what_changed_waits_for_somebody_who_looks(client: Client, faye: User, ours: Made, path: str) -> None:
    prefix = f"s{ours.pantry.pk.hex[-8:]}"
    said = {
        "say": "changed",
        "service": str(ours.pantry.pk),
        f"{prefix}-phone": "919-555-0199",
        f"{prefix}-status": "temporarily closed",
        f"{prefix}-hours": "Mondays, 9 to 12",
    }
    client.post(path, said)
    client.post(path, said)
    ours.phone.refresh_from_db()
    assert ours.phone.number == "919-555-0100"
    waiting = Change.objects.waiting()
    assert {each.field_name for each in waiting} == {"number", "status", "said:hours"}
    assert WorkItem.objects.open().filter(kind="directory.review").exists()
    assert Ask.objects.get().outcome == "answered", "the only service that is published was answered"
    accept(by=actor(faye), entry=ours.entry, set_id=waiting[0].set)
    ours.phone.refresh_from_db()
    ours.pantry.refresh_from_db()
    assert (ours.phone.number, ours.pantry.status) == ("919-555-0199", "temporarily closed")
    told = Message.objects.filter(notice="directory.decided").get()
    assert told.address == "delia@neighbors.example"


def test_a_correction_without_words_is_asked_for_again(client: Client, ours: Made, path: str) -> None:
    assert client.post(path, {"say": "changed", "service": str(ours.pantry.pk)}).status_code == 422
    assert not Change.objects.exists()


def test_who_wants_no_more_questions_gets_none(client: Client, ours: Made, path: str) -> None:
    client.post(path, {"say": "stop"})
    assert client.get(path).status_code == 410
    assert WorkItem.objects.filter(kind="directory.unanswered").exists()
    ours.entry.email = ""
    ours.entry.save()
    assert confirming.ask(by=CLOCK, entry=ours.entry) is None


def test_signed_in_staff_confirm_without_being_asked(dev: User, ours: Made, ask: Ask) -> None:
    assert confirming.confirm(by=actor(dev), entry=ours.entry) == 2
    ours.pantry.refresh_from_db()
    assert ours.pantry.assured_by_organization
    assert Ask.objects.get().outcome == "settled"


def test_state_staff_confirm_in_their_own_name(faye: User, ours: Made) -> None:
    confirming.confirm(by=actor(faye), entry=ours.entry)
    assert not Service.objects.get(pk=ours.pantry.pk).assured_by_organization


def test_another_organizations_staff_confirm_nothing(
    dev: User, other_partner: Organization, eve: User
) -> None:
    theirs = make_entry(other_partner)
    for who in (dev, eve):
        with pytest.raises(Denied):
            confirming.confirm(by=actor(who), entry=theirs.entry)


def test_the_address_stays_out_of_the_logs(path: str) -> None:
    from longtable.config.logs import mask

    assert urlsplit(path).path.split("/")[2] not in mask(f"GET {path} 200")
