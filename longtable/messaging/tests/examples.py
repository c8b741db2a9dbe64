"""Examples of messages for the laws of the house."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.mail import EmailMessage
from django.utils import timezone

from longtable.core.access import Actor
from longtable.messaging.models import Channel, Message, MessageState
from longtable.messaging.stopping import stop_link
from longtable.people.actions import leave_contact


def _message(state: MessageState) -> Message:
    contact = leave_contact(by=Actor.visitor(), phone="919-555-0142", language="en")
    return Message.objects.create(
        notice="example",
        topic="example",
        channel=Channel.SMS,
        contact=contact,
        language="en",
        body="Example",
        key=uuid4().hex,
        state=state,
        send_after=timezone.now(),
    )


def _uncertain() -> dict[str, Any]:
    return {"message_id": _message(MessageState.UNCERTAIN).pk}


def routes() -> dict[str, dict[str, Any]]:
    """A message of which nobody knows whether it arrived, one that did, and the link in it."""
    sent, uncertain = _message(MessageState.SENT), _uncertain()
    return {
        "messaging:again": uncertain,
        "messaging:arrived": uncertain,
        "messaging:reply": {"message_id": sent.pk},
        "messaging:stop": {"token": stop_link(sent).rstrip("/").rpartition("/")[2]},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """A letter as libraries write them."""
    return {"messaging.queue_letter": {"letter": EmailMessage("Example", "Example", to=["x@example.org"])}}


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """A message belongs to no organisation and no region: only whoever sees the whole state finds it."""
    places = {place: _uncertain() for place in ("own organization", "other organization")}
    places |= {place: _uncertain() for place in ("own region", "other region")}
    return {"messaging:again": places, "messaging:arrived": places}


def lists() -> dict[str, Callable[[int], None]]:
    """The pages of messaging that list things."""
    return {"messaging:list": _more, "messaging:uncertain": _more}


def _more(count: int) -> None:
    for _ in range(count):
        _message(MessageState.UNCERTAIN)
