"""Every telephone and mailbox of a demo, with what arrived there and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import phonenumbers

from longtable.core.access import Missing
from longtable.core.installation import is_demo
from longtable.messaging.delivery import address_of
from longtable.messaging.models import Channel, InboundMessage, Message, MessageState
from longtable.people.contacts import REGION

NEWEST = 200
"""Messages that one page shows."""


@dataclass(frozen=True)
class Entry:
    """One message as its recipient sees it, or one that they sent."""

    at: datetime
    body: str
    language: str = ""
    subject: str = ""
    has_invitation: bool = False
    is_reply: bool = False


@dataclass
class Box:
    """One telephone or mailbox. ``newest_id`` is the message that a reply answers, if one came."""

    address: str
    name: str
    newest_id: UUID | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The address as one would write it down: ``(919) 555-0142``."""
        if not self.address.startswith("+"):
            return self.address
        number = phonenumbers.parse(self.address, REGION)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


@dataclass(frozen=True)
class Mailboxes:
    """All of them, those with the newest message first."""

    phones: list[Box]
    inboxes: list[Box]


def mailboxes() -> Mailboxes:
    """What a demo sent, as its recipients have it. Raises ``Missing`` anywhere else."""
    only_in_a_demo()
    sent = list(
        Message.objects.filter(state=MessageState.SENT)
        .select_related("contact", "user")
        .order_by("-sent_at", "-id")[:NEWEST]
    )
    replies = list(InboundMessage.objects.order_by("-received_at", "-id")[:NEWEST])
    return Mailboxes(
        phones=_boxes((each for each in sent if each.channel == Channel.SMS), replies),
        inboxes=_boxes((each for each in sent if each.channel == Channel.EMAIL), []),
    )


def only_in_a_demo() -> None:
    """Raises ``Missing`` anywhere else: nobody may write in the name of a real telephone."""
    if not is_demo():
        raise Missing


def number_that_got(message_id: UUID) -> str:
    """The telephone of a demo that got this message. Raises ``Missing``."""
    found = Message.objects.filter(pk=message_id, channel=Channel.SMS, state=MessageState.SENT)
    message = found.select_related("contact").first() if is_demo() else None
    if message is None:
        raise Missing
    return address_of(message)


def _boxes(sent: Iterable[Message], replies: list[InboundMessage]) -> list[Box]:
    boxes: dict[str, Box] = {}
    for message in sent:
        address = address_of(message)
        name = message.user.name if message.user else ""
        box = boxes.setdefault(address, Box(address, name, message.pk))
        at = message.sent_at or message.created_at
        box.entries.append(Entry(at, message.body, message.language, message.subject, bool(message.calendar)))
    for reply in replies:
        box = boxes.setdefault(reply.sender, Box(reply.sender, ""))
        box.entries.append(Entry(reply.received_at, reply.body, is_reply=True))
    for box in boxes.values():
        box.entries.sort(key=lambda entry: entry.at, reverse=True)
    return sorted(boxes.values(), key=lambda box: box.entries[0].at, reverse=True)
