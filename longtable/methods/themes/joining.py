"""Counts words under joint names, so that a theme is what people speak of and not the language they speak."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from longtable.methods.themes.reading import Reading, Word, stem
from longtable.methods.themes.word_list import WordList, key_of, word_list

_SHORTEST_COGNATE: Final = 5
_SHORTEST_MISSPELT: Final = 6
_COGNATE_ENDING: Final = re.compile(
    "(?:(?:ac|at|c|t|s)iones|(?:ac|at|c|t|s)ion|(?:ac|at|t|s)ions|idad(?:es)?|it(?:y|ies)|a?mente|(?:al)?ly"
    "|ic[oa]s?|ical|ics?|os[oa]s?|ous|ari[oa]s?|ary|[ae]nci?as?|[ae]nces?|ismo?|istas?|ists?|iv[oa]s?|ive"
    "|[ai]d[oa]s?|ated?s?|ed|ing|[ai]e?ndo|[aei]r|[aeo]s|[iey]?s|ia|[yaeo])$"
)
_SAME_SOUND: Final = (("ph", "f"), ("th", "t"), ("qu", "c"), ("k", "c"), ("y", "i"))
_DOUBLE: Final = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a comment as it is counted: `key` joins it with its like, `field` says where it belongs."""

    key: str
    field: str
    written: str

    @property
    def is_joint(self) -> bool:
        """Whether the key means the same in both languages."""
        return self.key[0] in "=~"


def keep_apart(readings: Sequence[Reading]) -> list[list[Term]]:
    """The terms of each comment, each language for itself, joined with nothing but their inflections."""
    return [
        [Term(f"{r.language}:{stem(word.plain, r.language)}", "", word.written) for word in r.words]
        for r in readings
    ]


def join(readings: Sequence[Reading]) -> list[list[Term]]:
    """The terms of each comment, joined across languages by the word list, by cognates and by names."""
    return _Joining(word_list(), readings).terms()


class _Joining:
    def __init__(self, listed: WordList, readings: Sequence[Reading]) -> None:
        self._listed = listed
        self._readings = readings
        self._spelling = _misspelt(listed, readings)
        self._cognates = _cognates(listed, readings)

    def terms(self) -> list[list[Term]]:
        return [
            self._paired([self._term(word, reading.language) for word in reading.words])
            for reading in self._readings
        ]

    def _term(self, word: Word, language: str) -> Term:
        spelt = self._spelling.get(word.plain, word.plain)
        if meaning := self._listed.find(spelt, language):
            return Term(key_of(meaning), meaning.field, word.written)
        root = cognate_root(spelt)
        return Term(f"~{root}" if root in self._cognates else stem(spelt, language), "", word.written)

    def _paired(self, terms: list[Term]) -> list[Term]:
        paired: list[Term] = []
        for term in terms:
            meaning = self._listed.find_pair(paired[-1].key, term.key) if paired else None
            if meaning:
                term = Term(key_of(meaning), meaning.field, f"{paired.pop().written} {term.written}")
            paired.append(term)
        return paired


def _cognates(listed: WordList, readings: Sequence[Reading]) -> frozenset[str]:
    """The roots of words that are not listed and that both languages use."""
    spoken = defaultdict(set)
    for reading in readings:
        for word in reading.words:
            if reading.language and not listed.find(word.plain, reading.language):
                spoken[cognate_root(word.plain)].add(reading.language)
    return frozenset(root for root in spoken if len(root) >= _SHORTEST_COGNATE and len(spoken[root]) > 1)


@cache
def cognate_root(word: str) -> str:
    """What cognates have in common: "comunicación" and "communication" are both "comunic"."""
    for written, heard in _SAME_SOUND:
        word = word.replace(written, heard)
    return _COGNATE_ENDING.sub("", _DOUBLE.sub(r"\1", word))


def _misspelt(listed: WordList, readings: Sequence[Reading]) -> dict[str, str]:
    """Rare words that nobody lists, each with the common word of its language that is one letter away."""
    used: Counter[tuple[str, str]] = Counter()
    for reading in readings:
        used.update((reading.language, word.plain) for word in reading.words)
    known = {(language, word) for language, word in used if listed.find(word, language)}
    by_shortened: dict[tuple[str, str], str] = {}
    for (language, word), times in sorted(used.items(), key=lambda pair: (-pair[1], pair[0])):
        if len(word) >= _SHORTEST_MISSPELT and (times > 2 or (language, word) in known):
            for shortened in _shortened(word):
                by_shortened.setdefault((language, shortened), word)
    meant = {}
    for (language, word), times in used.items():
        if times <= 2 and len(word) >= _SHORTEST_MISSPELT and (language, word) not in known:
            likely = (by_shortened.get((language, shortened), "") for shortened in _shortened(word))
            meant[word] = next((other for other in likely if _may_mean(word, other)), word)
    return meant


def _may_mean(word: str, other: str) -> bool:
    return other[:1] == word[0] and abs(len(other) - len(word)) < 2


def _shortened(word: str) -> Iterator[str]:
    """`word`, and `word` without each of its letters: words one letter apart have one of these in common."""
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
