"""What a receipt opens."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.models import Receipt
from longtable.voices.models import (
    Comment,
    Confidence,
    HelpRequest,
    Participant,
)
from longtable.voices.selectors.one import only


@dataclass(frozen=True)
class Tracked:
    """Everything that one receipt opens."""

    receipt: Receipt
    participant: Participant | None
    comments: tuple[Comment, ...]
    offered: tuple[HelpRequest, ...]
    help_request: HelpRequest | None


class Confirming(StrEnum):
    """How far somebody is with showing that a phone or e-mail is theirs."""

    NOTHING_LEFT = "nothing left"
    POSSIBLE = "possible"
    SENT = "sent"
    DONE = "done"


def confirming(participant: Participant | None) -> Confirming:
    """Whether they can confirm what they left, have digits to type in, or are done."""
    contact = participant.contact if participant else None
    if contact is None or participant is None:
        return Confirming.NOTHING_LEFT
    if contact.verified_at or participant.confidence != Confidence.OPEN:
        return Confirming.DONE
    sent = contact.codes.filter(used_at=None, expires_at__gt=timezone.now())
    return Confirming.SENT if sent.exists() else Confirming.POSSIBLE


def tracked(actor: Actor) -> Tracked:
    """What the holder of a receipt may see: their own words and what became of them."""
    receipt = only(Receipt.objects.filter(pk=UUID(actor.id), withdrawn_at=None))
    participant = (
        Participant.objects.select_related("conversation__organization", "contact", "area")
        .filter(receipt=receipt)
        .first()
    )
    help_request = (
        HelpRequest.objects.select_related("office", "conversation").filter(receipt=receipt).first()
    )
    if participant is None:
        return Tracked(receipt, None, (), (), help_request)
    comments = tuple(
        participant.comments.select_related("read_by", "conversation")
        .prefetch_related("decisions", "translations", "themes")
        .order_by("said_at")
    )
    offered = HelpRequest.objects.select_related("office").filter(
        comment__participant=participant, state=HelpRequest.State.ASKED
    )
    return Tracked(receipt, participant, comments, tuple(offered), help_request)
