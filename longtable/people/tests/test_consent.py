"""Yes counts where it was said; no counts everywhere and at once."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from longtable.accounts.models import User
from longtable.core.access import Actor, Denied, Kind
from longtable.people.actions import give_consent, lift_opt_out, withdraw_consent
from longtable.people.contacts import NotAContact
from longtable.people.models import Consent, ContactPoint, OptOut
from longtable.people.selectors import may_write_to
from longtable.people.tests.conftest import NUMBER
from tests.cast import actor

Leave = Callable[..., ContactPoint]
VISITOR = Actor.visitor()
PHONE = Actor(Kind.SMS, "phone")


def test_one_topic_ends_and_the_other_goes_on(left: Leave) -> None:
    point = left(topics=["answers", "clinics"])
    withdraw_consent(by=VISITOR, contact_point=point, topic="answers")
    assert not may_write_to(point, "answers")
    assert may_write_to(point, "clinics")


def test_stop_counts_for_every_record_with_that_number(left: Leave) -> None:
    mine, theirs, other = (
        left(topics=["answers"]),
        left(topics=["clinics"]),
        left("919-555-0199", topics=["answers"]),
    )
    withdraw_consent(by=PHONE, contact_value="(919) 555-0142", channel="sms")
    assert not may_write_to(mine, "answers")
    assert not may_write_to(theirs, "clinics")
    assert may_write_to(other, "answers")


def test_a_form_filled_in_by_anybody_does_not_undo_stop(left: Leave) -> None:
    withdraw_consent(by=PHONE, contact_value=NUMBER)
    assert not may_write_to(left(topics=["answers"]), "answers")


def test_start_brings_back_what_stop_ended_and_nothing_older(left: Leave) -> None:
    point = left(topics=["answers", "clinics"])
    withdraw_consent(by=VISITOR, contact_point=point, topic="clinics")
    withdraw_consent(by=PHONE, contact_value=NUMBER)
    assert lift_opt_out(by=PHONE, contact_value=NUMBER)
    assert may_write_to(point, "answers")
    assert not may_write_to(point, "clinics")
    assert not lift_opt_out(by=PHONE, contact_value=NUMBER)


def test_a_visitor_cannot_say_start_for_another(left: Leave) -> None:
    withdraw_consent(by=PHONE, contact_value=NUMBER)
    with pytest.raises(Denied):
        lift_opt_out(by=VISITOR, contact_value=NUMBER)


def test_a_stranger_cannot_either(left: Leave, eve: User) -> None:
    with pytest.raises(Denied):
        lift_opt_out(by=actor(eve), contact_value=NUMBER)


def test_stop_twice_is_stop_once(left: Leave) -> None:
    left(topics=["answers"])
    withdraw_consent(by=PHONE, contact_value=NUMBER)
    withdraw_consent(by=PHONE, contact_value=NUMBER)
    assert OptOut.objects.count() == 1


def test_yes_twice_is_yes_once(left: Leave) -> None:
    point = left()
    first = give_consent(by=VISITOR, contact_point=point, topic="answers", words="Yes")
    assert give_consent(by=VISITOR, contact_point=point, topic="answers") == first
    assert Consent.objects.count() == 1


def test_nothing_tells_whether_a_number_is_known(left: Leave) -> None:
    left(topics=["answers"])

    def statements(value: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert withdraw_consent(by=VISITOR, contact_value=value) is None  # type: ignore[func-returns-value]
        return len(queries)

    assert statements(NUMBER) == statements("919-555-0199")


def test_what_is_no_number_is_said_to_be_none(db: None) -> None:
    with pytest.raises(NotAContact):
        withdraw_consent(by=VISITOR, contact_value="stop")
