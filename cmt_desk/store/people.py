"""Employees, teams and functions in the desk's file."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.store.driver import Database
from cmt_desk.store.rows import day

EMPLOYEES = """
    SELECT number, name, branch, function, title, team, vulnerable, active_from, active_to
    FROM employee
"""
HEADCOUNTS = """
    SELECT branch, count(*) AS people FROM employee
    WHERE (active_from IS NULL OR active_from <= :day) AND (active_to IS NULL OR active_to >= :day)
    GROUP BY branch
"""


class People:
    def __init__(self, db: Database) -> None:
        self._db = db

    def of_branch(self, branch: str) -> list[Employee]:
        rows = self._db.query(EMPLOYEES + "WHERE branch = ? ORDER BY number", [branch])
        return [_employee(row) for row in rows]

    def all(self) -> list[Employee]:
        return [_employee(row) for row in self._db.query(EMPLOYEES + "ORDER BY number")]

    def get(self, number: str) -> Employee | None:
        rows = self._db.query(EMPLOYEES + "WHERE number = ?", [number])
        return next(map(_employee, rows), None)

    def stored(self) -> dict[str, dict[str, Any]]:
        """Every column of every employee by number, to compare an import with."""
        return {row["number"]: row for row in self._db.query("SELECT * FROM employee")}

    def search(self, text: str, limit: int = 20) -> list[Employee]:
        """Employees whose number begins with, or whose name contains, the text."""
        pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self._db.query(
            EMPLOYEES
            + "WHERE number LIKE :begins ESCAPE '\\' OR name LIKE :contains ESCAPE '\\'"
            + " ORDER BY name LIMIT :limit",
            {"begins": f"{pattern}%", "contains": f"%{pattern}%", "limit": limit},
        )
        return [_employee(row) for row in rows]

    def headcounts(self, on: date) -> dict[str, int]:
        """Active employees by office."""
        return {r["branch"]: r["people"] for r in self._db.query(HEADCOUNTS, {"day": on.isoformat()})}

    def functions(self) -> list[BusinessFunction]:
        rows = self._db.query(
            "SELECT code, name_id, name_en, critical, minimum FROM business_function ORDER BY position"
        )
        return [BusinessFunction(**{**row, "critical": bool(row["critical"])}) for row in rows]

    def teams(self) -> set[tuple[str, str]]:
        return {(r["branch"], r["name"]) for r in self._db.query("SELECT branch, name FROM team")}

    def put_teams(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("team").insert_all(rows, ignore=True)

    def put_employees(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("employee").upsert_all(rows, pk="number")


def _employee(row: dict[str, Any]) -> Employee:
    return Employee(
        **{
            **row,
            "vulnerable": bool(row["vulnerable"]),
            "active_from": day(row["active_from"]),
            "active_to": day(row["active_to"]),
        }
    )
