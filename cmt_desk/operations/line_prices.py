"""The cheapest lines under prices, for all kinds of people at once.

Week by week, by how many of each weekday a person has been inside so far: what is dear about a line beyond
its weeks, fairness and the balance of weekdays, follows from these counts.
"""

from collections.abc import Sequence
from typing import Any

from cmt_desk.domain.lines import IMPOSSIBLE, PATTERNS, WEEKDAYS, DayRow, Kind, Line

ONES = (1,) * WEEKDAYS


class LinePrices:
    def __init__(self, kinds: Sequence[Kind], rows: Sequence[DayRow]) -> None:
        import numpy as np

        self._many, self._weeks = len(kinds), len(kinds[0].comfort)
        self._where = [(row.week, row.weekday) for row in rows]
        self._factors = np.array([row.factors for row in rows], dtype=float)
        self._comfort = np.array([kind.comfort for kind in kinds])
        self._change = np.array([kind.change for kind in kinds])
        self._patterns = np.array([[bits >> n & 1 for n in range(WEEKDAYS)] for bits in range(PATTERNS)])
        counts = np.indices((self._weeks + 1,) * WEEKDAYS)[..., None]
        before = np.array([kind.weekdays for kind in kinds]).T.reshape(WEEKDAYS, *ONES, self._many)
        self._fairness = (np.array([kind.load for kind in kinds]) + counts.sum(axis=0)) ** 2.0
        self._weekdays = ((before + counts) ** 2.0).sum(axis=0)

    def cheapest(self, days: Any, goals: Any, at_once: int) -> tuple[Any, list[tuple[int, Line]]]:
        """(the least a line of each kind costs; the cheapest lines, with the place of their kind).

        `days`: prices of the rows; `goals`: of fairness, weekdays and change. What has a price is worth it.
        """
        import numpy as np

        table = self._table(days, goals[2])
        sums = [table[0].reshape(*(2,) * WEEKDAYS, self._many).transpose(*range(WEEKDAYS)[::-1], WEEKDAYS)]
        for week in table[1:]:
            size = len(sums[-1]) + 1
            after = np.full((*(size,) * WEEKDAYS, self._many), np.inf)
            for bits, days_inside in enumerate(self._patterns):
                window = after[tuple(slice(b, b + size - 1) for b in days_inside)]
                np.minimum(window, sums[-1] + week[bits], out=window)
            sums.append(after)
        total = sums[-1] - goals[0] * self._fairness - goals[1] * self._weekdays
        total = total.reshape(-1, self._many)
        least, found = total.min(axis=0), list[tuple[int, Line]]()
        for _time in range(at_once):
            best = total.argmin(axis=0)
            for kind, where in enumerate(best):
                if total[where, kind] < IMPOSSIBLE / 2:
                    found.append((kind, self._back(sums, table, kind, int(where))))
            total[best, np.arange(self._many)] = np.inf
        return least, found

    def _table(self, days: Any, change: float) -> Any:
        """Week × days inside × kind → what the week costs."""
        import numpy as np

        prices = np.zeros((self._many, self._weeks, WEEKDAYS))
        for (week, weekday), price, factors in zip(self._where, days, self._factors, strict=True):
            prices[:, week, weekday] += price * factors
        table = self._comfort - change * self._change - prices @ self._patterns.T
        return np.ascontiguousarray(table.transpose(1, 2, 0))

    def _back(self, sums: Sequence[Any], table: Any, kind: int, where: int) -> Line:
        """The line whose weeks add up to a sum, from the last week to the first."""
        import numpy as np

        at = np.array(np.unravel_index(where, sums[-1].shape[:-1]))
        line: list[int] = []
        for week in range(len(sums) - 1, 0, -1):
            before = at - self._patterns
            may = np.flatnonzero((before >= 0).all(axis=1) & (before <= week).all(axis=1))
            cost = sums[week - 1][(*before[may].T, kind)] + table[week, may, kind]
            line.append(int(may[int(cost.argmin())]))
            at = at - self._patterns[line[-1]]
        line.append(sum(int(b) << n for n, b in enumerate(at)))
        return tuple(reversed(line))
