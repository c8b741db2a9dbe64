"""Hiding more where a choice is not safe yet: quickly and always enough, though not always the least.

Each unsafe count is given a pair of tables that differ in it by the width asked for, moving what is published
as little as possible; what moves is hidden too. Then what proved needless is shown again. The linear programs
are those of J. P. Kelly, B. L. Golden and A. A. Assad, *Cell suppression: disclosure protection for sensitive
tabular data*, Networks 22(4), 1992.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from longtable.methods.suppression.linked import LinkedTables, together
from longtable.methods.suppression.moving import Pairs, cuts
from longtable.methods.suppression.programs import INFINITE, Floats

Hidden = npt.NDArray[np.bool_]
_MOVED = 1e-6
_FREE = 1e-4
"""Price of moving what is hidden anyway: little, so that short ways are preferred."""


_BATCH = 10
"""Unsafe counts that are seen to before looking again which ones still are."""


def repair(tables: LinkedTables, hidden: Hidden, costs: Floats, width: int, *, whole: bool = True) -> Hidden:
    """A superset of ``hidden`` in which every hidden count can move by ``width``.

    ``costs`` says what hiding each cell costs.
    """
    hidden = hidden.copy()
    reach = np.where((tables.values > 0) | hidden, INFINITE, 0.0)
    pairs = Pairs(tables.matrix, reach, tables.room.astype(np.float64), width)
    while unsafe := sorted({cut.cell for cut in cuts(tables, hidden, width, whole=False)}):
        unsafe.sort(key=lambda each: -costs[each])
        for cell in unsafe[: max(_BATCH, len(unsafe) // 4)]:
            pair = pairs.cheapest(cell, np.where(hidden, _FREE, costs))
            if pair is None:
                raise ArithmeticError("HiGHS found no movement although multiples of the table are one")
            hidden |= np.maximum(np.abs(pair[0]), np.abs(pair[1])) > _MOVED
    return _hide_whole_groups(tables, hidden, width, whole)


def show_needless(tables: LinkedTables, hidden: Hidden, keep: Hidden, costs: Floats, width: int) -> Hidden:
    """``hidden`` without what can be shown again, dearest first; ``keep`` stays hidden in any case."""
    hidden = hidden.copy()
    extra = np.flatnonzero(hidden & ~keep)
    for cell in extra[np.argsort(-costs[extra], kind="stable")]:
        hidden[cell] = False
        if cuts(tables, hidden, width):
            hidden[cell] = True
    return hidden


def _hide_whole_groups(tables: LinkedTables, hidden: Hidden, width: int, whole: bool) -> Hidden:
    """Hide all that hangs together with what is unsafe; then any multiple of the true table is possible."""
    unsafe = [cut.cell for cut in cuts(tables, hidden, width, whole=whole)]
    if unsafe:
        for group in together(tables.matrix, (tables.values > 0) | hidden):
            if np.isin(unsafe, group).any():
                hidden[group] = True
    return hidden
