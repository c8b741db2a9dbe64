"""Gathering comments that say something alike."""

from collections.abc import Iterable

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.work import emit
from longtable.voices.models import Comment, Conversation, Theme, ThemeComment
from longtable.voices.policies import is_counted, may_gather


@action
def make_theme(
    *, by: Actor, conversation: Conversation, name: LocalizedText, summary: LocalizedText
) -> Theme:
    """A team names what many said."""
    require(by, may_gather(by, conversation, conversation.area_ids()))
    theme = Theme.objects.create(conversation=conversation, name=name, summary=summary)
    record(by, "voices.theme.made", theme, conversation)
    return theme


@action
def edit_theme(
    *, by: Actor, theme: Theme, name: LocalizedText, summary: LocalizedText, is_public: bool
) -> Theme:
    """The words for a theme change, or whether anybody may read it."""
    require(by, may_gather(by, theme.conversation, theme.conversation.area_ids()))
    theme.name, theme.summary, theme.is_public = name, summary, is_public
    theme.save(update_fields=["name", "summary", "is_public"])
    record(by, "voices.theme.edited", theme, fields=["name", "summary", "is_public"])
    return theme


@action
def cite(*, by: Actor, theme: Theme, comments: Iterable[Comment]) -> int:
    """Put comments into a theme; returns how many are new there. Their authors will be answered with it."""
    require(by, may_gather(by, theme.conversation, theme.conversation.area_ids()))
    there = set(theme.citations.values_list("comment_id", flat=True))
    fresh = [
        comment
        for comment in comments
        if comment.conversation_id == theme.conversation_id
        and comment.pk not in there
        and is_counted(comment)
    ]
    if not fresh:
        return Unchanged(0)  # type: ignore[return-value]
    ThemeComment.objects.bulk_create(
        ThemeComment(theme=theme, comment=comment, by_id=by.id if by.is_member else None) for comment in fresh
    )
    record(by, "voices.theme.cited", theme, *fresh)
    emit("voices.theme.cited", theme_id=str(theme.pk), comment_ids=[str(comment.pk) for comment in fresh])
    return len(fresh)


@action
def uncite(*, by: Actor, theme: Theme, comment: Comment) -> None:
    """Take a comment out of a theme: it was about something else."""
    require(by, may_gather(by, theme.conversation, theme.conversation.area_ids()))
    gone, _ = ThemeComment.objects.filter(theme=theme, comment=comment).delete()
    if not gone:
        return Unchanged()  # type: ignore[return-value]
    record(by, "voices.theme.uncited", theme, comment)
    return None
