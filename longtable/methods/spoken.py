"""Numbers and addresses as one reads them out, for whoever listens to a radio and has no paper at hand."""

from __future__ import annotations

import re
from typing import Final, Literal

Language = Literal["en", "es"]

_DIGITS: Final = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
}
_SIGNS: Final = {
    "en": {".": "dot", "/": "slash", "-": "dash", ":": "colon", "_": "underscore"},
    "es": {".": "punto", "/": "barra", "-": "guion", ":": "dos puntos", "_": "guion bajo"},
}
WORDS_A_MINUTE: Final = {"en": 150, "es": 165}
"""At which pace a speaker is easily followed. Spanish says the same in more and lighter words."""


def speak_number(number: str, language: Language) -> str:
    """The digits of a telephone number one by one, a comma where a speaker takes breath.

    "+1 919-555-0142" gives "nine one nine, five five five, zero one four two".
    """
    digits = re.sub(r"\D", "", number)
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    groups = [digits[:3], digits[3:6], digits[6:]] if len(digits) == 10 else re.findall(r"\d{1,3}", digits)
    return ", ".join(" ".join(_DIGITS[language][int(digit)] for digit in group) for group in groups)


def speak_address(address: str, language: Language) -> str:
    """A web address without what nobody types: "https://example.org/c/rides/" gives "example dot org
    slash c slash rides"."""
    bare = re.sub(r"^\w+://(?:www\.)?", "", address).rstrip("/")
    said = (_say_sign(sign, language) for sign in bare)
    return " ".join("".join(said).split())


def count_words(text: str) -> int:
    """Words as an editor counts them: what stands between spaces."""
    return len(text.split())


def seconds(text: str, language: Language) -> int:
    """How long it takes to read aloud, in whole seconds."""
    return round(count_words(text) * 60 / WORDS_A_MINUTE[language])


def _say_sign(sign: str, language: Language) -> str:
    if sign.isdecimal():
        return f" {_DIGITS[language][int(sign)]} "
    return f" {_SIGNS[language][sign]} " if sign in _SIGNS[language] else sign
