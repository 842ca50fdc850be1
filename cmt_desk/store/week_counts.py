"""How many people each office plans for what on a day: one walk through a week serves all its days."""

from collections import Counter
from datetime import date

from cmt_desk.domain.cells import Cell, week_of
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written

WEEK = """
    SELECT branch, group_concat(cells, '') FROM roster_week WHERE monday = ? GROUP BY branch
"""  # seven letters a person, one text an office: half the time of counting them in SQL

DAYS = 7
PLANNED = [cell for cell in Cell if cell is not Cell.UNPLANNED]


class WeekCounts:
    def __init__(self, db: Database) -> None:
        self._db = db

    @kept_until_written
    def _week(self, monday: date) -> list[tuple[str, str]]:
        return self._db.execute(WEEK, [monday.isoformat()]).fetchall()

    @kept_until_written
    def on(self, day: date) -> dict[str, Counter[Cell]]:
        """By office the people of each cell; offices that plan nothing for the day are left out."""
        found: dict[str, Counter[Cell]] = {}
        for branch, cells in self._week(week_of(day)):
            letters = cells[day.weekday() :: DAYS]
            people = Counter({cell: n for cell in PLANNED if (n := letters.count(cell.value))})
            if people:
                found[branch] = people
        return found
