"""Reading a person's words as a listener would: without case, accents, disguises or stretched letters.

A folded text is for looking something up, never for showing: every folded character knows where it stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_APOSTROPHES = frozenset("'’‘ʼ`´＇")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_SPELLED_OUT = re.compile(r"(?<![a-z0-9])(?:[a-z][ .*~-]{1,2}){2,}[a-z](?![a-z0-9])")
_DIGIT_FOR_LETTER = re.compile(r"(?<=[a-z])[01345@$!](?=[a-z])")
_LETTER_FOR_DIGIT = str.maketrans("01345@$!", "oieasasi")


class _Letters(dict[int, str]):
    """One plain character, or none, for each character; worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    if character == "_" or character.isspace():
        return " "
    bare = [part for part in unicodedata.normalize("NFKD", character) if not _is_invisible(part)]
    if len(bare) > 1:
        return character
    return bare[0].lower()[:1] if bare else ""


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc", "Mn", "Me"}


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` as folded; `places[i]` is where its character i stands in what the person wrote."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters `start` to `end` (at least one) stand in what the person wrote."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """`text` in small plain letters, apostrophes and invisible characters gone.

    "I’m going to S.U.I.C.I.D.E" becomes "im going to suicide", "mátaaaame" becomes "matame", "k1ll" "kill".
    Three or more of one letter become one, so a pattern must allow "kil" where it means "kill".
    """
    plain = text.translate(_LETTERS)
    unchanged = len(plain) == len(text)
    places = range(len(text)) if unchanged else [i for i, c in enumerate(text) if _LETTERS[ord(c)]]
    folded = Folded(_DIGIT_FOR_LETTER.sub(lambda found: found[0].translate(_LETTER_FOR_DIGIT), plain), places)
    folded = _drop(folded, [i for m in _SPELLED_OUT.finditer(folded.text) for i in _gaps(m)])
    return _drop(folded, [i for m in _STRETCHED.finditer(folded.text) for i in range(m.start() + 1, m.end())])


def _gaps(spelled_out: re.Match[str]) -> list[int]:
    return [i for i, c in enumerate(spelled_out[0], spelled_out.start()) if not "a" <= c <= "z"]


def _drop(folded: Folded, superfluous: list[int]) -> Folded:
    if not superfluous:
        return folded
    gone = set(superfluous)
    kept = [i for i in range(len(folded.text)) if i not in gone]
    return Folded("".join(folded.text[i] for i in kept), [folded.places[i] for i in kept])
