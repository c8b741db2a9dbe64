"""What a receipt opens."""

from dataclasses import dataclass
from uuid import UUID

from longtable.core.access import Actor
from longtable.core.models import Receipt
from longtable.voices.models import (
    Comment,
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
