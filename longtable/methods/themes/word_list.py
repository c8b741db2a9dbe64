"""The bilingual word list by which English and Spanish words of the same meaning become one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from longtable.methods.themes.reading import plain, stem

LANGUAGES: Final = ("en", "es")
NO_FIELD: Final = "everyday"

_SHORTEST_START: Final = 3
_SOUNDS: Final = (
    (re.compile(r"(?<!c)h"), ""),
    (re.compile(r"qu(?=[ei])|ck|c(?![eihc])|q"), "k"),
    (re.compile(r"c(?=[ei])|z"), "s"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"v"), "b"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"ie|ei"), "i"),
    (re.compile(r"(.)\1"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line of the list: its first English word names it, its field says what it belongs to."""

    name: str
    field: str


@dataclass(slots=True)
class _Entries:
    """Of one language: whole words, and beginnings of words of which the longest that fits decides."""

    words: dict[str, Meaning] = field(default_factory=dict)
    starts: dict[str, Meaning] = field(default_factory=dict)

    def find(self, word: str) -> Meaning | None:
        if word in self.words:
            return self.words[word]
        starts = (word[:length] for length in range(len(word), _SHORTEST_START - 1, -1))
        return next((self.starts[start] for start in starts if start in self.starts), None)


class WordList:
    """Finds what a word means, also as it sounds: "bacuna" is "vacuna", "apointment" is "appointment"."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._written = {language: _Entries() for language in LANGUAGES}
        self._heard = {language: _Entries() for language in LANGUAGES}
        self._pairs: dict[frozenset[str], Meaning] = {}
        self._found: dict[tuple[str, str], Meaning | None] = {}
        pairs = []
        for meaning, language, entry in entries(lines):
            if "_" in entry:
                pairs.append((meaning, language, entry))
            else:
                self._add(meaning, language, entry)
        for meaning, language, entry in pairs:
            self._pairs[frozenset(self._key(word, language) for word in entry.split("_"))] = meaning

    def find(self, word: str, language: str) -> Meaning | None:
        """What `word` (plain) means in a text of `language`, else in the other one; None when not listed."""
        asked = (word, language)
        if asked not in self._found:
            order = sorted(LANGUAGES, key=lambda each: each != language)
            ways = [self._written[each].find(word) for each in order]
            ways += [self._heard[each].find(_sound(word)) for each in order if len(word) > 3]
            self._found[asked] = next((meaning for meaning in ways if meaning), None)
        return self._found[asked]

    def find_pair(self, one: str, other: str) -> Meaning | None:
        """What two words mean together that stand next to each other, by their keys, in either order."""
        return self._pairs.get(frozenset((one, other)))

    def _add(self, meaning: Meaning, language: str, entry: str) -> None:
        is_start, word = entry.endswith("*"), entry.rstrip("*")
        for kept, spelling in ((self._written, word), (self._heard, _sound(word))):
            kind = kept[language].starts if is_start else kept[language].words
            kind.setdefault(spelling, meaning)

    def _key(self, entry: str, language: str) -> str:
        word = entry.rstrip("*")
        meaning = self.find(word, language)
        return key_of(meaning) if meaning else stem(word, language)


def key_of(meaning: Meaning) -> str:
    """The name under which all words of this meaning are counted."""
    return f"={meaning.name}"


@cache
def word_list() -> WordList:
    """The list that ships with Longtable."""
    return WordList((files(__package__) / "joint_words.txt").read_text(encoding="utf-8").splitlines())


def entries(lines: Iterable[str]) -> Iterator[tuple[Meaning, str, str]]:
    """Every entry of the list with its meaning and language, as the head of ``joint_words.txt`` describes."""
    section = ""
    for line in (plain(line.strip()) for line in lines):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            columns = [column.split() for column in line.split("|")]
            meaning = Meaning(columns[0][0].rstrip("*"), "" if section == NO_FIELD else section)
            for language, words in zip(LANGUAGES, columns, strict=True):
                yield from ((meaning, language, word) for word in words)


@cache
def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return word
