"""The crisis log in the desk's file."""

from datetime import date, datetime, timedelta

from cmt_desk.domain.crisis_log import LogKind, LogLine
from cmt_desk.store.driver import Database

COLUMNS = "e.id, e.at, e.kind, e.text, e.by, e.branch, e.corrects, e.reason, n.id"
ENTRIES = f"""
    SELECT {COLUMNS} FROM log_entry e LEFT JOIN log_entry n ON n.corrects = e.id AND n.at < :end
    WHERE e.at < :end ORDER BY e.at, e.id
"""
ENTRY = f"""
    SELECT {COLUMNS} FROM log_entry e LEFT JOIN log_entry n ON n.corrects = e.id WHERE e.id = ?
"""


class CrisisLog:
    def __init__(self, db: Database) -> None:
        self._db = db

    def entries(self, until: date) -> list[LogLine]:
        """Every version up to the end of a day, in time order; corrected ones say by which."""
        rows = self._db.execute(ENTRIES, {"end": (until + timedelta(days=1)).isoformat()})
        return [_line(*row) for row in rows]

    def get(self, entry: str) -> LogLine | None:
        return next((_line(*row) for row in self._db.execute(ENTRY, [entry])), None)

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


def _line(
    id: str,
    at: str,
    kind: str,
    text: str,
    by: str,
    branch: str | None,
    corrects: str | None,
    reason: str,
    later: str | None,
) -> LogLine:
    return LogLine(
        id, datetime.fromisoformat(at), LogKind(kind), text, by, branch or "", corrects=corrects or "",
        reason=reason, corrected_by=later or "",
    )  # fmt: skip
