"""Putting right what was mistyped, for actions that have asked whether they may."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F

from longtable.core.access import Actor
from longtable.core.work import emit
from longtable.methods.danger import is_in_danger
from longtable.voices.actions.words import COUNTER, what_follows
from longtable.voices.models import Comment, Decision, Participant, Vote


def correct_words(by: Actor, comment: Comment, text: str, language: str) -> bool:
    """The words as they stand on paper replace those that were mistyped; whether anything changed."""
    if (comment.text, comment.language) == (text, language):
        return False
    rewrite(by, comment, {"text": text, "language": language, **what_follows(text, language)})
    return True


def rewrite(by: Actor, comment: Comment, changes: Mapping[str, Any]) -> None:
    """Let it say this. ``changes``: fields and values, with other words also what follows from them.

    Nobody has read other words: what a moderator had shown waits again. Danger in them is told to
    whoever is on duty, as if they were new.
    """
    for name, value in changes.items():
        setattr(comment, name, value)
    comment.save(update_fields=sorted(changes))
    if "text" not in changes:
        return
    in_danger = is_in_danger(comment.text)
    if comment.state == Comment.State.SHOWN and (comment.read_at or in_danger):
        wait_again(by, comment)
    if in_danger:
        if comment.state == Comment.State.WAITING:
            move(by, comment, Comment.State.HELD, Decision.Reason.DANGER)
        emit("voices.danger", comment_id=str(comment.pk), key=f"danger:{comment.pk}")


def wait_again(by: Actor, comment: Comment) -> None:
    """A person reads the words that stand there now before others do."""
    move(by, comment, Comment.State.WAITING, Decision.Reason.AGAIN, read_at=None)
    emit("voices.comment.released", comment_id=str(comment.pk))


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


def move(by: Actor, comment: Comment, after: str, reason: str, **more: Any) -> None:
    """Put a comment into another state, with ``more`` of its fields, and keep why."""
    before = comment.state
    Comment.lifecycle.move(comment, after, **more)
    Decision.objects.create(
        comment=comment, before=before, after=after, reason=reason, by_id=by.id if by.is_member else None
    )
