"""Choosing what to hide: the cheapest choice that keeps every rule found so far, until no rule is broken.

The cutting planes of M. Fischetti and J. J. Salazar-González, *Solving the cell suppression problem on
tabular data with linear constraints*, Management Science 47(7), 2001, with the width of the attacker's
interval as the protection asked for (their "sliding" protection), asked of every hidden cell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from longtable.methods.suppression.linked import LinkedTables
from longtable.methods.suppression.moving import Cut, cuts
from longtable.methods.suppression.programs import INFINITE, Floats, is_best, program, solved
from longtable.methods.suppression.repairing import repair, show_needless

Hidden = npt.NDArray[np.bool_]
ROUNDS = 12
"""Choices of least cost that are tried before being content with a good one."""
NODES = 200
"""Branches in which one such choice must be proven."""
EFFORT = 1_000
"""Steps of the simplex method spent on them in all, besides ten for each count above zero. Counted, and not
timed, so that the same tables get the same answer on a slow machine."""
KEPT = 10_000.0
"""What hiding a count costs that is public anyway: more than hiding all others."""
WHOLE = 1_500
"""Counts above zero, up to which each hidden one is proven safe by two tables of whole numbers."""
PRUNED = 500
"""Counts above zero, up to which every complement is tried once more for being needless."""


@dataclass(frozen=True)
class Choice:
    """What to hide. ``is_cheapest``: it is proven that no other safe choice costs less."""

    hidden: Hidden
    is_cheapest: bool


def choose(tables: LinkedTables, sensitive: Hidden, width: int, keep: Hidden | None = None) -> Choice:
    """Hide the ``sensitive`` cells, and others so that each hidden count can move by ``width``.

    Those of ``keep`` are hidden only where nothing else is safe.

    Zeros are never hidden: people may know of themselves where nobody can be. Hiding everything else is
    always safe, since every count could then be any multiple of itself; so there always is an answer.
    """
    costs = cost(tables.values) + (0.0 if keep is None else KEPT * keep)
    hidden, rules = sensitive, _rules_of_each_sum(tables, sensitive, width)
    suspects: set[int] = set(range(len(tables.keys)))
    effort, most = 0, EFFORT + 10 * int(np.count_nonzero(tables.values))
    for _ in range(ROUNDS):
        before = hidden
        hidden, is_proven, steps = _cheapest(tables, sensitive, rules, costs)
        effort += steps
        suspects |= set(np.flatnonzero(hidden & ~before).tolist())
        broken = _broken(tables, hidden, width, suspects)
        if not broken:
            return Choice(hidden, is_proven)
        if not is_proven or effort > most:
            break
        rules += broken
        suspects = {cut.cell for cut in broken}
    return Choice(_good_enough(tables, sensitive, hidden, width, costs), False)


def is_large(tables: LinkedTables) -> bool:
    """Whether movements in fractions must do, because proofs in whole numbers would take too long."""
    return bool(np.count_nonzero(tables.values) > WHOLE)


def _broken(tables: LinkedTables, hidden: Hidden, width: int, suspects: set[int]) -> list[Cut]:
    """Broken rules: first of those cells that were unsafe or are new, then of all."""
    whole = not is_large(tables)
    return cuts(tables, hidden, width, whole=whole, only=suspects) or cuts(tables, hidden, width, whole=whole)


def _good_enough(tables: LinkedTables, sensitive: Hidden, start: Hidden, width: int, costs: Floats) -> Hidden:
    """The cheaper of two safe choices: one grown from ``start``, one from the sensitive cells alone."""
    if np.count_nonzero(tables.values) > PRUNED:
        return repair(tables, start, costs, width, whole=not is_large(tables))
    candidates = [
        show_needless(tables, repair(tables, first, costs, width), sensitive, costs, width)
        for first in (start, sensitive)
    ]
    return min(candidates, key=lambda hidden: float(costs[hidden].sum()))


def cost(values: npt.NDArray[np.int64]) -> Floats:
    """What hiding costs: a cell, and a little more the more digits it tells."""
    return np.asarray(1.0 + np.log10(1.0 + values))


def _rules_of_each_sum(tables: LinkedTables, hidden: Hidden, width: int) -> list[Cut]:
    """What each sum alone asks for: the other counts it hides must leave the cell room to move."""
    rules = []
    room = tables.room
    matrix = tables.matrix
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        places, signs = matrix.indices[start:end], matrix.data[start:end]
        for cell in places[hidden[places]]:
            is_part = bool(signs[places == cell][0] > 0)
            needed = float(width - room[cell]) if is_part else 1.0
            weights = {
                int(place): needed if sign < 0 or not is_part else min(float(room[place]), needed)
                for place, sign in zip(places, signs, strict=True)
                if place != cell and (tables.values[place] > 0 or hidden[place])
            }
            if needed > 0:
                rules.append(Cut(int(cell), weights, needed))
    return rules


def _cheapest(
    tables: LinkedTables, sensitive: Hidden, rules: list[Cut], costs: Floats
) -> tuple[Hidden, bool, int]:
    """The cheapest choice that keeps ``rules``, whether that is proven, and the steps it took."""
    entries = [
        (number, place, weight)
        for number, rule in enumerate(rules)
        for place, weight in [(rule.cell, -rule.needed), *rule.weights.items()]
    ]
    rows, columns, weights = zip(*entries, strict=True) if entries else ((), (), ())
    search = program(
        costs,
        sensitive.astype(np.float64),
        ((tables.values > 0) | sensitive).astype(np.float64),
        sparse.csr_array((weights, (rows, columns)), shape=(len(rules), len(tables.values))),
        np.zeros(len(rules)),
        np.full(len(rules), INFINITE),
        whole=True,
    )
    search.setOptionValue("mip_rel_gap", 0.0)
    search.setOptionValue("mip_max_nodes", NODES)
    found = solved(search)
    steps = int(search.getInfo().simplex_iteration_count)
    return (sensitive, False, steps) if found is None else (found > 0.5, is_best(search), steps)
