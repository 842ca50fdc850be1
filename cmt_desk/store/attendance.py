"""Recorded attendance in the desk's file."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from cmt_desk.domain.attendance import Attendance, Attended, Presence
from cmt_desk.domain.cells import Cell
from cmt_desk.domain.sheet_sections import Attending
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written
from cmt_desk.store.week_counts import WeekCounts

RECORDED = """
    SELECT branch, sum(place = 'WAO') AS wao, sum(place = 'WFH') AS wfh,
           sum(place IN ('DINAS', 'TIDAK_HADIR')) AS away
    FROM attendance WHERE day = ? GROUP BY branch
"""


class AttendanceLists:
    def __init__(self, db: Database, planned: WeekCounts) -> None:
        self._db, self._planned = db, planned

    def of_branch(self, branch: str, first: date, last: date) -> Attendance:
        """What is recorded of an office between two days."""
        return self.of_branches([branch], first, last)[branch]

    def of_branches(self, branches: Sequence[str], first: date, last: date) -> dict[str, Attendance]:
        """The same for many offices."""
        found: dict[str, dict[tuple[str, date], Attended]] = {branch: {} for branch in branches}
        rows = self._db.query(
            "SELECT branch, employee, day, place, wave FROM attendance"
            f" WHERE branch IN ({', '.join('?' * len(branches))}) AND day BETWEEN ? AND ?",
            [*branches, first.isoformat(), last.isoformat()],
        )
        for r in rows:
            day = date.fromisoformat(r["day"])
            line = Attended(r["employee"], day, Presence(r["place"]), r["wave"])
            found[r["branch"]][line.employee, day] = line
        return {branch: Attendance(lines) for branch, lines in found.items()}

    def on(self, on: date, codes: Collection[str] | None = None) -> dict[str, Attending]:
        """Where each office's people are on a day: its list where one is recorded, else the roster.

        Offices with neither are left out.
        """
        found = self._everywhere(on)
        return found if codes is None else {code: found[code] for code in found if code in codes}

    @kept_until_written
    def _everywhere(self, on: date) -> dict[str, Attending]:
        found = {
            branch: Attending(
                people[Cell.OFFICE], people[Cell.HOME], people[Cell.ISOLATION] + people[Cell.LEAVE],
                people[Cell.OFF],
            )
            for branch, people in self._planned.on(on).items()
        }  # fmt: skip
        for row in self._db.query(RECORDED, [on.isoformat()]):
            found[row["branch"]] = Attending(row["wao"], row["wfh"], row["away"], recorded=True)
        return found

    def stored(self, first: date, last: date) -> dict[tuple[str, str], dict[str, Any]]:
        """Every line between two days by employee and day, to compare an import with."""
        rows = self._db.query(
            "SELECT * FROM attendance WHERE day BETWEEN ? AND ?", [first.isoformat(), last.isoformat()]
        )
        return {(row["employee"], row["day"]): row for row in rows}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("attendance").upsert_all(rows, pk=("employee", "day"))
