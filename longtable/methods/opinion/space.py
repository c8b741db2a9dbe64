"""A map of opinion: people who answer alike stand close to each other, from however few answers each gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

Floats = NDArray[np.float64]

AXES: Final = 2
# A person's point is drawn to the middle as if half of all that can be learned about an axis had already said "like
# everybody". See docs/opinion-groups.md for other values and what they do.
PRIOR: Final = 0.5
_DIGITS: Final = 8  # far above the error of the solver, so that equal people get equal points in any order
_START: Final = (
    20_210_517  # of the solver; not the caller's seed, since the axes do not depend on where it starts
)


@dataclass(frozen=True, slots=True)
class Map:
    """Where people and statements stand.

    `points` is people × 2, the middle (0, 0) for who answered nothing. `extremity` is, per statement, how far from
    the middle somebody stands who agreed with it alone. `explained` is each axis's share of the variance.
    """

    points: Floats
    extremity: Floats
    explained: tuple[float, float]


def draw_map(votes: csr_array, counted: NDArray[np.bool_]) -> Map:
    """The map of `votes` (people × statements), its axes found from the people that are `counted`.

    Principal components of the answers minus each statement's mean, where what was not answered counts as the
    mean. So the table of differences stays sparse, and its two largest singular vectors are the axes.
    """
    mean = _means(votes[np.flatnonzero(counted)])
    residuals = csr_array((votes.data - mean[votes.indices], votes.indices, votes.indptr), shape=votes.shape)
    axes, explained = _axes(residuals[np.flatnonzero(counted)])
    points = _whitened(residuals @ axes, _information(residuals, axes))
    extremity = np.sqrt(votes.shape[1]) * (1 - mean) * np.linalg.norm(axes, axis=1)
    return Map(np.round(points, _DIGITS) + 0.0, extremity, explained)


def _means(votes: csr_array) -> Floats:
    """Mean answer per statement among those who answered it; 0 where nobody did."""
    columns = votes.shape[1]
    total = np.bincount(votes.indices, weights=votes.data, minlength=columns)
    return total / np.maximum(np.bincount(votes.indices, minlength=columns), 1)


def _axes(residuals: csr_array) -> tuple[Floats, tuple[float, float]]:
    """The two principal axes as statements × 2, zeros for one that does not exist, and their shares."""
    axes, lengths = np.zeros((residuals.shape[1], AXES)), np.zeros(AXES)
    variance = float(residuals.data @ residuals.data)
    if variance > 0:
        found, strengths = _strongest(residuals)
        real = strengths > 1e-6 * strengths[0]
        axes[:, : len(strengths)] = np.where(real, found, 0)
        lengths[: len(strengths)] = np.where(real, strengths, 0)
    shares = lengths**2 / variance if variance > 0 else lengths
    return axes * _signs(axes), (float(shares[0]), float(shares[1]))


def _strongest(residuals: csr_array) -> tuple[Floats, Floats]:
    """Up to two right singular vectors (statements × found) with the largest singular values, largest first."""
    if min(residuals.shape) <= 4 * AXES:
        _, strengths, vectors = np.linalg.svd(residuals.toarray(), full_matrices=False)
        return vectors[:AXES].T, strengths[:AXES]
    start = np.random.default_rng(_START).standard_normal(min(residuals.shape))
    _, strengths, vectors = svds(residuals, k=AXES, v0=start, return_singular_vectors="vh")
    order = np.argsort(-strengths)
    return vectors[order].T, strengths[order]


def _signs(axes: Floats) -> Floats:
    """A singular vector has no sign: we turn each so that whoever agrees with more stands further right or up."""
    total = axes.sum(axis=0)
    skew = (axes**3).sum(axis=0)
    leaning = np.where(np.abs(total) > 1e-9, total, skew)
    return np.where(leaning < 0, -1.0, 1.0)


def _information(residuals: csr_array, axes: Floats) -> Floats:
    """What each person's answers tell about the axes: people × 3, the entries 11, 12 and 22 of a 2 × 2 matrix.

    It is the identity for who answered every statement and zero for who answered none.
    """
    answered = csr_array(
        (np.ones(len(residuals.data)), residuals.indices, residuals.indptr), shape=residuals.shape
    )
    first, second = axes.T
    return answered @ np.column_stack([first * first, first * second, second * second])


def _whitened(sums: Floats, information: Floats) -> Floats:
    """Each person's `sums` along the axes, times (information + prior)^(-1/2), in closed form.

    The error of a sum grows with the information in it; divided by its root, points of people who answered much and
    little can be compared, and those of people who answered very little stay near the middle.
    """
    a, b, c = information[:, 0] + PRIOR, information[:, 1], information[:, 2] + PRIOR
    root = np.sqrt(a * c - b * b)
    scale = root * np.sqrt(a + c + 2 * root)
    x, y = sums.T
    return np.column_stack([(c + root) * x - b * y, (a + root) * y - b * x]) / scale[:, None]
