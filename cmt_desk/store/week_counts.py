"""How many people each office plans for what on a day: one walk through a week serves all its days."""

from collections import Counter
from datetime import date

from cmt_desk.domain.cells import Cell, week_of
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written

WEEK = """
    SELECT branch, cells, count(*) FROM roster_week WHERE monday = ? GROUP BY branch, cells
"""  # many people have the same week: 700 rows of 6,000


class WeekCounts:
    def __init__(self, db: Database) -> None:
        self._db = db

    @kept_until_written
    def _week(self, monday: date) -> list[tuple[str, str, int]]:
        return self._db.execute(WEEK, [monday.isoformat()]).fetchall()

    @kept_until_written
    def on(self, day: date) -> dict[str, Counter[Cell]]:
        """By office the people of each cell; offices that plan nothing for the day are left out."""
        found: dict[str, Counter[Cell]] = {}
        cell_of = {cell.value: cell for cell in Cell}
        for branch, cells, people in self._week(week_of(day)):
            cell = cell_of[cells[day.weekday()]]
            if cell is not Cell.UNPLANNED:
                found.setdefault(branch, Counter())[cell] += people
        return found
