"""What conversations give to measurement: who was heard, where and how, and never what they said."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

import pyarrow as pa
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from longtable.core.facts import TIMES, code, facts, identifier, person_column, person_key
from longtable.voices.models import Channel, Comment, Confidence, Participant, Vote

BATCH = 10_000
COUNTED = [state for state in Comment.State if state != Comment.State.PRIVATE]
"""A private request for help is nobody's statistic."""

ANSWERS = {Vote.Value.AGREE: "agree", Vote.Value.DISAGREE: "disagree", Vote.Value.PASS: "pass"}

_WHO = (*TIMES, person_column(), identifier("conversation_id"))
_HOW = (
    code("channel", [str(each) for each in Channel]),
    identifier("language"),
    identifier("area_code", nullable=True),
)

PARTICIPANTS = pa.schema(
    [
        *_WHO,
        *_HOW,
        code("confidence", [str(each) for each in Confidence]),
        pa.field("folded", pa.bool_(), nullable=False),
        pa.field("left_contact", pa.bool_(), nullable=False),
    ]
)
COMMENTS = pa.schema(
    [
        *_WHO,
        *_HOW,
        identifier("comment_id"),
        code("state", [str(each) for each in COUNTED]),
        pa.field("answers", pa.int64(), nullable=False),
    ]
)
VOTES = pa.schema([*_WHO, identifier("comment_id"), code("answer", list(ANSWERS.values()))])


@facts("voices.participants", version=2, schema=PARTICIPANTS, grain="person and conversation")
def participants(since: date | None, until: date | None) -> Iterator[pa.RecordBatch]:
    """Who took part. ``valid_on`` is the day on which they first did.

    ``confidence``: how sure we are that it is one person. ``folded``: they count as one with somebody else.
    """
    found = Participant.objects.select_related("area", "fold").annotate(moment=F("created_at"))
    for rows in _read(found, since, until):
        yield pa.RecordBatch.from_pylist(
            [
                _who("voices.participants", row, row.pk, row.moment)
                | _how(row, row)
                | {
                    "confidence": row.confidence,
                    "folded": row.is_folded,
                    "left_contact": row.contact_id is not None,
                }
                for row in rows
            ],
            schema=PARTICIPANTS,
        )


@facts("voices.comments", version=1, schema=COMMENTS, grain="comment")
def comments(since: date | None, until: date | None) -> Iterator[pa.RecordBatch]:
    """That something was said, not what. ``answers``: people who agree, disagree or are not sure."""
    found = Comment.objects.filter(state__in=COUNTED).annotate(moment=F("said_at"))
    for rows in _read(found.select_related("participant__area"), since, until):
        yield pa.RecordBatch.from_pylist(
            [
                _who("voices.comments", row, row.participant_id, row.created_at)
                | _how(row, row.participant)
                | {"comment_id": str(row.pk), "state": row.state, "answers": row.answers}
                for row in rows
            ],
            schema=COMMENTS,
        )


@facts("voices.votes", version=1, schema=VOTES, grain="person and comment")
def votes(since: date | None, until: date | None) -> Iterator[pa.RecordBatch]:
    """The latest answer of each person to each comment; one without a time is of the last day."""
    conversation = "comment__conversation__"
    found = Vote.objects.filter(comment__state__in=COUNTED).annotate(
        conversation_id=F(f"{conversation}pk"),
        moment=Coalesce("at", f"{conversation}closes_at", f"{conversation}opens_at"),
    )
    for rows in _read(found, since, until):
        yield pa.RecordBatch.from_pylist(
            [
                _who("voices.votes", row, row.participant_id, row.moment)
                | {"comment_id": str(row.comment_id), "answer": ANSWERS[Vote.Value(row.value)]}
                for row in rows
            ],
            schema=VOTES,
        )


def _who(dataset: str, row: Any, participant_id: object, recorded_at: datetime) -> dict[str, Any]:
    return {
        "valid_on": timezone.localdate(row.moment),
        "recorded_at": recorded_at.astimezone(UTC),
        "deleted": False,
        "person_key": person_key(dataset, participant_id),
        "conversation_id": str(row.conversation_id),
    }


def _how(row: Comment | Participant, participant: Participant) -> dict[str, Any]:
    return {
        "channel": row.channel,
        "language": row.language,
        "area_code": participant.area.code if participant.area else None,
    }


def _read(found: QuerySet[Any], since: date | None, until: date | None) -> Iterator[list[Any]]:
    """Rows with a ``moment`` from the local day ``since`` until before ``until``, always in one order."""
    within = Q(moment__gte=_midnight(since)) if since else Q()
    within &= Q(moment__lt=_midnight(until)) if until else Q()
    rows = found.filter(within).order_by("pk").iterator(chunk_size=BATCH)
    while chunk := list(islice(rows, BATCH)):
        yield chunk


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
