"""For whoever types in paper: the answers on one sheet as one line of signs, ``a d n - a``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

BLANK: Final = frozenset("-–—_.")
"""Nothing was ticked."""

_BETWEEN: Final = frozenset(" \t\xa0,;/|")


class Misread(ValueError):
    """One sign of a line is none of the known ones: ``place`` counts from 0."""

    def __init__(self, place: int, sign: str) -> None:
        super().__init__(f"{sign!r} at place {place}")
        self.place = place
        self.sign = sign


class WrongLength(ValueError):
    """A line has ``given`` signs where ``wanted`` were printed."""

    def __init__(self, given: int, wanted: int) -> None:
        super().__init__(f"{given} signs for {wanted} statements")
        self.given = given
        self.wanted = wanted


def read_line(line: str, values: Mapping[str, int], wanted: int) -> list[int | None]:
    """One value for each of the ``wanted`` statements, ``None`` where nothing was ticked.

    ``values`` maps each sign, in small letters, to its value. Spaces, commas and capitals are
    forgiven; a line of nothing means that nothing was ticked at all. Raises :class:`Misread` or
    :class:`WrongLength`: a sign too few would silently give each answer to the statement before it.
    """
    signs = [sign for sign in line.casefold() if sign not in _BETWEEN]
    if not signs:
        return [None] * wanted
    for place, sign in enumerate(signs):
        if sign not in values and sign not in BLANK:
            raise Misread(place, sign)
    if len(signs) != wanted:
        raise WrongLength(len(signs), wanted)
    return [values.get(sign) for sign in signs]


def write_line(given: Sequence[int | None], signs: Mapping[int, str]) -> str:
    """The line that :func:`read_line` reads as ``given``; empty when nothing was ticked."""
    if all(value is None for value in given):
        return ""
    return " ".join("-" if value is None else signs[value] for value in given)
