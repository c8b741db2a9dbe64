"""Words that tell of danger, for whoever must show a help line at once and wake the person on duty.

It never claims to detect everything: it knows phrases, not people. Whoever uses it must say so on the page,
show the help lines whether or not anything was found, and let a person read what was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase
from typing import Final, Literal, get_args

from longtable.methods.danger_words import PHRASES, VOCABULARY
from longtable.methods.folding import fold

Kind = Literal["self_harm", "abuse", "violence"]
Language = Literal["en", "es"]

_GAP: Final = r"[^a-z0-9.!?]{0,3}"


@dataclass(frozen=True, slots=True)
class Danger:
    """One phrase that tells of danger, as it stands in the text: `text[start:end] == phrase`.

    `certain` tells a person speaking of herself or of somebody now ("my husband hits me") from words about
    the subject or of more than one meaning ("suicide prevention needs money", "I can't take it anymore").
    """

    kind: Kind
    phrase: str
    start: int
    end: int
    certain: bool


def is_in_danger(text: str) -> bool:
    """Whether the words say that somebody is in danger, and not only mention it."""
    return any(danger.certain for danger in find_danger(text))


def find_danger(text: str, language: Language | None = None) -> tuple[Danger, ...]:
    """Every phrase of danger in `text`, in reading order; empty when none is known.

    `language` narrows the search to one language's phrases; leave it out for people's own words, because
    people mix languages. Case, accents, apostrophes, stretched or spelled-out letters and invisible
    characters do not matter.

    What to expect, measured at first sight on sentences that the same authors wrote afterwards to be hard
    (`UNSEEN_DANGER` and `UNSEEN_HARMLESS` in the tests): 29 of 50 dangerous ones were found as certain
    (English 14 of 25, Spanish 15 of 25; 35 since), and 3 of 50 harmless ones wrongly so (all Spanish).
    Plain statements fare better, veiled ones are mostly missed. In 1,542 real comments of six public Polis
    conversations nothing was held as certain and three comments were mentions, rightly. No clinician has
    reviewed the phrases.
    """
    folded = fold(text)
    return tuple(
        _danger(text, found, *folded.span(*found.span()))
        for found in _phrases(language).finditer(folded.text)
    )


def _danger(text: str, found: re.Match[str], start: int, end: int) -> Danger:
    group = found.lastgroup or ""
    kind = next(kind for kind in get_args(Kind) if group.startswith(kind))
    return Danger(kind, text[start:end], start, end, certain="certain" in group)


@cache
def _phrases(language: Language | None) -> re.Pattern[str]:
    """One expression for all phrases, so that a text is read once; what is certain is tried first.

    At each word only the phrases that can begin with its first letter are tried: there are hundreds.
    """
    by_letter: dict[str, dict[str, list[str]]] = {letter: {} for letter in ascii_lowercase}
    for (spoken, kind, certain), lines in sorted(PHRASES.items(), key=lambda item: not item[0][2]):
        if language in (None, spoken):
            for expression in (_expression(line) for line in lines.split("\n") if line.strip()):
                for letter in _first_letters(expression):
                    name = f"{kind}_{'certain' if certain else 'mention'}_{letter}"
                    by_letter[letter].setdefault(name, []).append(expression)
    return re.compile(
        rf"\b(?:{'|'.join(f'(?={letter})(?:{_alternatives(of)})' for letter, of in by_letter.items() if of)})"
    )


def _alternatives(groups: dict[str, list[str]]) -> str:
    return "|".join(f"(?P<{name}>{'|'.join(expressions)})" for name, expressions in groups.items())


def _expression(line: str) -> str:
    phrase = line.strip()
    while named := re.search(r"\{([A-Z_]+)\}", phrase):
        phrase = phrase.replace(named[0], VOCABULARY[named[1]])
    return f"(?:{phrase.replace(' ', _GAP).replace('_', ' ')})" + r"\b"


def _first_letters(expression: str) -> set[str]:
    """The letters with which a match of `expression` can begin (only the syntax that the phrases use)."""
    if expression.startswith(("(?<!", "(?!", "(?=")):
        return _first_letters(expression[_closing(expression) + 1 :])
    if expression.startswith("(?:"):
        end = _closing(expression)
        first = set().union(*(_first_letters(choice) for choice in _choices(expression[3:end])))
        after = expression[end + 1 :]
    elif expression.startswith("["):
        end = expression.index("]")
        first, after = set(expression[1:end]) & set(ascii_lowercase), expression[end + 1 :]
    else:
        first, after = {expression[0]} & set(ascii_lowercase), expression[1:]
    return first | _first_letters(after[1:]) if after.startswith(("?", "{0", "*")) else first


def _closing(expression: str) -> int:
    """Where the bracket that opens `expression` closes."""
    depth = 0
    for place, character in enumerate(expression):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return place
    raise ValueError(f"unclosed bracket: {expression}")


def _choices(inside: str) -> list[str]:
    """`inside` cut at its own bars, not at those of inner brackets."""
    choices, depth = [""], 0
    for character in inside:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            choices.append("")
        else:
            choices[-1] += character
    return choices
