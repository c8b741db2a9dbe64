"""How many themes the comments bear out: as many as come back when some of the comments are left out."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from longtable.methods.themes.factors import factorize

MOST_THEMES: Final = 24
TEXTS_FOR_A_THEME: Final = 4
DRAWS: Final = 10
LEFT: Final = 0.6
NEARLY_AS_STABLE: Final = 0.02
NEARLY_CERTAIN: Final = 0.97
WELL_DESCRIBED: Final = 0.5

_MOST_TEXTS: Final = 1_000
_STEPS: Final = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, MOST_THEMES)


def how_many(rows: sparse.csr_array) -> int:
    """The number of themes that is most stable, of several the largest: merging is easier than splitting.

    For each candidate the themes are found again in ten draws of three fifths of the comments, matched with
    those of all comments, and compared by cosine. After D. Greene, D. O'Callaghan and P. Cunningham, How
    many topics? Stability analysis for topic models (2014), with whole themes compared and not their first
    ten words.

    A few broad themes are nearly always stable and seldom of use: fewer than half the square root of the
    comments (at most 8) are taken only when they come back nearly unchanged and the comments fit them well.
    No theme is to have fewer than four comments on average. From 1,000 comments on, a spread thousand
    decides. The same comments give the same number.
    """
    spoken = np.flatnonzero(np.diff(rows.indptr))
    rows = rows[spoken[np.unique(np.linspace(0, len(spoken) - 1, min(len(spoken), _MOST_TEXTS)).astype(int))]]
    texts, keys = rows.shape
    most = max(1, min(texts // TEXTS_FOR_A_THEME, keys, MOST_THEMES))
    candidates = [count for count in _STEPS if count <= most]
    if len(candidates) < 2:
        return most
    useful = min(8.0, texts**0.5 / 2, most)
    random = np.random.default_rng(0)
    draws = [np.sort(random.choice(texts, round(LEFT * texts), replace=False)) for _ in range(DRAWS)]
    stable = {count: _stability(rows, draws, count) for count in candidates}
    worth = {
        count: found
        for count, found in stable.items()
        if count >= useful or (found >= NEARLY_CERTAIN and _fit(rows, count) >= WELL_DESCRIBED)
    }
    return max(count for count, found in worth.items() if found >= max(worth.values()) - NEARLY_AS_STABLE)


def _stability(rows: sparse.csr_array, draws: list[np.ndarray], count: int) -> float:
    """How alike, from 0 to 1, the themes of each draw are to those of all rows."""
    whole = factorize(rows, count, patience=100)
    return float(np.mean([_likeness(whole, factorize(rows[draw], count, patience=100)) for draw in draws]))


def _fit(rows: sparse.csr_array, count: int) -> float:
    """How near, from 0 to 1, comments are to their theme on average."""
    return float((rows @ factorize(rows, count, patience=100).T).max(axis=1).mean())


def _likeness(themes: np.ndarray, others: np.ndarray) -> float:
    cosines = themes @ others.T
    return float(cosines[linear_sum_assignment(-cosines)].mean())
