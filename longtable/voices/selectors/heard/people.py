"""Who was heard: one entry for each person, however many answers look like theirs."""

from dataclasses import dataclass, replace
from uuid import UUID

from longtable.people.demographics import DECLINED
from longtable.people.strata import Stratum
from longtable.voices.models import Channel, Confidence, Conversation
from longtable.voices.selectors.people import same_person

WITHOUT_QUESTIONS = frozenset({Channel.IMPORT, Channel.SMS, Channel.CHAT, Channel.VOICE_MESSAGE})
"""Channels in which nobody is asked about themselves: who left no answer was not asked."""

CHECKED = "checked"
"""The narrower of two views: only answers that were confirmed, or entered by staff who met people."""

NOT_ASKED, DECLINES, PASSED_OVER, OTHER_ANSWER = "not_asked", "declined", "passed_over", "other_answer"
UNKNOWN = (NOT_ASKED, DECLINES, PASSED_OVER, OTHER_ANSWER)
"""Why somebody stands in no group of a table, each in a row of its own."""


@dataclass(frozen=True, slots=True)
class Person:
    """What a comparison may know of somebody: never a name, never a word they said.

    ``entries``: ids of the participants who are this one person, the first of them first. ``ways``: channel
    and confidence of each.
    """

    entries: tuple[UUID, ...]
    ways: tuple[tuple[str, str], ...]
    language: str
    area: UUID | None
    about: dict[str, list[str]]

    @property
    def channels(self) -> frozenset[str]:
        """The channels by which they came."""
        return frozenset(channel for channel, _confidence in self.ways)


@dataclass(frozen=True)
class View:
    """Whose voices: by one channel or all (""), with those that nobody checked or without."""

    channel: str = ""
    confidence: str = ""


def people_of(conversation: Conversation, view: View) -> list[Person]:
    """Everybody who took part, once: what the first entry of a person does not tell, a later one may."""
    found = conversation.participants.order_by("created_at", "pk")
    if view.channel:
        found = found.filter(channel=view.channel)
    if view.confidence == CHECKED:
        found = found.exclude(confidence=Confidence.OPEN)
    joined = same_person([conversation.pk])
    persons: dict[UUID, Person] = {}
    rows = found.values_list("pk", "channel", "confidence", "language", "area", "about")
    for pk, channel, confidence, language, area, about in rows.iterator(chunk_size=5_000):
        key, way = joined.person(pk), (channel, confidence)
        one = persons.get(key)
        persons[key] = (
            replace(
                one,
                entries=(*one.entries, pk),
                ways=(*one.ways, way),
                area=one.area or area,
                about=about | one.about,
            )
            if one
            else Person((pk,), (way,), language, area, about)
        )
    return list(persons.values())


def place_of(person: Person, stratum: Stratum, asked: frozenset[str]) -> tuple[str, ...] | str:
    """The groups in which a person stands, or one of :data:`UNKNOWN`."""
    answers = person.about.get(stratum.question)
    if answers is None:
        is_asked = stratum.question in asked and not person.channels <= WITHOUT_QUESTIONS
        return PASSED_OVER if is_asked else NOT_ASKED
    if DECLINED in answers:
        return DECLINES
    return stratum.groups_of(answers) or OTHER_ANSWER


def is_told(people: list[Person], stratum: Stratum) -> bool:
    """Whether anybody answered the question."""
    return any(stratum.question in person.about for person in people)
