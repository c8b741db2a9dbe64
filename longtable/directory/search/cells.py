"""Positions as words: squares of a map, so that the word index finds at once what is asked for and near.

An index of positions and one of words each find a hundred thousand listings in a city of a large directory,
and both lists would be read; the word index passes over what does not stand in both.
"""

from math import floor
from typing import Final

from longtable.directory.search import marks
from longtable.directory.search.points import Point, box_around
from longtable.directory.search.word_index import Alternative, Word

SIDES: Final = (0.02, 0.1, 0.5, 2.5)
"""Degrees along the side of a square, from the blocks of a town to a quarter of a state."""

MOST_SQUARES: Final = 30
"""Squares that one circle is laid out with: the smallest that are no more."""


def squares_of(latitude: float | None, longitude: float | None) -> list[str]:
    """The marks of a listing that lies there; none without a position."""
    if latitude is None or longitude is None:
        return []
    return [_square(at, floor(latitude / side), floor(longitude / side)) for at, side in enumerate(SIDES)]


def around(point: Point, miles: float) -> list[Alternative]:
    """Squares that hold everything within ``miles``, and somewhat more; none where they are too many."""
    (south, west), (north, east) = box_around(point, miles)
    for at, side in enumerate(SIDES):
        rows = range(floor(south / side), floor(north / side) + 1)
        columns = range(floor(west / side), floor(east / side) + 1)
        if len(rows) * len(columns) <= MOST_SQUARES:
            return [(Word(_square(at, row, column)),) for row in rows for column in columns]
    return []


def _square(size: int, row: int, column: int) -> str:
    return marks.mark(marks.SQUARE, f"{size} {row} {column}")
