"""The ways out of the house, and which one a message takes."""

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

__all__ = ["NotDelivered", "NotTaken", "Outgoing", "Refused", "Transport", "Unclear", "transport_for"]

SMS = {"twilio": TwilioTransport, "http": HttpTransport}


def transport_for(channel: str) -> Transport:
    """The transport of a channel. Raises :class:`NotTaken` when none is set, so that messages wait."""
    if is_demo():
        return DemoTransport()
    if channel == Channel.EMAIL:
        return EmailTransport()
    options = settings.MESSAGING["sms"]
    if options.get("kind") not in SMS:
        raise NotTaken("no provider for text messages is set (LONGTABLE_SMS)")
    return SMS[options["kind"]](options)
