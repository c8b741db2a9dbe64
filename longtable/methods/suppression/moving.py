"""How far hidden counts can move while everything published stays true: the protector's own test.

A hidden count is safe when two tables of whole numbers, both true to all that is published, differ in it by
at least the width asked for. Such a pair is a *witness*: whoever has it need not trust a solver.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse

from longtable.methods.suppression.linked import LinkedTables, together
from longtable.methods.suppression.programs import INFINITE, Floats, program, solved

_ALMOST = 1e-6
_NODES = 2_000


@dataclass(frozen=True)
class Cut:
    """A rule that a better choice keeps: ``sum(weights of hidden cells) >= needed`` if ``cell`` is hidden."""

    cell: int
    weights: dict[int, float]
    needed: float


def cuts(tables: LinkedTables, hidden: npt.NDArray[np.bool_], width: int, *, whole: bool = True) -> list[Cut]:
    """For each hidden cell that moves less than ``width``, a rule that this choice breaks; [] if all is safe.

    ``whole=False`` is content with movements in fractions: quicker, but no proof.
    """
    found: list[Cut] = []
    for places in together(tables.matrix, hidden):
        found += _Group(tables, hidden, places, width).cuts(whole=whole)
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
        self, tables: LinkedTables, hidden: npt.NDArray[np.bool_], places: npt.NDArray[np.int64], width: int
    ) -> None:
        self.tables, self.hidden, self.places, self.width = tables, hidden, places, width
        columns = sparse.csc_array(tables.matrix[:, places])
        self.rows = np.unique(columns.indices)
        self.matrix = sparse.csr_array(columns[self.rows])
        self.room = tables.room[places].astype(np.float64)
        self.most = np.zeros(len(places))
        self.least = np.zeros(len(places))
        self.pairs: Pairs | None = None
        nothing = np.zeros(len(self.rows))
        self.program = program(
            np.zeros(len(places)),
            -self.room,
            np.full(len(places), INFINITE),
            self.matrix,
            nothing,
            nothing,
        )

    def cuts(self, *, whole: bool) -> list[Cut]:
        found = []
        for position in range(len(self.places)):
            if self._is_seen_wide(position):
                continue
            up, up_prices = self._farthest(position, -1.0)
            if self._is_seen_wide(position):
                continue
            down, down_prices = self._farthest(position, 1.0)
            if self._is_seen_wide(position):
                continue
            if up + down < self.width - _ALMOST:
                found.append(self._cut(position, up_prices, down_prices))
            elif whole and not self._has_whole_witness(position):
                found.append(self._something_more(position))
        return found

    def _is_seen_wide(self, position: int) -> bool:
        return bool(self.most[position] - self.least[position] >= self.width)

    def _farthest(self, position: int, sign: float) -> tuple[float, Floats]:
        """How far the cell moves (up for -1, down for 1), and the prices of the sums that hold it back."""
        self.program.changeColCost(position, sign)
        self.program.changeColBounds(position, -self.room[position], float(self.width))
        movement = solved(self.program)
        prices = np.array(self.program.getSolution().row_dual)
        self.program.changeColCost(position, 0.0)
        self.program.changeColBounds(position, -self.room[position], INFINITE)
        if movement is None:
            raise ArithmeticError("HiGHS found no movement although standing still is one")
        self._see(movement)
        return abs(float(movement[position])), prices

    def _see(self, movement: Floats) -> bool:
        """Keep a movement as a witness if it is one of whole numbers that breaks no sum."""
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
        return np.where(pull > 0, pull * self.tables.room, -pull * self.width * len(self.tables.keys))

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
            if self._is_seen_wide(position):
                return True
        return False
