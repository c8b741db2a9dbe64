"""When its time is over a row is wiped or removed, and the audit says so."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied
from longtable.core.audit import subjects_of
from longtable.core.models import Attempt, AuditEntry
from longtable.core.retention import Class, retention, rules, scrub_all_due, scrub_due
from longtable.people.models import ContactPoint, Person
from tests.cast import actor

CLOCK = Actor.system("retention")
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def person(age: timedelta, **fields: object) -> Person:
    return Person.objects.create(
        given_name="Rosa", family_name="Ortiz", birth_date="1980-05-06", created_at=NOW - age, **fields
    )


LONG, SHORT = timedelta(days=4 * 365), timedelta(days=30)


def test_whom_nobody_confirmed_is_forgotten_with_the_indexes(db: None) -> None:
    old = person(LONG)
    point = ContactPoint.objects.create(person=old, kind="phone", value="+19195550142", language="en")
    scrub_all_due(by=CLOCK, now=NOW)
    old.refresh_from_db()
    point.refresh_from_db()
    assert {old.given_name, old.birth_date, old.surname_index, old.surname_birth_index} == {""}
    assert {point.value, point.value_index} == {""}
    assert subjects_of("people.person", old.pk).get().verb == "core.retention.scrubbed"


def test_who_was_confirmed_or_is_new_is_kept(db: None) -> None:
    confirmed, new = person(LONG, verified_at=NOW), person(SHORT)
    scrub_all_due(by=CLOCK, now=NOW)
    for each in (confirmed, new):
        each.refresh_from_db()
        assert each.given_name == "Rosa"


def test_a_second_run_finds_nothing_to_do(db: None) -> None:
    person(LONG)
    assert scrub_all_due(by=CLOCK, now=NOW) == {"people.person": 1}
    assert scrub_all_due(by=CLOCK, now=NOW) == {}


def test_it_goes_in_small_steps(db: None) -> None:
    for _ in range(3):
        person(LONG)
    assert [scrub_due(by=CLOCK, rule=rules[Person], now=NOW, limit=2) for _ in range(3)] == [2, 1, 0]


def test_traces_of_the_machine_are_removed(db: None) -> None:
    Attempt.objects.create(purpose="test", who="x", window=NOW - timedelta(days=3))
    Attempt.objects.create(purpose="test", who="x", window=NOW)
    assert scrub_all_due(by=CLOCK, now=NOW) == {"core.attempt": 1}
    assert Attempt.objects.get().window == NOW


def test_the_audit_can_never_be_given_a_clock() -> None:
    with pytest.raises(ValueError, match="AUDIT"):
        retention(AuditEntry, Class.AUDIT, days=1, delete=True)
    assert rules[AuditEntry].due is None


def test_only_the_machine_wipes(db: None, adam: User) -> None:
    with pytest.raises(Denied):
        scrub_due(by=actor(adam), rule=rules[Person], now=timezone.now())
