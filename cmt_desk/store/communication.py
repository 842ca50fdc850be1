"""Call trees, message templates and sendings in the desk's file."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from cmt_desk.domain.communication import CallContact, Channel, Sending, Template
from cmt_desk.store.driver import Database
from cmt_desk.store.seed import plant_missing, seeded


class Communication:
    def __init__(self, db: Database) -> None:
        self._db = db

    def contacts(self, branch: str | None = None) -> list[CallContact]:
        """Of one tree ("" is the national one), or of all."""
        rows = self._db.query("SELECT * FROM call_contact ORDER BY position, name, id")
        found = [
            CallContact(**{**row, "branch": row["branch"] or "", "caller": row["caller"] or ""})
            for row in rows
        ]
        return [c for c in found if branch is None or c.branch == branch]

    def templates(self) -> list[Template]:
        """In the order of their list; on a desk made before there were any, those of the program."""
        rows = list(self._db.query("SELECT * FROM message_template ORDER BY position, code"))
        return [Template(**row) for row in rows or seeded(self._db, "message_template")]

    def sendings(self, until: date) -> list[Sending]:
        """Up to the end of a day, the newest first."""
        rows = self._db.query(
            "SELECT * FROM sending WHERE at < ? ORDER BY at DESC, id DESC",
            [(until + timedelta(days=1)).isoformat()],
        )
        return [_sending(row) for row in rows]

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_contact(self, contact: CallContact) -> None:
        row = {**asdict(contact), "branch": contact.branch or None, "caller": contact.caller or None}
        self._db.table("call_contact").upsert(row, pk="id")

    def remove_contact(self, id: str) -> None:
        self._db.table("call_contact").delete(id)

    def put_template(self, template: Template) -> None:
        plant_missing(self._db, "message_template")
        self._db.table("message_template").upsert(asdict(template), pk="code")

    def add_sending(self, sending: Sending) -> None:
        self._db.table("sending").insert(
            {
                **asdict(sending),
                "at": sending.at.isoformat(timespec="minutes"),
                "channel": sending.channel.value,
                "branch": sending.branch or None,
            }
        )


def _sending(row: dict[str, Any]) -> Sending:
    return Sending(
        row["id"], datetime.fromisoformat(row["at"]), Channel(row["channel"]), row["recipients"], row["text"],
        row["by"], row["branch"] or "",
    )  # fmt: skip
