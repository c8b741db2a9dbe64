"""How much each agreement speaks for two records being of one thing: the weights of Fellegi and Sunter.

I. Fellegi and A. Sunter, A Theory for Record Linkage, 1969: an agreement weighs as much more as it is more
common among true pairs (m) than among chance pairs (u). u is counted among pairs drawn by chance; m is found
by expectation and maximisation (W. Winkler, 1988) among the pairs that blocking proposes, without labels.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

UNKNOWN: Final = -1
"""The level of a comparison of which one side is not known: it speaks neither for nor against."""

Pair = tuple[int, int]
Levels = NDArray[np.int8]
Shares = NDArray[np.float64]

_SMALLEST: Final = 1e-6
_SMALLEST_SHARE: Final = 1e-12
_CLOSE: Final = 1e-5
_ROUNDS: Final = 200


@dataclass(frozen=True)
class Comparison:
    """One thing in which two records are compared.

    ``level`` answers :data:`UNKNOWN`, 0 for different, up to ``top`` for the same.
    """

    name: str
    top: int
    level: Callable[[Any, Any], int]


@dataclass(frozen=True)
class Weights:
    """How much each level of each comparison speaks for a true pair (above 0) or against one, in bits.

    One bit doubles the odds. ``prior`` is where one begins before anything is compared.
    """

    bits: Mapping[str, Sequence[float]]
    prior: float

    def of(self, name: str, level: int) -> float:
        """What this level weighs; nothing where one side is not known."""
        return 0.0 if level == UNKNOWN else self.bits[name][level]

    def probabilities(self, comparisons: Sequence[Comparison], levels: Levels) -> NDArray[np.float64]:
        """0 to 1 for each row of ``levels``: how likely it is a true pair."""
        total = np.full(len(levels), self.prior)
        for place, comparison in enumerate(comparisons):
            total += np.array([*self.bits[comparison.name], 0.0])[levels[:, place]]
        return 1 / (1 + np.exp2(-np.clip(total, -200, 200)))


def compare(records: Sequence[Any], pairs: Iterable[Pair], comparisons: Sequence[Comparison]) -> Levels:
    """One row for each pair of places in ``records``, one column for each comparison."""
    rows = [
        [comparison.level(records[first], records[second]) for comparison in comparisons]
        for first, second in pairs
    ]
    return np.array(rows, dtype=np.int8).reshape(len(rows), len(comparisons))


def by_chance(n_records: int, *, most: int, seed: int = 0) -> list[Pair]:
    """At most ``most`` different pairs drawn by chance; nearly none of them is a true pair."""
    drawn = random.Random(seed)
    wanted = min(most, n_records * (n_records - 1) // 2)
    found: set[Pair] = set()
    while len(found) < wanted:
        first, second = drawn.randrange(n_records), drawn.randrange(n_records)
        if first < second:
            found.add((first, second))
    return sorted(found)


def learn(comparisons: Sequence[Comparison], proposed: Levels, drawn: Levels, *, possible: int) -> Weights:
    """Weights for these comparisons: u counted in ``drawn``, m and the prior found in ``proposed``.

    ``proposed`` are the levels of the pairs that blocking found, ``drawn`` those of chance pairs,
    ``possible`` how many pairs there are at all: what blocking leaves out counts as different, so that the
    key by which a pair was found does not speak for it twice. Begins with the thought that true pairs agree
    in nine of ten, and that there are as many as a hundredth of the proposed; same input, same answer.
    """
    chance = [_shares(drawn[:, place], comparison.top) for place, comparison in enumerate(comparisons)]
    true = [_at_first(comparison.top) for comparison in comparisons]
    kinds, counts = np.unique(proposed, axis=0, return_counts=True)
    share = max(0.01 * counts.sum() / possible, _SMALLEST_SHARE)
    for _ in range(_ROUNDS):
        likely = _weights(comparisons, true, chance, share).probabilities(comparisons, kinds) * counts
        before, share = share, float(np.clip(likely.sum() / possible, _SMALLEST_SHARE, 0.5))
        true = [
            _shares(kinds[:, place], comparison.top, likely) for place, comparison in enumerate(comparisons)
        ]
        if abs(share - before) <= _CLOSE * share:
            break
    return _weights(comparisons, true, chance, share)


def _weights(
    comparisons: Sequence[Comparison], true: list[Shares], chance: list[Shares], share: float
) -> Weights:
    bits = {
        comparison.name: np.log2(m / u).tolist()
        for comparison, m, u in zip(comparisons, true, chance, strict=True)
    }
    return Weights(bits, float(np.log2(share / (1 - share))))


def _shares(levels: Levels, top: int, weight: Shares | None = None) -> Shares:
    """How common each level is where both sides are known; what never occurs is still not impossible."""
    known = levels >= 0
    counted = np.bincount(
        levels[known], weights=None if weight is None else weight[known], minlength=top + 1
    ).astype(float)
    total = counted.sum()
    if not total:
        return np.full(top + 1, 1 / (top + 1))
    shares = np.maximum(counted / total, _SMALLEST)
    return shares / shares.sum()


def _at_first(top: int) -> Shares:
    return np.array([0.1, *([0.1] * (top - 1)), 0.9]) / (1 + 0.1 * (top - 1))
