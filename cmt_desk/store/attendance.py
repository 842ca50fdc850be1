"""Recorded attendance in the desk's file."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cmt_desk.domain.attendance import Attendance, Attended, Presence
from cmt_desk.store.driver import Database


class AttendanceLists:
    def __init__(self, db: Database) -> None:
        self._db = db

    def of_branch(self, branch: str, first: date, last: date) -> Attendance:
        """What is recorded of an office between two days."""
        rows = self._db.query(
            "SELECT employee, day, place, wave FROM attendance WHERE branch = ? AND day BETWEEN ? AND ?",
            [branch, first.isoformat(), last.isoformat()],
        )
        lines = [
            Attended(r["employee"], date.fromisoformat(r["day"]), Presence(r["place"]), r["wave"])
            for r in rows
        ]
        return Attendance({(line.employee, line.day): line for line in lines})

    def stored(self, first: date, last: date) -> dict[tuple[str, str], dict[str, Any]]:
        """Every line between two days by employee and day, to compare an import with."""
        rows = self._db.query(
            "SELECT * FROM attendance WHERE day BETWEEN ? AND ?", [first.isoformat(), last.isoformat()]
        )
        return {(row["employee"], row["day"]): row for row in rows}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("attendance").upsert_all(rows, pk=("employee", "day"))
