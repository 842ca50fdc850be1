"""Mandates in the desk's file."""

from datetime import date
from typing import Any

from cmt_desk.domain.mandates import Mandate, Role
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written
from cmt_desk.store.people import SHOWN_NAME
from cmt_desk.store.rows import day, iso

MANDATES = f"""
    SELECT m.id, m.role, m.since, m.until, m.employee, m.branch, m.region, m.deputy_of, m.letter,
           iif(m.employee IS NULL, m.name, {SHOWN_NAME}) AS name
    FROM mandate m LEFT JOIN employee e ON e.number = m.employee ORDER BY m.since, m.id
"""


class Mandates:
    def __init__(self, db: Database) -> None:
        self._db = db

    @kept_until_written
    def all(self) -> list[Mandate]:
        """Every mandate there ever was; a protected person by the sign that hides the name."""
        return [_mandate(row) for row in self._db.query(MANDATES)]

    def on(self, on: date) -> list[Mandate]:
        return [m for m in self.all() if m.in_force(on)]

    def get(self, mandate: str) -> Mandate | None:
        return next((m for m in self.all() if m.id == mandate), None)

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put(self, mandate: Mandate) -> None:
        row = {name: getattr(mandate, name) for name in "id employee branch region deputy_of letter".split()}
        self._db.table("mandate").insert(
            {
                **row,
                "name": "" if mandate.employee else mandate.name,
                "role": mandate.role.value,
                "since": mandate.since.isoformat(),
                "until": iso(mandate.until),
            }
        )

    def put_end(self, mandate: str, until: date) -> None:
        self._db.table("mandate").update(mandate, {"until": until.isoformat()})


def _mandate(row: dict[str, Any]) -> Mandate:
    return Mandate(
        **{
            **row,
            "role": Role(row["role"]),
            "since": date.fromisoformat(row["since"]),
            "until": day(row["until"]),
        }
    )
