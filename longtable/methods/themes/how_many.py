"""How many themes the comments bear out: as many as come back when some of the comments are left out."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from longtable.methods.themes.factors import factorize

MOST_THEMES: Final = 24
TEXTS_FOR_A_THEME: Final = 6
DRAWS: Final = 5
LEFT: Final = 0.8
NEARLY_AS_STABLE: Final = 0.02
NEARLY_CERTAIN: Final = 0.95

_MOST_TEXTS: Final = 1_000
_STEPS: Final = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, MOST_THEMES)


def how_many(rows: sparse.csr_array, seed: int) -> int:
    """The number of themes that is most stable, of several the largest: merging is easier than splitting.

    For each candidate the themes are found again in five draws of four fifths of the comments, matched with
    those of all comments, and compared by cosine. After D. Greene, D. O'Callaghan and P. Cunningham, How
    many topics? Stability analysis for topic models (2014), with whole themes compared and not their first
    ten words. A few broad themes are nearly always stable and seldom of use, so that fewer than a third of
    the square root of the comments (at most 8) are taken only when they come back nearly unchanged. No
    theme is to have fewer than six comments on average. From 1,000 comments on, a spread thousand decides.
    """
    spoken = np.flatnonzero(np.diff(rows.indptr))
    rows = rows[spoken[np.unique(np.linspace(0, len(spoken) - 1, min(len(spoken), _MOST_TEXTS)).astype(int))]]
    texts = rows.shape[0]
    most = max(1, min(texts // TEXTS_FOR_A_THEME, rows.shape[1], MOST_THEMES))
    candidates = [count for count in _STEPS if count <= most]
    if not candidates:
        return most
    random = np.random.default_rng(seed)
    draws = [np.sort(random.choice(texts, round(LEFT * texts), replace=False)) for _ in range(DRAWS)]
    stable = {count: _stability(rows, draws, count, seed) for count in candidates}
    useful = min(8, texts**0.5 / 3, most)
    stable = {
        count: value for count, value in stable.items() if count >= useful or value >= NEARLY_CERTAIN
    } or stable
    best = max(stable.values())
    return max(count for count, value in stable.items() if value >= best - NEARLY_AS_STABLE)


def _stability(rows: sparse.csr_array, draws: list[np.ndarray], count: int, seed: int) -> float:
    whole = factorize(rows, count, seed, patience=100)
    return float(
        np.mean([_likeness(whole, factorize(rows[draw], count, seed, patience=100)) for draw in draws])
    )


def _likeness(themes: np.ndarray, others: np.ndarray) -> float:
    cosines = themes @ others.T
    return float(cosines[linear_sum_assignment(-cosines)].mean())
