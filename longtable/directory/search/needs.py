"""What people need and the words they say it with: the bilingual list ``needs.toml``, ready to look up."""

import hashlib
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from longtable.core.localized import LocalizedText
from longtable.directory.search.words import STOP_WORDS, WEAK_WORDS, root, split

FILE: Final = Path(__file__).resolve().parent.parent / "needs.toml"
LONGEST_PHRASE: Final = 6
"""Words of the longest phrase that is looked for."""

SLUG: Final = "needs"
"""Slug of the taxonomy that holds them in the database."""

Roots = tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """One need. ``words`` by language, the shown name first; ``asked`` count in questions alone."""

    code: str
    words: dict[str, tuple[str, ...]]
    asked: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """Code of the wider need; empty for a wide one."""
        return self.code.rpartition(".")[0]

    @property
    def name(self) -> LocalizedText:
        """Its name in every language."""
        return LocalizedText.of(**{language: words[0] for language, words in self.words.items()})


@dataclass(frozen=True)
class Mention:
    """That the words from ``start`` to ``end`` of a text name these needs."""

    start: int
    end: int
    codes: tuple[str, ...]


@lru_cache(maxsize=1)
def all_needs() -> dict[str, Need]:
    """Every need by its code, the wide one before its narrow ones."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        code: Need(code, {"en": tuple(given["en"]), "es": tuple(given["es"])}, tuple(given.get("asked", ())))
        for code, given in data.items()
    }


@lru_cache(maxsize=1)
def version() -> str:
    """Changes when the list does."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:12]


def with_wider(codes: Sequence[str]) -> list[str]:
    """These codes and those of the needs around them, each once."""
    wider = [code.rpartition(".")[0] for code in codes]
    return list(dict.fromkeys([*codes, *(code for code in wider if code)]))


def asked_for(words: Sequence[str]) -> Iterator[Mention]:
    """The needs that a question names. ``words`` are folded; the longest phrase counts."""
    return _mentions(words, asking=True)


def told_by(words: Sequence[str]) -> set[str]:
    """Codes of the needs that a text of a service speaks of, with the wider ones. ``words`` are folded."""
    named = [code for mention in _mentions(words, asking=False) for code in mention.codes]
    return set(with_wider(named))


def vocabulary() -> set[str]:
    """Every folded word in the list, so that somebody who misspells one is understood."""
    return {word for need in all_needs().values() for phrase in _said(need, True) for word in split(phrase)}


def _said(need: Need, asking: bool) -> list[str]:
    words = [phrase for words in need.words.values() for phrase in words]
    return words + list(need.asked) if asking else words


@lru_cache(maxsize=2)
def _phrases(*, asking: bool) -> dict[Roots, tuple[str, ...]]:
    """Roots of a phrase to the codes that it names.

    Stop words are left out of it where at least two words remain: "ayuda con la renta", but not "no food".
    """
    found: dict[Roots, dict[str, None]] = defaultdict(dict)
    for need in all_needs().values():
        silent = set() if asking else {_key(phrase) for phrase in need.asked}
        for key in map(_key, _said(need, asking)):
            if key and key not in silent and not all(part in WEAK_WORDS for part in key):
                found[key][need.code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def _key(phrase: str) -> Roots:
    words = split(phrase)
    telling = [word for word in words if word not in STOP_WORDS]
    return tuple(root(word) for word in (telling if len(telling) > 1 else words))


def _mentions(words: Sequence[str], *, asking: bool) -> Iterator[Mention]:
    phrases, openings = _phrases(asking=asking), _openings(asking)
    heard = [root(word) for word in words]
    telling = [at for at, word in enumerate(words) if word not in STOP_WORDS]
    at = 0
    while at < len(words):
        if heard[at] not in openings:
            at += 1
            continue
        spans = [
            list(range(at, at + length)) for length in range(1, min(LONGEST_PHRASE, len(words) - at) + 1)
        ]
        if words[at] not in STOP_WORDS:
            rest = telling[bisect_left(telling, at) :][:LONGEST_PHRASE]
            spans += [rest[:length] for length in range(2, len(rest) + 1)]
        named = [span for span in spans if tuple(heard[place] for place in span) in phrases]
        if named:
            longest = max(named, key=lambda span: span[-1])
            yield Mention(at, longest[-1] + 1, phrases[tuple(heard[place] for place in longest)])
            at = longest[-1] + 1
        else:
            at += 1


@lru_cache(maxsize=2)
def _openings(asking: bool) -> frozenset[str]:
    """First roots of all phrases: most words of a text begin none."""
    return frozenset(key[0] for key in _phrases(asking=asking))
