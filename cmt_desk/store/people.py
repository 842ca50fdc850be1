"""Employees, teams and functions in the desk's file."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from cmt_desk.domain.people import HIDDEN, BusinessFunction, Employee
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written
from cmt_desk.store.rows import day

SHOWN_NAME = f"iif(e.protected, '{HIDDEN}', e.name)"  # the only way a record comes by a name
EMPLOYEES = f"""
    SELECT e.number, {SHOWN_NAME} AS name, e.branch, e.function, e.title, e.team, e.vulnerable, e.protected,
           e.active_from, e.active_to
    FROM employee e
"""
SEARCH = f"""
    {EMPLOYEES} WHERE e.number LIKE :begins ESCAPE '\\'
        OR (NOT e.protected AND e.name LIKE :contains ESCAPE '\\')
        OR (e.protected AND e.name = :text COLLATE NOCASE)
    ORDER BY 2, 1 LIMIT :limit
"""
TEAMMATES = """
    SELECT mate.number, mate.branch, coalesce(mate.team, dealt.leaf)
    FROM json_each(?) j CROSS JOIN employee one ON one.number = j.value
    LEFT JOIN cohort_place own ON own.employee = one.number AND own.branch = one.branch
    JOIN employee mate ON mate.branch = one.branch
    LEFT JOIN cohort_place dealt ON dealt.employee = mate.number AND dealt.branch = mate.branch
    WHERE coalesce(mate.team, dealt.leaf) = coalesce(one.team, own.leaf)
"""
STORED = """
    SELECT number, name, branch, function, title, team, vulnerable, active_from, active_to FROM employee
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
        rows = self._db.query(EMPLOYEES + "WHERE e.branch = ? ORDER BY e.number", [branch])
        return [_employee(row) for row in rows]

    def of_branches(self, branches: Sequence[str]) -> dict[str, list[Employee]]:
        marks = ", ".join("?" * len(branches))
        found: dict[str, list[Employee]] = {branch: [] for branch in branches}
        for row in self._db.query(EMPLOYEES + f"WHERE branch IN ({marks}) ORDER BY number", branches):
            found[row["branch"]].append(_employee(row))
        return found

    def all(self) -> list[Employee]:
        return [_employee(row) for row in self._db.query(EMPLOYEES + "ORDER BY e.number")]

    def get(self, number: str) -> Employee | None:
        rows = self._db.query(EMPLOYEES + "WHERE e.number = ?", [number])
        return next(map(_employee, rows), None)

    def teammates(self, numbers: Collection[str]) -> dict[str, tuple[str, str]]:
        """Some employees and who is of their team, told or dealt: number → office and team."""
        rows = self._db.execute(TEAMMATES, [json.dumps(sorted(numbers))])
        return {number: (branch, team) for number, branch, team in rows}

    def stored(self) -> dict[str, dict[str, Any]]:
        """What an import brings, of every employee by number, to compare with; names as they are."""
        return {row["number"]: row for row in self._db.query(STORED)}

    def roll(self) -> Iterator[tuple[str, str, str, bool]]:
        """(number, name as it is, office, protected) of every employee, one by one."""
        yield from self._db.execute("SELECT number, name, branch, protected FROM employee ORDER BY number")

    def protected_name(self, number: str) -> str:
        """The name as it is, for the one paper whose reason is in the journal."""
        return self._db.execute("SELECT name FROM employee WHERE number = ?", [number]).fetchone()[0]

    def protected(self) -> list[Employee]:
        rows = self._db.query(EMPLOYEES + "WHERE e.protected ORDER BY e.number")
        return [_employee(row) for row in rows]

    def search(self, text: str, limit: int = 20) -> list[Employee]:
        """Employees whose number begins with, or whose name contains, the text.

        A protected person is found by the whole name only: letter by letter it would give the name away.
        """
        pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self._db.query(
            SEARCH, {"begins": f"{pattern}%", "contains": f"%{pattern}%", "text": text, "limit": limit}
        )
        return [_employee(row) for row in rows]

    @kept_until_written
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

    def put_vulnerable(self, number: str, vulnerable: bool) -> None:
        self._db.table("employee").update(number, {"vulnerable": int(vulnerable)})

    def put_employees(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("employee").upsert_all(rows, pk="number")

    def put_protected(self, number: str, protected: bool) -> None:
        self._db.table("employee").update(number, {"protected": int(protected)})


def _employee(row: dict[str, Any]) -> Employee:
    return Employee(
        **{
            **row,
            "vulnerable": bool(row["vulnerable"]),
            "protected": bool(row["protected"]),
            "active_from": day(row["active_from"]),
            "active_to": day(row["active_to"]),
        }
    )
