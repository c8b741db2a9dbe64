"""Whether weights may be used at all: wild ones make a few people speak for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from longtable.methods.representation.raking import Margin, Raked, design_effect

LARGEST_EFFECT: Final = 2.0
"""Kish's design effect above which more than half of the people would be lost as noise. Our choice."""

LARGEST_WEIGHT: Final = 5.0
"""No one person for more than five times the mean (M. DeBell and J. A. Krosnick, Computing Weights for
American National Election Study Survey Data, 2009)."""

FEWEST_IN_GROUP: Final = 10
"""People below whom a group cannot speak for its share of the population. Our choice."""

FEWEST_PEOPLE: Final = 50
"""People below whom there is nothing to weight. Our choice."""

FARTHEST_OFF: Final = 0.02
"""Distance of a group's weighted share from its target that is too far. Our choice."""


class Objection(StrEnum):
    """Why weights are refused."""

    TOO_FEW_PEOPLE = "too_few_people"
    NOBODY_IN_GROUP = "nobody_in_group"
    TOO_FEW_IN_GROUP = "too_few_in_group"
    TARGETS_NOT_MET = "targets_not_met"
    LARGE_EFFECT = "large_effect"
    LARGE_WEIGHT = "large_weight"


@dataclass(frozen=True)
class Refusal:
    """One reason: what was found, what is allowed, and of which group where it is about one."""

    because: Objection
    found: float
    limit: float
    margin: int | None = None
    code: int | None = None


@dataclass(frozen=True)
class Weighing:
    """Whether weights may be used, and everything that speaks against them."""

    refusals: tuple[Refusal, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing speaks against them."""
        return not self.refusals


def may_weight(weights: Raked | ArrayLike, margins: Sequence[Margin] = ()) -> Weighing:
    """Whether ``weights``, or what :func:`rake` made, may stand for a population.

    ``margins`` are those that were raked to: each group with a target needs :data:`FEWEST_IN_GROUP` people.
    """
    return Weighing(tuple(_refusals(weights, margins)))


def _refusals(weights: Raked | ArrayLike, margins: Sequence[Margin]) -> Iterator[Refusal]:
    given = weights.weights if isinstance(weights, Raked) else np.asarray(weights, dtype=float)
    if given.size < FEWEST_PEOPLE:
        yield Refusal(Objection.TOO_FEW_PEOPLE, given.size, FEWEST_PEOPLE)
    for margin, (codes, targets) in enumerate(margins):
        yield from _small_groups(margin, np.asarray(codes, dtype=int), np.asarray(targets, dtype=float))
    if isinstance(weights, Raked) and weights.off > FARTHEST_OFF:
        yield Refusal(Objection.TARGETS_NOT_MET, weights.off, FARTHEST_OFF)
    if (effect := design_effect(given)) > LARGEST_EFFECT:
        yield Refusal(Objection.LARGE_EFFECT, effect, LARGEST_EFFECT)
    mean = float(given.mean()) if given.size else 0.0
    if mean > 0 and (largest := float(given.max()) / mean) > LARGEST_WEIGHT * (1 + 1e-9):
        yield Refusal(Objection.LARGE_WEIGHT, largest, LARGEST_WEIGHT)


def _small_groups(margin: int, codes: np.ndarray, targets: np.ndarray) -> Iterator[Refusal]:
    held = np.bincount(codes[codes >= 0], minlength=targets.size)
    for code in np.flatnonzero((targets > 0) & (held < FEWEST_IN_GROUP)):
        why = Objection.TOO_FEW_IN_GROUP if held[code] else Objection.NOBODY_IN_GROUP
        yield Refusal(why, int(held[code]), FEWEST_IN_GROUP, margin, int(code))
