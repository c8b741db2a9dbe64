"""How many of those who spoke were answered, and how long it took."""

from datetime import datetime
from uuid import UUID

from longtable.methods.answering import Answering, answering
from longtable.voices.models import Comment, Conversation, ThemeComment
from longtable.voices.models.participants import Channel


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
        "comment",
        "comment__said_at",
        "created_at",
        "theme__links__created_at",
        "theme__links__commitment__answers__published_at",
    )
    for comment, *moments in rows:
        at = max(moments)
        answered[comment] = min(at, answered.get(comment, at))
    said = comments.values_list("pk", "said_at")
    return answering([(at, answered.get(comment)) for comment, at in said])
