"""Everybody's answers and when they gave them: how alike two are, and how much of it their mind explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf, log2

import numpy as np
from numpy.typing import ArrayLike, NDArray

FEWEST_ANSWERS = 8
"""Statements that both have answered. With fewer, too many people agree on all of them."""

MOST_DIFFERENT = 0.1
"""Share of the common statements on which one person who answers twice may differ from themselves."""

LIKE_MINDED = 30
"""People most like somebody, whose answers say what others of the same mind would have answered."""

SLIP = 0.05
"""How often somebody who answers again gives another answer."""

READING_SECONDS = 2.0
"""Nobody reads a statement and answers it faster, answer after answer."""

OTHERS_COMPARED = 5000
"""People with whom a ring is compared at most, so that time does not grow with the square."""


@dataclass(frozen=True, slots=True)
class Likeness:
    common: int
    same: float


@dataclass(frozen=True, slots=True)
class Session:
    """When somebody answered, in seconds, and which statements in which order."""

    start: float
    end: float
    order: tuple[int, ...]

    @property
    def is_too_fast(self) -> bool:
        return len(self.order) > 2 and (self.end - self.start) / (len(self.order) - 1) < READING_SECONDS


class People:
    """Everybody's answers, and how common each answer is."""

    def __init__(self, participant: ArrayLike, statement: ArrayLike, vote: ArrayLike, at: ArrayLike) -> None:
        who, what = np.asarray(participant, dtype=np.intp), np.asarray(statement, dtype=np.intp)
        votes, when = np.asarray(vote, dtype=np.int8), np.asarray(at, dtype=float)
        if not len(who) == len(what) == len(votes) == len(when):
            raise ValueError("participant, statement, vote and at must have the same length")
        self.number = int(who.max()) + 1 if len(who) else 0
        self.answers: NDArray[np.int8] = np.zeros((self.number, int(what.max(initial=-1)) + 1), dtype=np.int8)
        self.answers[who, what] = votes + 2  # 0 is left for what was not answered
        given = np.stack([(self.answers == code).sum(axis=0) for code in (1, 2, 3)])
        self.shares = (given + 1) / (given.sum(axis=0) + 3)
        self.sessions = dict(_sessions(who, what, when))

    def likeness(self, one: int, other: int) -> Likeness:
        mine, theirs = self.answers[one], self.answers[other]
        both = (mine > 0) & (theirs > 0)
        common = int(both.sum())
        return Likeness(common, float((mine == theirs)[both].mean()) if common else 0.0)

    def are_alike(self, one: int, other: int) -> bool:
        likeness = self.likeness(one, other)
        return likeness.common >= FEWEST_ANSWERS and likeness.same >= 1 - MOST_DIFFERENT

    def others(self, *, apart_from: set[int]) -> NDArray[np.intp]:
        """Who else there is; of very many, some drawn."""
        others = np.setdiff1d(np.arange(self.number), list(apart_from), assume_unique=True)
        return np.random.default_rng(0).choice(others, min(len(others), OTHERS_COMPARED), replace=False)

    def evidence(self, typical: int, members: set[int], others: NDArray[np.intp]) -> dict[int, float]:
        """Bits that each member who is alike brings for being the typical one."""
        mine, theirs = self.answers[typical], self.answers[others]
        is_common = (theirs > 0) & (mine > 0)
        is_same = is_common & (theirs == mine)
        likeness = (is_same.sum(axis=1) + 1) / (is_common.sum(axis=1) + 2)
        near = np.argsort(-likeness, kind="stable")[:LIKE_MINDED]
        usual = self.shares[np.maximum(mine, 1) - 1, np.arange(len(mine))]
        chance = (is_same[near].sum(axis=0) + 2 * usual) / (is_common[near].sum(axis=0) + 2)
        found = {}
        for member in sorted(members):
            if not self.are_alike(typical, member):
                continue
            both = (mine > 0) & (self.answers[member] > 0)
            agrees = (mine == self.answers[member])[both]
            chances = np.where(agrees, (1 - SLIP) / chance[both], SLIP / (1 - chance[both]))
            answered = is_common[:, both].sum(axis=1)
            known = answered >= max(0.8 * both.sum(), FEWEST_ANSWERS)
            as_alike = (is_same[:, both].sum(axis=1) >= agrees.mean() * answered)[known].sum()
            rarity = log2((known.sum() + 1) / (as_alike + 1)) if as_alike else inf
            found[member] = min(float(np.log2(chances).sum()), rarity)
        return found

    def in_time(self, members: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(members, key=lambda each: (self.sessions[each].start, each)))


def _sessions(
    who: NDArray[np.intp], what: NDArray[np.intp], when: NDArray[np.float64]
) -> Iterator[tuple[int, Session]]:
    """Of everybody whose answers have times: those of a file that came in at one moment tell nothing."""
    timed = np.flatnonzero(~np.isnan(when))
    rows = timed[np.lexsort((what[timed], when[timed], who[timed]))]
    for mine in np.split(rows, np.flatnonzero(np.diff(who[rows])) + 1):
        if len(mine) > 1 and when[mine[0]] < when[mine[-1]]:
            order = tuple(int(each) for each in what[mine])
            yield int(who[mine[0]]), Session(float(when[mine[0]]), float(when[mine[-1]]), order)
