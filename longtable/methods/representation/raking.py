"""Weights with which those who were heard have the make-up of those who live there.

Iterative proportional fitting: W. E. Deming and F. F. Stephan, On a least squares adjustment of a sampled
frequency table, Annals of Mathematical Statistics 11 (1940).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isclose

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]
Margin = tuple[ArrayLike, ArrayLike]

UNKNOWN = -1
"""The code of somebody who did not say, or was not asked."""

SAME = 1e-6
"""Totals of margins that differ by less than this share are taken for the same."""


@dataclass(frozen=True)
class Raked:
    """What came of raking.

    ``weights``: one per person. ``converged``: whether every group of every margin has its target, up to
    ``tol``. ``deff``: Kish's design effect. ``off``: the largest distance of a group's weighted share from
    its target, as a share of those whose group is known. ``unmatched``: ``(margin, code)`` of groups that
    have a target and nobody who could carry it: no weights reach it.
    """

    weights: Numbers
    converged: bool
    deff: float
    off: float = 0.0
    unmatched: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class _Groups:
    """One margin, made ready: the code of each person, and each group's share among those who are known."""

    codes: Codes
    known: NDArray[np.bool_]
    goals: Numbers

    def held(self, weights: Numbers) -> Numbers:
        """The weight of each group."""
        return np.bincount(self.codes[self.known], weights[self.known], minlength=self.goals.size).astype(
            float
        )

    def fit(self, weights: Numbers) -> Numbers:
        """Each group that has anybody scaled to its goal. The sum stays, and so does who is unknown."""
        held = self.held(weights)
        goals = np.where(held > 0, self.goals, 0.0)
        if goals.sum() == 0:
            return weights
        wanted = goals * (held.sum() / goals.sum())
        factors = np.divide(wanted, held, out=np.ones_like(held), where=held > 0)
        fitted = weights.copy()
        fitted[self.known] *= factors[self.codes[self.known]]
        return fitted

    def off(self, weights: Numbers) -> Numbers:
        """How far each group's share is from its goal."""
        held = self.held(weights)
        total = held.sum()
        return np.abs(held / total - self.goals) if total > 0 else self.goals


def rake(
    weights: ArrayLike,
    margins: Sequence[Margin],
    *,
    max_iter: int = 1_000,
    tol: float = 1e-8,
    cap: float | None = None,
) -> Raked:
    """Weights as close to ``weights`` as possible with which each margin has its targets.

    ``weights``: where to start, one number per person, not negative; ones when nothing else is known.
    ``margins``: pairs ``(codes, targets)``. ``codes`` has one whole number per person, -1 for unknown: who is
    unknown keeps their weight in that margin, and the known ones share theirs by the targets. ``targets``
    has one number per code, shares or counts: only their proportions matter, so margins may come from counts
    of different years. A margin of two questions at once is a margin of their combinations.

    The weights add up to the targets where all margins count the same number of people and nobody is
    unknown; with shares, or margins that differ, they add up to what they did before.

    ``cap``: the largest weight, as a multiple of the mean weight, at least 1; ``None`` or infinity: none.
    After each round what lies above is cut off and given to the others in proportion, so a cap can make
    it impossible to meet the targets. ``tol``: distance from a target, as a share of those who are known,
    that still counts as met. ``max_iter``: rounds over all margins after which to give up.
    """
    start = _checked(weights)
    limit = _checked_cap(cap)
    groups = [_read(codes, targets, start.size) for codes, targets in margins]
    current = start
    for _ in range(max_iter):
        before = current
        for each in groups:
            current = each.fit(current)
        current = trim(current, limit)
        if _off(groups, current) <= tol or np.allclose(current, before, rtol=tol * 1e-3, atol=0):
            break
    unmatched = tuple(
        (margin, int(code))
        for margin, each in enumerate(groups)
        for code in np.flatnonzero((each.goals > 0) & (each.held(start) == 0))
    )
    off = _off(groups, current)
    return Raked(
        weights=current * _scale(start, groups, margins),
        converged=not unmatched and off <= tol,
        deff=design_effect(current),
        off=off,
        unmatched=unmatched,
    )


def design_effect(weights: ArrayLike) -> float:
    """Kish's design effect of unequal weights, ``n * sum(w^2) / sum(w)^2``: 1 when all are equal.

    So many people are as good as one who was chosen with the same chance as everybody (L. Kish, Survey
    Sampling, 1965, section 11.7). Nobody, or no weight at all, has no effect: 1.
    """
    given = _checked(weights)
    total = given.sum()
    return float(given.size * np.square(given / total).sum()) if total > 0 else 1.0


def trim(weights: Numbers, cap: float) -> Numbers:
    """No weight above ``cap`` times the mean of those above 0; the rest grow in proportion, the sum stays."""
    bearing = int(np.count_nonzero(weights))
    if bearing == 0 or cap == inf:
        return weights
    limit = cap * weights.sum() / bearing
    trimmed = weights
    cut = np.zeros(weights.size, dtype=bool)
    while (over := (trimmed > limit) & ~cut).any():
        cut |= over
        rest = weights[~cut].sum()
        left = weights.sum() - limit * cut.sum()
        trimmed = np.where(cut, limit, weights * (left / rest if rest > 0 else 0.0))
    return trimmed


def _checked(weights: ArrayLike) -> Numbers:
    given = np.asarray(weights, dtype=float)
    if given.ndim != 1 or not np.isfinite(given).all() or (given < 0).any():
        raise ValueError("Weights are one finite number per person, none below 0")
    return given


def _checked_cap(cap: float | None) -> float:
    if cap is None:
        return inf
    if not cap >= 1:
        raise ValueError("The largest weight cannot lie below the mean")
    return float(cap)


def _read(codes: ArrayLike, targets: ArrayLike, people: int) -> _Groups:
    given, wanted = np.asarray(codes), np.asarray(targets, dtype=float)
    if given.shape != (people,) or (people and not np.issubdtype(given.dtype, np.integer)):
        raise ValueError("Codes are one whole number per person")
    if wanted.ndim != 1 or not np.isfinite(wanted).all() or (wanted < 0).any():
        raise ValueError("Targets are one finite number per code, none below 0")
    if people and (given.min() < UNKNOWN or given.max() >= wanted.size):
        raise ValueError("A code without a target")
    total = wanted.sum()
    known = given != UNKNOWN
    if total == 0 and known.any():
        raise ValueError("A margin needs a target above 0")
    return _Groups(given.astype(np.int64), known, wanted / total if total else wanted)


def _off(groups: Sequence[_Groups], weights: Numbers) -> float:
    return max((float(each.off(weights).max(initial=0)) for each in groups), default=0.0)


def _scale(start: Numbers, groups: Sequence[_Groups], margins: Sequence[Margin]) -> float:
    """What makes the weights add up to the targets, where targets are counts that agree."""
    totals = [float(np.sum(np.asarray(targets, dtype=float))) for _, targets in margins]
    agree = bool(totals) and all(isclose(each, totals[0], rel_tol=SAME) for each in totals)
    all_known = all(each.known.all() for each in groups)
    if not agree or not all_known or isclose(totals[0], 1.0, rel_tol=SAME) or start.sum() == 0:
        return 1.0
    return totals[0] / float(start.sum())
