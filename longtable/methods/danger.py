"""Words that tell of danger, for whoever must show a help line at once and wake the person on duty.

It never claims to detect everything: it knows phrases, not people. Whoever uses it must say so on the page,
show the help lines whether or not anything was found, and let a person read what was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from longtable.methods.danger_words import PHRASES, VOCABULARY
from longtable.methods.folding import fold

Kind = Literal["self_harm", "abuse", "violence"]
Language = Literal["en", "es"]

_GAP: Final = r"[^a-z0-9.!?]{0,3}"


@dataclass(frozen=True, slots=True)
class Danger:
    """One phrase that tells of danger, as it stands in the text: `text[start:end] == phrase`.

    `certain` tells a person speaking of herself or of somebody now ("my husband hits me") from words about the
    subject or of more than one meaning ("suicide prevention needs money", "I can't take it anymore").
    """

    kind: Kind
    phrase: str
    start: int
    end: int
    certain: bool


def find_danger(text: str, language: Language | None = None) -> tuple[Danger, ...]:
    """Every phrase of danger in `text`, in reading order; empty when none is known.

    `language` narrows the search to one language's phrases; leave it out for people's own words, because people
    mix languages. Case, accents, apostrophes, stretched or spelled-out letters and invisible characters do not
    matter.

    MEASURED
    """
    folded = fold(text)
    return tuple(
        _danger(text, found, *folded.span(*found.span())) for found in _phrases(language).finditer(folded.text)
    )


def _danger(text: str, found: re.Match[str], start: int, end: int) -> Danger:
    group = found.lastgroup or ""
    kind = next(kind for kind in get_args(Kind) if group.startswith(kind))
    return Danger(kind, text[start:end], start, end, certain=group.endswith("certain"))


@cache
def _phrases(language: Language | None) -> re.Pattern[str]:
    """One expression for all phrases, so that a text is read once; what is certain is tried first."""
    groups: dict[str, list[str]] = {}
    for (spoken, kind, certain), lines in sorted(PHRASES.items(), key=lambda item: not item[0][2]):
        if language in (None, spoken):
            name = f"{kind}_{'certain' if certain else 'mention'}"
            groups.setdefault(name, []).extend(_expression(line) for line in lines.split("\n") if line.strip())
    return re.compile(r"\b(?:" + "|".join(f"(?P<{name}>{'|'.join(of)})" for name, of in groups.items()) + ")")


def _expression(line: str) -> str:
    phrase = line.strip()
    while "{" in (named := re.sub(r"\{([A-Z_]+)\}", lambda name: VOCABULARY[name[1]], phrase)) and named != phrase:
        phrase = named
    return f"(?:{named.replace(' ', _GAP).replace('_', ' ')})" + r"\b"
