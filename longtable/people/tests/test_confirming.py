"""Six digits that come back from where they were sent."""

from collections.abc import Callable

import pytest
import time_machine

from longtable.core.access import Actor
from longtable.core.attempts import TooManyAttempts
from longtable.people.actions import begin_confirmation, confirm_contact, withdraw_consent
from longtable.people.models import ContactCode, ContactPoint, OptOut

VISITOR = Actor.visitor()


@pytest.fixture
def point(left: Callable[..., ContactPoint]) -> ContactPoint:
    return left()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_right_code_confirms_the_number_and_the_person(point: ContactPoint) -> None:
    code = begin_confirmation(by=VISITOR, contact_point=point)
    assert len(code) == 6
    assert confirm_contact(by=VISITOR, contact_point=point, code=f"{code[:3]} {code[3:]}")
    point.refresh_from_db()
    assert point.verified_at
    assert point.person.__class__.objects.get(pk=point.person_id).is_verified


def test_a_wrong_code_confirms_nothing(point: ContactPoint) -> None:
    code = begin_confirmation(by=VISITOR, contact_point=point)
    assert not confirm_contact(by=VISITOR, contact_point=point, code=wrong(code))
    point.refresh_from_db()
    assert point.verified_at is None


def test_a_code_works_once(point: ContactPoint) -> None:
    code = begin_confirmation(by=VISITOR, contact_point=point)
    assert confirm_contact(by=VISITOR, contact_point=point, code=code)
    assert not confirm_contact(by=VISITOR, contact_point=point, code=code)


def test_a_new_code_ends_the_old_one(point: ContactPoint) -> None:
    old = begin_confirmation(by=VISITOR, contact_point=point)
    new = begin_confirmation(by=VISITOR, contact_point=point)
    assert old == new or not confirm_contact(by=VISITOR, contact_point=point, code=old)
    assert confirm_contact(by=VISITOR, contact_point=point, code=new)


def test_a_code_ends_after_a_quarter_of_an_hour(point: ContactPoint) -> None:
    with time_machine.travel("2026-03-02 12:00:00Z", tick=False) as clock:
        code = begin_confirmation(by=VISITOR, contact_point=point)
        clock.shift(15 * 60)
        assert not confirm_contact(by=VISITOR, contact_point=point, code=code)


def test_nobody_can_try_all_codes(point: ContactPoint) -> None:
    code = begin_confirmation(by=VISITOR, contact_point=point)
    for _ in range(5):
        assert not confirm_contact(by=VISITOR, contact_point=point, code=wrong(code))
    with pytest.raises(TooManyAttempts):
        confirm_contact(by=VISITOR, contact_point=point, code=code)


def test_nobody_can_flood_a_number_through_many_records(left: Callable[..., ContactPoint]) -> None:
    for _ in range(5):
        begin_confirmation(by=VISITOR, contact_point=left())
    with pytest.raises(TooManyAttempts):
        begin_confirmation(by=VISITOR, contact_point=left())


def test_the_code_is_stored_as_a_hash_only(point: ContactPoint) -> None:
    code = begin_confirmation(by=VISITOR, contact_point=point)
    assert code not in ContactCode.objects.get().code_hash


def test_a_code_of_one_number_does_not_open_another(left: Callable[..., ContactPoint]) -> None:
    mine, theirs = left(), left("919-555-0199")
    code = begin_confirmation(by=VISITOR, contact_point=mine)
    assert not confirm_contact(by=VISITOR, contact_point=theirs, code=code)


def test_whoever_brings_a_code_back_has_taken_back_their_stop(point: ContactPoint) -> None:
    withdraw_consent(by=VISITOR, contact_point=point)
    code = begin_confirmation(by=VISITOR, contact_point=point)
    assert confirm_contact(by=VISITOR, contact_point=point, code=code)
    assert not OptOut.objects.filter(lifted_at=None).exists()
