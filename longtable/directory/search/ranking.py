"""Which answer comes first: one rule for both engines, of what a reader would weigh, and easy to explain.

An answer has up to 100 points for the words: what it is tied to counts more than its name, its name more than
what it says about itself. A mile costs a point, up to a hundred; a full service loses 20, a waiting list 8.
Equal points are ordered by distance, then by who was confirmed last, then by id.
"""

from collections.abc import Sequence
from typing import Any, Final

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
LOST: Final[dict[str, float]] = {ServiceCapacity.State.FULL: 20.0, ServiceCapacity.State.WAITLIST: 8.0}

Key = tuple[float, float, int, Any, int]


def ranked(found: Sequence[Candidate], groups: Sequence[Group], point: Point | None) -> list[Candidate]:
    """Best first, and of each service the best of its places only."""
    best: dict[Any, Candidate] = {}
    for each in sorted(found, key=lambda each: _key(each, groups, point)):
        best.setdefault(each.service_id, each)
    return list(best.values())


def relevance(candidate: Candidate, groups: Sequence[Group]) -> float:
    """How well it fits the words, 0 to 1; the mean over the groups. 1 when there are no words."""
    if not groups:
        return 1.0
    return sum(_met(candidate, group) for group in groups) / len(groups)


def _met(candidate: Candidate, group: Group) -> float:
    named = _stand_in(group.roots, candidate.title)
    if _stand_in_one(group.codes, candidate.needs):
        return TIED + ALSO_NAMED * named
    if named:
        return NAMED
    if _stand_in(group.roots, candidate.giver):
        return GIVER
    if _begin_in(group.roots, candidate.title):
        return NAME_BEGINS
    if _stand_in_one(group.codes, candidate.hints):
        return HINTED
    return MENTIONED if not candidate.words or _begin_in(group.roots, candidate.words) else 0.0


def _key(candidate: Candidate, groups: Sequence[Group], point: Point | None) -> Key:
    miles = candidate.miles_from(point)
    points = 100 * relevance(candidate, groups)
    if point:
        points -= WITHOUT_A_PLACE if miles is None else min(miles, FARTHEST)
    points -= LOST.get(candidate.capacity, 0)
    return -round(points), miles or 0.0, -candidate.standing, candidate.service_id, candidate.id


def _stand_in_one(codes: Sequence[str], told: str) -> bool:
    return bool(told) and any(f" {code} " in f" {told} " for code in codes)


def _stand_in(roots: Sequence[str], words: str) -> bool:
    return bool(roots) and all(f" {each} " in f" {words} " for each in roots)


def _begin_in(roots: Sequence[str], words: str) -> bool:
    return bool(roots) and all(f" {each}" in f" {words}" for each in roots)
