"""Reads a comment into the words that say what it is about, in whatever language and spelling it came."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from longtable.methods.themes.stop_words import STOP_WORDS

LONGEST_TEXT: Final = 20_000
"""Characters of one comment that are read: whoever pastes a book has said by then what it is about."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’‘ʼ`´](?=\w)")
_ADDRESS: Final = re.compile(r"\S*(?:https?://|www\.|@)\S*")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_SPANISH_MARKS: Final = re.compile(r"[ñáéíóú¿¡]")

# After the light stemmers of J. Savoy (CLEF 2001) and D. Harman (How effective is suffixing?, 1991), with the
# commonest endings of verbs and nouns added: the first that leaves four letters goes.
_ENDINGS: Final = {
    "en": "ations ation ments ment ings ing nesses ness ities ity ers ies ied ed es er ly y s e",
    "es": (
        "amientos imientos amiento imiento aciones acion adores adoras ador adora idades idad mente ariamos"
        " eriamos iriamos ieramos ieron iendo ando abamos aban aron amos emos imos arian erian irian ados"
        " adas idos idas aria eria iria ado ada ido ida aba ian ia an en ar er ir as es os io a e o s"
    ),
}
_ENDINGS_OF: Final = {language: tuple(endings.split()) for language, endings in _ENDINGS.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written, in small letters, and the same without accents."""

    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a comment that may say its subject, in their order, and its language, "" if unclear."""

    language: str
    words: tuple[Word, ...]


def read(text: str) -> Reading:
    """What `text` is about, word by word. Emoji, numbers, links and function words say nothing."""
    words = list(_words(text[:LONGEST_TEXT]))
    language = _language(text, words)
    own = STOP_WORDS[language or "en"]
    other = STOP_WORDS["en" if language == "es" else "es"] if language else STOP_WORDS["es"]
    return Reading(language, tuple(w for w in words if w.plain not in own and w.plain not in other))


def _words(text: str) -> Iterator[Word]:
    text = _STRETCHED.sub(r"\1\1", _APOSTROPHE.sub("", _ADDRESS.sub(" ", text)))
    for written in _WORD.findall(unicodedata.normalize("NFC", text)):
        if _UNSPACED.search(written):
            yield from (Word(pair, pair) for pair in map("".join, pairwise(written)))
        elif len(bare := plain(written)) > 1:
            yield Word(written if written.isupper() else written.lower(), bare)


@cache
def plain(written: str) -> str:
    """`written` in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", written.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _language(text: str, words: list[Word]) -> str:
    spanish = sum(word.plain in STOP_WORDS["es"] for word in words) + len(_SPANISH_MARKS.findall(text[:2000]))
    english = sum(word.plain in STOP_WORDS["en"] for word in words)
    if spanish == english:
        return ""
    return "es" if spanish > english else "en"


@cache
def stem(word: str, language: str) -> str:
    """`word` without its inflection, so far as endings alone can tell."""
    for ending in _ENDINGS_OF[language or "en"]:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
