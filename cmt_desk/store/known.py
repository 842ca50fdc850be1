"""What the desk knew at the end of an earlier day: its tables with the journal played back."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from cmt_desk.domain.branches import UTC_HOURS, Bulletin, Reading, Zone
from cmt_desk.store.driver import Database

LATER = """
    SELECT c.key, c.before, c.after FROM change c JOIN operation o ON o.id = c.operation
    WHERE c.tbl = ? AND o.seq > (SELECT coalesce(max(seq), 0) FROM operation WHERE at < ?)
    ORDER BY o.seq DESC, c.n DESC
"""
Rows = dict[tuple[Any, ...], dict[str, Any]]


def end_of(day: date) -> str:
    """Midnight after a day in Jakarta, as the journal writes moments (UTC)."""
    midnight = datetime.combine(day + timedelta(days=1), time(), UTC) - timedelta(hours=UTC_HOURS["WIB"])
    return midnight.isoformat(timespec="seconds")


def rows_then(db: Database, table: str, day: date) -> Rows:
    """A table as it was at the end of a day: every later change of a row taken back, the newest first.

    Whatever was done after the last operation of that day is later, even if a clock went backwards.
    """
    keys = db.keys(table)
    rows: Rows = {tuple(row[k] for k in keys): dict(row) for row in db.query(f"SELECT * FROM {table}")}
    for key, before, after in db.execute(LATER, [table, end_of(day)]):
        where = tuple(json.loads(key))
        if before is None:
            rows.pop(where, None)
        elif after is None:
            rows[where] = json.loads(before)
        else:
            rows[where] = {**rows[where], **json.loads(before)}
    return rows


def bulletins_then(db: Database, day: date) -> list[Bulletin]:
    areas: dict[str, int] = {}
    for bulletin, _area in rows_then(db, "zone_reading", day):
        areas[bulletin] = areas.get(bulletin, 0) + 1
    rows = sorted(rows_then(db, "bulletin", day).values(), key=lambda row: row["day"])
    return [
        Bulletin(
            date.fromisoformat(row["day"]), row["source"], areas.get(row["day"], 0), bool(row["illustrative"])
        )
        for row in rows
    ]


def readings_then(
    db: Database, day: date, area: str | None = None, *, everywhere: bool = False
) -> list[Reading]:
    """The readings of one area, of those with an office or of all, corrected where that was already done."""
    wanted = {area} if area else {row[0] for row in db.execute("SELECT DISTINCT area FROM branch")}
    return [
        Reading(
            date.fromisoformat(row["bulletin"]),
            row["area"],
            Zone(row.get("corrected") or row["zone"]),
            row["published"],
            row.get("reason") or "",
        )
        for row in rows_then(db, "zone_reading", day).values()
        if everywhere or row["area"] in wanted
    ]
