"""How many people spoke, each counted once whichever ways they came: the denominator of every share.

The one place that says which participants are one person. Why: ``docs/decisions/0019-people-counted-once.md``
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise

from longtable.voices.models import Channel, Comment, Conversation, Fold, Participant, Vote
from longtable.voices.models.batches import NOTED, THE_TABLE


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

    Those are: participants that are folded; those who left the same phone or e-mail; and the voice of a
    table with the first of its seats, because whoever spoke without a seat sat on one of them.
    """
    is_folded, has_contact = Q(fold__state=Fold.State.FOLDED), Q(contact__isnull=False)
    rows = (
        Participant.objects.filter(is_folded | has_contact, conversation__in=conversations)
        .order_by("created_at", "pk")
        .values_list("pk", "conversation", "channel", "fold", "fold__state", "contact__value_index")
    )
    bonds: list[tuple[UUID, object]] = []
    places: dict[UUID, tuple[UUID, str]] = {}
    for pk, conversation, channel, fold, state, contact in rows.iterator(chunk_size=5_000):
        places[pk] = conversation, channel
        bonds += [(pk, fold)] if state == Fold.State.FOLDED else []
        bonds += [(pk, (conversation, contact))] if contact else []
    for pk, conversation, channel, batch in _tables(conversations):
        places.setdefault(pk, (conversation, channel))
        bonds.append((pk, batch))
    return Joined(_first_of_each(bonds), places)


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
