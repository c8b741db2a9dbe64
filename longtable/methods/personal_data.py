"""Points at personal data in a comment, so that a person can see it and mask it before anybody else reads it.

It points; people decide. Names without an introduction, numbers in words and much else are not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import phonenumbers

from longtable.methods.personal_data_patterns import NOT_A_NAME, PATTERNS

Kind = Literal["email", "link", "ssn", "id_number", "birth_date", "address", "phone", "name", "handle"]
Language = Literal["en", "es"]

_MASKS: Final[dict[Language, dict[Kind, str]]] = {
    "en": {
        "email": "[e-mail address]",
        "link": "[link]",
        "ssn": "[Social Security number]",
        "id_number": "[ID number]",
        "birth_date": "[date of birth]",
        "address": "[address]",
        "phone": "[phone number]",
        "name": "[name]",
        "handle": "[account name]",
    },
    "es": {
        "email": "[correo electrónico]",
        "link": "[enlace]",
        "ssn": "[número de Seguro Social]",
        "id_number": "[número de identificación]",
        "birth_date": "[fecha de nacimiento]",
        "address": "[dirección]",
        "phone": "[número de teléfono]",
        "name": "[nombre]",
        "handle": "[nombre de cuenta]",
    },
}
_INSIDE_A_NAME: Final = frozenset({"de", "la", "del", "las", "los", "van", "von"})
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may tell who a person is, as it stands in the comment: `comment[start:end] == text`."""

    kind: Kind
    start: int
    end: int
    text: str


def find(text: str) -> tuple[Finding, ...]:
    """What may be personal data in `text`, English or Spanish or mixed, in reading order, never overlapping.

    Where two kinds claim the same characters, the more telling one has them (the order of `Kind`). Telephone
    numbers are those of the phonenumbers library for the United States and, with "+", any country, and what
    is written like a United States number. Short codes such as 911 and 988 are nobody's number.
    """
    taken: list[Finding] = []
    for finding in _candidates(text):
        if all(finding.end <= other.start or other.end <= finding.start for other in taken):
            taken.append(finding)
    return tuple(sorted(taken, key=lambda finding: finding.start))


def mask(text: str, findings: Iterable[Finding], language: str) -> str:
    """`text` with every finding replaced by words in brackets, in the language of the text, or in English.

    Raises ValueError when a finding is not of this text: a masked comment must never show the wrong half.
    """
    words = _MASKS["es" if language == "es" else "en"]
    masked, end = [], 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        if finding.start < end or text[finding.start : finding.end] != finding.text:
            raise ValueError(f"a {finding.kind} at {finding.start} is not in this text")
        masked += [text[end : finding.start], words[finding.kind]]
        end = finding.end
    return "".join([*masked, text[end:]])


def _candidates(text: str) -> Iterator[Finding]:
    """Everything that any pattern claims, the most telling kind first."""
    for kind in _MASKS["en"]:
        if kind == "phone" and any(character.isdigit() for character in text):
            for number in phonenumbers.PhoneNumberMatcher(text, "US"):
                yield Finding("phone", number.start, number.end, text[number.start : number.end])
        for pattern in PATTERNS.get(kind, ()):
            for found in pattern.finditer(text):
                start, end = found.span("it")
                if kind == "name":
                    end = _end_of_name(text, start, end)
                if start < end:
                    yield Finding(kind, start, end, text[start:end])


def _end_of_name(text: str, start: int, end: int) -> int:
    """Where the name stops: before the first word that is no name; `start` when the first one is none."""
    last = start
    for word in _WORD.finditer(text, start, end):
        if word.start() > start and word[0] in _INSIDE_A_NAME:
            continue
        if word[0].casefold() in NOT_A_NAME:
            break
        last = word.end()
    return last
