"""Weighs the words of comments and finds which go together: TF-IDF and non-negative factors."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.preprocessing import normalize

from longtable.methods.themes.joining import Term

OF_A_FIELD: Final = 1.0
OF_ONE_LANGUAGE: Final = 0.6
"""Weights beside that of a joint word, which is 1: of its field, and of a word that only one language has."""

_FIELD: Final = "["


@dataclass(frozen=True, slots=True)
class Weighed:
    """One row for each comment, of length 1 or empty, and one column for each key."""

    rows: sparse.csr_array
    keys: tuple[str, ...]


def weigh(said: Sequence[Sequence[Term]], languages: Sequence[str]) -> Weighed:
    """TF-IDF of words and of their fields.

    How rare a word is, is counted among the texts of the languages that use it: else in a conversation of few
    Spanish speakers every Spanish word would be a rare and telling one. What stands in one text only is left
    out, unless there is nothing else.
    """
    bags = [_bag(terms) for terms in said]
    found_in: Counter[str] = Counter(key for bag in bags for key in bag)
    fewest = 2 if any(times > 1 for times in found_in.values()) else 1
    keys = tuple(sorted(key for key, times in found_in.items() if times >= fewest))
    rarity = _rarity(bags, languages, found_in)
    column = {key: at for at, key in enumerate(keys)}
    cells = [
        (row, column[key], weight * rarity[key])
        for row, bag in enumerate(bags)
        for key, weight in bag.items()
        if key in column
    ]
    places = np.array([(row, at) for row, at, _ in cells], dtype=np.int32).reshape(-1, 2)
    values = np.array([weight for _, _, weight in cells])
    rows = sparse.csr_array((values, (places[:, 0], places[:, 1])), shape=(len(said), len(keys)))
    return Weighed(normalize(rows) if keys else rows, keys)


def _bag(terms: Sequence[Term]) -> dict[str, float]:
    bag: dict[str, float] = defaultdict(float)
    for term in terms:
        bag[term.key] += 1.0 if term.is_joint else OF_ONE_LANGUAGE
        if term.field:
            bag[_FIELD + term.field] += OF_A_FIELD
    return {key: weight**0.5 for key, weight in bag.items()}


def _rarity(
    bags: Sequence[dict[str, float]], languages: Sequence[str], found_in: Counter[str]
) -> dict[str, float]:
    texts = Counter(languages)
    users: dict[str, set[str]] = defaultdict(set)
    for bag, language in zip(bags, languages, strict=True):
        for key in bag:
            users[key].add(language)
    among = {key: sum(texts[language] for language in spoken) for key, spoken in users.items()}
    return {key: 1 + float(np.log((1 + among[key]) / (1 + times))) for key, times in found_in.items()}


def is_word(key: str) -> bool:
    """Whether people said this key themselves; a field is only what it belongs to."""
    return not key.startswith(_FIELD)


def smooth(rows: sparse.csr_array, near: sparse.csr_array) -> sparse.csr_array:
    """Each comment together with what its neighbors in meaning say, half and half at most."""
    total = np.maximum(near.sum(axis=1), 1.0)
    return normalize(rows + sparse.diags_array(1 / total) @ near @ rows)


def factorize(rows: sparse.csr_array, themes: int, seed: int = 0, *, patience: int = 400) -> np.ndarray:
    """Which keys go together: one row of length 1 for each of at most `themes` factors.

    Source: D. Lee and H. Seung, Learning the parts of objects by non-negative matrix factorization (1999),
    begun from C. Boutsidis and E. Gallopoulos, SVD based initialization (2008), so that nothing depends on
    chance but the seed of the approximate SVD.
    """
    spoken = rows[np.flatnonzero(np.diff(rows.indptr))]
    model = NMF(min(themes, *spoken.shape), init="nndsvda", random_state=seed, max_iter=patience, tol=1e-4)
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):  # an error of zero may round to below it
        warnings.simplefilter("ignore", ConvergenceWarning)  # where it stands then is good enough to suggest
        model.fit(spoken)
    return normalize(model.components_)
