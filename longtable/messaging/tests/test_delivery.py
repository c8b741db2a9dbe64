"""Taking a message out of the house: what happens at every end that a call can have."""

from datetime import UTC, datetime

import pytest
import time_machine

from longtable.core.access import Actor
from longtable.core.models import Job
from longtable.core.work import run_all
from longtable.core.work.worker import Lease
from longtable.messaging.actions import settle
from longtable.messaging.delivery import deliver
from longtable.messaging.models import Message, MessageState
from longtable.messaging.tests.conftest import Wire, tell
from longtable.messaging.transports import NotTaken, Refused, Unclear
from longtable.people.actions import withdraw_consent
from longtable.people.models import ContactPoint

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests")


def test_what_waits_is_sent_once(phone: ContactPoint, wire: Wire) -> None:
    message = tell(phone)
    run_all()
    deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.provider_id, message.attempts) == (MessageState.SENT, "wire-1", 1)
    assert [each.to for each in wire.taken] == ["+19195550142"]


def test_who_opts_out_meanwhile_is_not_written_to(phone: ContactPoint, wire: Wire) -> None:
    message = tell(phone)
    withdraw_consent(by=Actor.visitor(), contact_point=phone)
    run_all()
    message.refresh_from_db()
    assert (message.state, wire.taken) == (MessageState.HELD, [])


def test_what_the_provider_refuses_has_failed(phone: ContactPoint, wire: Wire) -> None:
    wire.fault = Refused("the provider answered 400")
    message = tell(phone)
    run_all()
    message.refresh_from_db()
    assert (message.state, message.problem) == (MessageState.FAILED, "the provider answered 400")


def test_what_was_certainly_not_taken_is_tried_again_later(phone: ContactPoint, wire: Wire) -> None:
    wire.fault = NotTaken("down")
    message = tell(phone)
    run_all()
    message.refresh_from_db()
    assert message.state == MessageState.QUEUED
    wire.fault = None
    Job.objects.filter(kind="messaging.deliver").update(run_after=message.send_after)
    run_all()
    assert len(wire.taken) == 1


def test_after_the_last_attempt_it_has_failed(phone: ContactPoint, wire: Wire) -> None:
    wire.fault = NotTaken("down")
    message = tell(phone)
    Job.objects.update(attempts=7)
    run_all()
    message.refresh_from_db()
    assert message.state == MessageState.FAILED


def test_without_an_answer_a_person_decides(phone: ContactPoint, wire: Wire) -> None:
    wire.fault = Unclear("no answer")
    message = tell(phone)
    run_all()
    deliver(message.pk)
    message.refresh_from_db()
    assert message.state == MessageState.UNCERTAIN


def test_without_an_answer_a_provider_that_knows_repetitions_is_asked_again(
    phone: ContactPoint, wire: Wire
) -> None:
    wire.fault, wire.honours_idempotency_key = Unclear("no answer"), True
    message = tell(phone)
    with pytest.raises(Unclear):
        deliver(message.pk)
    wire.fault = NotTaken("down")
    with pytest.raises(NotTaken):
        deliver(message.pk)
    message.refresh_from_db()
    assert message.state == MessageState.SENDING  # the first attempt is still unclear
    wire.fault = None
    deliver(message.pk)
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert wire.taken[0].key == message.idempotency_key


def test_what_a_dead_worker_was_sending_is_uncertain(phone: ContactPoint, wire: Wire) -> None:
    message = tell(phone)
    Message.objects.update(state=MessageState.SENDING, attempts=1)
    deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, wire.taken) == (MessageState.UNCERTAIN, [])


def test_what_every_worker_died_over_is_uncertain_even_with_a_good_provider(
    phone: ContactPoint, wire: Wire
) -> None:
    wire.honours_idempotency_key = True
    message = tell(phone)
    Message.objects.update(state=MessageState.SENDING)
    job = Job.objects.get(kind="messaging.deliver")
    Job.objects.update(attempts=8, leased_by="me")
    job.refresh_from_db()
    Lease(job, "me").fail("died")
    run_all()
    message.refresh_from_db()
    assert message.state == MessageState.UNCERTAIN


def test_a_slow_worker_that_was_given_up_still_says_that_it_arrived(phone: ContactPoint) -> None:
    message = tell(phone)
    Message.objects.update(state=MessageState.UNCERTAIN)
    settle(by=SYSTEM, message=message, state=MessageState.SENT, provider_id="late")
    message.refresh_from_db()
    assert (message.state, message.provider_id) == (MessageState.SENT, "late")


def test_a_slow_worker_that_was_given_up_does_not_send_again(phone: ContactPoint) -> None:
    message = tell(phone)
    Message.objects.update(state=MessageState.UNCERTAIN)
    settle(by=SYSTEM, message=message, state=MessageState.QUEUED)
    message.refresh_from_db()
    assert message.state == MessageState.UNCERTAIN


def test_quiet_hours_that_began_meanwhile_are_kept(phone: ContactPoint, wire: Wire, settings: object) -> None:
    message = tell(phone)
    settings.MESSAGING = {"sms": {}, "quiet_hours": (21, 8)}  # type: ignore[attr-defined]
    settings.TIME_ZONE = "UTC"  # type: ignore[attr-defined]
    tomorrow = datetime(2099, 3, 4, 8, 0, tzinfo=UTC)
    with time_machine.travel(datetime(2099, 3, 3, 23, 0, tzinfo=UTC), tick=False):
        run_all()
    message.refresh_from_db()
    assert (message.state, message.send_after, wire.taken) == (MessageState.QUEUED, tomorrow, [])
    with time_machine.travel(tomorrow, tick=False):
        run_all()
    assert len(wire.taken) == 1


def test_without_a_provider_for_text_messages_they_wait(phone: ContactPoint) -> None:
    message = tell(phone)
    run_all()
    message.refresh_from_db()
    assert message.state == MessageState.QUEUED
    assert "LONGTABLE_SMS" in Job.objects.get(kind="messaging.deliver").last_error
