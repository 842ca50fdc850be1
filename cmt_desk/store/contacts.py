"""Contacts of cases and their daily calls in the desk's file."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from cmt_desk.domain.contacts import Contact, ContactKind, FollowUp
from cmt_desk.store.driver import Database
from cmt_desk.store.people import SHOWN_NAME

CONTACTS = f"""
    SELECT c.id, c.case_file, c.employee, coalesce({SHOWN_NAME}, c.name) AS name, c.kind, c.last_contact,
           c.recorded, c.phone, c.place, c.household, c.notes, c.became
    FROM contact c LEFT JOIN employee e ON e.number = c.employee
"""
OWING = """
    WHERE c.became IS NULL AND c.recorded <= ?1 AND c.last_contact < ?1 AND NOT EXISTS (
        SELECT 1 FROM follow_up f WHERE f.contact = c.id AND f.day <= ?1 AND (f.day = ?1 OR f.day >= date(
            c.last_contact, '+' || (SELECT max(quarantine_days) FROM clock_rule) || ' days'
        ))
    )
"""


class Contacts:
    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Contact]:
        return self._contacts("", [])

    def owing(self, on: date) -> list[Contact]:
        """Those who may be owed a call on a day: not called on it, nor after the longest quarantine."""
        return self._contacts(OWING, [on.isoformat()])

    def get(self, contact: str) -> Contact | None:
        return next(iter(self._contacts("WHERE c.id = ?", [contact])), None)

    def of_case(self, case: str) -> list[Contact]:
        return self._contacts("WHERE c.case_file = ?", [case])

    def of_branches(self, branches: Sequence[str], since: date) -> list[Contact]:
        """The employees of these offices who were near a case on a day or later."""
        marks = ", ".join("?" * len(branches))
        where = (
            f"WHERE c.employee IN (SELECT number FROM employee WHERE branch IN ({marks}))"
            " AND c.last_contact >= ?"
        )
        return self._contacts(where, [*branches, since.isoformat()])

    def of_cases(self, cases: Collection[str]) -> list[Contact]:
        chosen = json.dumps(list(cases))
        return self._contacts("WHERE c.case_file IN (SELECT value FROM json_each(?))", [chosen])

    def that_became(self, case: str) -> list[Contact]:
        """The contacts this case was before: of whom it may have been infected."""
        return self._contacts("WHERE c.became = ?", [case])

    def _contacts(self, where: str, values: list[str]) -> list[Contact]:
        ticks: dict[str, dict[date, FollowUp]] = {}
        chosen = f"SELECT c.id FROM contact c {where}"
        for row in self._db.query(
            f"SELECT * FROM follow_up WHERE contact IN ({chosen}) ORDER BY day", values
        ):
            day = date.fromisoformat(row["day"])
            tick = FollowUp(day, row["temperature"], row["symptoms"], row["by"])
            ticks.setdefault(row["contact"], {})[day] = tick
        rows = self._db.query(f"{CONTACTS} {where} ORDER BY c.last_contact, c.id", values)
        return [
            Contact(
                **{
                    **row,
                    "kind": ContactKind(row["kind"]),
                    "last_contact": date.fromisoformat(row["last_contact"]),
                    "recorded": date.fromisoformat(row["recorded"]),
                    "household": bool(row["household"]),
                },
                ticks=ticks.get(row["id"], {}),
            )
            for row in rows
        ]

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_contacts(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("contact").insert_all(rows)

    def put_became(self, contact: str, case: str) -> None:
        self._db.table("contact").update(contact, {"became": case})

    def put_facts(self, contact: str, facts: dict[str, Any]) -> None:
        self._db.table("contact").update(contact, facts)

    def put_ticks(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("follow_up").upsert_all(rows, pk=("contact", "day"))

    def remove_tick(self, contact: str, day: date) -> None:
        self._db.table("follow_up").delete((contact, day.isoformat()))

    def remove_contact(self, contact: Contact) -> None:
        for day in contact.ticks:
            self.remove_tick(contact.id, day)
        self._db.table("contact").delete(contact.id)
