"""HiGHS (MIT) minimises the tiers of a model one after the other; the same model gives the same answer.

One thread, a fixed seed and a limit on nodes rather than on time, so that every laptop makes the same roster.
"""

from collections.abc import Mapping
from typing import Any

from cmt_desk.domain.mip import Model, Reached, Solution, Tier

NODES = 200  # branch-and-bound nodes a tier; past it the best roster so far is taken and its gap is told
ENOUGH = {"fairness": 0.01}  # the last goal may stop one percent above its bound; the gap is told
OPTIONS = {
    "output_flag": False, "threads": 1, "parallel": "off", "random_seed": 0, "mip_max_nodes": NODES,
    "mip_rel_gap": 0.0, "mip_abs_gap": 0.99,  # every goal is a whole number: less than one is nothing
}  # fmt: skip


def available() -> bool:
    """False where the solver's wheel is missing; the constructive planner then does the work."""
    try:
        import highspy  # pyright: ignore[reportUnusedImport]  # noqa: F401
    except ImportError:
        return False
    return True


def solve(model: Model, start: Mapping[int, int] | None = None) -> Solution | None:
    """The best values of the columns, tier by tier; None where no values keep every row."""
    import highspy

    solver: Any = highspy.Highs()
    for name, value in OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(_as_lp(model))
    reached: list[Reached] = []
    values = _completed(model, start)
    for tier in model.tiers:
        found = _minimise(solver, model, tier, values)
        if found is None:
            return None
        values, done = found
        reached.append(done)
        columns = sorted(tier.terms)
        terms = [float(tier.terms[c]) for c in columns]
        solver.addRow(-highspy.kHighsInf, done.value - tier.constant, len(columns), columns, terms)
    return Solution(values or [], tuple(reached))


def _minimise(
    solver: Any, model: Model, tier: Tier, start: list[int] | None
) -> tuple[list[int], Reached] | None:
    import highspy
    import numpy as np

    count = len(model.upper)
    cost = np.zeros(count)
    for column, weight in tier.terms.items():
        cost[column] = weight
    solver.setOptionValue("mip_rel_gap", ENOUGH.get(tier.name, 0.0))
    solver.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
    if start:
        known = highspy.HighsSolution()
        known.col_value = [float(v) for v in start]
        solver.setSolution(known)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = [round(v) for v in solver.getSolution().col_value]
    value = tier.constant + sum(weight * values[column] for column, weight in tier.terms.items())
    bound = tier.constant + _whole(info.mip_dual_bound)
    return values, Reached(tier.name, value, min(value, bound))


def _whole(bound: float) -> int:
    """Goals are whole numbers, so a bound of 3.2 means 4."""
    return int(-(-(bound - 1e-6) // 1)) if abs(bound) < 1e15 else -(10**9)


def _completed(model: Model, start: Mapping[int, int] | None) -> list[int] | None:
    return [start.get(column, 0) for column in range(len(model.upper))] if start else None


def _as_lp(model: Model) -> Any:
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
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in model.whole]
    return lp
