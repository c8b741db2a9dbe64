"""Facts as words: marks in the word index, beside what people can type and never the same."""

from collections.abc import Iterable
from typing import Final

SIGN: Final = "§"
"""Begins and divides marks. No folded word has it, so nobody can type a mark."""

NEED: Final = "n"  # tied to this need
HINT: Final = "h"  # its own words speak of this need
TITLE: Final = "t"  # a root of its name
LANGUAGE: Final = "l"  # somebody speaks this language
SERVES: Final = "s"  # serves this area, by its code
LIES_IN: Final = "a"  # lies in this area, by its code
SQUARE: Final = "q"  # lies in this square of a map, see cells.py
CHECKED: Final = "d"  # was confirmed in these days, see rings.py
OPEN: Final = "o"  # may be open in these half hours of the week, see hours.py
FREE: Final = "f"  # costs nothing
TAKES: Final = "c"  # said that it can take people, or that it cannot


def mark(kind: str, value: str) -> str:
    """One mark: ``mark(NEED, "food.pantry")`` is ``§n§food§pantry``. Nothing in it divides words anywhere."""
    return f"{SIGN}{kind}{SIGN}{''.join(each if each.isalnum() else SIGN for each in value.lower())}"


def marks(kind: str, values: Iterable[str]) -> list[str]:
    """A mark for each value, without doubles and in a fixed order."""
    return [mark(kind, value) for value in sorted(set(values))]
