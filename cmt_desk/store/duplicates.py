"""Cases to compare, decisions about pairs, and moving the rows of one case to another."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from cmt_desk.domain.duplicates import Known
from cmt_desk.store.driver import Database
from cmt_desk.store.rows import iso

KNOWN = """
    SELECT c.id, c.employee, e.name, e.protected, c.branch,
           (SELECT min(since) FROM status_spell WHERE case_file = c.id) AS began,
           iif(s.open, NULL, s.status_since) AS ended
    FROM case_file c JOIN case_state s ON s.case_file = c.id AND s.since <= :day AND s.until > :day
    JOIN employee e ON e.number = c.employee
"""
SPELLS = ("status_spell", "care_spell")


class Duplicates:
    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, on: date, branch: str | None = None, employee: str = "") -> list[Known]:
        """Every case known on a day, to compare; or only those of one office and one employee."""
        near = "WHERE c.branch = :branch OR c.employee = :employee" if branch is not None else ""
        return self._known(near, {"day": iso(on), "branch": branch, "employee": employee})

    def of_office(self, on: date, branch: str) -> list[Known]:
        return self._known("WHERE c.branch = :branch", {"day": iso(on), "branch": branch})

    def of_people(self, on: date, numbers: Collection[str]) -> list[Known]:
        chosen = "WHERE c.employee IN (SELECT value FROM json_each(:numbers))"
        return self._known(chosen, {"day": iso(on), "numbers": json.dumps(list(numbers))})

    def repeated(self) -> list[str]:
        """The employees who have more than one case."""
        rows = self._db.execute("SELECT employee FROM case_file GROUP BY employee HAVING count(*) > 1")
        return [number for (number,) in rows]

    def _known(self, which: str, values: dict[str, Any]) -> list[Known]:
        return [
            Known(
                row["id"], row["employee"], row["name"], row["branch"], date.fromisoformat(row["began"]),
                date.fromisoformat(row["ended"]) if row["ended"] else None, bool(row["protected"]),
            )
            for row in self._db.query(f"{KNOWN} {which} ORDER BY c.id", values)
        ]  # fmt: skip

    def told_apart(self) -> set[tuple[str, str]]:
        return {(r["first"], r["second"]) for r in self._db.query("SELECT first, second FROM not_same")}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_not_same(self, row: dict[str, Any]) -> None:
        self._db.table("not_same").upsert(row, pk=("first", "second"))

    def move_rows(self, case: str, to: str) -> None:
        """Spells, contacts, runs and links of a case become those of another; the order of days is kept."""
        for table in SPELLS:
            taken = self._db.execute(f"SELECT max(n) FROM {table} WHERE case_file = ?", [to]).fetchone()[0]
            self._db.execute(
                f"UPDATE {table} SET case_file = ?, n = n + ? WHERE case_file = ?", [to, taken or 0, case]
            )
        self._db.execute(
            "UPDATE OR IGNORE release_override SET case_file = ? WHERE case_file = ?", [to, case]
        )
        self._db.execute("UPDATE OR IGNORE contact SET case_file = ? WHERE case_file = ?", [to, case])
        self._db.execute("UPDATE contact SET became = ? WHERE became = ?", [to, case])
        self._db.execute("UPDATE run SET case_file = ? WHERE case_file = ?", [to, case])

    def move_ticks(self, contact: str, to: str) -> None:
        """The calls of one contact become those of another, except on days that one has its own."""
        self._db.execute("UPDATE OR IGNORE follow_up SET contact = ? WHERE contact = ?", [to, contact])

    def remove_case(self, case: str) -> None:
        """What is left of a case whose rows have moved."""
        self._db.execute("DELETE FROM release_override WHERE case_file = ?", [case])
        self._db.execute("DELETE FROM not_same WHERE ? IN (first, second)", [case])
        self._db.execute("DELETE FROM case_file WHERE id = ?", [case])
