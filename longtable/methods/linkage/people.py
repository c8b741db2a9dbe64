"""Comparing two records of people: names, birth date, address and numbers, each on its own scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from longtable.methods.linkage.weighing import UNKNOWN, Comparison

Record = Mapping[str, str]
"""Name of a field to its folded value; what is not known is empty or missing."""

SLIP: Final = 0.92
"""Jaro-Winkler from which two names are one name with a slip of the pen."""
ALIKE: Final = 0.8
"""From which they might be."""


def name(field: str) -> Comparison:
    """A name, a street, a town. Levels: 3 the same, 2 a slip of the pen, 1 alike, 0 different."""

    def level(mine: str, theirs: str) -> int:
        if mine == theirs:
            return 3
        likeness = JaroWinkler.similarity(mine, theirs, score_cutoff=ALIKE)
        return 2 if likeness >= SLIP else int(likeness >= ALIKE)

    return _both_known(field, 3, level)


def digits(field: str) -> Comparison:
    """Digits copied by hand. Levels: 2 the same, 1 one digit wrong or two swapped, 0 different."""

    def level(mine: str, theirs: str) -> int:
        return 2 if mine == theirs else int(DamerauLevenshtein.distance(mine, theirs, score_cutoff=1) == 1)

    return _both_known(field, 2, level)


def code(field: str) -> Comparison:
    """What is the same (1) or is not (0): a state, a sex, a blind index."""
    return _both_known(field, 1, lambda mine, theirs: int(mine == theirs))


def any_of(field: str) -> Comparison:
    """Several codes with spaces between them: 1 when any is the same, 0 when none is."""
    return _both_known(field, 1, lambda mine, theirs: int(not set(mine.split()).isdisjoint(theirs.split())))


def _both_known(field: str, top: int, level: Callable[[str, str], int]) -> Comparison:
    def known(one: Record, other: Record) -> int:
        mine, theirs = one.get(field, ""), other.get(field, "")
        return level(mine, theirs) if mine and theirs else UNKNOWN

    return Comparison(field, top, known)
