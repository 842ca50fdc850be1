"""What HiGHS is handed: a model as a linear program, and branch and bound on some of its columns."""

from collections.abc import Sequence
from typing import Any

from cmt_desk.domain.mip import Model

OPTIONS = {"output_flag": False, "threads": 1, "parallel": "off", "random_seed": 0}
MIP_OPTIONS = {
    "mip_rel_gap": 0.0, "mip_abs_gap": 0.99,  # every goal is a whole number: less than one is nothing
}  # fmt: skip


def search(
    lp: Any, whole: Sequence[int], start: Sequence[int] | None, nodes: int
) -> tuple[Any, float] | None:
    """Values with these columns whole, and a bound; None where nothing was found within the nodes."""
    import highspy
    import numpy as np

    mip: Any = highspy.Highs()
    for name, value in {**OPTIONS, **MIP_OPTIONS}.items():
        mip.setOptionValue(name, value)
    mip.setOptionValue("mip_max_nodes", nodes)
    kinds, integral = highspy.HighsVarType, set(whole)
    lp.integrality_ = [kinds.kInteger if c in integral else kinds.kContinuous for c in range(lp.num_col_)]
    mip.passModel(lp)
    if start:
        known = highspy.HighsSolution()
        known.col_value = [float(v) for v in start]
        mip.setSolution(known)
    mip.run()
    info = mip.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.array(mip.getSolution().col_value), info.mip_dual_bound


def as_lp(model: Model) -> Any:
    import highspy
    import numpy as np

    lp: Any = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.upper), len(model.rows)
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.array(model.upper, dtype=float)
    lp.row_lower_ = np.array([row.lower for row in model.rows], dtype=float)
    lp.row_upper_ = np.array([row.upper for row in model.rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in model.rows)])
    lp.a_matrix_.index_ = np.array([c for row in model.rows for c in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([v for row in model.rows for v in row.terms.values()], dtype=float)
    return lp
