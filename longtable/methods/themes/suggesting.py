"""Suggests what comments are about, across English and Spanish, for people who then name, merge and split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from longtable.methods.themes import meaning
from longtable.methods.themes.factors import factorize, is_word, smooth, weigh
from longtable.methods.themes.how_many import how_many
from longtable.methods.themes.joining import Term, keep_apart
from longtable.methods.themes.joining import join as join_languages
from longtable.methods.themes.reading import read

Join = Literal["auto", "words", "embedding"]

NO_THEME: Final = -1
MOST_TERMS: Final = 10
MOST_EXAMPLES: Final = 5
WEAKEST: Final = 0.1
"""How far a text must agree with a theme to be given to it, as a cosine."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Themes in the order of their size, the largest first; every theme has at least one text.

    `labels`: for each text its theme, counted from 0, or -1 for none.
    `terms`: for each theme the words that name it, as people wrote them, in every language that speaks of it.
    `examples`: for each theme the places of its most typical texts, each language that speaks of it among
    them.
    `strength`: for each text how typical it is of its theme, from 0 (of none) to 1.
    `languages`: for each text "en", "es", or "" where its words do not tell.
    """

    labels: list[int]
    terms: list[list[str]]
    examples: list[list[int]]
    strength: list[float]
    languages: list[str]


def suggest(
    texts: Sequence[str], *, n_themes: int | None = None, seed: int = 0, join: Join | None = "auto"
) -> Suggestion:
    """Themes of `texts`: `n_themes` of them where the texts hold as many, by default as many as prove stable.

    `join` says how English and Spanish become one. "words": by the bilingual word list, cognates and names.
    "embedding": besides, by the nearest texts in meaning (raises ModuleNotFoundError without the extra).
    "auto", the default: "embedding" where the extra is installed, else "words". None: not at all, each
    language for itself. The same texts, seed and way of joining give the same themes. Raises ValueError
    when `n_themes` is below 1.
    """
    if n_themes is not None and n_themes < 1:
        raise ValueError("n_themes must be 1 or more")
    readings = [read(text) for text in texts]
    languages = [reading.language for reading in readings]
    said = keep_apart(readings) if join is None else join_languages(readings)
    weighed = weigh(said, languages)
    if not weighed.rows.nnz:
        return Suggestion([NO_THEME] * len(texts), [], [], [0.0] * len(texts), languages)
    with threadpool_limits(1):  # one thread adds up in one order, so that the same texts give the same themes
        rows = weighed.rows
        if join == "embedding" or (join == "auto" and meaning.is_installed()):
            rows = smooth(rows, meaning.neighbors(texts, languages))
        themes = factorize(rows, n_themes or how_many(weighed.rows), seed)
    labels, strength, themes = _assign(rows, themes)
    members = [np.flatnonzero(labels == theme) for theme in range(len(themes))]
    return Suggestion(
        labels=labels.tolist(),
        terms=[
            _terms(theme, weighed.keys, [(said[at], languages[at]) for at in places.tolist()])
            for theme, places in zip(themes, members, strict=True)
        ],
        examples=[_examples(places, strength, languages) for places in members],
        strength=strength.tolist(),
        languages=languages,
    )


def _assign(rows: sparse.csr_array, themes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each text to the theme that fits it best; themes without a text go, the others stand by their size."""
    fit = np.asarray(rows @ themes.T).round(9)
    best, strength = fit.argmax(axis=1), fit.max(axis=1).clip(0, 1)
    best[strength < WEAKEST] = NO_THEME
    sizes = np.bincount(best[best >= 0], minlength=len(themes))
    order = [theme for theme in np.argsort(-sizes, kind="stable") if sizes[theme]]
    number = np.full(len(themes) + 1, NO_THEME)
    number[order] = np.arange(len(order))
    return number[best], np.where(best >= 0, strength, 0.0), themes[order]


def _terms(theme: np.ndarray, keys: Sequence[str], said: Sequence[tuple[Sequence[Term], str]]) -> list[str]:
    """The words of the heaviest keys, in each language the one that people of this theme use most."""
    written: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for terms, language in said:
        for term in terms:
            written[term.key][language][term.written] += 1
    names: dict[str, None] = {}
    for at in np.argsort(-theme, kind="stable"):
        if len(names) >= MOST_TERMS or not theme[at]:
            break
        if is_word(keys[at]):
            usual = {language: words.most_common(1)[0][0] for language, words in written[keys[at]].items()}
            known = {language: word for language, word in usual.items() if language} or usual
            names |= dict.fromkeys(known[language] for language in sorted(known))
    return list(names)[:MOST_TERMS]


def _examples(members: np.ndarray, strength: np.ndarray, languages: Sequence[str]) -> list[int]:
    """The most typical members, and of each language at least its most typical one."""
    ranked = sorted(members.tolist(), key=lambda place: -strength[place])
    first = {languages[place]: place for place in reversed(ranked) if languages[place]}
    chosen = sorted(
        {*first.values(), *ranked}, key=lambda place: (place not in first.values(), -strength[place])
    )
    return sorted(chosen[:MOST_EXAMPLES], key=lambda place: -strength[place])
