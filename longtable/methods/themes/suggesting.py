"""Suggests what comments are about, across English and Spanish, for people who then name, merge and split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from longtable.methods.themes.joining import Term, join
from longtable.methods.themes.reading import Reading, read

Join = Literal["auto", "words", "embedding"]

NO_THEME: Final = -1
FIELD_WEIGHT: Final = 0.5
ALONE_WEIGHT: Final = 0.6
TERMS: Final = 8
EXAMPLES: Final = 5
WEAKEST: Final = 0.1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Themes in the order of their size, the largest first.

    `labels`: for each text the number of its theme, -1 for none. `terms`: for each theme the words that name it,
    as people wrote them, in every language in which they speak of it. `examples`: for each theme the places of
    its most typical texts. `strength`: for each text how typical it is of its theme, 0 to 1. `languages`: for each text
    "en", "es" or "" where it cannot be told.
    """

    labels: list[int]
    terms: list[list[str]]
    examples: list[list[int]]
    strength: list[float]
    languages: list[str]


def suggest(
    texts: Sequence[str], *, n_themes: int | None = None, seed: int = 0, join: Join | None = "auto"
) -> Suggestion:
    """Themes of `texts`: at most `n_themes`, or as many as the texts bear out. Same texts and seed, same themes."""
    readings = [read(text) for text in texts]
    languages = [reading.language for reading in readings]
    said = _joined(readings, join)
    with threadpool_limits(1):
        counts, keys = _weigh(said)
        if not counts.nnz:
            return Suggestion([NO_THEME] * len(texts), [], [], [0.0] * len(texts), languages)
        typical = _factorize(counts, n_themes or _how_many(counts), seed)
    fit = counts @ typical.T
    fit = np.asarray(fit)
    labels = np.where(fit.max(axis=1) >= WEAKEST, fit.argmax(axis=1), NO_THEME)
    themes = [theme for theme, _ in Counter(labels[labels >= 0].tolist()).most_common()]
    number = {theme: place for place, theme in enumerate(themes)} | {NO_THEME: NO_THEME}
    labels = np.array([number[label] for label in labels.tolist()])
    fit, typical = fit[:, themes], typical[themes]
    strength = np.where(labels >= 0, fit.max(axis=1, initial=0), 0.0)
    members = [np.flatnonzero(labels == theme) for theme in range(len(themes))]
    return Suggestion(
        labels=labels.tolist(),
        terms=[_names(typical[theme], keys, said, readings, members[theme]) for theme in range(len(themes))],
        examples=[
            sorted(members[theme].tolist(), key=lambda place: -strength[place])[:EXAMPLES]
            for theme in range(len(themes))
        ],
        strength=strength.round(6).tolist(),
        languages=languages,
    )


def _joined(readings: Sequence[Reading], how: Join | None) -> list[list[Term]]:
    return join(readings, "words" if how == "auto" else how)


def _weigh(said: Sequence[Sequence[Term]]) -> tuple[sparse.csr_array, list[str]]:
    """TF-IDF of the terms and, more lightly, of the fields that they belong to."""
    columns: dict[str, int] = {}
    rows, places, values = [], [], []
    for row, terms in enumerate(said):
        weights: dict[str, float] = defaultdict(float)
        for term in terms:
            weights[term.key] += 1.0 if term.is_joint else ALONE_WEIGHT
            if term.field:
                weights[f"[{term.field}"] += FIELD_WEIGHT
        for key, weight in weights.items():
            rows.append(row)
            places.append(columns.setdefault(key, len(columns)))
            values.append(weight)
    counts = sparse.csr_array((values, (rows, places)), shape=(len(said), len(columns)))
    if not counts.nnz:
        return counts, []
    present = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = np.flatnonzero(present >= 2) if (present >= 2).any() else np.arange(counts.shape[1])
    counts = counts[:, kept]
    rarity = np.log((1 + len(said)) / (1 + present[kept])) + 1
    counts = counts @ sparse.diags_array(rarity)
    keys = list(columns)
    return normalize(sparse.csr_array(counts)), [keys[place] for place in kept]


def _how_many(counts: sparse.csr_array) -> int:
    return max(2, min(20, round(np.sqrt(counts.shape[0] / 2))))


def _factorize(counts: sparse.csr_array, n_themes: int, seed: int) -> np.ndarray:
    distinct = sparse.csr_array(counts[np.flatnonzero(np.diff(counts.indptr))])
    k = max(1, min(n_themes, *distinct.shape))
    model = NMF(k, init="nndsvda", random_state=seed, max_iter=400, tol=1e-4)
    model.fit(distinct)
    return normalize(model.components_)


def _names(
    typical: np.ndarray,
    keys: Sequence[str],
    said: Sequence[Sequence[Term]],
    readings: Sequence[Reading],
    members: np.ndarray,
) -> list[str]:
    written: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for place in members.tolist():
        for term in said[place]:
            written[term.key][readings[place].language][term.written] += 1
    names: list[str] = []
    for column in np.argsort(-typical, kind="stable"):
        if len(names) >= TERMS or typical[column] <= 0:
            break
        for language in sorted(written.get(keys[column], {})):
            name = written[keys[column]][language].most_common(1)[0][0]
            if name not in names:
                names.append(name)
    return names
