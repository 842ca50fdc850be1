"""Roster lines (one employee's week), absences and days off in the desk's file."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from cmt_desk.domain.schedule import Cell, week_of
from cmt_desk.store.driver import Database

PRESENCE = """
    SELECT branch, sum(substr(cells, :column, 1) = 'W') AS inside,
           sum(substr(cells, :column, 1) IN ('I', 'L')) AS away,
           sum(substr(cells, :column, 1) <> '-') AS planned
    FROM roster_week WHERE monday = :monday GROUP BY branch
"""


class Schedule:
    def __init__(self, db: Database) -> None:
        self._db = db

    def cells(self, branch: str, first: date, last: date) -> dict[tuple[str, date], Cell]:
        """The planned cells of an office between two days."""
        return self._letters("cells", branch, first, last)

    def published(self, branch: str, first: date, last: date) -> dict[tuple[str, date], Cell]:
        """What the employees of an office were told, between two days."""
        return self._letters("published", branch, first, last)

    def _letters(self, column: str, branch: str, first: date, last: date) -> dict[tuple[str, date], Cell]:
        rows = self._db.query(
            f"SELECT employee, monday, {column} AS cells FROM roster_week"
            f" WHERE branch = ? AND monday BETWEEN ? AND ? AND {column} IS NOT NULL",
            [branch, week_of(first).isoformat(), last.isoformat()],
        )
        found: dict[tuple[str, date], Cell] = {}
        for row in rows:
            monday = date.fromisoformat(row["monday"])
            for n, letter in enumerate(row["cells"]):
                day = monday + timedelta(days=n)
                if first <= day <= last and letter != Cell.UNPLANNED:
                    found[row["employee"], day] = Cell(letter)
        return found

    def presence(self, on: date) -> dict[str, tuple[int, int]]:
        """By office with a roster on that day: planned in the office, and away (ill, quarantine, leave)."""
        rows = self._db.query(PRESENCE, {"column": on.weekday() + 1, "monday": week_of(on).isoformat()})
        return {r["branch"]: (r["inside"], r["away"]) for r in rows if r["planned"]}

    def load(self, branch: str, before: date, weeks: int = 4) -> dict[str, int]:
        """Office days of each employee in the weeks before a day: fairness is carried over."""
        cells = self.cells(branch, before - timedelta(weeks=weeks), before - timedelta(days=1))
        load: dict[str, int] = {}
        for (employee, _), cell in cells.items():
            load[employee] = load.get(employee, 0) + (cell is Cell.OFFICE)
        return load

    def absences(self, branch: str, first: date, last: date) -> list[tuple[str, date, date]]:
        """(employee, since, until) of leave, training, travel and sick days that touch the period."""
        rows = self._db.query(
            "SELECT a.employee, a.since, a.until FROM absence a JOIN employee e ON e.number = a.employee"
            " WHERE e.branch = ? AND a.since <= ? AND a.until >= ? ORDER BY a.since",
            [branch, last.isoformat(), first.isoformat()],
        )
        return [(r["employee"], date.fromisoformat(r["since"]), date.fromisoformat(r["until"])) for r in rows]

    def absence_on(self, employee: str, on: date) -> tuple[str, date, date] | None:
        """(kind, since, until) of the absence an employee has on a day."""
        rows = self._db.query(
            "SELECT kind, since, until FROM absence WHERE employee = ? AND ? BETWEEN since AND until",
            [employee, on.isoformat()],
        )
        found = next(iter(rows), None)
        if found is None:
            return None
        return found["kind"], date.fromisoformat(found["since"]), date.fromisoformat(found["until"])

    def local_holidays(self) -> set[date]:
        return {date.fromisoformat(r["day"]) for r in self._db.query("SELECT day FROM local_holiday")}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_cells(self, branch: str, cells: Mapping[tuple[str, date], Cell]) -> None:
        """Write cells, leaving the other days of their weeks as they are."""
        weeks: dict[tuple[str, date], list[str]] = {}
        mondays = sorted({week_of(day) for _, day in cells})
        if not mondays:
            return
        stored = self._db.query(
            "SELECT employee, monday, cells FROM roster_week WHERE branch = ? AND monday BETWEEN ? AND ?",
            [branch, mondays[0].isoformat(), mondays[-1].isoformat()],
        )
        for row in stored:
            weeks[row["employee"], date.fromisoformat(row["monday"])] = list(row["cells"])
        for (employee, day), cell in cells.items():
            line = weeks.setdefault((employee, week_of(day)), list("-------"))
            line[day.weekday()] = cell.value
        self._db.table("roster_week").upsert_all(
            (
                {"employee": e, "monday": m.isoformat(), "branch": branch, "cells": "".join(line)}
                for (e, m), line in sorted(weeks.items())
            ),
            pk=("employee", "monday"),
        )

    def put_published(self, branch: str, first: date, last: date) -> None:
        """What is planned between two days is from now on what people were told."""
        rows = self._db.query(
            "SELECT employee, monday, cells, published FROM roster_week"
            " WHERE branch = ? AND monday BETWEEN ? AND ?",
            [branch, week_of(first).isoformat(), last.isoformat()],
        )
        told = [
            {"employee": r["employee"], "monday": r["monday"], "branch": branch, "cells": r["cells"],
             "published": _told(r, first, last)}
            for r in rows
        ]  # fmt: skip
        self._db.table("roster_week").upsert_all(told, pk=("employee", "monday"))

    def put_absences(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("absence").insert_all(rows)


def _told(row: Mapping[str, Any], first: date, last: date) -> str:
    """The published letters of a week, with the planned ones in place of those between two days."""
    monday, before = date.fromisoformat(row["monday"]), row["published"] or "-------"
    inside = [first <= monday + timedelta(days=n) <= last for n in range(7)]
    return "".join(new if here else old for new, old, here in zip(row["cells"], before, inside, strict=True))
