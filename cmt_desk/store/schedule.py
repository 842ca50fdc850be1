"""Roster lines (one employee's week), absences and days off in the desk's file."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cmt_desk.domain.cells import Cell, week_of
from cmt_desk.store.driver import Database
from cmt_desk.store.week_counts import WeekCounts

if TYPE_CHECKING:
    from cmt_desk.domain.arrangements import LocalHoliday

# CROSS JOIN: the rows of the office first, else every change of any roster is looked through.
PUBLISHED = """
    SELECT o.seq, w.employee, w.monday, json_extract(c.before, '$.published') AS letters
    FROM roster_week w
    CROSS JOIN change c ON c.tbl = 'roster_week' AND c.key = json_array(w.employee, w.monday)
    JOIN operation o ON o.id = c.operation
    WHERE w.branch = ? AND w.monday BETWEEN ? AND ? AND json_extract(c.before, '$.published') IS NOT NULL
    ORDER BY o.clock DESC, o.id DESC
"""
OFFICE_WEEKS = """
    SELECT r.employee, r.monday, r.cells
    FROM json_each(?) j CROSS JOIN roster_week r ON r.employee = j.value
    WHERE r.monday BETWEEN ? AND ?
"""
GONE = """
    SELECT DISTINCT w.branch, e.function FROM roster_week w JOIN employee e ON e.number = w.employee
    WHERE w.branch IN ({marks}) AND w.monday >= ? AND e.branch <> w.branch
"""
VERSIONS = 4  # so many rosters back
EMPTY = "-------"  # a week of which nothing is planned
Week = tuple[str, date]  # employee, Monday
PLANNED = {cell.value: cell for cell in Cell if cell is not Cell.UNPLANNED}


class Schedule:
    def __init__(self, db: Database) -> None:
        self._db = db

    def cells(self, branch: str, first: date, last: date) -> dict[tuple[str, date], Cell]:
        """The planned cells of an office between two days."""
        return self.of_branches([branch], first, last)[branch]

    def published(self, branch: str, first: date, last: date) -> dict[tuple[str, date], Cell]:
        """What the employees of an office were told, between two days."""
        return self.of_branches([branch], first, last, published=True)[branch]

    def of_branches(
        self, branches: Sequence[str], first: date, last: date, *, published: bool = False
    ) -> dict[str, dict[tuple[str, date], Cell]]:
        """The cells of many offices, planned or as people were told."""
        column, marks = "published" if published else "cells", ", ".join("?" * len(branches))
        weeks: dict[tuple[str, str], list[tuple[date, Cell]]] = {}  # many rows are alike: each is read once
        found: dict[str, dict[tuple[str, date], Cell]] = {branch: {} for branch in branches}
        for branch, employee, monday, letters in self._db.execute(
            f"SELECT branch, employee, monday, {column} FROM roster_week"
            f" WHERE branch IN ({marks}) AND monday BETWEEN ? AND ? AND {column} IS NOT NULL",
            [*branches, week_of(first).isoformat(), last.isoformat()],
        ):
            week = weeks.get((monday, letters))
            if week is None:
                week = weeks[monday, letters] = _planned(monday, letters, first, last)
            own = found[branch]
            for day, cell in week:
                own[employee, day] = cell
        return found

    def published_before(self, branch: str, first: date, last: date) -> list[dict[tuple[str, date], Cell]]:
        """What the employees were told before the last publications, the latest first; from the journal."""
        current, found = self.published(branch, first, last), list[dict[tuple[str, date], Cell]]()
        rows = self._db.execute(PUBLISHED, [branch, week_of(first).isoformat(), last.isoformat()])
        for _seq, changed in groupby(rows, lambda row: row[0]):
            current = dict(current)
            for _same, employee, monday, letters in changed:
                begins = date.fromisoformat(monday)
                for n, letter in enumerate(letters):
                    day, cell = begins + timedelta(days=n), PLANNED.get(letter)
                    if cell and first <= day <= last:
                        current[employee, day] = cell
            found.append(current)
            if len(found) == VERSIONS:
                break
        return found

    def waves(self, branch: str, first: date, last: date) -> dict[tuple[str, date], int]:
        """The start wave of each planned day in the office, 1 or 2, where the office has waves."""
        rows = self._db.execute(
            "SELECT employee, monday, waves FROM roster_week"
            " WHERE branch = ? AND monday BETWEEN ? AND ? AND waves IS NOT NULL",
            [branch, week_of(first).isoformat(), last.isoformat()],
        )
        found: dict[tuple[str, date], int] = {}
        for employee, monday, letters in rows:
            for n, letter in enumerate(letters):
                day = date.fromisoformat(monday) + timedelta(days=n)
                if letter != "-" and first <= day <= last:
                    found[employee, day] = int(letter)
        return found

    def office_days(self, employees: Collection[str], first: date, last: date) -> dict[str, set[date]]:
        """The days on which some people are planned in an office, whichever it is."""
        found: dict[str, set[date]] = {}
        values = [json.dumps(sorted(employees)), week_of(first).isoformat(), last.isoformat()]
        known: dict[tuple[str, str], list[date]] = {}  # many rows are alike
        for employee, monday, cells in self._db.execute(OFFICE_WEEKS, values):
            days = known.get((monday, cells))
            if days is None:
                planned = _planned(monday, cells, first, last)
                days = known[monday, cells] = [day for day, cell in planned if cell is Cell.OFFICE]
            if days:
                found.setdefault(employee, set()).update(days)
        return found

    def functions_gone(self, branches: Sequence[str], since: date) -> dict[str, frozenset[str]]:
        """Functions of people who were planned at an office since a day and now work at another."""
        found: dict[str, set[str]] = {branch: set() for branch in branches}
        sql = GONE.format(marks=", ".join("?" * len(branches)))
        for branch, function in self._db.execute(sql, [*branches, week_of(since).isoformat()]):
            found[branch].add(function)
        return {branch: frozenset(codes) for branch, codes in found.items()}

    @cached_property
    def counts(self) -> WeekCounts:
        return WeekCounts(self._db)

    def presence(self, on: date) -> dict[str, tuple[int, int]]:
        """By office with a roster on that day: planned in the office, and away (ill, quarantine, leave)."""
        return {
            branch: (people[Cell.OFFICE], people[Cell.ISOLATION] + people[Cell.LEAVE])
            for branch, people in self.counts.on(on).items()
        }

    def quality(self, branch: str) -> tuple[date, date, list[tuple[str, int, int]], str] | None:
        """(first day, last day, (goal, value, bound) of each, digest of the cells) of the last planning."""
        rows = self._db.query("SELECT * FROM roster_quality WHERE branch = ?", [branch])
        if (row := next(iter(rows), None)) is None:
            return None
        goals = [(name, value, bound) for name, value, bound in json.loads(row["goals"])]
        return date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), goals, row["digest"]

    def put_quality(
        self, branch: str, first: date, last: date, goals: Sequence[tuple[str, int, int]], digest: str
    ) -> None:
        row = {
            "branch": branch,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "goals": json.dumps(goals),
            "digest": digest,
        }
        self._db.put("roster_quality", [row], ("branch",))

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

    def holidays(self) -> "list[LocalHoliday]":
        """Local days off, the earliest first, each with its offices; none named is all of them."""
        from cmt_desk.domain.arrangements import LocalHoliday

        offices: dict[str, set[str]] = {}
        for day, branch in self._db.execute("SELECT day, branch FROM local_holiday_office"):
            offices.setdefault(day, set()).add(branch)
        rows = self._db.execute("SELECT day, name FROM local_holiday ORDER BY day")
        return [
            LocalHoliday(date.fromisoformat(day), name, frozenset(offices.get(day, set())))
            for day, name in rows
        ]

    def local_holidays(self, branch: str | None = None) -> set[date]:
        """Of one office, or those that all offices have."""
        return {h.day for h in self.holidays() if not h.branches or branch in h.branches}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_cells(
        self,
        branch: str,
        cells: Mapping[tuple[str, date], Cell],
        waves: Mapping[tuple[str, date], int] | None = None,
        *,
        told: bool = False,
    ) -> None:
        """Write cells and start waves, leaving the other days of their weeks as they are.

        `told`: people are told these weeks whole, in the same write.
        """
        days = {day: (week_of(day), day.weekday()) for day in {day for _, day in cells}}
        mondays = sorted({monday for monday, _n in days.values()})
        if not mondays:
            return
        stored = self._db.query(
            "SELECT employee, monday, cells, waves FROM roster_week WHERE monday BETWEEN ? AND ?"
            " AND (branch = ? OR employee IN (SELECT number FROM employee WHERE branch = ?))",
            [mondays[0].isoformat(), mondays[-1].isoformat(), branch, branch],
        )  # who came from another office keeps what was worked there
        weeks, starts = defaultdict[Week, list[str]](_empty), defaultdict[Week, list[str]](_empty)
        for row in stored:
            week = row["employee"], date.fromisoformat(row["monday"])
            weeks[week], starts[week] = list(row["cells"]), list(row["waves"] or EMPTY)
        for (employee, day), cell in cells.items():
            monday, n = days[day]
            week = employee, monday
            weeks[week][n] = cell.value
            wave = waves.get((employee, day)) if waves and cell is Cell.OFFICE else None
            starts[week][n] = str(wave) if wave else "-"
        self._db.put(
            "roster_week",
            (
                {
                    "employee": e,
                    "monday": m.isoformat(),
                    "branch": branch,
                    "cells": "".join(line),
                    "waves": None if (began := "".join(starts[e, m])) == EMPTY else began,
                    **({"published": "".join(line)} if told else {}),
                }
                for (e, m), line in sorted(weeks.items())
            ),
            ("employee", "monday"),
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
        self._db.put("roster_week", told, ("employee", "monday"))

    def put_holiday(self, holiday: "LocalHoliday") -> None:
        day = holiday.day.isoformat()
        self._db.table("local_holiday").upsert({"day": day, "name": holiday.name}, pk="day")
        self._db.table("local_holiday_office").insert_all(
            {"day": day, "branch": branch} for branch in sorted(holiday.branches)
        )

    def remove_holiday(self, day: date) -> None:
        self._db.execute("DELETE FROM local_holiday_office WHERE day = ?", [day.isoformat()])
        self._db.table("local_holiday").delete(day.isoformat())

    def put_absences(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("absence").insert_all(rows)


def _planned(monday: str, letters: str, first: date, last: date) -> list[tuple[date, Cell]]:
    """The planned days of one week between two days."""
    begins = date.fromisoformat(monday)
    days = ((begins + timedelta(days=n), PLANNED.get(letter)) for n, letter in enumerate(letters))
    return [(day, cell) for day, cell in days if cell is not None and first <= day <= last]


def _empty() -> list[str]:
    return list(EMPTY)


def _told(row: Mapping[str, Any], first: date, last: date) -> str:
    """The published letters of a week, with the planned ones in place of those between two days."""
    monday, before = date.fromisoformat(row["monday"]), row["published"] or "-------"
    inside = [first <= monday + timedelta(days=n) <= last for n in range(7)]
    return "".join(new if here else old for new, old, here in zip(row["cells"], before, inside, strict=True))
