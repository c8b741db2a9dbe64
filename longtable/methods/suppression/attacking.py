"""What somebody with pencil, patience and all published tables can work out about the counts left out.

Written apart from the protector, and sharing none of its model: it knows nothing but what is published,
reasons on the counts themselves, and asks scipy where the protector asks HiGHS directly.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import LinearConstraint, linprog, milp

Key = Any
"""Whatever can be the key of a mapping: the caller names its counts as it likes."""
Interval = tuple[int, int | float]
"""Lowest and highest count that agree with all that is published; ``math.inf`` where nothing bounds it."""

_NEARLY = 1e-5
_PASSES = 50
_NODES = 5_000
_EFFORT = 10_000_000
"""Branches times counts that are spent on whole numbers in one group of sums. Counted, and not timed, so that
the same tables get the same answer on a slow machine."""
_OF_EACH = 20
"""Branches that a search costs at least: so much goes into its first one."""


@dataclass
class _Unknowns:
    """Bounds of the counts left out, and the sums that still say something about them."""

    keys: list[Key]
    low: list[int]
    high: list[int | float]
    sums: list[dict[int, int]] = field(default_factory=list)  # unknown -> 1 for a part, -1 for the total
    known: list[int] = field(default_factory=list)  # known parts less a known total


def attack(
    published: Mapping[Key, int], sums: Iterable[tuple[Key, Sequence[Key]]], *, lower: int = 0
) -> dict[Key, Interval]:
    """For each key of ``sums`` that ``published`` leaves out: the lowest and highest count it can be.

    ``sums`` lists ``(total, parts)``; ``lower`` is what every count is known to be at least. Counts are whole
    numbers, and the bounds are the narrowest there are; only where searches in whole numbers grow past 5,000
    branches, or in a group of very many counts past far fewer, are bounds given that may be wider. Raises
    ``ValueError`` when no counts at all agree with what is published.
    """
    unknowns = _left_out(published, sums, lower)
    _reason(unknowns)
    for group in _groups(unknowns):
        _bound(unknowns, group)
    return {
        key: (low, high) for key, low, high in zip(unknowns.keys, unknowns.low, unknowns.high, strict=True)
    }


def _left_out(
    published: Mapping[Key, int], sums: Iterable[tuple[Key, Sequence[Key]]], lower: int
) -> _Unknowns:
    places: dict[Key, int] = {}
    equations: list[dict[int, int]] = []
    known: list[int] = []
    for total, parts in sums:
        equation: dict[int, int] = {}
        rest = 0
        for sign, key in [(-1, total), *((1, part) for part in parts)]:
            if key in published:
                rest += sign * int(published[key])
            else:
                place = places.setdefault(key, len(places))
                equation[place] = equation.get(place, 0) + sign
        if not equation and rest:
            raise ValueError(f"The published parts of {total!r} do not add up to it")
        if equation:
            equations.append(equation)
            known.append(rest)
    count = len(places)
    return _Unknowns(list(places), [lower] * count, [math.inf] * count, equations, known)


def _reason(unknowns: _Unknowns) -> None:
    """By hand, sum after sum: what the others leave for each count; until nothing new follows."""
    touching: dict[int, list[int]] = {}
    for number, equation in enumerate(unknowns.sums):
        for place in equation:
            touching.setdefault(place, []).append(number)
    waiting = deque(range(len(unknowns.sums)))
    left = _PASSES * len(unknowns.sums)
    while waiting and left:
        left -= 1
        number = waiting.popleft()
        for place in _narrowed(unknowns, number):
            waiting.extend(each for each in touching[place] if each != number and each not in waiting)


def _narrowed(unknowns: _Unknowns, number: int) -> list[int]:
    """Which counts of one sum are bounded more closely by the others of that sum."""
    equation, rest = unknowns.sums[number], unknowns.known[number]
    low, high = unknowns.low, unknowns.high
    changed = []
    for place, sign in equation.items():
        if not sign:
            continue
        least: int | float = -rest
        most: int | float = -rest
        for other, weight in equation.items():
            if other != place:
                ends = (weight * low[other], weight * high[other]) if weight else (0, 0)
                least, most = least - max(ends), most - min(ends)
        if sign < 0:
            least, most = -most, -least
        if least > low[place]:
            low[place] = int(least)
            changed.append(place)
        if most < high[place]:
            high[place] = int(most)
            changed.append(place)
        if low[place] > high[place]:
            raise ValueError(f"What is published leaves no possible count for {unknowns.keys[place]!r}")
    return changed


def _groups(unknowns: _Unknowns) -> list[list[int]]:
    """Sums by number, in groups that share no count that is still open."""
    leader = list(range(len(unknowns.sums)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    first: dict[int, int] = {}
    for number, equation in enumerate(unknowns.sums):
        for place in equation:
            if unknowns.low[place] < unknowns.high[place]:
                leader[find(number)] = find(first.setdefault(place, number))
    groups: dict[int, list[int]] = {}
    for number in range(len(unknowns.sums)):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())


def _bound(unknowns: _Unknowns, group: list[int]) -> None:
    """The exact bounds of the counts in one group of sums."""
    places = sorted(
        {
            place
            for number in group
            for place in unknowns.sums[number]
            if unknowns.low[place] < unknowns.high[place]
        }
    )
    if not places:
        return
    column = {place: position for position, place in enumerate(places)}
    matrix = sparse.lil_array((len(group), len(places)))
    rest = np.zeros(len(group))
    for row, number in enumerate(group):
        rest[row] = -unknowns.known[number]
        for place, sign in unknowns.sums[number].items():
            if place in column:
                matrix[row, column[place]] = sign
            else:
                rest[row] -= sign * unknowns.low[place]
    region = _Region(
        sparse.csr_array(matrix),
        rest,
        np.array([unknowns.low[place] for place in places], dtype=np.float64),
        np.array([unknowns.high[place] for place in places], dtype=np.float64),
    )
    endless = region.endless()
    for position, place in enumerate(places):
        unknowns.low[place] = region.lowest(position)
        unknowns.high[place] = math.inf if endless[position] else region.highest(position)


class _Region:
    """All tables that agree with what is published, for one group of counts."""

    def __init__(
        self,
        matrix: sparse.csr_array,
        rest: npt.NDArray[np.float64],
        low: npt.NDArray[np.float64],
        high: npt.NDArray[np.float64],
    ) -> None:
        self.matrix, self.rest, self.low, self.high = matrix, rest, low, high
        self.met_low = np.full(len(low), math.inf)  # the farthest that some whole table has gone
        self.met_high = np.full(len(low), -math.inf)
        self.effort = _EFFORT

    def endless(self) -> npt.NDArray[np.bool_]:
        """Counts without an upper bound: those that grow along some direction that breaks no sum.

        Directions add up, so that one program finds one direction along which all of them grow.
        """
        size = len(self.low)
        free = np.isinf(self.high)
        if not free.any():
            return free
        ends = np.where(free, math.inf, 0.0)
        found = linprog(
            np.concatenate([-np.ones(size), np.zeros(size)]),
            A_eq=sparse.hstack([self.matrix, self.matrix]),
            b_eq=np.zeros(len(self.rest)),
            bounds=np.column_stack([np.zeros(2 * size), np.concatenate([np.minimum(ends, 1.0), ends])]),
            method="highs",
        )
        return np.asarray(found.x[:size] > 0.5)

    def lowest(self, position: int) -> int:
        """The lowest count at ``position`` in any table of the region."""
        if self.met_low[position] <= self.low[position]:
            return int(self.low[position])
        return self._farthest(position, 1)

    def highest(self, position: int) -> int:
        """The highest; only for counts that are bounded."""
        if self.met_high[position] >= self.high[position]:
            return int(self.high[position])
        return self._farthest(position, -1)

    def _farthest(self, position: int, sign: int) -> int:
        aim = np.zeros(len(self.low))
        aim[position] = sign
        found = linprog(
            aim,
            A_eq=self.matrix,
            b_eq=self.rest,
            bounds=np.column_stack([self.low, self.high]),
            method="highs-ds",
        )
        if found.x is None:
            raise ValueError("What is published contradicts itself: no counts agree with it")
        end = sign * math.ceil(found.fun - _NEARLY)
        if self._meet(found.x) or (self.met_low if sign > 0 else self.met_high)[position] == end:
            return end
        if (nodes := min(_NODES, self.effort // (4 * len(aim)))) < _OF_EACH:
            return end
        whole = milp(
            aim,
            integrality=np.ones(len(aim)),
            bounds=(self.low, self.high),
            constraints=LinearConstraint(self.matrix, self.rest, self.rest),
            options={"node_limit": nodes},
        )
        self.effort -= (_OF_EACH + int(whole.mip_node_count or 0)) * len(aim)
        if whole.status == 2:
            raise ValueError("What is published contradicts itself: no whole counts agree with it")
        if whole.x is not None:
            self._meet(whole.x)
        return end if whole.mip_dual_bound is None else sign * math.ceil(whole.mip_dual_bound - _NEARLY)

    def _meet(self, table: npt.NDArray[np.float64]) -> bool:
        """Remember a table of whole numbers: what one count reaches in it needs no program of its own."""
        whole = np.rint(table)
        if np.any(self.matrix @ whole != self.rest) or np.any(whole < self.low) or np.any(whole > self.high):
            return False
        np.minimum(self.met_low, whole, out=self.met_low)
        np.maximum(self.met_high, whole, out=self.met_high)
        return True
