"""The crisis log in the desk's file."""

from datetime import date, datetime, timedelta
from typing import Any

from cmt_desk.domain.crisis_log import LogKind, LogLine
from cmt_desk.store.driver import Database

ENTRIES = """
    SELECT e.*, n.id AS later FROM log_entry e
    LEFT JOIN log_entry n ON n.corrects = e.id AND n.at < :end
    WHERE e.at < :end ORDER BY e.at, e.id
"""
ENTRY = """
    SELECT e.*, n.id AS later FROM log_entry e LEFT JOIN log_entry n ON n.corrects = e.id WHERE e.id = ?
"""


class CrisisLog:
    def __init__(self, db: Database) -> None:
        self._db = db

    def entries(self, until: date) -> list[LogLine]:
        """Every version up to the end of a day, in time order; corrected ones say by which."""
        rows = self._db.query(ENTRIES, {"end": (until + timedelta(days=1)).isoformat()})
        return [_line(row) for row in rows]

    def get(self, entry: str) -> LogLine | None:
        return next((_line(row) for row in self._db.query(ENTRY, [entry])), None)

    # --- writing (inside an operation) ---------------------------------------------------------------

    def add(self, line: LogLine) -> None:
        self._db.table("log_entry").insert(
            {
                "id": line.id,
                "at": line.at.isoformat(timespec="minutes"),
                "kind": line.kind.value,
                "branch": line.branch or None,
                "text": line.text,
                "by": line.by,
                "corrects": line.corrects or None,
                "reason": line.reason,
            }
        )


def _line(row: dict[str, Any]) -> LogLine:
    return LogLine(
        row["id"], datetime.fromisoformat(row["at"]), LogKind(row["kind"]), row["text"], row["by"],
        row["branch"] or "", corrects=row["corrects"] or "", reason=row["reason"],
        corrected_by=row["later"] or "",
    )  # fmt: skip
