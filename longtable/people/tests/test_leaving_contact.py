"""Somebody leaves a number; nobody learns anything from it about anybody else."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Denied, Grant, Kind, Permission
from longtable.core.access.actor import STATEWIDE
from longtable.people.actions import leave_contact
from longtable.people.contacts import NotAContact
from longtable.people.models import Consent, ContactPoint, Person
from longtable.people.tests.conftest import NUMBER, told
from longtable.places.models import Area

Leave = Callable[..., ContactPoint]


def test_they_can_be_reached_about_what_they_chose_and_nothing_else(
    left: Leave, alder: Area, agency: Organization
) -> None:
    point = left(name="Ana Pérez", area=alder, held_by=agency, topics=["voices.answer"], words="Tell me.")
    assert point.value == "+19195550142"
    assert (point.person.given_name, point.person.family_name) == ("Ana", "Pérez")
    assert (point.person.area, point.person.held_by) == (alder, agency)
    assert not point.person.is_verified
    [consent] = Consent.objects.all()
    assert (consent.topic, consent.words, consent.contact_point) == ("voices.answer", "Tell me.", point)


def test_a_number_and_an_address_are_two_ways_to_one_person(db: None) -> None:
    first = leave_contact(by=Actor.visitor(), phone=NUMBER, email="ana@example.org", language="es")
    assert first.kind == "phone"
    assert {point.kind for point in first.person.contact_points.all()} == {"phone", "email"}


def test_the_same_thing_typed_twice_is_one(db: None) -> None:
    first = leave_contact(by=Actor.visitor(), value=NUMBER, phone="(919) 555-0142", language="en")
    assert first.person.contact_points.count() == 1


@pytest.mark.parametrize("value", ["", "   ", "12", "ana@"])
def test_what_cannot_be_reached_is_refused_and_nothing_is_kept(left: Leave, value: str) -> None:
    with pytest.raises(NotAContact):
        left(value)
    assert not Person.objects.exists()


def test_somebody_who_is_known_is_neither_read_nor_changed(left: Leave, rosa: Person) -> None:
    before = Person.objects.filter(pk=rosa.pk).values().get()
    again = left(name="Eve Intruder", topics=["other"])
    assert again.person != rosa
    assert Person.objects.filter(pk=rosa.pk).values().get() == before
    assert not Consent.objects.filter(contact_point__person=rosa, topic="other").exists()


def test_a_known_number_takes_the_same_statements_as_a_new_one(left: Leave, rosa: Person) -> None:
    def shape(value: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            leave_contact(by=Actor.visitor(), value=value, language="en", topics=["voices.answer"])
        return [query["sql"].partition("(")[0] for query in queries if "SAVEPOINT" not in query["sql"]]

    assert shape(NUMBER) == shape("919-555-0199")


def test_what_is_stored_cannot_be_read_without_the_keys(rosa: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_name, family_name FROM people_person")
        stored = cursor.fetchone()
        cursor.execute("SELECT value FROM people_contactpoint")
        stored += cursor.fetchone()
    assert all("$" in value for value in stored)
    assert not any(word in "".join(stored) for word in ("Rosa", "Hern", "0142"))


def test_matching_is_left_to_a_job(rosa: Person) -> None:
    assert told("people.person.made") == 1


def test_a_key_needs_the_right_to_change_records(db: None) -> None:
    key = Actor(Kind.API_KEY, "1", "key", (Grant("api_key", frozenset({Permission.SEE_PEOPLE}), STATEWIDE),))
    with pytest.raises(Denied):
        leave_contact(by=key, value=NUMBER, language="en")
