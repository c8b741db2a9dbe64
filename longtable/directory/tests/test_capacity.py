"""Whether a service takes people: said in two taps, believed until it runs out, and never longer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from longtable.accounts.models import Organization, User
from longtable.core.access import Actor, Denied, Missing
from longtable.directory import jobs
from longtable.directory.actions import confirming
from longtable.directory.actions.capacity import Saying, say_capacity, say_capacity_by_link
from longtable.directory.forms.capacity import CapacityForm
from longtable.directory.models import Ask, ServiceCapacity
from longtable.directory.selectors.asking import holder_of, token_of
from longtable.directory.selectors.capacity import capacities_of, run_out
from longtable.directory.tests.entries import Made, make_entry
from longtable.messaging.models import Message
from longtable.places.models import Area
from tests.cast import actor, signed_in

OPEN, FULL = ServiceCapacity.State.OPEN, ServiceCapacity.State.FULL


@pytest.fixture
def ours(partner: Organization, alder: Area) -> Made:
    return make_entry(partner, alder)


def test_it_is_said_in_one_tap_of_the_page(client: Client, dev: User, ours: Made) -> None:
    page = f"/directory/entries/{ours.entry.pk}/capacity/"
    signed_in(client, dev).post(page, {"service": str(ours.pantry.pk), "state": "waitlist"})
    said = capacities_of([ours.pantry.pk], timezone.now())[ours.pantry.pk]
    assert (said.state, said.said_for) == ("waitlist", "Good Neighbors")
    assert timedelta(days=6) < said.expires_at - timezone.now() <= timedelta(days=7)
    assert "waiting list" in client.get(page).content.decode().lower()


def test_what_ran_out_is_not_known_and_never_open(dev: User, ours: Made) -> None:
    say_capacity(by=actor(dev), service=ours.pantry, saying=Saying(OPEN))
    later = timezone.now() + timedelta(days=7, minutes=1)
    assert capacities_of([ours.pantry.pk], later) == {}
    assert run_out([ours.pantry.pk], later)[ours.pantry.pk].state == OPEN


def test_what_a_source_said_without_an_end_is_not_believed_for_ever(ours: Made) -> None:
    now = timezone.now()
    ServiceCapacity.objects.create(service=ours.pantry, state=OPEN, updated_at=now - timedelta(days=29))
    assert capacities_of([ours.pantry.pk], now)
    assert not capacities_of([ours.pantry.pk], now + timedelta(days=2))


def test_of_two_sayings_the_newer_one_holds_and_the_older_is_history(dev: User, ours: Made) -> None:
    say_capacity(
        by=actor(dev), service=ours.pantry, saying=Saying(OPEN, available=3, maximum=10, unit="boxes")
    )
    say_capacity(by=actor(dev), service=ours.pantry, saying=Saying(FULL))
    assert capacities_of([ours.pantry.pk], timezone.now())[ours.pantry.pk].state == FULL
    assert ServiceCapacity.objects.filter(replaced_at=None).count() == 1
    assert ServiceCapacity.objects.count() == 2


def test_a_double_tap_says_it_once(dev: User, ours: Made) -> None:
    for _ in range(2):
        say_capacity(by=actor(dev), service=ours.pantry, saying=Saying(FULL))
    assert ServiceCapacity.objects.count() == 1


def test_the_database_holds_one_saying_at_a_time(dev: User, ours: Made) -> None:
    say_capacity(by=actor(dev), service=ours.pantry, saying=Saying(FULL))
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceCapacity.objects.create(service=ours.pantry, state=OPEN, updated_at=timezone.now())


def test_nothing_is_said_for_longer_than_anybody_would_believe(dev: User, ours: Made) -> None:
    far = timezone.now() + timedelta(days=1000)
    said = say_capacity(by=actor(dev), service=ours.pantry, saying=Saying(OPEN, until=far))
    assert said.expires_at is not None
    assert said.expires_at < timezone.now() + timedelta(days=91)
    form = CapacityForm({"state": "open", "until": str(timezone.localdate() + timedelta(days=91))})
    assert not form.is_valid()


def test_more_free_than_there_are_is_asked_again() -> None:
    day = str(timezone.localdate())
    form = CapacityForm({"state": "open", "until": day, "available": 5, "maximum": 3, "unit": "beds"})
    assert set(form.errors) == {"available"}


def test_others_say_nothing_about_it(eve: User, dev: User, ours: Made, other_partner: Organization) -> None:
    theirs = make_entry(other_partner)
    for who, service in ((eve, ours.pantry), (dev, theirs.pantry)):
        with pytest.raises(Denied):
            say_capacity(by=actor(who), service=service, saying=Saying(FULL))


def test_another_services_id_in_the_form_is_not_found(
    client: Client, dev: User, ours: Made, other_partner: Organization
) -> None:
    theirs = make_entry(other_partner)
    page = f"/directory/entries/{ours.entry.pk}/capacity/"
    for forged in (str(theirs.pantry.pk), "nonsense", ""):
        answer = signed_in(client, dev).post(page, {"service": forged, "state": "full"})
        assert answer.status_code == 404
    assert not ServiceCapacity.objects.exists()


def test_before_it_runs_out_they_are_asked_and_answer_by_the_link(
    client: Client, dev: User, ours: Made
) -> None:
    soon = timezone.now() + timedelta(hours=20)
    say_capacity(by=actor(dev), service=ours.pantry, saying=Saying(OPEN, until=soon, remind=True))
    jobs.ask_about_capacity()
    jobs.ask_about_capacity()
    ask = Ask.objects.get(kind="capacity")
    assert Message.objects.get().notice == "directory.capacity_ends"
    page = f"/still-right/{token_of(ask)}/"
    assert "Can you still take people?" in client.get(page).content.decode()
    client.post(page, {"say": "full", "service": str(ours.pantry.pk)})
    said = capacities_of([ours.pantry.pk], timezone.now())[ours.pantry.pk]
    assert (said.state, said.said_by) == ("full", f"receipt:{ask.pk}")


def test_who_did_not_ask_for_it_is_not_reminded(dev: User, ours: Made) -> None:
    soon = timezone.now() + timedelta(hours=20)
    say_capacity(by=actor(dev), service=ours.pantry, saying=Saying(OPEN, until=soon))
    jobs.ask_about_capacity()
    assert not Ask.objects.exists()


def test_a_link_says_nothing_about_another_entry(ours: Made, other_partner: Organization) -> None:
    theirs = make_entry(other_partner)
    ask = confirming.ask(by=Actor.system("clock"), entry=ours.entry, kind=Ask.Kind.CAPACITY)
    assert ask
    with pytest.raises(Missing):
        say_capacity_by_link(by=holder_of(ask), ask=ask, service=theirs.pantry, saying=Saying(FULL))
