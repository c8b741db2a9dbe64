"""Saying which comments are copies of one letter, so that it is read once and each author is answered."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.states import IllegalMove
from longtable.voices.actions.moderation import decide
from longtable.voices.actions.themes import cite
from longtable.voices.models import Comment, Conversation, Decision, Theme, ThemeComment
from longtable.voices.policies import may_gather, may_moderate, may_work_out

Letters = dict[UUID, UUID | None]
"""Comment -> the first comment with nearly the same words, ``None`` for words of one's own."""


@action
def set_copies(*, by: Actor, conversation: Conversation, copies: Mapping[int, int]) -> int:
    """What the machine found (number of a comment -> of its first) holds, except where a person has spoken.

    Returns how many comments changed. Themes that cite the first cite its new copies too.
    """
    require(by, may_work_out(by))
    said = list(conversation.comments.select_for_update(of=("self",)).order_by("number"))
    keys = {comment.number: comment.pk for comment in said}
    letters = _letters(said, {keys[one]: keys[first] for one, first in copies.items() if one in keys})
    changed = [comment for comment in said if comment.copy_of_id != letters[comment.pk]]
    if not changed:
        return Unchanged(0)  # type: ignore[return-value]
    for comment in changed:
        comment.copy_of_id = letters[comment.pk]
    Comment.objects.bulk_update(changed, ["copy_of"], batch_size=500)
    record(by, "voices.copies.set", conversation, fields=["copy_of"])
    _cite_along(by, conversation, [each.copy_of_id for each in changed if each.copy_of_id])
    return len(changed)


@action
def say_copy(*, by: Actor, comment: Comment, first: Comment) -> Comment:
    """A person says that it has nearly the same words as another. The machine leaves it so.

    Raises ``IllegalMove`` for a comment of another conversation, or for the comment itself.
    """
    require(by, by.is_member and may_gather(by, comment.conversation, comment.conversation.area_ids()))
    root = first.copy_of_id or first.pk
    if first.conversation_id != comment.conversation_id or root == comment.pk:
        raise IllegalMove("A comment is a copy of another one of its conversation")
    comment.copy_of_id, comment.copy_checked_by_id = root, UUID(by.id)
    comment.save(update_fields=["copy_of", "copy_checked_by"])
    comment.copies.update(copy_of=root)
    record(by, "voices.comment.is_copy", comment, first, fields=["copy_of"])
    _cite_along(by, comment.conversation, [root])
    return comment


@action
def say_no_copy(*, by: Actor, comment: Comment) -> Comment:
    """A person says that these are words of one's own. Themes keep it only if a person put it there."""
    require(by, by.is_member and may_gather(by, comment.conversation, comment.conversation.area_ids()))
    comment.refresh_from_db(fields=["copy_of"])
    first = comment.copy_of_id
    comment.copy_of, comment.copy_checked_by_id = None, UUID(by.id)
    comment.save(update_fields=["copy_of", "copy_checked_by"])
    if first:
        along = Q(by=None, theme__in=Theme.objects.filter(citations__comment=first))
        ThemeComment.objects.filter(along, comment=comment).delete()
    record(by, "voices.comment.is_no_copy", comment, fields=["copy_of"])
    return comment


@action
def settle_copies(*, by: Actor, comment: Comment, numbers: Iterable[int]) -> int:
    """A moderator has read copies that wait: others read the first only. Returns how many were settled.

    Their authors are told that the same words were already sent, and that they count.
    """
    require(by, may_moderate(by, comment.conversation, comment.conversation.area_ids()))
    waiting = comment.copies.filter(state=Comment.State.WAITING, number__in=list(numbers))
    settled = [
        decide(by=by, comment=each, after=Comment.State.NOT_SHOWN, reason=Decision.Reason.REPEATED)
        for each in waiting.select_related("conversation")
    ]
    return len(settled) if settled else Unchanged(0)  # type: ignore[return-value]


def _letters(said: Iterable[Comment], found: Mapping[UUID, UUID]) -> Letters:
    """Each comment's first, never a copy itself: people's words before the machine's, nothing in a circle."""
    letters: Letters = {each.pk: each.copy_of_id if each.copy_checked_by_id else None for each in said}

    def first_of(key: UUID) -> UUID:
        while following := letters[key]:
            key = following
        return key

    for each in said:
        if each.copy_checked_by_id is None and each.pk in found and first_of(found[each.pk]) != each.pk:
            letters[each.pk] = first_of(found[each.pk])
    return {key: first_of(key) if first else None for key, first in letters.items()}


def _cite_along(by: Actor, conversation: Conversation, firsts: Iterable[UUID]) -> None:
    """Themes that cite a first cite its copies: the machine says so, whoever said that they are copies."""
    machine = by if by.is_system else Actor.system("voices.copies")
    citing = Theme.objects.filter(citations__comment__in=list(firsts), merged_into=None).distinct()
    for theme in citing:
        copies = conversation.comments.filter(copy_of__in=theme.citations.values("comment"))
        cite(by=machine, theme=theme, comments=copies)
