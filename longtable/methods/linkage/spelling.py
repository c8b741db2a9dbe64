"""Names, addresses and numbers as they are compared: one spelling for what people write in many ways."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from longtable.methods.linkage.vocabulary import (
    LEGAL_FORMS,
    NAME_WORDS,
    SHARED_HOSTS,
    SMALL_WORDS,
    STREET_WORDS,
)

_APOSTROPHES: Final = str.maketrans("", "", "'’‘`´")
_JOINED_LETTERS: Final = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?")
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")
_NEXT_NAME: Final = re.compile(
    r"\b(?:d\s*/\s*b\s*/\s*a|dba|a\s*/\s*k\s*/\s*a|aka|also known as|formerly)\b\.?|[()]"
)
_UNIT: Final = re.compile(
    r"(?:\b(?:suite|ste|unit|apt|apartment|room|rm|building|bldg|floor|fl)\b|#)\s*([a-z0-9]+)"
)
_FLOOR: Final = re.compile(r"\b(\d+)(?:st|nd|rd|th) (?:floor|fl)\b")
_BOX: Final = re.compile(r"\bp ?o ?box (\w+)")
_NUMBERED_ROAD: Final = re.compile(r"^(?:[a-z]{2} )?hwy (?=\d)|^[a-z]{2} (?=\d+\b)")
_SCHEME: Final = re.compile(r"^[a-z]+://")


@dataclass(frozen=True)
class Door:
    """An address in parts: house number, street and suite, or the number of a post box."""

    number: str = ""
    street: str = ""
    unit: str = ""
    box: str = ""

    def __bool__(self) -> bool:
        return bool(self.street or self.box)


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Small letters and digits, single spaces; accents, apostrophes and the dots of A.M.E. are gone."""
    bare = _without_accents(text).replace("&", " and ")
    bare = _JOINED_LETTERS.sub(lambda found: found[0].replace(".", ""), bare)
    return _NOT_A_WORD.sub(" ", bare).strip()


def names_in(text: str) -> list[str]:
    """The names that one line holds: "Riverbend Ministry d/b/a The Open Door" holds two."""
    return [name for name in map(str.strip, _NEXT_NAME.split(_without_accents(text))) if plain(name)]


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """The words that tell an organisation from others, in their order, in the singular, spelt out."""
    words: list[str] = []
    for word in plain(name).split():
        if word not in LEGAL_FORMS and word not in SMALL_WORDS:
            singular = _singular(word)
            words.extend((NAME_WORDS.get(word) or NAME_WORDS.get(singular) or singular).split())
    return tuple(words) or tuple(plain(name).split())


@lru_cache(maxsize=65_536)
def door(address_1: str, address_2: str = "") -> Door:
    """The parts of an address as it was typed; empty where there is none."""
    first, second = (
        re.sub(r"[^a-z0-9#]+", " ", _without_accents(line).replace(".", ""))
        for line in (address_1, address_2)
    )
    box = _BOX.search(first) or _BOX.search(second)
    if box:
        return Door(box=box[1])
    bare = _UNIT.sub(" ", _FLOOR.sub(" ", first)).split()
    number, _, street = " ".join(STREET_WORDS.get(word, word) for word in bare).partition(" ")
    if not street or not number[0].isdigit():
        return Door()
    both = f"{first} {second}"
    floor, unit = _FLOOR.search(both), _UNIT.search(_FLOOR.sub(" ", both))
    return Door(
        number, _NUMBERED_ROAD.sub("hwy ", street), unit[1] if unit else f"floor {floor[1]}" if floor else ""
    )


def ten_digits(phone: str) -> str:
    """The ten digits of a telephone number, or nothing."""
    digits = re.sub(r"\D", "", phone)
    digits = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    return digits if len(digits) == 10 else ""


def host_of(address: str) -> str:
    """``harbor.example`` for ``https://www.harbor.example/food`` and for ``a@harbor.example``."""
    host = _SCHEME.sub("", address.strip().casefold()).rpartition("@")[2].split("/")[0].split(":")[0]
    host = host.removeprefix("www.")
    return "" if host in SHARED_HOSTS else host


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_APOSTROPHES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
