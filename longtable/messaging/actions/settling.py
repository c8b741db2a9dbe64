"""People decide about messages of which the machine does not know whether they arrived."""

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.messaging.actions.notifying import earliest, enqueue_delivery
from longtable.messaging.models import MESSAGE_STATES, Message, MessageState
from longtable.messaging.policies import may_settle


@action
def confirm_sent(*, by: Actor, message: Message) -> Message:
    """Somebody found out that an uncertain message did arrive: nobody is written to again."""
    require(by, may_settle(by))
    MESSAGE_STATES.move(message, MessageState.SENT, sent_at=timezone.now(), problem="")
    record(by, "messaging.message.confirmed", message, fields=["state"])
    emit("messaging.settled", message_id=str(message.pk))
    return message


@action
def send_again(*, by: Actor, message: Message) -> Message:
    """Somebody found out that a message did not arrive: it is sent once more."""
    require(by, may_settle(by))
    MESSAGE_STATES.move(
        message,
        MessageState.QUEUED,
        round=message.round + 1,
        problem="",
        send_after=earliest(message, timezone.now()),
    )
    record(by, "messaging.message.sent_again", message, fields=["state", "round"])
    emit("messaging.settled", message_id=str(message.pk))
    enqueue_delivery(message)
    return message
