"""The ways out of the house, and which one a message takes."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.conf import settings

from longtable.core.installation import is_demo
from longtable.messaging.models import Channel
from longtable.messaging.transports.demo import DemoTransport
from longtable.messaging.transports.email import EmailTransport
from longtable.messaging.transports.http_gateway import HttpTransport
from longtable.messaging.transports.outcomes import (
    NotDelivered,
    NotTaken,
    Outgoing,
    Refused,
    Transport,
    Unclear,
)
from longtable.messaging.transports.twilio import TwilioTransport

__all__ = [
    "NotDelivered",
    "NotTaken",
    "Outgoing",
    "Refused",
    "Transport",
    "Unclear",
    "sms_options",
    "transport_for",
]

SMS: dict[str, Callable[[Mapping[str, Any]], Transport]] = {"twilio": TwilioTransport, "http": HttpTransport}


def sms_options() -> Mapping[str, Any]:
    """How text messages travel: ``{"kind": "twilio" | "http", ..}``; empty when they do not."""
    return cast(Mapping[str, Any], settings.MESSAGING["sms"])


def transport_for(channel: str) -> Transport:
    """The transport of a channel. Raises :class:`NotTaken` when none is set, so that messages wait."""
    if is_demo():
        return DemoTransport()
    if channel == Channel.EMAIL:
        return EmailTransport()
    options = sms_options()
    if options.get("kind") not in SMS:
        raise NotTaken("no provider for text messages is set (LONGTABLE_SMS)")
    return SMS[options["kind"]](options)
