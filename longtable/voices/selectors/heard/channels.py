"""How those who were heard spoke, and how sure we are that each is one person."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from longtable.voices.models import Channel, Confidence
from longtable.voices.selectors.heard.people import Person

SUREST = (Confidence.STAFF, Confidence.CONFIRMED, Confidence.OPEN)
"""The surest first."""


@dataclass(frozen=True)
class ChannelRow:
    """People who came one way, and how sure we are of each: as sure as of their surest entry."""

    code: str
    name: Any
    people: int
    share: float
    open: int
    confirmed: int
    staff: int


def by_channel(people: Sequence[Person]) -> list[ChannelRow]:
    """Every channel that anybody used, the most used first. Whoever came two ways stands in both."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for person in people:
        for channel in person.channels:
            sure = {confidence for way, confidence in person.ways if way == channel}
            used[channel][next(each for each in SUREST if each in sure)] += 1
    rows = [
        ChannelRow(
            channel,
            Channel(channel).label,
            number.total(),
            number.total() / len(people),
            open=number[Confidence.OPEN],
            confirmed=number[Confidence.CONFIRMED],
            staff=number[Confidence.STAFF],
        )
        for channel, number in used.items()
    ]
    return sorted(rows, key=lambda row: (-row.people, row.code))
