"""What a transport is given, and the three ways in which it can fail to deliver.

They differ in what is known: only what was certainly not taken may be tried again without asking.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Outgoing:
    """A message as a transport needs it. ``key`` is equal for every attempt at the same message."""

    key: str
    to: str
    body: str
    subject: str = ""
    language: str = "en"
    calendar: str = ""
    stop_link: str = ""


class Transport(Protocol):
    """Something that takes messages out of the house."""

    name: str
    honours_idempotency_key: bool

    def send(self, message: Outgoing) -> str:
        """Hand the message over and return the provider's name for it.

        Every call has a time-out. Raises :class:`Refused`, :class:`NotTaken` or :class:`Unclear`.
        """


class NotDelivered(Exception):
    """``str()`` says why in words fit for a log: no address, no text."""


class Refused(NotDelivered):
    """The provider will never take this message."""


class NotTaken(NotDelivered):
    """The provider certainly does not have the message: try again later."""


class Unclear(NotDelivered):
    """The message was handed over, and no answer came: the provider may have it or not."""
