"""What a person typed or pasted, made safe to keep and to show, with every letter of it kept.

HTML stays text as it was typed: escaping is the template's work.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_LINE_BREAK: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STACKED_MARKS: Final = re.compile(
    "([\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe20-\ufe2f]{8})[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_FLAG: Final = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # England, Scotland, Wales: letters nobody sees
_JOINERS: Final = "\u200c\u200d"  # inside emoji families and in Persian and Indic words
_DIRECTION_MARKS: Final = "\u200e\u200f\u061c"  # turn one character, not whole lines as overrides do
_ARABIC_SIGNS: Final = "\u0600-\u0605\u06dd\u070f\u08e2"

_FROM_WORD: Final = re.compile(
    r"<[a-z][^<>]*\b(?:class=[\"']?Mso|style=[\"'][^\"'<>]*mso-)|<o:p>", re.IGNORECASE
)
_UNSEEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|head|title|xml)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_ENDS_A_LINE: Final = re.compile(r"<(?:br\b[^<>]*|/(?:p|div|li|tr|h[1-6])\s*)>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[/!?a-z][^<>]*>", re.IGNORECASE)


class TooLong(ValueError):
    """What was typed is longer than we keep: `length` and `limit` in characters, after cleaning."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} characters where at most {limit} are kept")
        self.length = length
        self.limit = limit


def clean(text: str, limit: int) -> str:
    """`text` composed (NFC), without characters that hide or reverse others, lines tidy, ends trimmed.

    Right-to-left letters, emoji and their joiners stay. Half a character (a lone surrogate) becomes U+FFFD.
    What Word pasted as HTML becomes its text. At most two blank lines stand together, at most eight marks on
    a letter. Cleaning twice changes nothing. Raises `TooLong` when more than `limit` characters are left.
    """
    kept = _tidy(_from_word(_readable(text)))
    if len(kept) > limit:
        raise TooLong(len(kept), limit)
    return kept


def _readable(text: str) -> str:
    """Without what cannot be seen, in one spelling of each letter."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    seen = _LINE_BREAK.sub("\n", whole).replace("\t", " ")
    flags = re.split(f"({_FLAG})", seen)
    flags[::2] = ["".join(filter(_is_kept, plain)) for plain in flags[::2]]
    joined = re.sub(f"[{_JOINERS}]+", _joiner, "".join(flags))
    return unicodedata.normalize("NFC", _STACKED_MARKS.sub(r"\1", joined))


def _is_kept(character: str) -> bool:
    if character == "\n" or character.isprintable():
        return True
    category = unicodedata.category(character)
    return category not in {"Cc", "Cf"} or bool(
        re.match(f"[{_JOINERS}{_DIRECTION_MARKS}{_ARABIC_SIGNS}]", character)
    )


def _joiner(found: re.Match[str]) -> str:
    """One joiner stays between two emoji or two letters of a script that joins; any other hides something."""
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    return found[0][0] if _can_join(before) and _can_join(after) else ""


def _can_join(character: str) -> bool:
    return bool(character) and unicodedata.category(character) in {"Lo", "So", "Sk", "Mn", "Mc"}


def _from_word(text: str) -> str:
    """The text of what Word pasted; anything else as it is, even HTML that somebody typed."""
    if not _FROM_WORD.search(text):
        return text
    flat = " ".join(_UNSEEN.sub("", text).split())
    words = _readable(html.unescape(_TAG.sub("", _ENDS_A_LINE.sub("\n", flat))))
    # One layer only: somebody who writes about Word's HTML keeps every character of it.
    return text if _FROM_WORD.search(words) else words


def _tidy(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\xa0", " ").split("\n"))
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip()
