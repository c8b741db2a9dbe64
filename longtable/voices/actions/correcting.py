"""Putting right what was mistyped, for actions that have asked whether they may."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from longtable.core.access import Actor
from longtable.core.work import emit
from longtable.methods import personal_data
from longtable.methods.danger import find_danger
from longtable.voices.actions.words import COUNTER
from longtable.voices.models import Comment, Decision, Participant, Vote


def correct_words(by: Actor, comment: Comment, text: str, language: str) -> bool:
    """The words as they stand on paper replace those that were mistyped; whether anything changed.

    Nobody has read the new ones: what a moderator had shown waits again. Danger in them is told to
    whoever is on duty, as if they were new.
    """
    if (comment.text, comment.language) == (text, language):
        return False
    dangers = find_danger(text)
    was_read = comment.read_at is not None
    masked = personal_data.mask(text, personal_data.find(text), language)
    words: dict[str, Any] = {
        "text": text,
        "public_text": masked if masked != text else "",
        "language": language,
        "danger": sorted({str(danger.kind) for danger in dangers}),
    }
    Comment.objects.filter(pk=comment.pk).update(**words)
    for name, value in words.items():
        setattr(comment, name, value)
    is_in_danger = any(danger.certain for danger in dangers)
    if comment.state == Comment.State.SHOWN and (was_read or is_in_danger):
        move(by, comment, Comment.State.WAITING, Decision.Reason.AGAIN)
        emit("voices.comment.released", comment_id=str(comment.pk))
    if is_in_danger:
        move(by, comment, Comment.State.HELD, Decision.Reason.DANGER)
        emit("voices.danger", comment_id=str(comment.pk), key=f"danger:{comment.pk}")
    return True


def take_words_out(by: Actor, comment: Comment) -> None:
    """What was typed twice is shown to nobody. Its author, if they look, reads why."""
    move(by, comment, Comment.State.NOT_SHOWN, Decision.Reason.REPEATED)
    emit("voices.comment.decided", comment_id=str(comment.pk))


def take_answers_back(participant: Participant, comments: Iterable[UUID]) -> int:
    """Answers that stand on no paper no longer count; returns how many."""
    votes = list(participant.votes.select_for_update().filter(comment__in=list(comments)))
    for vote in votes:
        counter = COUNTER[Vote.Value(vote.value)]
        Comment.objects.filter(pk=vote.comment_id).update(
            **{counter: F(counter) - 1, "answers": F("answers") - 1}
        )
        vote.delete()
    return len(votes)


def move(by: Actor, comment: Comment, after: str, reason: str) -> None:
    """Put a comment into another state and keep why."""
    before = comment.state
    Comment.lifecycle.move(comment, after)
    Decision.objects.create(
        comment=comment, before=before, after=after, reason=reason, by_id=by.id if by.is_member else None
    )
