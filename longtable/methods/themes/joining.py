"""Counts words under joint names, so that a theme is what people speak of and not the language they speak."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from longtable.methods.themes.reading import Reading, stem
from longtable.methods.themes.word_list import WordList, word_list

_SHORTEST_COGNATE: Final = 5
_COGNATE_ENDING: Final = re.compile(
    r"(?:aciones|acion|ations|ation|ciones|cion|tions|tion|siones|sion|sions|idades|idad|ities|ity|mente|ly"
    r"|amente|ally|icos|icas|ico|ica|ical|ics|ic|osos|osas|oso|osa|ous|arios|arias|ario|aria|ary|ancia|encia|ance|ence"
    r"|ismo|ism|istas|ista|ist|ivos|ivas|ivo|iva|ive|ados|adas|ado|ada|idos|idas|ido|ida|ated|ates|ate|ed|ing"
    r"|ando|iendo|ar|er|ir|as|es|os|ia|y|s|a|e|o)$"
)
_SAME_SOUND: Final = (("ph", "f"), ("th", "t"), ("qu", "c"), ("k", "c"), ("y", "i"))
_DOUBLE: Final = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a comment as it is counted: `key` joins it with its like, `field` says what it belongs to."""

    key: str
    field: str
    written: str

    @property
    def is_joint(self) -> bool:
        """Whether the key means the same in both languages."""
        return self.key[0] in "=~"


def join(readings: Sequence[Reading], how: str | None) -> list[list[Term]]:
    """The terms of each comment. `how` is "words" for word list and cognates, None for each language alone."""
    if how is None:
        return [
            [
                Term(f"{reading.language}:{stem(word.plain, reading.language)}", "", word.written)
                for word in reading.words
            ]
            for reading in readings
        ]
    listed = word_list()
    cognates = _cognates(readings, listed)
    return [_terms(reading, listed, cognates) for reading in readings]


def _terms(reading: Reading, listed: WordList, cognates: frozenset[str]) -> list[Term]:
    terms: list[Term] = []
    for word in reading.words:
        meaning = listed.find(word.plain, reading.language)
        if meaning:
            term = Term(f"={meaning.name}", meaning.field, word.written)
        elif (root := cognate_root(word.plain)) in cognates:
            term = Term(f"~{root}", "", word.written)
        else:
            term = Term(stem(word.plain, reading.language), "", word.written)
        pair = listed.pair(terms[-1].key, term.key) if terms else None
        if pair:
            term = Term(f"={pair.name}", pair.field, f"{terms.pop().written} {word.written}")
        terms.append(term)
    return terms


def _cognates(readings: Sequence[Reading], listed: WordList) -> frozenset[str]:
    languages = defaultdict(set)
    for reading in readings:
        for word in reading.words:
            if reading.language and not listed.find(word.plain, reading.language):
                languages[cognate_root(word.plain)].add(reading.language)
    return frozenset(
        root for root, spoken in languages.items() if len(spoken) > 1 and len(root) >= _SHORTEST_COGNATE
    )


@cache
def cognate_root(word: str) -> str:
    """What cognates have in common: "comunicación" and "communication" are both "comunic"."""
    for written, heard in _SAME_SOUND:
        word = word.replace(written, heard)
    return _COGNATE_ENDING.sub("", _DOUBLE.sub(r"\1", word))
