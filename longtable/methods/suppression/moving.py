"""How far hidden counts can move while everything published stays true: the protector's own test.

A hidden count is safe when two tables of whole numbers, both true to all that is published, differ in it by
at least the width asked for. Such a pair is a *witness*: whoever has it need not trust a solver.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse

from longtable.methods.suppression.linked import LinkedTables, together
from longtable.methods.suppression.programs import INFINITE, Floats, program, solved

Hidden = npt.NDArray[np.bool_]
REACH = 4
"""How many widths a hidden count may rise in the protector's test: enough, since one that rises by the width
can take every total above it along. The bound keeps each program solvable from the last one's answer."""
PRIMAL = 4
"""HiGHS's primal simplex: a new aim leaves the last answer feasible."""
_ALMOST = 1e-6
_NODES = 2_000


@dataclass(frozen=True)
class Cut:
    """A rule that a better choice keeps: ``sum(weights of hidden cells) >= needed`` if ``cell`` is hidden."""

    cell: int
    weights: dict[int, float]
    needed: float


def cuts(
    tables: LinkedTables,
    hidden: Hidden,
    width: int,
    *,
    whole: bool = True,
    only: Collection[int] | None = None,
) -> list[Cut]:
    """For each hidden cell that moves less than ``width``, a rule that this choice breaks; [] if all is safe.

    ``whole=False`` is content with movements in fractions: quicker, but no proof. ``only`` names the cells to
    be tested.
    """
    found: list[Cut] = []
    for places in together(tables.matrix, hidden):
        found += _Group(tables, hidden, places, width).cuts(whole=whole, only=only)
    return found


def ranges(tables: LinkedTables, hidden: Hidden, width: int) -> dict[int, tuple[int, int]]:
    """For each hidden cell a lowest and highest count between which nobody can narrow it down.

    Both are met by tables that agree with all that is published; what nobody can work out may reach farther.
    """
    found: dict[int, tuple[int, int]] = {}
    for places in together(tables.matrix, hidden):
        group = _Group(tables, hidden, places, width)
        group.cuts(whole=False, only=None)
        found |= group.ranges()
    return found


class Pairs:
    """Pairs of movements that differ in one cell by the width, at the least price for what they move."""

    def __init__(self, matrix: sparse.csr_array, reach: Floats, room: Floats, width: int) -> None:
        """``reach`` and ``room``: how far each cell may move up and down."""
        self.size = size = len(room)
        once = sparse.hstack([matrix, -matrix])
        rows = sparse.csr_array(
            sparse.vstack([sparse.block_diag([once, once]), sparse.csr_array((1, 4 * size))])
        )
        self.apart = rows.shape[0] - 1
        limits = np.append(np.zeros(self.apart), float(width))
        high = np.concatenate([reach, room, reach, room])
        self.program = program(np.zeros(4 * size), np.zeros(4 * size), high, rows, limits, limits)
        self.columns = np.arange(4 * size, dtype=np.int32)
        self.program.setOptionValue("mip_max_nodes", _NODES)

    def cheapest(self, position: int, prices: Floats, *, whole: bool = False) -> tuple[Floats, Floats] | None:
        """The cheapest pair that differs in the cell at ``position``; None where none was found."""
        for copy, weight in enumerate((1.0, -1.0, -1.0, 1.0)):
            self.program.changeCoeff(self.apart, copy * self.size + position, weight)
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        self.program.changeColsCost(len(self.columns), self.columns, np.tile(prices, 4))
        self.program.changeColsIntegrality(len(self.columns), self.columns, np.full(len(self.columns), kind))
        found = solved(self.program)
        for copy in range(4):
            self.program.changeCoeff(self.apart, copy * self.size + position, 0.0)
        if found is None:
            return None
        up, down, other_up, other_down = found.reshape(4, self.size)
        return up - down, other_up - other_down


class _Group:
    """Hidden cells that hang together, with the program of their movements away from the true counts."""

    def __init__(
        self, tables: LinkedTables, hidden: Hidden, places: npt.NDArray[np.int64], width: int
    ) -> None:
        self.tables, self.hidden, self.places, self.width = tables, hidden, places, width
        columns = sparse.csc_array(tables.matrix[:, places])
        self.rows = np.unique(columns.indices)
        self.matrix = sparse.csr_array(columns[self.rows])
        self.room = tables.room[places].astype(np.float64)
        self.most = np.zeros(len(places))
        self.least = np.zeros(len(places))
        self.farthest_up = np.zeros(len(places))  # of movements in fractions too
        self.farthest_down = np.zeros(len(places))
        self.pairs: Pairs | None = None
        self.reach = float(REACH * width)
        nothing = np.zeros(len(self.rows))
        self.program = program(
            np.zeros(len(places)),
            -self.room,
            np.full(len(places), self.reach),
            self.matrix,
            nothing,
            nothing,
        )
        self.program.setOptionValue("simplex_strategy", PRIMAL)

    def cuts(self, *, whole: bool, only: Collection[int] | None) -> list[Cut]:
        found = []
        for position, place in enumerate(self.places):
            if (only is not None and place not in only) or self._is_seen_wide(position, whole=whole):
                continue
            up_prices = self._prices_of_moving(position, -1.0)
            if self._is_seen_wide(position, whole=whole):
                continue
            down_prices = self._prices_of_moving(position, 1.0)
            if self._is_seen_wide(position, whole=whole):
                continue
            if self.farthest_up[position] - self.farthest_down[position] < self.width - _ALMOST:
                found.append(self._cut(position, up_prices, down_prices))
            elif not whole or not self._has_whole_witness(position):
                found.append(self._something_more(position))
        return found

    def ranges(self) -> dict[int, tuple[int, int]]:
        values = self.tables.values[self.places]
        lows = values + np.ceil(self.farthest_down - _ALMOST).astype(np.int64)
        highs = values + np.floor(self.farthest_up + _ALMOST).astype(np.int64)
        return {
            int(place): (int(low), int(high))
            for place, low, high in zip(self.places, lows, highs, strict=True)
        }

    def _is_seen_wide(self, position: int, *, whole: bool) -> bool:
        if whole:
            return bool(self.most[position] - self.least[position] >= self.width)
        highest = math.floor(self.farthest_up[position] + _ALMOST)
        return bool(highest - math.ceil(self.farthest_down[position] - _ALMOST) >= self.width)

    def _prices_of_moving(self, position: int, sign: float) -> Floats:
        """Move the cell as far as it goes (up for -1, down for 1): the prices of the sums that hold it."""
        self.program.changeColCost(position, sign)
        movement = solved(self.program)
        prices = np.array(self.program.getSolution().row_dual)
        self.program.changeColCost(position, 0.0)
        if movement is None:
            raise ArithmeticError("HiGHS found no movement although standing still is one")
        self._see(movement)
        return prices

    def _see(self, movement: Floats) -> bool:
        """Keep a movement as a witness if it is one of whole numbers that breaks no sum."""
        np.maximum(self.farthest_up, movement, out=self.farthest_up)
        np.minimum(self.farthest_down, movement, out=self.farthest_down)
        whole = np.rint(movement)
        if np.any(self.matrix @ whole) or np.any(whole < -self.room):
            return False
        np.maximum(self.most, whole, out=self.most)
        np.minimum(self.least, whole, out=self.least)
        return True

    def _cut(self, position: int, up_prices: Floats, down_prices: Floats) -> Cut:
        """Weak duality: what any choice lets the cell move is at most the weights of what it hides."""
        place = int(self.places[position])
        weights = self._weights(place, -1.0, up_prices) + self._weights(place, 1.0, down_prices)
        needed = self.width - float(weights[place])
        weights[place] = 0.0
        weights[(self.tables.values == 0) & ~self.hidden] = 0.0
        kept = np.flatnonzero(weights > _ALMOST)
        return Cut(place, {int(each): min(float(weights[each]), needed) for each in kept}, needed)

    def _weights(self, place: int, sign: float, prices: Floats) -> Floats:
        pull = -(self.tables.matrix[self.rows].T @ prices)
        pull[place] += sign
        pull[np.abs(pull) < _ALMOST] = 0.0
        return np.where(pull > 0, pull * self.tables.room, -pull * self.reach)

    def _something_more(self, position: int) -> Cut:
        """No smaller choice can do where this one does not: something outside must be hidden as well."""
        outside = np.flatnonzero(~self.hidden & (self.tables.values > 0))
        return Cut(int(self.places[position]), dict.fromkeys(map(int, outside), 1.0), 1.0)

    def _has_whole_witness(self, position: int) -> bool:
        """Two whole movements, ``width`` apart at the cell; looked for where fractions alone were found."""
        if self.pairs is None:
            self.pairs = Pairs(self.matrix, np.full(len(self.places), INFINITE), self.room, self.width)
        for whole in (False, True):
            pair = self.pairs.cheapest(position, np.ones(len(self.places)), whole=whole)
            if pair is not None:
                self._see(pair[0])
                self._see(pair[1])
            if self._is_seen_wide(position, whole=True):
                return True
        return False
