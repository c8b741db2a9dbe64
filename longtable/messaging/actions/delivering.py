"""The steps of a delivery, each written down before the next one is taken."""

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.messaging import consent
from longtable.messaging.actions.notifying import earliest, enqueue_delivery
from longtable.messaging.models import MESSAGE_STATES, Message, MessageState
from longtable.messaging.policies import may_carry


@action
def begin(*, by: Actor, message: Message, may_repeat: bool) -> bool:
    """Say that a message is being sent, if it may be. Once this is committed nobody sends it unasked.

    Somebody who opted out meanwhile is not written to; quiet hours that began meanwhile are kept. A
    message found half sent goes out again only where the provider tells a repetition.
    """
    require(by, may_carry(by))
    now = timezone.now()
    wanted = consent.stands(message)
    if message.state == MessageState.SENDING and not (may_repeat and wanted):
        doubt(by=by, message=message, problem="the worker died while it was sending")
        return False
    if message.state not in (MessageState.QUEUED, MessageState.SENDING):
        return Unchanged(False)  # type: ignore[return-value]
    if message.state == MessageState.QUEUED and (later := earliest(message, now)) > now:
        Message.objects.filter(pk=message.pk).update(send_after=later)
        enqueue_delivery(message, later)
        return Unchanged(False)  # type: ignore[return-value]
    if not wanted:
        MESSAGE_STATES.move(message, MessageState.HELD, problem="no consent")
        record(by, "messaging.message.held", message, fields=["state"])
        return False
    begun = Message.objects.filter(pk=message.pk, state=message.state, attempts=message.attempts).update(
        state=MessageState.SENDING, attempts=message.attempts + 1, begun_at=now
    )
    if not begun:
        return Unchanged(False)  # type: ignore[return-value]
    message.state, message.attempts = MessageState.SENDING, message.attempts + 1
    record(by, "messaging.message.begun", message, fields=["state"])
    return True


@action
def settle(
    *, by: Actor, message: Message, state: MessageState, provider_id: str = "", problem: str = ""
) -> None:
    """Write down what became of a message that was being sent.

    A worker that was slow and already given up may still report that the message arrived.
    """
    require(by, may_carry(by))
    message.refresh_from_db(fields=["state"])
    if not MESSAGE_STATES.can(message.state, state) or (
        message.state == MessageState.UNCERTAIN and state != MessageState.SENT
    ):
        return Unchanged()  # type: ignore[return-value]
    if message.state == MessageState.UNCERTAIN:
        emit("messaging.settled", message_id=str(message.pk))
    sent_at = timezone.now() if state == MessageState.SENT else None
    MESSAGE_STATES.move(message, state, provider_id=provider_id, problem=problem, sent_at=sent_at)
    record(by, f"messaging.message.{state}", message, fields=["state"])
    return None


@action
def doubt(*, by: Actor, message: Message, problem: str) -> None:
    """Nobody knows whether the message arrived: a person is asked to find out."""
    require(by, may_carry(by))
    MESSAGE_STATES.move(message, MessageState.UNCERTAIN, problem=problem)
    emit("messaging.uncertain", message_id=str(message.pk))
    record(by, "messaging.message.uncertain", message, fields=["state"])


@action
def give_up(*, by: Actor, message: Message) -> None:
    """After the last attempt: the message was not sent, or, when a worker died over it, perhaps was."""
    require(by, may_carry(by))
    if message.state == MessageState.SENDING:
        doubt(by=by, message=message, problem="the worker died while it was sending")
    elif message.state == MessageState.QUEUED:
        MESSAGE_STATES.move(message, MessageState.FAILED)
        record(by, "messaging.message.failed", message, fields=["state"])
    else:
        return Unchanged()  # type: ignore[return-value]
    return None
