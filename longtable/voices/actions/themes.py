"""Gathering comments that say something alike."""

from collections.abc import Iterable

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.states import IllegalMove
from longtable.core.work import emit
from longtable.voices.models import Comment, Conversation, Theme, ThemeComment
from longtable.voices.policies import is_counted, may_gather
from longtable.voices.selectors.copies import whole_letters


@action
def make_theme(
    *, by: Actor, conversation: Conversation, name: LocalizedText, summary: LocalizedText
) -> Theme:
    """A team names what many said. Sent twice, with the same words, it is one theme."""
    require(by, may_gather(by, conversation, conversation.area_ids()))
    # Whoever sends the same form at this moment waits, and then finds the theme.
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    if there := _called(conversation.themes.standing().filter(split_from=None), name, summary):
        return Unchanged(there)  # type: ignore[return-value]
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
    """Put comments into a theme; returns how many are new there. Their authors will be answered with it.

    With one copy of a letter comes the whole letter: whoever sent it is answered.
    """
    require(by, may_gather(by, theme.conversation, theme.conversation.area_ids()))
    # Whoever puts the same comments there at this moment waits, and then finds them.
    Theme.objects.select_for_update().get(pk=theme.pk)
    there = set(theme.citations.values_list("comment_id", flat=True))
    fresh = [
        comment
        for comment in whole_letters(comments)
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
    """Take a comment out of a theme: it was about something else. Its copies go with it."""
    require(by, may_gather(by, theme.conversation, theme.conversation.area_ids()))
    letter = whole_letters([comment])
    gone, _ = ThemeComment.objects.filter(theme=theme, comment__in=letter).delete()
    if not gone:
        return Unchanged()  # type: ignore[return-value]
    record(by, "voices.theme.uncited", theme, *letter)
    return None


@action
def merge_themes(*, by: Actor, theme: Theme, into: Theme) -> Theme:
    """Two themes say the same: the comments of ``theme`` stand in ``into`` from now on.

    ``theme`` keeps its words and its own citations, so that it can come back. Raises
    ``IllegalMove`` when it cannot be merged there: into itself, or into or out of one that was merged.
    """
    require(by, may_gather(by, theme.conversation, theme.conversation.area_ids()))
    # Whoever merges the other way round at this moment waits, and then finds it done.
    list(Theme.objects.select_for_update().filter(pk__in=[theme.pk, into.pk]).order_by("pk"))
    theme.refresh_from_db()
    into.refresh_from_db()
    if theme.pk == into.pk or theme.conversation_id != into.conversation_id:
        raise IllegalMove("A theme is merged into another one of its conversation")
    if theme.merged_into_id or into.merged_into_id:
        raise IllegalMove("One of them was merged already")
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    there = set(into.citations.values_list("comment_id", flat=True))
    brought = [each.comment_id for each in theme.citations.all() if each.comment_id not in there]
    by_id = by.id if by.is_member else None
    ThemeComment.objects.bulk_create(
        ThemeComment(theme=into, comment_id=comment, by_id=by_id, came_from=theme) for comment in brought
    )
    record(by, "voices.theme.merged", theme, into, fields=["merged_into"])
    if brought:
        emit("voices.theme.cited", theme_id=str(into.pk), comment_ids=[str(key) for key in brought])
    return into


@action
def unmerge_theme(*, by: Actor, theme: Theme) -> Theme:
    """They were not the same after all: the theme stands alone again, and takes back what it brought."""
    require(by, may_gather(by, theme.conversation, theme.conversation.area_ids()))
    into = theme.merged_into
    if into is None:
        return Unchanged(theme)  # type: ignore[return-value]
    into.citations.filter(came_from=theme).delete()
    theme.merged_into = None
    theme.save(update_fields=["merged_into"])
    record(by, "voices.theme.unmerged", theme, into, fields=["merged_into"])
    return theme


@action
def split_theme(
    *, by: Actor, theme: Theme, comments: Iterable[Comment], name: LocalizedText, summary: LocalizedText
) -> Theme:
    """Some comments of a theme were about something else: they get a theme of their own.

    Sent twice, it is one. Raises ``IllegalMove`` when none of them is in the theme any more.
    """
    require(by, may_gather(by, theme.conversation, theme.conversation.area_ids()))
    # Whoever splits the same theme at this moment waits, and then finds it done.
    Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    taken = whole_letters(comments)
    moved = [each.comment_id for each in theme.citations.filter(comment__in=taken)]
    if not moved:
        if there := _called(theme.parts.filter(comments__in=taken).distinct(), name, summary):
            return Unchanged(there)  # type: ignore[return-value]
        raise IllegalMove("None of these comments is in the theme")
    part = Theme.objects.create(conversation=theme.conversation, name=name, summary=summary, split_from=theme)
    theme.citations.filter(comment__in=moved).delete()
    by_id = by.id if by.is_member else None
    ThemeComment.objects.bulk_create(
        ThemeComment(theme=part, comment_id=comment, by_id=by_id) for comment in moved
    )
    record(by, "voices.theme.split", theme, part)
    emit("voices.theme.cited", theme_id=str(part.pk), comment_ids=[str(key) for key in moved])
    return part


def _called(themes: Iterable[Theme], name: LocalizedText, summary: LocalizedText) -> Theme | None:
    """The one of them with exactly these words."""
    return next((theme for theme in themes if (theme.name, theme.summary) == (name, summary)), None)
