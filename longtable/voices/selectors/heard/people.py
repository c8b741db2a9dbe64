"""Who was heard: one entry for each person, however many answers look like theirs."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from longtable.people.demographics import DECLINED
from longtable.voices.models import Channel, Confidence, Conversation, Fold, Participant
from longtable.voices.strata import Stratum

WITHOUT_QUESTIONS = frozenset({Channel.IMPORT, Channel.CHAT, Channel.VOICE_MESSAGE})
"""Channels in which nobody is asked about themselves: who left no answer was not asked."""

CHECKED = "checked"
"""The narrower of two views: only answers that were confirmed, or entered by staff who met people."""

NOT_ASKED, DECLINES, PASSED_OVER, OTHER_ANSWER = "not_asked", "declined", "passed_over", "other_answer"
UNKNOWN = (NOT_ASKED, DECLINES, PASSED_OVER, OTHER_ANSWER)
"""Why somebody stands in no group of a table, each in a row of its own."""


@dataclass(frozen=True, slots=True)
class Person:
    """What a comparison may know of somebody: never a name, never a word they said."""

    id: UUID
    channel: str
    confidence: str
    language: str
    area: UUID | None
    about: dict[str, list[str]]


@dataclass(frozen=True)
class View:
    """Whose voices: by one channel or all (""), with those that nobody checked or without."""

    channel: str = ""
    confidence: str = ""


def entries(conversation: Conversation, view: View) -> QuerySet[Participant]:
    """Everybody's entries in a view, folded or not."""
    found = conversation.participants.all()
    if view.channel:
        found = found.filter(channel=view.channel)
    if view.confidence == CHECKED:
        found = found.exclude(confidence=Confidence.OPEN)
    return found


def people_of(conversation: Conversation, view: View) -> list[Person]:
    """Everybody who took part, once. Of those who are folded the first stands for all."""
    found = counted(entries(conversation, view)).order_by("pk")
    rows = found.values_list("pk", "channel", "confidence", "language", "area", "about")
    return [Person(*row) for row in rows.iterator(chunk_size=5_000)]


def counted(participants: QuerySet[Participant]) -> QuerySet[Participant]:
    """Without those who count as one with somebody who came before them."""
    first = Participant.objects.filter(fold=OuterRef("fold")).order_by("created_at", "pk").values("pk")[:1]
    return participants.filter(~Q(fold__state=Fold.State.FOLDED) | Q(fold=None) | Q(pk=Subquery(first)))


def place_of(person: Person, stratum: Stratum, asked: frozenset[str]) -> tuple[str, ...] | str:
    """The groups in which a person stands, or one of :data:`UNKNOWN`."""
    answers = person.about.get(stratum.question)
    if answers is None:
        is_asked = stratum.question in asked and person.channel not in WITHOUT_QUESTIONS
        return PASSED_OVER if is_asked else NOT_ASKED
    if DECLINED in answers:
        return DECLINES
    return stratum.groups_of(answers) or OTHER_ANSWER


def is_told(people: list[Person], stratum: Stratum) -> bool:
    """Whether anybody answered the question."""
    return any(stratum.question in person.about for person in people)
