"""Into how many parts a telephone network cuts a text message: whoever pays by the part wants few of them."""

from __future__ import annotations

from typing import Final

_SINGLE: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""Basic alphabet of GSM 03.38. It has é, ñ, ü, ¿ and ¡, and neither á, í, ó nor ú."""
_DOUBLE: Final = frozenset("\f^{}\\[~]|€")
"""Its extension: each of these takes two places."""

_TYPEWRITER: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
    | {"\u00a0": " ", "\u202f": " ", "\t": " "}
)


def in_plain_signs(text: str) -> str:
    """Typographic quotes, dashes and spaces as a telephone types them; letters stay, accents too.

    A single curly quote would more than double what a message costs.
    """
    return text.translate(_TYPEWRITER)


def segments(text: str) -> int:
    """Parts in which a network sends `text`, at least 1.

    In the GSM alphabet one of 160 signs, or more of 153 each; with any other sign one of 70 UTF-16 units, or
    more of 67. A sign that takes two places is never cut.
    """
    if all(sign in _SINGLE or sign in _DOUBLE for sign in text):
        return _packed([2 if sign in _DOUBLE else 1 for sign in text], alone=160, each=153)
    return _packed([2 if ord(sign) > 0xFFFF else 1 for sign in text], alone=70, each=67)


def _packed(widths: list[int], *, alone: int, each: int) -> int:
    if sum(widths) <= alone:
        return 1
    parts, used = 1, 0
    for width in widths:
        if used + width > each:
            parts, used = parts + 1, 0
        used += width
    return parts
