"""Taking a conversation along, as files that any tool of this field can read."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F

from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.methods import personal_data, polis
from longtable.voices.models import Comment, Conversation, Participant, Vote
from longtable.voices.policies import may_export

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_MODERATED = {Comment.State.NOT_SHOWN: -1, Comment.State.WAITING: 0, Comment.State.SHOWN: 1}
"""What is held for a person in danger, or became a private request, is not taken along."""


@action
def export_conversation(*, by: Actor, conversation: Conversation) -> polis.Export:
    """People's words and answers leave the house: numbered, without contacts, personal data masked."""
    require(by, may_export(by, conversation, conversation.area_ids()))
    comments = list(conversation.comments.filter(state__in=_MODERATED).order_by("number"))
    people = list(conversation.participants.order_by("pk"))
    people_ids, comment_ids = _numbers(people), _numbers(comments)
    votes = Vote.objects.filter(comment__in=conversation.comments.filter(state__in=_MODERATED))
    record(by, "voices.conversation.exported", conversation)
    return polis.Export(
        summary=polis.Summary(
            topic=str(conversation.question),
            url=_address(conversation),
            description=str(conversation.purpose),
        ),
        comments=tuple(
            polis.Comment(
                id=comment_ids[comment.pk],
                author=people_ids[comment.participant_id],
                said_at=_milliseconds(comment.said_at),
                moderated=_MODERATED[Comment.State(comment.state)],
                body=_words(comment),
            )
            for comment in comments
        ),
        participants=tuple(polis.Participant(number) for number in sorted(people_ids.values())),
        votes=polis.Votes(
            polis.Vote(
                people_ids[person], comment_ids[comment], value, None if at is None else _milliseconds(at)
            )
            for person, comment, value, at in votes.order_by(F("at").asc(nulls_first=True), "pk")
            .values_list("participant", "comment", "value", "at")
            .iterator(chunk_size=5000)
        ),
    )


def _numbers(rows: Iterable[Participant | Comment]) -> dict[UUID, int]:
    """Ids of the source for what was brought in, numbers after those for the rest."""
    rows = list(rows)
    numbers: dict[UUID, int] = {row.pk: int(row.source_id) for row in rows if row.source_id.isdecimal()}
    following = max(numbers.values(), default=0) + 1
    for place, row in enumerate(row for row in rows if row.pk not in numbers):
        numbers[row.pk] = following + place
    return numbers


def _words(comment: Comment) -> str:
    """What others read, or would read: nobody has looked yet at what is not shown.

    A space goes before words that a spreadsheet would take for a formula; an import trims it again.
    """
    if comment.public_text or comment.state == Comment.State.SHOWN:
        words = comment.shown_text
    else:
        words = personal_data.mask(comment.text, personal_data.find(comment.text), comment.language)
    return f" {words}" if words.startswith(("=", "+", "-", "@")) else words


def _address(conversation: Conversation) -> str:
    kind, _, where = conversation.source.partition(" ")
    return where if kind == "polis" and "://" in where else f"{settings.PUBLIC_URL}/c/{conversation.slug}/"


def _milliseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(milliseconds=1)
