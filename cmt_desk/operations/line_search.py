"""The last goal by column generation: whole lines of people are mixed until no other line would help.

The program in `roster_model` may put everybody into the office for three quarters of each day, and then no
block is broken; a mix of lines may not, so that its bound is close. Its columns are found as prices of days,
cover and earlier goals want them (Desrosiers & Lübbecke 2005, "A primer in column generation"). Prices leap
at first: they are held back by what a broken row costs and drawn towards the best so far (Wentges 1997,
"Weighted Dantzig–Wolfe decomposition"). The best whole mix of the lines that were met is the roster.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import gcd
from typing import Any

from cmt_desk.domain.lines import IMPOSSIBLE, Kind, Line, Lines
from cmt_desk.domain.rooms import Rooms
from cmt_desk.domain.schedule import Cell, Roster
from cmt_desk.operations.highs import OPTIONS, search
from cmt_desk.operations.line_prices import LinePrices
from cmt_desk.records import record

ROUNDS = 60
WORK = 5_000  # kinds of people times rounds
LINES = 24  # a round and, where there are more kinds than that, one of each
NODES = 20  # of branch and bound over the lines
DRAWN = 0.7  # how far prices stay with the best so far
BROKEN = (200.0, 20.0)  # what a place too many or too few costs at first, and a point of an earlier goal
DEARER, DEAREST = 30, 1_000
GOALS = 3  # fairness, weekdays, change
EPS = 1e-6
PRIMAL = 4  # HiGHS: the primal simplex


@record
class Mixed:
    """No roster as good in the goals before is below `bound`; `roster` is better than the one given."""

    bound: int
    roster: Mapping[tuple[str, date], Cell] | None = None


def mix(facts: Rooms, told: Roster, roster: Roster, value: int) -> Mixed:
    """For a roster whose last goal has this value, where `domain.lines.told_apart`."""
    return _Mix(Lines(facts, told, roster), value).solved()


@dataclass
class _Mix:
    lines: Lines
    value: int
    lp: Any = field(init=False)
    columns: list[tuple[int, Line]] = field(default_factory=list[tuple[int, Line]])  # kind, line
    slacks: int = 0  # columns before them: what breaks a row

    kinds: list[tuple[Kind, Sequence[str]]] = field(init=False)
    rows: list[tuple[float, float]] = field(init=False)

    def __post_init__(self) -> None:
        import highspy

        self.lp = highspy.Highs()
        for name, option in {**OPTIONS, "simplex_strategy": PRIMAL, "presolve": "off"}.items():
            self.lp.setOptionValue(name, option)
        self.kinds = list(self.lines.kinds.items())
        self.days = len(self.lines.rows)
        self.rows = [(row.lower, row.upper) for row in self.lines.rows]
        self.rows += [(len(numbers), len(numbers)) for _kind, numbers in self.kinds]
        now = [kind.goals(self.lines.line(n)) for kind, numbers in self.kinds for n in numbers]
        self.rows += [(0.0, sum(goals[n] for goals in now)) for n in range(GOALS)]
        for low, high in self.rows:
            self.lp.addRow(low, high, 0, [], [])
        for row in range(len(self.rows)):
            if row < self.days:
                self._slack(row, (1.0, -1.0), BROKEN[0])
            elif row >= self.days + len(self.kinds):
                self._slack(row, (-1.0,), BROKEN[1])
        self._known = set[tuple[int, Line]]()
        for n, (_kind, numbers) in enumerate(self.kinds):
            for number in numbers:
                self._add(n, self.lines.line(number))

    def _slack(self, row: int, signs: Sequence[float], cost: float) -> None:
        for sign in signs:
            self.lp.addCol(cost, 0.0, 1e9, 1, [row], [sign])
            self.slacks += 1

    def solved(self) -> Mixed:
        bound = self._bound()
        return Mixed(min(bound, self.value), None if bound >= self.value else self._whole())

    def _bound(self) -> int:
        """Rounds of prices and the lines they want, until the bound meets the value or nothing is wanted."""
        import numpy as np

        prices_of = LinePrices([kind for kind, _numbers in self.kinds], self.lines.rows)
        many, sides = len(self.kinds), np.array(self.rows)
        low, high = sides[:, 0], sides[:, 1]
        people = np.array([len(numbers) for _kind, numbers in self.kinds])
        drawn, dear, unit, centre, highest = DRAWN, 1, self._unit(), None, -np.inf
        for _round in range(min(ROUNDS, max(8, WORK // many))):
            self.lp.run()
            now = np.array(self.lp.getSolution().row_dual)
            prices = now.copy() if centre is None else drawn * centre + (1 - drawn) * now
            prices[self.days : self.days + many] = 0
            days, goals = prices[: self.days], prices[self.days + many :]
            least, lines = prices_of.cheapest(days, goals, max(1, min(8, LINES // many)))
            # whatever the prices, nothing is cheaper than everybody's cheapest line
            told = float(np.where(prices > 0, low, high) @ prices + people @ least)
            if told > highest:
                centre, highest = prices, told
            if self._rounded_up(highest, unit) >= self.value:
                break
            wanted = self._take(lines, now)
            if not wanted and not drawn:
                if dear >= DEAREST or not self._broken():
                    break
                dear *= DEARER
                self._make_dearer()
            drawn = DRAWN if wanted else 0.0
        return max(0, self._rounded_up(highest, unit))

    @staticmethod
    def _rounded_up(bound: float, unit: int) -> int:
        return -int(-(bound - EPS) // unit) * unit if abs(bound) < IMPOSSIBLE else 0

    def _unit(self) -> int:
        """All costs are multiples of it."""
        weeks = (week for kind, _numbers in self.kinds for week in kind.comfort)
        return gcd(*{int(cost) for week in weeks for cost in week if cost < IMPOSSIBLE}) or 1

    def _take(self, lines: Sequence[tuple[int, Line]], prices: Any) -> bool:
        """Add those that are worth more than they cost; False where none is new."""
        wanted = False
        for n, line in lines:
            rows, factors = self._terms(n, line)
            worth = sum(prices[row] * factor for row, factor in zip(rows, factors, strict=True))
            if self.kinds[n][0].cost(line) - worth < -EPS:
                wanted = self._add(n, line) or wanted
        return wanted

    def _add(self, n: int, line: Line) -> bool:
        if (n, line) in self._known:
            return False
        self._known.add((n, line))
        self.columns.append((n, line))
        rows, factors = self._terms(n, line)
        self.lp.addCol(self.kinds[n][0].cost(line), 0.0, 1e9, len(rows), rows, factors)
        return True

    def _terms(self, n: int, line: Line) -> tuple[list[int], list[float]]:
        found = [
            (row, float(day.factors[n]))
            for row, day in enumerate(self.lines.rows)
            if day.factors[n] and line[day.week] >> day.weekday & 1
        ]
        found.append((self.days + n, 1.0))
        found += enumerate(self.kinds[n][0].goals(line), start=self.days + len(self.kinds))
        return [row for row, _factor in found], [factor for _row, factor in found]

    def _broken(self) -> bool:
        return any(value > EPS for value in self.lp.getSolution().col_value[: self.slacks])

    def _make_dearer(self) -> None:
        costs = self.lp.getLp().col_cost_[: self.slacks]
        for column, cost in enumerate(costs):
            self.lp.changeColCost(column, DEARER * cost)

    def _whole(self) -> dict[tuple[str, date], Cell] | None:
        """The best roster of the lines that were met; None where it is no better, or less fair."""
        for column in range(self.slacks):
            self.lp.changeColBounds(column, 0.0, 0.0)
        now = Counter(
            (n, self.lines.line(number)) for n, (_kind, mine) in enumerate(self.kinds) for number in mine
        )
        start = [0] * self.slacks + [now[column] for column in self.columns]
        found = search(self.lp.getLp(), range(self.slacks, len(start)), start, NODES)
        if found is None:
            return None
        times = [round(float(value)) for value in found[0][self.slacks :]]
        mixed = [column for column, many in zip(self.columns, times, strict=True) for _time in range(many)]
        cheaper = sum(self.kinds[n][0].cost(line) for n, line in mixed) < self.value - EPS
        if not cheaper or self._loads(mixed) != self._loads(now.elements()):
            return None
        given = dict[str, Line]()
        for n, (_kind, numbers) in enumerate(self.kinds):
            given.update(zip(numbers, sorted(line for k, line in mixed if k == n), strict=True))
        return self.lines.with_lines(given)

    def _loads(self, columns: Iterable[tuple[int, Line]]) -> list[int]:
        return sorted(self.kinds[n][0].load + sum(map(int.bit_count, line)) for n, line in columns)
