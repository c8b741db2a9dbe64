"""How many of those who spoke were answered, and how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from uuid import UUID

from longtable.voices.models import Comment, Conversation, ThemeComment
from longtable.voices.models.participants import Channel


@dataclass(frozen=True)
class Answering:
    """How many comments were answered; ``median_days`` is ``None`` while none was."""

    comments: int
    answered: int
    median_days: float | None

    @property
    def share(self) -> float | None:
        """From 0 to 1; ``None`` while nobody has spoken."""
        return self.answered / self.comments if self.comments else None

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded down so that 100 means everybody; 0 without any."""
        return int(100 * (self.share or 0))


def answering(said: Sequence[tuple[datetime, datetime | None]]) -> Answering:
    """Figures over ``(said_at, answered_at or None)`` of each comment."""
    days = [max(0.0, (at - since).total_seconds() / 86400) for since, at in said if at]
    return Answering(len(said), len(days), median(days) if days else None)


def answering_figures() -> Answering:
    """Share of comments answered and median days, over everything that people said to us.

    A comment is answered from the moment when an answer was published to a commitment whose theme
    cites it. Left out are private requests, what was not shown, and what came from another system.
    """
    comments = Comment.objects.filter(
        state__in=[Comment.State.HELD, Comment.State.WAITING, Comment.State.SHOWN],
        conversation__in=Conversation.objects.public(),
    ).exclude(channel=Channel.IMPORT)
    answered: dict[UUID, datetime] = {}
    rows = ThemeComment.objects.filter(
        comment__in=comments, theme__links__commitment__answers__isnull=False
    ).values_list(
        "comment", "created_at", "theme__links__created_at", "theme__links__commitment__answers__published_at"
    )
    for comment, *moments in rows:
        at = max(moments)
        answered[comment] = min(at, answered.get(comment, at))
    said = comments.values_list("pk", "said_at")
    return answering([(at, answered.get(comment)) for comment, at in said])
