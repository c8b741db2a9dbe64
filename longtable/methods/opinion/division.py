"""Into how many groups, and which: the choice of k, for the opinion groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtable.methods.opinion.clusters import k_means, nearest, sample, settled, silhouette
from longtable.methods.opinion.likeness import adjusted_rand

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]

MOST_GROUPS: Final = 5
PEOPLE_PER_FURTHER_GROUP: Final = 12
OTHER_SEEDS: Final = 10


@dataclass(frozen=True, slots=True)
class Division:
    """`labels` per point from 0, the largest group, on; `silhouettes` of every k that could be."""

    labels: Labels
    k: int
    silhouettes: dict[int, float]
    stability: float

    @property
    def silhouette(self) -> float:
        return self.silhouettes.get(self.k, 0.0)


def divide(points: Floats, k: int | None, seed: int, min_group: int) -> Division:
    """`points` in `k` groups, or in as many as give the best silhouette; none smaller than `min_group`.

    Where `k` groups cannot be (too few distinct points, or one group too small), the next smaller number that
    can be is taken.
    """
    if not len(points):
        return Division(np.zeros(0, dtype=np.intp), 0, {}, 0.0)
    some = sample(points)
    possible = {1: points[:1]}
    silhouettes = {}
    for each in _candidates(len(points), k, min_group):
        centres = k_means(some, each, seed)
        if _smallest(nearest(points, centres), each) >= min_group:
            possible[each] = centres
            silhouettes[each] = silhouette(some, nearest(some, centres))
    if k is None:
        chosen = max(silhouettes, key=lambda each: silhouettes[each], default=1)
    else:
        chosen = max(each for each in possible if each <= k)
    labels = nearest(points, settled(points, possible[chosen]))
    if _smallest(labels, chosen) < min_group:
        labels = nearest(points, possible[chosen])  # settling over everybody has emptied one
    stability = _stability(points, some, labels, chosen, seed)
    return Division(_largest_first(labels, points), chosen, silhouettes, stability)


def _smallest(labels: Labels, k: int) -> int:
    return int(np.bincount(labels, minlength=k).min())


def _candidates(people: int, k: int | None, min_group: int) -> range:
    """2 to 5 groups, fewer where there are few people, and up to `k`."""
    most = min(MOST_GROUPS, 2 + people // PEOPLE_PER_FURTHER_GROUP)
    return range(2, min(max(most, k or 0), people // max(min_group, 1)) + 1)


def _stability(points: Floats, some: Floats, labels: Labels, k: int, seed: int) -> float:
    """Mean adjusted Rand index of `labels` with those from ten other seeds."""
    others = (nearest(points, k_means(some, k, seed + further)) for further in range(1, OTHER_SEEDS + 1))
    return float(np.mean([adjusted_rand(labels, other) for other in others]))


def _largest_first(labels: Labels, points: Floats) -> Labels:
    """Labels renamed: the largest group is 0; of equally large ones, the one further left."""
    sizes = np.bincount(labels)
    left = [tuple(points[labels == label].mean(axis=0)) for label in range(len(sizes))]
    order = sorted(range(len(sizes)), key=lambda label: (-sizes[label], left[label]))
    return np.argsort(order)[labels]
