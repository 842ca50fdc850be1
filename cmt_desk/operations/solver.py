"""HiGHS (MIT) minimises the tiers of a model one after the other; the same model gives the same answer.

One thread, a fixed seed and a limit on nodes rather than on time, so that every laptop makes the same roster.
Most tiers are nearly networks: their linear program has a whole solution, found from where the last tier
ended. Only where it has not, branch and bound runs. A solved tier is kept by complementary slackness: columns
with a reduced cost stay at their bound and rows with a price stay tight, which keeps the program a network.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cmt_desk.domain.mip import Model, Reached, Solution, Tier, parts
from cmt_desk.operations.highs import OPTIONS, as_lp, search

# Branch-and-bound nodes a tier; past them the best roster so far is taken and its gap is told.
MOST_NODES = 200
NODES = {
    "comfort": 1,  # more found no better roster in 60 offices, only closer bounds
    "change": 20,  # what twenty do not find, two hundred did not
}
EPS = 1e-6
HEAVY = 1e6  # the greatest weight of a level above the lowest of those minimised at once
PRIMAL = 4  # HiGHS: the primal simplex
UNKNOWN = -(10**9)  # a bound that says nothing
LARGE = 300  # days to choose; past them the last goal is not branched on


def available() -> bool:
    """False where the solver's wheel is missing; the constructive planner then does the work."""
    try:
        import highspy  # pyright: ignore[reportUnusedImport]  # noqa: F401
    except ImportError:
        return False
    return True


def solve(model: Model, start: Mapping[int, int] | None = None) -> Solution | None:
    """The best values of the columns, tier by tier; None where no values keep every row."""
    values = [0] * len(model.upper)
    reached = [Reached(tier.name, tier.constant, tier.constant) for tier in model.tiers]
    for part, columns in parts(model):
        work = _Work(part)
        if start:
            work.values = [start.get(column, 0) for column in columns]
        for n, tier in enumerate(part.tiers):
            done = work.minimise(tier)
            if done is None:
                return None
            reached[n] = Reached(tier.name, reached[n].value + done.value, reached[n].bound + done.bound)
        for column, value in zip(columns, work.values or [], strict=True):
            values[column] = value
    goals = (done for done, tier in zip(reached, model.tiers, strict=True) if not tier.tie)
    return Solution(values, tuple(goals))


@dataclass
class _Work:
    """The linear program, narrowed by each tier, and the best whole values so far."""

    model: Model
    values: list[int] | None = None
    begun: bool = False  # a goal was minimised
    sound: bool = False  # the values keep every row; what a solution starts from may not
    reached: float = float("inf")  # what sound values cost in the goal in hand
    lp: Any = field(init=False)

    def __post_init__(self) -> None:
        import highspy
        import numpy as np

        self.lp = highspy.Highs()
        for name, value in OPTIONS.items():
            self.lp.setOptionValue(name, value)
        self.lp.passModel(as_lp(self.model))
        self.whole = np.array(self.model.whole)

    def minimise(self, tier: Tier) -> Reached | None:
        """One goal, then only what keeps it; None where nothing keeps every row."""
        import numpy as np

        if tier.levels:
            return self._by_levels(tier)
        if tier.name == "comfort":
            self._tighten()
        cost = self._cost(tier.terms)
        if not self._relax(cost):
            return None
        found = self.lp.getSolution()
        relaxed, least = np.array(found.col_value), float(self.lp.getInfo().objective_function_value)
        bound = _whole(least)
        self.reached = float(cost @ np.array(self.values)) if self.sound else float("inf")
        if self._is_whole(relaxed):
            self.values, self.sound = _rounded(relaxed), True
        elif self.reached <= bound + EPS:
            pass  # what is known is as good as can be
        elif self.values and (tier.by_lines or (tier.name == "comfort" and sum(self.model.whole) > LARGE)):
            pass  # the bound is told; `line_search` or `domain.blocks` makes the roster better
        elif not self._pick(relaxed, bound) and not (tier.tie and self.values):
            solved = self._branch(tier.name)
            if solved is None:
                return None
            (self.values, proved), self.sound = solved, True
            bound = max(bound, proved)
        values = self.values or []
        value = round(sum(weight * values[c] for c, weight in tier.terms.items()))
        bound = min(value, bound)
        self._keep(cost, value, value - least, np.array(found.col_dual), np.array(found.row_dual))
        return Reached(tier.name, value, bound)

    def _cost(self, terms: Mapping[int, int]) -> Any:
        import numpy as np

        cost = np.zeros(len(self.model.upper))
        for column, weight in terms.items():
            cost[column] = weight
        return cost

    def _relax(self, cost: Any) -> bool:
        """Solve the linear program for a cost; False where nothing keeps every row.

        Where something was told the next goal begins near its end, and the primal simplex goes on from there.
        """
        import highspy
        import numpy as np

        if self.model.picks and self.begun:
            self.lp.setOptionValue("simplex_strategy", PRIMAL)
        self.begun = True
        self.lp.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        self.lp.run()
        return self.lp.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _by_levels(self, tier: Tier) -> Reached | None:
        """Level by level from the highest, a few at once; the value of a proved goal is its own bound.

        Weights that no number of columns on lower levels outweighs make it the same as one after another.
        """
        import numpy as np

        if not self._relax(self._cost(tier.terms)):
            return None
        relaxed = np.array(self.lp.getSolution().col_value)
        bound = _whole(float(self.lp.getInfo().objective_function_value))
        if self._is_whole(relaxed):
            self.values, self.sound = _rounded(relaxed), True
        proved, levels = True, list(tier.levels)
        while levels := self._open_levels(levels):
            many = max(map(len, levels)) + 1
            at_once = 1 + int(np.log(HEAVY) / np.log(many))
            window, levels = levels[:at_once], levels[at_once:]
            weights = {c: many**n for n, level in enumerate(reversed(window)) for c in level}
            done = self.minimise(Tier(tier.name, weights))
            if done is None:
                return None
            proved = proved and done.optimal
        done = self.minimise(replace(tier, levels=()))
        return done and replace(done, bound=done.value if proved else min(done.value, bound))

    def _open_levels(self, levels: Sequence[Sequence[int]]) -> list[list[int]]:
        """What is not settled of the levels by now."""
        lp = self.lp.getLp()
        lower, upper = lp.col_lower_, lp.col_upper_
        left = [[c for c in level if lower[c] < upper[c]] for level in levels]
        return [level for level in left if level]

    def _is_whole(self, values: Any) -> bool:
        import numpy as np

        whole: Any = values[self.whole]
        return bool(np.all(np.abs(whole - np.rint(whole)) < EPS))

    def _pick(self, relaxed: Any, bound: int) -> bool:
        """Settle the picks first: those that the relaxed values favour most, or those that hold now.

        True where the rest became whole and reaches the bound: then it is the best, and nothing branches.
        """
        import numpy as np

        picks = self.model.picks
        if not picks:
            return False
        many = round(sum(relaxed[c] for c in picks))
        favoured = sorted(picks, key=lambda c: (-round(relaxed[c], 6), c))[:many]
        now = [c for c in picks if self.values and self.values[c]]
        lp = self.lp.getLp()
        columns = np.array(picks, dtype=np.int32)
        lower, upper = np.array(lp.col_lower_)[columns], np.array(lp.col_upper_)[columns]
        reached = False
        for chosen in (now, favoured):
            fixed = np.isin(columns, chosen).astype(float)
            if np.any(fixed < lower) or np.any(fixed > upper):
                continue
            self.lp.changeColsBounds(len(columns), columns, fixed, fixed)
            self.lp.run()
            reached = self._take(bound)
            if reached:
                break
        self.lp.changeColsBounds(len(columns), columns, lower, upper)
        return reached

    def _take(self, bound: int) -> bool:
        """Take the solution of the linear program where it is whole; True where it is not above the bound.

        One above it is where branching then starts from.
        """
        import highspy
        import numpy as np

        if self.lp.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        found = np.array(self.lp.getSolution().col_value)
        if not self._is_whole(found):
            return False
        value = self.lp.getInfo().objective_function_value
        if value < self.reached - EPS:
            self.values, self.sound, self.reached = _rounded(found), True, value
        return value <= bound + EPS

    def _tighten(self) -> None:
        """Rows that every whole solution keeps and the linear program does not.

        Who can have at most m days at home is not at home on all of m + 1 days in a row; so between the first
        and the last of them there is a change for each of the two spent at home. The same for days inside.
        """
        import highspy

        lp = self.lp.getLp()
        lower, upper = list(lp.col_lower_), list(lp.col_upper_)
        for chain in self.model.chains:
            most_in = round(sum(upper[c] for c in chain.steps))
            most_out = len(chain.every) - round(sum(lower[c] for c in chain.steps))
            for most, sign in ((most_out, 1), (most_in, -1)):
                for first in range(len(chain.days) - most if most else 0):
                    columns = [
                        chain.days[first],
                        chain.days[first + most],
                        *chain.breaks[first : first + most],
                    ]
                    terms = [float(sign), float(sign)] + [1.0] * most
                    self.lp.addRow(2.0 if sign > 0 else 0.0, highspy.kHighsInf, len(columns), columns, terms)

    def _branch(self, tier: str) -> tuple[list[int], int] | None:
        """Branch and bound from the best values so far: new values and a bound.

        On the picks alone at first: with them whole the rest nearly always is, and that takes a tenth of the
        time. Where it is not, on everything.
        """
        if self.model.picks and tier != "comfort":
            found = self._search(tier, self.model.picks)
            if found and self._is_whole(found[0]):
                return _rounded(found[0]), found[1]
        found = self._search(tier, [c for c, whole in enumerate(self.model.whole) if whole])
        return None if found is None else (_rounded(found[0]), found[1])

    def _search(self, tier: str, whole: Sequence[int]) -> tuple[Any, int] | None:
        nodes = min(NODES.get(tier, MOST_NODES), max(1, self.model.nodes or MOST_NODES))
        found = search(self.lp.getLp(), whole, self.values, nodes)
        return None if found is None else (found[0], _whole(found[1]))

    def _keep(self, cost: Any, value: int, gap: float, prices: Any, rows: Any) -> None:
        """Narrow the program to the values that are as good: exact for whole values."""
        import highspy
        import numpy as np

        lp = self.lp.getLp()
        lower, upper = np.array(lp.col_lower_), np.array(lp.col_upper_)
        far = self.whole if gap > EPS else np.ones(len(cost), dtype=bool)
        upper = np.where((prices > gap + EPS) & far, lower, upper)
        lower = np.where((prices < -gap - EPS) & far, np.array(lp.col_upper_), lower)
        count = len(cost)
        self.lp.changeColsBounds(count, np.arange(count, dtype=np.int32), lower, upper)
        if gap <= EPS:
            low, high = np.array(lp.row_lower_), np.array(lp.row_upper_)
            for row in np.flatnonzero(np.abs(rows) > EPS):
                side = low[row] if rows[row] > 0 else high[row]
                self.lp.changeRowBounds(int(row), side, side)
        else:
            columns = np.flatnonzero(cost).astype(np.int32)
            self.lp.addRow(-highspy.kHighsInf, value, len(columns), columns, cost[columns])


def _rounded(values: Any) -> list[int]:
    import numpy as np

    return np.rint(values).astype(int).tolist()


def _whole(bound: float) -> int:
    """Goals are whole numbers, so a bound of 3.2 means 4; where none is known (-∞), far below any goal."""
    return int(-(-(bound - EPS) // 1)) if abs(bound) < 1e15 else UNKNOWN
