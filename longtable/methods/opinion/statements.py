"""What each opinion group says, what all say and what divides them, from counts of answers alone.

Formulae: C. Small and others, Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces, 2021.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtable.methods.opinion.answers import AGREE, DISAGREE

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Sided = list[tuple[int, int]]

Z90: Final = 1.2816  # one-sided
Z95: Final = 1.6449
SHOWN: Final = 5


def proportion_z(successes: Counts, answers: Counts) -> Floats:
    """How surely more than half did: z of a share against 1/2, with one success added."""
    return 2 * np.sqrt(answers + 1) * ((successes + 1) / (answers + 1) - 0.5)


def difference_z(successes: Counts, others: Counts, answers: Counts, of_others: Counts) -> Floats:
    """How surely a share is larger than the others' share: z of two proportions, each count plus one.

    0 where everybody did, here and there.
    """
    here, there, n, m = successes + 1, others + 1, answers + 1, of_others + 1
    pooled = (here + there) / (n + m)
    error = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / n + 1 / m))
    return np.divide(here / n - there / m, error, out=np.zeros(np.shape(error)), where=error > 0)


def share(successes: Counts, answers: Counts) -> Floats:
    """The share of answers, drawn to a half by one success and one failure."""
    return (successes + 1) / (answers + 2)


@dataclass(frozen=True, slots=True)
class Side:
    """One side, agree or disagree, of every statement in one group beside all other groups.

    `p` is the group's share and `z` its test against a half; `ratio` is p over the others' share and
    `ratio_z` the test of that.
    """

    side: int
    given: Counts
    p: Floats
    z: Floats
    ratio: Floats
    ratio_z: Floats

    @property
    def passes(self) -> NDArray[np.bool_]:
        """Most of the group say so, and more of them than of the others, both at 90 percent."""
        return (self.z > Z90) & (self.ratio_z > Z90)

    @property
    def weight(self) -> Floats:
        return self.ratio * self.ratio_z * self.p * self.z


def beside_the_others(side: int, given: Counts, answers: Counts, others: Counts, of_others: Counts) -> Side:
    """The figures of one side from its counts and all answers, in the group and in the other groups."""
    p = share(given, answers)
    return Side(
        side,
        given,
        p,
        proportion_z(given, answers),
        p / share(others, of_others),
        difference_z(given, others, answers, of_others),
    )


def representative(counts: Counts, accepted: NDArray[np.bool_]) -> dict[int, Sided]:
    """Up to five statements that tell each group from the others, with the side its people take.

    `counts` is groups × 3 × statements, disagree, pass, agree. What the group agrees with best comes in even
    when it fails the tests; agreed ones are listed first. Where nothing passes, one statement stands alone;
    a single group differs from nobody and has none.
    """
    if len(counts) == 1:
        return {0: []}
    everybody = counts.sum(axis=0)
    return {group: _of_group(mine, everybody - mine, accepted) for group, mine in enumerate(counts)}


def _of_group(mine: Counts, rest: Counts, accepted: NDArray[np.bool_]) -> Sided:
    answers, of_others = mine.sum(axis=0), rest.sum(axis=0)
    agree = beside_the_others(AGREE, mine[2], answers, rest[2], of_others)
    disagree = beside_the_others(DISAGREE, mine[0], answers, rest[0], of_others)
    passing = [
        (-float(each.weight[statement]), int(statement), each.side)
        for each in (agree, disagree)
        for statement in np.flatnonzero(each.passes & accepted)
    ]
    head = _best_agree(agree, accepted & (mine[0] + mine[2] > 0))
    chosen = [(head, AGREE)] if head is not None else []
    chosen += [(statement, side) for _, statement, side in sorted(passing) if statement != head]
    if not chosen:
        chosen = _most_unlike(agree, disagree, accepted & (mine[0] + mine[2] > 0))
    return sorted(chosen[:SHOWN], key=lambda sided: -sided[1])


def _best_agree(agree: Side, answered: NDArray[np.bool_]) -> int | None:
    """The statement that the group agrees with best, and agrees it stays.

    One that the group agrees with more than the others goes before one that all agree with.
    """
    special = agree.ratio > 1
    eligible = answered & ((agree.z > Z90) | (special & (agree.p > 0.5)))
    if (eligible & special).any():
        return _highest(agree.weight, eligible & special)
    return _highest(agree.p * agree.z, eligible) if eligible.any() else None


def _most_unlike(agree: Side, disagree: Side, answered: NDArray[np.bool_]) -> Sided:
    if not answered.any():
        return []
    statement = _highest(np.maximum(agree.ratio_z, disagree.ratio_z), answered)
    return [(statement, AGREE if agree.ratio_z[statement] > disagree.ratio_z[statement] else DISAGREE)]


def _highest(values: Floats, among: NDArray[np.bool_]) -> int:
    return int(np.argmax(np.where(among, values, -np.inf)))


def consensus(counts: Counts, accepted: NDArray[np.bool_], at_least: int) -> Sided:
    """Up to five statements that most people agree with, then up to five that most disagree with.

    `counts` is 3 × statements. More than half at 90 percent, of `at_least` answers; surest and largest first.
    """
    answers = counts.sum(axis=0)
    heard = accepted & (answers >= at_least)
    chosen: Sided = []
    for side, given in ((AGREE, counts[2]), (DISAGREE, counts[0])):
        p, z = share(given, answers), proportion_z(given, answers)
        passing = np.flatnonzero(heard & (p > 0.5) & (z > Z90))
        best = sorted(passing, key=lambda statement: (-p[statement] * z[statement], statement))
        chosen += [(int(statement), side) for statement in best[:SHOWN]]
    return chosen


def said_by_every_group(given: Counts, answers: Counts) -> Floats:
    """Group-aware consensus per statement: the product of the groups' shares, from groups × statements.

    High only where no group stands against it, however small. 1 where there are no groups.
    """
    return np.prod(share(given, answers), axis=0)


def divisive(counts: Counts, accepted: NDArray[np.bool_], at_least: int) -> list[tuple[int, float]]:
    """Statements that divide the groups, with how far apart the two furthest groups are, widest first.

    The larger of the differences in the share who agree and who disagree, 0 to 1, from `counts` (groups × 3 ×
    statements). Only groups with `at_least` answers count, and only differences that hold at 95 percent.
    """
    answers = counts.sum(axis=1)
    heard = (answers >= at_least) & accepted
    widest = np.zeros(counts.shape[2])
    for given in (counts[:, 0], counts[:, 2]):
        for one in range(len(counts)):
            for other in range(len(counts)):
                z = difference_z(given[one], given[other], answers[one], answers[other])
                apart = share(given[one], answers[one]) - share(given[other], answers[other])
                sure = heard[one] & heard[other] & (z > Z95)
                widest = np.maximum(widest, np.where(sure, apart, 0))
    return [(int(s), float(widest[s])) for s in np.argsort(-widest, kind="stable") if widest[s] > 0]
