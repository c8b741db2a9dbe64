"""Which answer comes first: one rule for both engines, of what a reader would weigh, and easy to explain.

An answer has up to 100 points for the words: what it is tied to counts more than its name, its name more than
what it says about itself. A mile costs a point, up to a hundred; a full service loses 20, a waiting list 8.
Equal points are ordered by distance, then by who was confirmed last, then by id.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from longtable.directory.models import ServiceCapacity
from longtable.directory.search.candidates import Candidate
from longtable.directory.search.points import Point
from longtable.directory.search.questions import Group

TIED: Final = 1.0
NAMED: Final = 0.9
GIVER: Final = 0.8
NAME_BEGINS: Final = 0.75
HINTED: Final = 0.65
MENTIONED: Final = 0.4
ALSO_NAMED: Final = 0.05
"""For what is tied to the need and says so in its name too."""

WITHOUT_A_PLACE: Final = 12.0
"""Points that a service costs which one cannot go to: like one twelve miles away."""

FARTHEST: Final = 100.0
LOST: Final = {ServiceCapacity.State.FULL: 20.0, ServiceCapacity.State.WAITLIST: 8.0}

Key = tuple[float, float, int, UUID, int]


def ranked(
    found: Sequence[Candidate], groups: Sequence[Group], point: Point | None, now: datetime
) -> list[Candidate]:
    """Best first, and of each service the best of its places only."""
    best: dict[UUID, Candidate] = {}
    for each in sorted(found, key=lambda each: _key(each, groups, point, now)):
        best.setdefault(each.service_id, each)
    return list(best.values())


def relevance(candidate: Candidate, groups: Sequence[Group]) -> float:
    """How well it fits the words, 0 to 1; the mean over the groups. 1 when there are no words."""
    if not groups:
        return 1.0
    title, giver, needs = candidate.title.split(), candidate.giver.split(), candidate.needs.split()
    hints = candidate.hints.split()
    total = 0.0
    for group in groups:
        named = bool(group.roots) and all(each in title for each in group.roots)
        if any(code in needs for code in group.codes):
            total += TIED + ALSO_NAMED * named
        elif named:
            total += NAMED
        elif group.roots and all(each in giver for each in group.roots):
            total += GIVER
        elif group.roots and all(any(word.startswith(each) for word in title) for each in group.roots):
            total += NAME_BEGINS
        elif any(code in hints for code in group.codes):
            total += HINTED
        elif not candidate.words or _is_mentioned(group, candidate.words):
            total += MENTIONED
    return total / len(groups)


def _key(candidate: Candidate, groups: Sequence[Group], point: Point | None, now: datetime) -> Key:
    miles = candidate.miles_from(point)
    points = 100 * relevance(candidate, groups)
    if point:
        points -= WITHOUT_A_PLACE if miles is None else min(miles, FARTHEST)
    if candidate.capacity and (candidate.capacity_until is None or candidate.capacity_until > now):
        points -= LOST.get(ServiceCapacity.State(candidate.capacity), 0)
    return -round(points), miles or 0.0, -candidate.standing, candidate.service_id, candidate.id


def _is_mentioned(group: Group, words: str) -> bool:
    return bool(group.roots) and all(f" {each}" in f" {words}" for each in group.roots)
