"""Letters that Django and its libraries write become messages."""

import uuid

from django.core.mail import EmailMessage
from django.utils.translation import get_language

from longtable.core.access import Actor, action, require
from longtable.messaging.actions.notifying import queue
from longtable.messaging.models import Channel, Message
from longtable.messaging.policies import may_carry


@action
def queue_letter(*, by: Actor, letter: EmailMessage) -> list[Message]:
    """Put a letter into the queue, once for each of its recipients, none of whom sees the others."""
    require(by, may_carry(by))
    if letter.attachments:
        raise ValueError("A letter with files cannot be queued: use notify()")
    return [
        queue(
            Message(
                notice="mail",
                channel=Channel.EMAIL,
                address=address,
                language=(get_language() or "en").split("-")[0],
                subject=" ".join(str(letter.subject).split()),
                body=str(letter.body),
                urgent=True,
                key=f"mail:{uuid.uuid4()}",
            ),
            by=by,
        )
        for address in letter.recipients()
    ]
