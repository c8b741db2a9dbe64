"""What happens to messages when somebody asked that everything which identifies them be removed."""

from uuid import UUID

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.messaging.models import Message, MessageState
from longtable.messaging.policies import may_forget


@action
def forget_person(*, by: Actor, person_id: UUID) -> int:
    """Empty the words of every message to a person, and stop those on their way; returns how many."""
    require(by, may_forget(by))
    messages = list(Message.objects.filter(contact__person=person_id))
    if not messages:
        return Unchanged(0)  # type: ignore[return-value]
    ours = Message.objects.filter(pk__in=[message.pk for message in messages])
    ours.filter(state=MessageState.QUEUED).update(state=MessageState.CANCELLED)
    ours.update(subject="", body="", calendar="")
    record(by, "messaging.person.forgotten", *messages, fields=["subject", "body", "calendar"])
    return len(messages)
