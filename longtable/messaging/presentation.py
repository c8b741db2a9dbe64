"""How staff see a message: what it is about and to whom, never its words and never the whole address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from longtable.messaging.models import Channel, Message, MessageState
from longtable.messaging.registry import topics
from longtable.people.contacts import ContactKind, masked


@dataclass(frozen=True)
class Row:
    """One message in a list."""

    message: Message
    about: str | Promise
    to: str


@dataclass(frozen=True)
class StateLink:
    """One state with its number of messages."""

    value: str
    label: str | Promise
    count: int
    is_chosen: bool

    @classmethod
    def all(cls, counts: Mapping[str, int], *, chosen: str) -> "list[StateLink]":
        """Every state in which there are messages, or that is looked at."""
        return [
            cls(state.value, state.label, counts.get(state.value, 0), state.value == chosen)
            for state in MessageState
            if counts.get(state.value) or state.value == chosen
        ]


def topic_title(topic: str) -> str | Promise:
    """What a topic is called for people."""
    return topics.get(topic, _("Messages to staff, and what people asked for"))


def describe(message: Message) -> Row:
    """A message as a row. Only enough of the address to find it again in the provider's log."""
    if message.user:
        to = str(message.user)
    elif message.contact:
        to = message.contact.masked
    else:
        kind = ContactKind.PHONE if message.channel == Channel.SMS else ContactKind.EMAIL
        to = masked(kind, message.address)
    return Row(message, topic_title(message.topic), to)
