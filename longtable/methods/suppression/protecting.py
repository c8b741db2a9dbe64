"""Hiding small counts in tables that hang together, so that what is left does not give them away."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from longtable.methods.suppression.attacking import Interval, attack
from longtable.methods.suppression.choosing import choose, is_large
from longtable.methods.suppression.linked import Key, Sum, read_tables
from longtable.methods.suppression.moving import ranges


class Unprotectable(Exception):
    """The independent attack came closer to a hidden count than allowed: nothing may be published."""


@dataclass(frozen=True)
class Protection:
    """What to leave out, and what can still be worked out about it.

    ``suppressed`` holds small counts and those hidden to protect them; publish both under one mark.
    ``intervals`` gives for each the lowest and highest count that agree with all that is published, for
    somebody who also knows that zeros are never hidden; the highest is ``math.inf`` where nothing bounds it.
    In tables of more than 1,500 counts above zero they are not the farthest bounds but such as nobody can
    improve on: both ends are met by a table, of fractions maybe, that agrees with all that is published.
    ``sensitive`` are the small counts and those of ``hide``: for whoever prepares the tables alone.
    ``is_cheapest`` says whether it is proven that no other safe choice hides less.
    """

    suppressed: frozenset[Key]
    intervals: Mapping[Key, Interval]
    sensitive: frozenset[Key]
    is_cheapest: bool


def protect(
    cells: Mapping[Key, int],
    sums: Iterable[Sum],
    *,
    threshold: int = 11,
    min_width: int = 11,
    hide: Collection[Key] = (),
    keep: Collection[Key] = (),
    least: int = 1,
) -> Protection:
    """Choose which of ``cells`` (key -> count, totals included) to leave out.

    ``sums`` lists ``(total key, part keys)`` over all tables that will be published together. A count of 1 to
    ``threshold - 1`` is sensitive and left out; others are left out with it until no hidden count, small or
    not, can be worked out to an interval narrower than ``min_width`` (highest less lowest). A zero is
    published as a zero, as the Centers for Medicare & Medicaid Services do (Cell Size Suppression Policy,
    ResDAC, 2024-01-26: "no cell containing a value of 1 to 10 can be reported", "a value of zero does not
    violate"); so a hidden count is known to be at least 1, and the intervals reckon with that. ``least=0``
    is for tables in which this is not known, ``hide`` for cells that must be left out in any case, ``keep``
    for counts that anybody can read elsewhere: leaving them out here would protect nobody.

    The choice costs the least (a cell, plus the digits of its count) where that can be proven in a bounded
    search, and is safe in any case. The same input gives the same answer. Raises ``ValueError`` for counts or
    sums that make no sense, and :class:`Unprotectable` should the independent attack find a way in.
    """
    if threshold < 1 or min_width < 1:
        raise ValueError("threshold and min_width are at least 1")
    sums = [(total, list(parts)) for total, parts in sums]
    tables = read_tables(cells, sums, least=least)
    sensitive = (tables.values > 0) & (tables.values < threshold)
    sensitive |= np.array([key in hide for key in tables.keys], dtype=bool)
    kept = np.array([key in keep for key in tables.keys], dtype=bool)
    choice = choose(tables, sensitive & ~kept, min_width, kept)
    if bare := np.flatnonzero(choice.hidden & kept).tolist():
        raise Unprotectable(f"{tables.keys[bare[0]]!r} is public, and gives a small count away")
    suppressed = frozenset(tables.keys[place] for place in np.flatnonzero(choice.hidden))
    if is_large(tables):
        met = ranges(tables, choice.hidden, min_width)
        intervals: dict[Key, Interval] = {tables.keys[place]: bounds for place, bounds in met.items()}
    else:
        left = {key: value for key, value in cells.items() if key not in suppressed}
        found = attack(left, sums, lower=least)
        intervals = {key: found.get(key, (least, math.inf)) for key in suppressed}
    for key, (low, high) in intervals.items():
        if high - low < min_width or not low <= cells[key] <= high:
            raise Unprotectable(f"{key!r} can be worked out to lie between {low} and {high}")
    return Protection(
        suppressed,
        intervals,
        frozenset(tables.keys[place] for place in np.flatnonzero(sensitive)),
        choice.is_cheapest,
    )
