"""Dividing points of a map into clusters, the same way in whatever order they come, for the opinion groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]

STARTS: Final = 50
_ROUNDS: Final = 300
_CELLS: Final = 48  # along each side of the map, so at most 2,304 cells


@dataclass(frozen=True, slots=True)
class Cells:
    """Points that stand together: `points` is cells × 2, `weights` how many people each holds."""

    points: Floats
    weights: Floats


def gather(points: Floats) -> Cells:
    """`points` as at most 2,304 cells, in an order that depends on where they stand alone.

    Up to 2,304 distinct points are kept as they are; more are gathered in a grid of 48 × 48, each cell at the
    mean of its points. So no later step looks at pairs of people.
    """
    distinct, weights = np.unique(points, axis=0, return_counts=True)
    if len(distinct) <= _CELLS**2:
        return Cells(distinct, weights.astype(np.float64))
    low, span = distinct.min(axis=0), np.ptp(distinct, axis=0)
    place = np.minimum((distinct - low) / np.where(span > 0, span, 1) * _CELLS, _CELLS - 1).astype(np.intp)
    cell = np.unique(place @ np.array([_CELLS, 1]), return_inverse=True)[1]
    held = np.bincount(cell, weights=weights)
    sums = [np.bincount(cell, weights=weights * axis) for axis in distinct.T]
    return Cells(np.column_stack(sums) / held[:, None], held)


def k_means(cells: Cells, k: int, seed: int, starts: int = STARTS) -> Floats:
    """The k centres with the least inertia of all `starts`, in lexicographic order.

    Starts are k-means++ (Arthur and Vassilvitskii, 2007), drawn over the sorted cells by weight, all at once.
    Fewer than k come back where there are fewer distinct cells.
    """
    k = min(k, len(cells.points))
    centres = _spread(cells, k, starts, np.random.default_rng([seed, k]))
    settled, inertia = _settle(cells, centres)
    best = settled[np.argmin(np.round(inertia, 6))]
    return best[np.lexsort(best.T[::-1])]


def _spread(cells: Cells, k: int, starts: int, chance: np.random.Generator) -> Floats:
    """Starting centres, starts × k × 2: each next one drawn by weight times squared distance from those before."""
    chosen = np.empty((starts, k), dtype=np.intp)
    nearest = np.ones((starts, len(cells.points)))
    for at in range(k):
        reach = np.cumsum(nearest * cells.weights, axis=1)
        drawn = chance.random(starts) * reach[:, -1]
        chosen[:, at] = np.minimum((reach <= drawn[:, None]).sum(axis=1), len(cells.points) - 1)
        distance = cdist(cells.points[chosen[:, at]], cells.points, "sqeuclidean")
        nearest = distance if at == 0 else np.minimum(nearest, distance)
    return cells.points[chosen]


def _settle(cells: Cells, centres: Floats) -> tuple[Floats, Floats]:
    """Lloyd's iterations of every start at once, until none moves; the centres and their inertias."""
    starts, k, _ = centres.shape
    offset = np.arange(starts)[:, None] * k
    for _ in range(_ROUNDS):
        distance = _squared(cells.points, centres)
        moved = _means(cells, distance.argmin(axis=2) + offset, centres)
        if np.allclose(moved, centres, rtol=0, atol=1e-12):
            break
        centres = moved
    return centres, (_squared(cells.points, centres).min(axis=2) * cells.weights).sum(axis=1)


def _squared(points: Floats, centres: Floats) -> Floats:
    """Squared distances, starts × points × k."""
    return (
        cdist(points, centres.reshape(-1, 2), "sqeuclidean")
        .reshape(len(points), *centres.shape[:2])
        .transpose(1, 0, 2)
    )


def _means(cells: Cells, nearest: Labels, centres: Floats) -> Floats:
    """The mean of the cells nearest to each centre; one without any stays where it is."""
    starts, k, _ = centres.shape
    flat = nearest.ravel()
    weights = np.tile(cells.weights, starts)
    held = np.bincount(flat, weights=weights, minlength=starts * k)
    sums = [
        np.bincount(flat, weights=weights * np.tile(axis, starts), minlength=starts * k)
        for axis in cells.points.T
    ]
    means = np.column_stack(sums) / np.maximum(held, 1)[:, None]
    return np.where(held[:, None] > 0, means, centres.reshape(-1, 2)).reshape(centres.shape)


def settled(points: Floats, centres: Floats) -> Floats:
    """`centres` after Lloyd's iterations over every single point."""
    return _settle(Cells(points, np.ones(len(points))), centres[None])[0][0]


def nearest(points: Floats, centres: Floats) -> Labels:
    """For each point, which centre it is nearest to."""
    return cdist(points, centres, "sqeuclidean").argmin(axis=1)


def silhouette(cells: Cells, labels: Labels) -> float:
    """The mean silhouette over people, from -1 to 1; 0 for a single cluster.

    (b - a) / max(a, b), with a the mean distance to others in one's own cluster and b to the nearest other one
    (Rousseeuw 1987), where people of one cell stand at its mean.
    """
    k = int(labels.max()) + 1
    held = np.bincount(labels, weights=cells.weights, minlength=k)
    if np.count_nonzero(held) < 2:
        return 0.0
    member = np.zeros((len(labels), k))
    member[np.arange(len(labels)), labels] = cells.weights
    total = cdist(cells.points, cells.points) @ member
    own = total[np.arange(len(labels)), labels] / np.maximum(held[labels] - 1, 1)
    others = np.where(held > 0, total / np.maximum(held, 1), np.inf)
    others[np.arange(len(labels)), labels] = np.inf
    nearest = others.min(axis=1)
    larger = np.maximum(own, nearest)
    value = np.where(
        (held[labels] > 1) & (larger > 0), (nearest - own) / np.where(larger > 0, larger, 1), 0.0
    )
    return float(value @ cells.weights / cells.weights.sum())
