"""Clusters of points on a map, the same in whatever order the points come, for the opinion groups."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]

STARTS: Final = 20
MOST_POINTS: Final = 2_000
_ROUNDS: Final = 300
_STILL: Final = 1e-12


def sample(points: Floats) -> Floats:
    """All points, or 2,000 of them at even steps, ordered by where they stand and by nothing else.

    Starts and silhouettes are worked out on these, so that no step looks at all pairs of people.
    """
    in_order = points[np.lexsort(points.T[::-1])]
    if len(points) <= MOST_POINTS:
        return in_order
    return in_order[np.linspace(0, len(points) - 1, MOST_POINTS).round().astype(np.intp)]


def k_means(points: Floats, k: int, seed: int) -> Floats:
    """The k centres with the least inertia of 20 starts, in lexicographic order; points must be in order too.

    Starts are k-means++ (Arthur and Vassilvitskii, 2007), all worked out at once.
    """
    centres, inertia = _settle(points, _spread(points, k, np.random.default_rng([seed, k])))
    best = centres[np.argmin(np.round(inertia, 6))]
    return best[np.lexsort(best.T[::-1])]


def settled(points: Floats, centres: Floats) -> Floats:
    """`centres` after Lloyd's iterations over all `points`."""
    return _settle(points, centres[None])[0][0]


def nearest(points: Floats, centres: Floats) -> Labels:
    """For each point, which centre it is nearest to."""
    return cdist(points, centres, "sqeuclidean").argmin(axis=1)


def _spread(points: Floats, k: int, chance: np.random.Generator) -> Floats:
    """Centres to start from, starts × k × axes, each drawn by squared distance from those before it."""
    chosen = np.empty((STARTS, k), dtype=np.intp)
    away = np.ones((STARTS, len(points)))
    for at in range(k):
        reach = np.cumsum(away, axis=1)
        drawn = chance.random((STARTS, 1)) * reach[:, -1:]
        chosen[:, at] = np.minimum((reach <= drawn).sum(axis=1), len(points) - 1)
        distance = cdist(points[chosen[:, at]], points, "sqeuclidean")
        away = distance if at == 0 else np.minimum(away, distance)
    return points[chosen]


def _settle(points: Floats, centres: Floats) -> tuple[Floats, Floats]:
    """Lloyd's iterations of all starts at once, until none moves: the centres and inertia of each start."""
    for _ in range(_ROUNDS):
        distance = _squared(points, centres)
        moved = _means(points, distance.argmin(axis=2), centres)
        is_still = np.abs(moved - centres).max() < _STILL
        centres = moved
        if is_still:
            break
    return centres, _squared(points, centres).min(axis=2).sum(axis=0)


def _squared(points: Floats, centres: Floats) -> Floats:
    """Squared distances, points × starts × k."""
    starts, k, axes = centres.shape
    return cdist(points, centres.reshape(-1, axes), "sqeuclidean").reshape(-1, starts, k)


def _means(points: Floats, closest: Labels, centres: Floats) -> Floats:
    """The mean of the points closest to each centre; a centre without any stays where it is."""
    starts, k, axes = centres.shape
    cluster = (closest + np.arange(starts) * k).ravel()
    held = np.bincount(cluster, minlength=starts * k)
    sums = [np.bincount(cluster, np.repeat(axis, starts), starts * k) for axis in points.T]
    means = np.column_stack(sums) / np.maximum(held, 1)[:, None]
    return np.where(held[:, None] > 0, means, centres.reshape(-1, axes)).reshape(centres.shape)


def silhouette(points: Floats, labels: Labels) -> float:
    """The mean silhouette, from -1 to 1; 0 for a single cluster.

    (b - a) / max(a, b) of each point, with a its mean distance to the others of its own cluster and b that to
    the nearest other cluster; 0 for who is alone in one (Rousseeuw, 1987).
    """
    held = np.bincount(labels)
    if np.count_nonzero(held) < 2:
        return 0.0
    each = np.arange(len(labels))
    total = cdist(points, points) @ (labels[:, None] == np.arange(len(held)))
    own = total[each, labels] / np.maximum(held[labels] - 1, 1)
    means = np.where(held > 0, total / np.maximum(held, 1), np.inf)
    means[each, labels] = np.inf
    other = means.min(axis=1)
    larger = np.maximum(own, other)
    value = np.divide(other - own, larger, out=np.zeros(len(labels)), where=(held[labels] > 1) & (larger > 0))
    return float(value.mean())
