"""When rosters were published, and who has to be told of a change, in the desk's file."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from cmt_desk.domain.schedule import Cell
from cmt_desk.records import record
from cmt_desk.store.driver import Database

WAITING = """
    SELECT n.publication, n.employee, n.day, n.was, n.now
    FROM roster_notice n JOIN publication p ON p.id = n.publication
    WHERE p.branch = ? AND n.told_on IS NULL ORDER BY n.employee, n.day
"""
LATEST = """
    SELECT o.at, o.actor FROM publication p
    JOIN change c ON c.tbl = 'publication' AND c.key = json_array(p.id)
    JOIN operation o ON o.id = c.operation
    WHERE p.branch = ? AND p.first <= ? AND p.last >= ? ORDER BY o.seq DESC LIMIT 1
"""


@record
class Notice:
    """A cell somebody knows otherwise: `was` told before, `now` published."""

    publication: str
    employee: str
    day: date
    was: Cell
    now: Cell


class Publications:
    def __init__(self, db: Database) -> None:
        self._db = db

    def waiting(self, branch: str) -> list[Notice]:
        """Who has not been told of a change yet, by person and day."""
        return [
            Notice(
                r["publication"], r["employee"], date.fromisoformat(r["day"]), Cell(r["was"]), Cell(r["now"])
            )
            for r in self._db.query(WAITING, [branch])
        ]

    def latest(self, branch: str, first: date, last: date) -> tuple[datetime, str] | None:
        """When and by whom a roster that meets these days was last published."""
        rows = self._db.query(LATEST, [branch, last.isoformat(), first.isoformat()])
        row = next(iter(rows), None)
        return (datetime.fromisoformat(row["at"]), row["actor"]) if row else None

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put(self, publication: str, branch: str, first: date, last: date, cells: int) -> None:
        row = {"id": publication, "branch": branch, "first": first.isoformat(), "last": last.isoformat()}
        self._db.table("publication").insert({**row, "cells": cells})

    def put_notices(self, publication: str, notices: Mapping[tuple[str, date], tuple[Cell, Cell]]) -> None:
        """(employee, day) → what was told before, and what is published now."""
        rows: list[dict[str, Any]] = [
            {"publication": publication, "employee": employee, "day": day.isoformat(), "was": was.value,
             "now": now.value}
            for (employee, day), (was, now) in sorted(notices.items())
        ]  # fmt: skip
        self._db.table("roster_notice").insert_all(rows)

    def remove(self, notices: Iterable[Notice]) -> None:
        """A later publication took their place before anybody was told."""
        for n in notices:
            self._db.execute(
                "DELETE FROM roster_notice WHERE publication = ? AND employee = ? AND day = ?",
                [n.publication, n.employee, n.day.isoformat()],
            )

    def put_told(self, notices: Iterable[Notice], on: date, by: str) -> None:
        for n in notices:
            self._db.execute(
                "UPDATE roster_notice SET told_on = ?, told_by = ?"
                " WHERE publication = ? AND employee = ? AND day = ?",
                [on.isoformat(), by, n.publication, n.employee, n.day.isoformat()],
            )
