"""A map of opinion: people who answer alike stand close to each other, from however few answers each gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, eigsh

Floats = NDArray[np.float64]

# Five groups span four axes; the map shows the first two.
MOST_AXES: Final = 4
SHOWN_AXES: Final = 2
# A person's point is drawn to the middle as if half of all that can be learned about an axis had already
# said "like everybody". docs/opinion-groups.md shows what other values do.
PRIOR: Final = 0.5
_ABOVE_CHANCE: Final = 1.1  # people answer unevenly, which carries chance a little further
_DIGITS: Final = 8  # far above the solver's error, so that people stand in the same order whatever its sums'
# The solver has a start of its own, not the caller's seed: the axes do not depend on where it begins.
_START: Final = 20_210_517
_KEPT_VECTORS: Final = 40
_PRECISION: Final = 1e-8  # of the weakest axis; stronger ones come out nearly exact


@dataclass(frozen=True, slots=True)
class Map:
    """Where people and statements stand.

    `points` is people × axes (two to four), the middle for who answered nothing; the first two axes are for
    showing. `extremity` is, per statement, how far from the middle its point stands on those two, as if
    somebody had agreed with it alone. `explained` is each shown axis's share of the variance.
    """

    points: Floats
    extremity: Floats
    explained: tuple[float, float]


def draw_map(votes: csr_array, counted: NDArray[np.bool_]) -> Map:
    """The map of `votes` (people × statements), its axes found from the people that are `counted`.

    Principal components of the answers minus each statement's mean, where what was not answered counts as the
    mean. So the table of differences stays sparse, and its strongest singular vectors are the axes.
    """
    mean = _means(_rows(votes, counted))
    residuals = csr_array((votes.data - mean[votes.indices], votes.indices, votes.indptr), shape=votes.shape)
    axes, explained = _axes(_rows(residuals, counted))
    points = _whitened(residuals @ axes, _information(residuals, axes))
    extremity = np.sqrt(votes.shape[1]) * (1 - mean) * np.linalg.norm(axes[:, :SHOWN_AXES], axis=1)
    return Map(np.round(points, _DIGITS) + 0.0, extremity, explained)


def _rows(table: csr_array, wanted: NDArray[np.bool_]) -> csr_array:
    return table if wanted.all() else table[np.flatnonzero(wanted)]


def _means(votes: csr_array) -> Floats:
    """Mean answer per statement among those who answered it; 0 where nobody did."""
    columns = votes.shape[1]
    total = np.bincount(votes.indices, weights=votes.data, minlength=columns)
    return total / np.maximum(np.bincount(votes.indices, minlength=columns), 1)


def _axes(residuals: csr_array) -> tuple[Floats, tuple[float, float]]:
    """Two to four principal axes as statements × axes, and the first two's shares of the variance.

    The third and fourth only where a tenth stronger than chance can make them: a table of the same size and
    variance without any structure reaches a squared singular value of variance / (n m) (√n + √m)²
    (Marchenko and Pastur, 1967). An axis that does not exist at all is zeros.
    """
    people, columns = residuals.shape
    axes, squares = np.zeros((columns, MOST_AXES)), np.zeros(MOST_AXES)
    variance = float(residuals.data @ residuals.data)
    if variance > 0:
        squares_found, found = _strongest(residuals)
        is_real = squares_found > 1e-9 * squares_found[0]
        squares[: len(is_real)] = np.where(is_real, squares_found, 0)
        axes[:, : len(is_real)] = np.where(is_real, found, 0)
        squares /= variance
        by_chance = (np.sqrt(people) + np.sqrt(columns)) ** 2 / (people * columns)
        axes = axes[:, : max(SHOWN_AXES, np.count_nonzero(squares > _ABOVE_CHANCE * by_chance))]
    return axes * _signs(axes), (float(squares[0]), float(squares[1]))


def _strongest(residuals: csr_array) -> tuple[Floats, Floats]:
    """Up to four largest squared singular values, largest first, and their vectors (statements × found)."""
    columns = residuals.shape[1]
    if columns <= 4 * MOST_AXES:
        values, vectors = np.linalg.eigh((residuals.T @ residuals).toarray())
    else:
        product = LinearOperator(
            (columns, columns), matvec=lambda vector: residuals.T @ (residuals @ vector), dtype=np.float64
        )
        start = np.random.default_rng(_START).standard_normal(columns)
        kept = min(_KEPT_VECTORS, columns)
        values, vectors = eigsh(product, k=MOST_AXES, v0=start, ncv=kept, tol=_PRECISION)
    strongest = np.argsort(-values)[:MOST_AXES]
    return values[strongest], vectors[:, strongest]


def _signs(axes: Floats) -> Floats:
    """An axis has no direction of its own: whoever agrees with more shall stand further right, or up."""
    total = axes.sum(axis=0)
    skew = (axes**3).sum(axis=0)
    leaning = np.where(np.abs(total) > 1e-9, total, skew)
    return np.where(leaning < 0, -1.0, 1.0)


def _information(residuals: csr_array, axes: Floats) -> Floats:
    """What each person's answers tell about the axes: people × axes × axes.

    The identity for who answered every statement, zero for who answered none.
    """
    answered = csr_array((np.ones(residuals.nnz), residuals.indices, residuals.indptr), shape=residuals.shape)
    width = axes.shape[1]
    products = (axes[:, :, None] * axes[:, None, :]).reshape(-1, width**2)
    return (answered @ products).reshape(-1, width, width)


def _whitened(sums: Floats, information: Floats) -> Floats:
    """Each person's `sums` along the axes, times (information + prior)^(-1/2).

    The variance of a sum grows with the information in it. Divided by its root, the points of people who
    answered much and little compare, and those of people who answered very little stay near the middle.
    """
    variances, turn = np.linalg.eigh(information)
    turned = np.einsum("pji,pj->pi", turn, sums) / np.sqrt(np.maximum(variances, 0) + PRIOR)
    return np.einsum("pij,pj->pi", turn, turned)
