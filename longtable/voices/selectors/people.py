"""How many people spoke and what each of them answered, once whichever ways they came: every denominator.

The one place that says which participants are one person. Why: ``docs/decisions/0019-people-counted-once.md``
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Sum, When
from django.utils.functional import Promise

from longtable.voices.models import Channel, Comment, Conversation, Participant, Vote
from longtable.voices.models.batches import NOTED, THE_TABLE
from longtable.voices.models.participants import FOLDED

REACHABLE = Q(contact__isnull=False) | Q(dialogues__isnull=False)
"""Who left a phone or e-mail, or wrote from a phone."""

HAS_COMPANY = FOLDED | REACHABLE | Q(batch__channel__in=NOTED)
"""Who may be one person with somebody else: everybody whom :func:`same_person` could join, and more."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""When an answer was given whose source did not say."""


@dataclass(frozen=True)
class ChannelCount:
    """What came by one channel."""

    channel: Channel
    people: int
    """Each once; whoever came by two channels stands in both."""
    comments: int
    answers: int
    counted: int | None
    """People who were there, counted by hand, also those who said nothing; ``None`` when nobody counted."""

    @property
    def label(self) -> str | Promise:
        """How somebody spoke, in words."""
        return self.channel.label


@dataclass(frozen=True)
class Joined:
    """Participants who are not alone: each with the first participant of the same person."""

    first: dict[UUID, UUID]
    places: dict[UUID, tuple[UUID, str]]
    """Participant -> conversation and channel."""

    def person(self, participant: UUID) -> UUID:
        """The first participant of the same person, for most people the same one."""
        return self.first.get(participant, participant)

    def too_many(self) -> Counter[UUID]:
        """By conversation, how many more participants there are than people."""
        return Counter(self.places[each][0] for each, first in self.first.items() if each != first)

    def too_many_by_channel(self) -> Counter[str]:
        """The same by channel, of one conversation: two calls of one person are one too many there."""
        entries = Counter(self.places[each][1] for each in self.first)
        people = {(self.places[each][1], first) for each, first in self.first.items()}
        entries.subtract(channel for channel, _first in people)
        return entries


def same_person(conversations: Collection[UUID]) -> Joined:
    """Who is one person with somebody else of the same conversation. Two queries.

    Those are: participants that are folded; those who left the same phone or e-mail, or wrote from that
    phone; and the voice of a table with the first of its seats, because whoever spoke without a seat sat
    on one of them.
    """
    rows = (
        Participant.objects.filter(FOLDED | REACHABLE, conversation__in=conversations)
        .annotate(folded_into=Case(When(FOLDED, then="fold")))
        .order_by("created_at", "pk")
        .values_list(
            "pk",
            "conversation",
            "channel",
            "folded_into",
            "contact__value_index",
            "dialogues__number_index",
        )
    )
    bonds: list[tuple[UUID, object]] = []
    places: dict[UUID, tuple[UUID, str]] = {}
    for pk, conversation, channel, fold, contact, telephone in rows.iterator(chunk_size=5_000):
        places[pk] = conversation, channel
        bonds += [(pk, fold)] if fold else []
        bonds += [(pk, (conversation, index)) for index in (contact, telephone) if index]
    for pk, conversation, channel, batch in _tables(conversations):
        places.setdefault(pk, (conversation, channel))
        bonds.append((pk, batch))
    return Joined(_first_of_each(bonds), places)


def given_again(votes: QuerySet[Vote], joined: Joined) -> dict[tuple[UUID, UUID], int]:
    """Answers of ``votes`` that count no more, as the same person gave another one to that comment later.

    Participant and comment -> value. One query, none where nobody came twice.
    """
    if not joined.first:
        return {}
    there = {conversation for conversation, _channel in joined.places.values()}
    company = Participant.objects.filter(HAS_COMPANY, conversation__in=there).values("pk")
    rows = votes.filter(participant__in=company).order_by("pk")
    latest: dict[tuple[UUID, UUID], tuple[datetime, UUID, int]] = {}
    found: dict[tuple[UUID, UUID], int] = {}
    given = rows.values_list("participant", "comment", "at", "value")
    for participant, comment, at, value in given.iterator(chunk_size=5_000):
        mine, answer = (joined.person(participant), comment), (at or LONG_AGO, participant, value)
        before = latest.get(mine)
        if before:
            # Of two answers of one moment the one that came in later counts.
            (_at, whose, what), answer = sorted((before, answer), key=lambda each: each[0])
            found[whose, comment] = what
        latest[mine] = answer
    return found


def people_in(conversations: Collection[UUID]) -> dict[UUID, int]:
    """How many people took part in each of the conversations. Three queries."""
    taking_part = Participant.objects.filter(conversation__in=conversations).order_by()
    entries = dict(taking_part.values_list("conversation").annotate(Count("pk")))
    too_many = same_person(conversations).too_many()
    return {pk: entries.get(pk, 0) - too_many[pk] for pk in conversations}


def channels(conversation: Conversation) -> list[ChannelCount]:
    """What came by each channel that anybody used, the most used first. Six queries."""
    said = conversation.comments.exclude(state=Comment.State.PRIVATE)
    given = Vote.objects.filter(comment__conversation=conversation)
    by_hand = conversation.batches.exclude(people=None)
    people = dict(conversation.participants.order_by().values_list("channel").annotate(Count("pk")))
    comments = dict(said.order_by().values_list("channel").annotate(Count("pk")))
    answers = dict(given.order_by().values_list("participant__channel").annotate(Count("pk")))
    counted = dict(by_hand.order_by().values_list("channel").annotate(Sum("people")))
    too_many = same_person([conversation.pk]).too_many_by_channel()
    found = [
        ChannelCount(
            channel,
            people.get(channel, 0) - too_many[channel],
            comments.get(channel, 0),
            answers.get(channel, 0),
            counted.get(channel),
        )
        for channel in Channel
        if channel in people or channel in comments or channel in counted
    ]
    return sorted(found, key=lambda each: (-each.people, each.channel))


def _tables(conversations: Collection[UUID]) -> list[tuple[UUID, UUID, str, UUID]]:
    """The voice of each table at which seats spoke too, and the first of those seats."""
    sat = Participant.objects.filter(
        conversation__in=conversations, batch__channel__in=NOTED, sheet__isnull=False
    ).order_by("sheet")
    tables: dict[UUID | None, list[Participant]] = {}
    for each in sat.only("conversation", "channel", "batch", "sheet"):
        tables.setdefault(each.batch_id, []).append(each)
    return [
        (each.pk, each.conversation_id, each.channel, batch)
        for batch, seats in tables.items()
        if batch and len(seats) > 1 and seats[0].sheet == THE_TABLE
        for each in seats[:2]
    ]


def _first_of_each(bonds: Iterable[tuple[UUID, object]]) -> dict[UUID, UUID]:
    """Participants who share a bond, directly or through others -> the first of them; nobody who is alone."""
    above: dict[object, object] = {}

    def top(one: object) -> object:
        while above.setdefault(one, one) != one:
            above[one] = one = above[above[one]]
        return one

    everybody: dict[UUID, None] = {}
    for participant, bond in bonds:
        everybody.setdefault(participant)
        above[top(("bond", bond))] = top(participant)
    first: dict[object, UUID] = {}
    for participant in everybody:
        first.setdefault(top(participant), participant)
    found = {participant: first[top(participant)] for participant in everybody}
    together = Counter(found.values())
    return {participant: one for participant, one in found.items() if together[one] > 1}
