"""Positions as words: squares of a map, so that the word index finds at once what is asked for and near.

An index of positions and one of words each find a hundred thousand listings in a city of a large directory,
and both lists would be read; the word index passes over what does not stand in both.
"""

from math import floor
from typing import Final

from longtable.directory.search import marks
from longtable.directory.search.points import Point, box_around
from longtable.directory.search.word_index import Alternative, Word

SIZES: Final = ((marks.SQUARE, 0.05, 10.0), (marks.LARGE_SQUARE, 0.5, 100.0))
"""Kind of mark, side in degrees, and up to how many miles it serves: so few squares cover every circle."""


def squares_of(latitude: float | None, longitude: float | None) -> list[str]:
    """The marks of a listing that lies there; none without a position."""
    if latitude is None or longitude is None:
        return []
    return [_square(kind, floor(latitude / side), floor(longitude / side)) for kind, side, _miles in SIZES]


def around(point: Point, miles: float) -> list[Alternative]:
    """Squares that hold everything within ``miles``, and somewhat more; none where they are too many."""
    (south, west), (north, east) = box_around(point, miles)
    for kind, side, farthest in SIZES:
        if miles <= farthest:
            rows = range(floor(south / side), floor(north / side) + 1)
            columns = range(floor(west / side), floor(east / side) + 1)
            return [(Word(_square(kind, row, column)),) for row in rows for column in columns]
    return []


def _square(kind: str, row: int, column: int) -> str:
    return marks.mark(kind, f"{row} {column}")
