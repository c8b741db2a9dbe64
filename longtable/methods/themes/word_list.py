"""The bilingual word list by which English and Spanish words of the same meaning become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from longtable.methods.themes.reading import plain, stem

LANGUAGES: Final = ("en", "es")
_SHORTEST_PREFIX: Final = 2


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line of the list: its first English word names it, its field says what it belongs to."""

    name: str
    field: str


@dataclass(slots=True)
class WordList:
    """Finds what a word means. Of several entries that fit, the longest decides."""

    words: dict[str, dict[str, Meaning]] = field(
        default_factory=lambda: {language: {} for language in LANGUAGES}
    )
    prefixes: dict[str, dict[str, Meaning]] = field(
        default_factory=lambda: {language: {} for language in LANGUAGES}
    )
    pairs: dict[frozenset[str], Meaning] = field(default_factory=dict)

    def find(self, word: str, language: str) -> Meaning | None:
        """What `word` (plain) means in a text of `language`, else in the other language; None when not listed."""
        first = language or "en"
        for each in (first, *(other for other in LANGUAGES if other != first)):
            if meaning := self.words[each].get(word) or self._by_prefix(word, each):
                return meaning
        return None

    def _by_prefix(self, word: str, language: str) -> Meaning | None:
        prefixes = self.prefixes[language]
        lengths = range(len(word), _SHORTEST_PREFIX, -1)
        return next((prefixes[word[:length]] for length in lengths if word[:length] in prefixes), None)

    def key(self, word: str, language: str) -> str:
        """The name under which a word is counted: its meaning, or its stem where it has no listed one."""
        meaning = self.find(word, language)
        return f"={meaning.name}" if meaning else stem(word, language)

    def pair(self, one: str, other: str) -> Meaning | None:
        """What two keys mean that stand next to each other, in either order."""
        return self.pairs.get(frozenset((one, other)))


@cache
def word_list() -> WordList:
    """The list that ships with Longtable."""
    return read_list((files(__package__) / "joint_words.txt").read_text(encoding="utf-8").splitlines())


def read_list(lines: Iterable[str]) -> WordList:
    """A word list from its lines, as the head of ``joint_words.txt`` describes them."""
    found = WordList()
    pairs = []
    for meaning, language, entry in _entries(lines):
        if "_" in entry:
            pairs.append((meaning, language, entry))
        elif entry.endswith("*"):
            found.prefixes[language].setdefault(entry[:-1], meaning)
        else:
            found.words[language].setdefault(entry, meaning)
    for meaning, language, entry in pairs:
        one, other = entry.replace("*", "").split("_")
        found.pairs[frozenset((found.key(one, language), found.key(other, language)))] = meaning
    return found


def _entries(lines: Iterable[str]) -> Iterator[tuple[Meaning, str, str]]:
    section = ""
    for line in (plain(line.strip()) for line in lines):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            columns = [column.split() for column in line.split("|")]
            meaning = Meaning(columns[0][0].strip("*"), section)
            for language, entries in zip(LANGUAGES, columns, strict=True):
                yield from ((meaning, language, entry) for entry in entries)
