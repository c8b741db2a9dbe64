"""Linear programs as the protector gives them to HiGHS, one thread each, so that runs repeat exactly."""

from __future__ import annotations

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
INFINITE = highspy.kHighsInf


def program(
    costs: Floats,
    low: Floats,
    high: Floats,
    rows: sparse.csr_array,
    row_low: Floats,
    row_high: Floats,
    *,
    whole: bool = False,
) -> highspy.Highs:
    """Minimises ``costs @ x`` where ``low <= x <= high`` and ``row_low <= rows @ x <= row_high``.

    ``whole`` asks for whole numbers.
    """
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), rows.shape[0]
    model.col_cost_, model.col_lower_, model.col_upper_ = costs, low, high
    model.row_lower_, model.row_upper_ = row_low, row_high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = rows.indptr
    model.a_matrix_.index_ = rows.indices
    model.a_matrix_.value_ = rows.data.astype(np.float64)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    return solver


def solved(solver: highspy.Highs) -> Floats | None:
    """The best values of the variables, or the best found within the limits; None where there are none."""
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.array(solver.getSolution().col_value)


def is_best(solver: highspy.Highs) -> bool:
    """Whether nothing better than the last solution exists."""
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
