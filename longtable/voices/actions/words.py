"""Keeping what somebody said or answered, the same whichever way it came to us.

Not actions: an action has asked whether it may, and calls one of these in its transaction.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from longtable.core.access import Actor
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.methods import personal_data
from longtable.methods.danger import find_danger, is_in_danger
from longtable.voices.models import Comment, Conversation, Participant, Vote
from longtable.voices.policies import first_state

COUNTER = {Vote.Value.AGREE: "agrees", Vote.Value.DISAGREE: "disagrees", Vote.Value.PASS: "passes"}


def keep_words(
    by: Actor,
    participant: Participant,
    *,
    text: str,
    language: str,
    channel: str,
    said_at: datetime,
    sent: UUID | None = None,
    source_id: str = "",
) -> tuple[Comment, bool]:
    """The comment, and whether it is new. ``sent`` or ``source_id`` finds the one that is there already.

    Words that say somebody is in danger are held and a person on duty is told; what could tell who
    somebody is is covered from the first moment on.
    """
    conversation = participant.conversation
    number = conversation.next_number()
    there = _there(conversation, sent, source_id)
    if there:
        return there, False
    in_danger = is_in_danger(text)
    comment = Comment.objects.create(
        conversation=conversation,
        participant=participant,
        number=number,
        text=text,
        language=language,
        channel=channel,
        state=first_state(conversation, in_danger=in_danger),
        said_at=said_at,
        form_key=sent,
        source_id=source_id,
        **what_follows(text, language),
    )
    Conversation.objects.filter(pk=conversation.pk).update(comment_count=number)
    record(by, "voices.comment.said", comment, participant)
    if in_danger:
        emit("voices.danger", comment_id=str(comment.pk), key=f"danger:{comment.pk}")
    emit("voices.comment.said", comment_id=str(comment.pk), key=f"said:{comment.pk}")
    return comment, True


def what_follows(text: str, language: str) -> dict[str, Any]:
    """Fields of a comment that follow from its words: the cover over personal data, the signs of danger."""
    masked = personal_data.mask(text, personal_data.find(text), language)
    return {
        "public_text": masked if masked != text else "",
        "danger": sorted({str(danger.kind) for danger in find_danger(text)}),
    }


def keep_answer(by: Actor, participant: Participant, comment: Comment, value: int) -> tuple[Vote, bool]:
    """The answer, and whether anything changed. The latest answer of a person counts."""
    value = Vote.Value(value)
    vote, created = Vote.objects.select_for_update().get_or_create(
        participant=participant, comment=comment, defaults={"value": value, "at": timezone.now()}
    )
    changes: dict[str, Any] = {}
    if created:
        changes = {COUNTER[value]: F(COUNTER[value]) + 1, "answers": F("answers") + 1}
    elif vote.value != value:
        before = COUNTER[Vote.Value(vote.value)]
        changes = {COUNTER[value]: F(COUNTER[value]) + 1, before: F(before) - 1}
        vote.value, vote.at = value, timezone.now()
        vote.save(update_fields=["value", "at"])
    if not changes:
        return vote, False
    Comment.objects.filter(pk=comment.pk).update(**changes)
    record(by, "voices.comment.answered", participant, comment)
    return vote, True


def _there(conversation: Conversation, sent: UUID | None, source_id: str) -> Comment | None:
    if sent:
        return Comment.objects.filter(form_key=sent).first()
    return conversation.comments.filter(source_id=source_id).first() if source_id else None
