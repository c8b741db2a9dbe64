"""Where one looks first: rings of the map around a point, or of the days before today, from the inside out.

However many listings answer a question, the innermost rings that hold enough of them are read and no other.
The outer ring is several times the inner one, so that what is read in vain stays small too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import cos, inf, radians
from typing import Any, Final, Protocol

from longtable.directory.search import marks
from longtable.directory.search.cells import around
from longtable.directory.search.points import MILES_A_DEGREE, Point
from longtable.directory.search.word_index import Alternative, Word

CLOSE: Final = 2.0
"""Miles of the ring within what is near."""

POWERS: Final = (4, 7)
"""Days are gathered by sixteen and by 128."""

COARSE: Final = POWERS[1:]
"""Enough for the listings of one county."""

FOR_EVER: Final = 1_000_000
"""Days that are more than any."""

BLOCKS: Final = 3
"""Of so many of them, the current one included, a ring consists."""


EPOCH: Final = date(1970, 1, 1)
"""Days of ``Listing.standing`` count from here."""


@dataclass(frozen=True)
class Ring:
    """Listings with one of ``marks`` (all, if none) that measure over ``beyond`` and up to ``within``."""

    marks: Sequence[Alternative]
    beyond: float
    within: float


class Order(Protocol):
    """What comes first: ``measure`` is SQL with ``parameters``, of columns of a listing; small is first."""

    measure: str
    parameters: Sequence[Any]


class Nearest:
    """The nearest to a point first; what has no position is left out."""

    def __init__(self, point: Point) -> None:
        self.point = point
        up, aside = "(latitude - %s)", "((longitude - %s) * %s)"
        shrink = cos(radians(point[0]))
        self.measure = f"({up} * {up} + {aside} * {aside})"
        self.parameters: Sequence[Any] = (point[0], point[0], point[1], shrink, point[1], shrink)

    def rings(self, *steps: float | None, beyond: float = -1.0) -> list[Ring]:
        """A ring up to each of these distances in miles, ``None`` for all that is farther."""
        rings = []
        for miles in steps:
            marked = around(self.point, miles) if miles is not None else []
            rings.append(Ring(marked, _squared(beyond), inf if miles is None else _squared(miles)))
            beyond = miles or beyond
        return rings


class Freshest:
    """Those first that were confirmed last."""

    measure: str = "(-standing)"
    parameters: Sequence[Any] = ()

    def __init__(self, today: int) -> None:
        """``today`` counts days as ``Listing.standing`` does."""
        self.today = today

    def rings(self, powers: Sequence[int]) -> list[Ring]:
        """Those confirmed within weeks and within months; at last all others."""
        rings, beyond = [], -FOR_EVER
        for power in powers:
            newest = (self.today >> power) + 1  # the clock of who confirmed it may have been ahead of ours
            oldest = newest - BLOCKS
            marked = [(Word(_block(power, each)),) for each in range(newest, oldest - 1, -1)]
            within = -(oldest << power)
            rings.append(Ring(marked, beyond, within))
            beyond = within
        return [*rings, Ring((), beyond, FOR_EVER)]


def day_of(moment: datetime) -> int:
    """The day as ``Listing.standing`` counts."""
    return (moment.date() - EPOCH).days


def days_of(standing: int) -> list[str]:
    """The marks of a listing that was confirmed on this day; none for what nobody ever confirmed."""
    return [_block(power, standing >> power) for power in POWERS] if standing else []


def _block(power: int, number: int) -> str:
    return marks.mark(marks.CHECKED, f"{power} {number}")


def _squared(miles: float) -> float:
    """Miles as the square of degrees, as they are measured; nothing is nearer than nothing."""
    return (miles / MILES_A_DEGREE) ** 2 if miles >= 0 else -1.0
