"""How alike two ways to divide the same people are, for whoever compares opinion groups."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def adjusted_rand(one: ArrayLike, other: ArrayLike) -> float:
    """The adjusted Rand index of two labellings of the same people: 1 when the same, about 0 by chance.

    Names of labels do not matter. Source: Hubert and Arabie, Comparing partitions, Journal of
    Classification 2, 1985.
    """
    first = np.unique(np.asarray(one), return_inverse=True)[1]
    second = np.unique(np.asarray(other), return_inverse=True)[1]
    if not len(first):
        return 1.0
    width = int(second.max()) + 1
    together = np.bincount(first * width + second)
    both, ones, others = (_pairs(counts) for counts in (together, np.bincount(first), np.bincount(second)))
    expected = ones * others / max(_pairs(np.array([len(first)])), 1.0)
    most = (ones + others) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _pairs(counts: np.ndarray) -> float:
    sizes = counts.astype(np.float64)
    return float((sizes * (sizes - 1) / 2).sum())
