"""Tables that hang together by their totals, checked before anybody works with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Key = Any
"""Whatever can be the key of a mapping: the caller names its counts as it likes."""
Sum = tuple[Key, Sequence[Key]]
"""A total and the parts that make it up."""


@dataclass(frozen=True)
class LinkedTables:
    """Counts and their sums by position.

    ``values`` has one non-negative count per key, ``room`` how far each can fall: to what a hidden count is
    known to be at least. ``matrix`` has a row per sum: 1 for a part, -1 for the total, so that
    ``matrix @ values`` is 0.
    """

    keys: tuple[Key, ...]
    values: npt.NDArray[np.int64]
    room: npt.NDArray[np.int64]
    matrix: sparse.csr_array


def read_tables(cells: Mapping[Key, int], sums: Iterable[Sum], *, least: int = 0) -> LinkedTables:
    """Positions for ``cells`` (key -> count, totals included) and ``sums`` (total, parts).

    A hidden count is known to be ``least`` or more.
    Raises ``ValueError``, naming the cell or the sum, for what is no count, for a sum that names an unknown
    cell or one cell twice, and for parts that do not add up to their total.
    """
    for key, value in cells.items():
        if isinstance(value, bool) or not isinstance(value, Integral) or value < 0:
            raise ValueError(f"{key!r} is {value!r}: a count is a whole number, 0 or more")
    places = {key: place for place, key in enumerate(cells)}
    values = np.array([int(value) for value in cells.values()], dtype=np.int64)
    rows: list[int] = []
    columns: list[int] = []
    signs: list[int] = []
    number = -1
    for number, (total, parts) in enumerate(sums):
        members = sum_members(total, parts)
        if unknown := [key for key in members if key not in places]:
            raise ValueError(f"The sum of {total!r} names {unknown[0]!r}, which is no cell")
        found = sum(int(cells[part]) for part in members[1:])
        if found != cells[total]:
            raise ValueError(f"The parts of {total!r} add up to {found}, not to {cells[total]}")
        rows += [number] * len(members)
        columns += [places[key] for key in members]
        signs += [-1] + [1] * (len(members) - 1)
    shape = (number + 1, len(places))
    matrix = sparse.csr_array((signs, (rows, columns)), shape=shape)
    return LinkedTables(tuple(cells), values, np.maximum(values - least, 0), matrix)


def sum_members(total: Key, parts: Iterable[Key]) -> list[Key]:
    """The total, then its parts. Raises ``ValueError`` when there are none or one stands there twice."""
    members = [total, *parts]
    if len(members) == 1:
        raise ValueError(f"The sum of {total!r} has no parts")
    if len(set(members)) < len(members):
        raise ValueError(f"The sum of {total!r} names a cell twice")
    return members


def together(matrix: sparse.csr_array, hidden: npt.NDArray[np.bool_]) -> list[npt.NDArray[np.int64]]:
    """Positions of ``hidden`` cells in groups: two share a group when a chain of sums joins them."""
    places = np.flatnonzero(hidden)
    if not places.size:
        return []
    joined = abs(matrix[:, places])
    _, labels = sparse.csgraph.connected_components(joined.T @ joined, directed=False)
    order = np.argsort(labels, kind="stable")
    return np.split(places[order], np.flatnonzero(np.diff(labels[order])) + 1)
