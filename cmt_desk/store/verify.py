"""Is this desk sound? The chain, table = journal, the schema, SQLite's own checks."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cmt_desk.store.recording import recorded_tables
from cmt_desk.store.schema import expected_schema, live_schema

if TYPE_CHECKING:
    from cmt_desk.store import Store

Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Finding:
    """One check: CHAIN, TABLES, SCHEMA, INTEGRITY, REFERENCES or SHEETS; `detail` says what differs."""

    check: str
    sound: bool
    detail: str = ""


def verify(store: "Store") -> list[Finding]:
    broken = store.journal.broken_at()
    different = _tables_unlike_journal(store)
    integrity = store.db.execute("PRAGMA integrity_check").fetchone()[0]
    dangling = store.db.execute("PRAGMA foreign_key_check").fetchone()
    unsound = store.issued.unsound()
    return [
        Finding("CHAIN", broken is None, "" if broken is None else str(broken)),
        Finding("TABLES", not different, ", ".join(different)),
        Finding("SCHEMA", live_schema(store.db) == expected_schema()),
        Finding("INTEGRITY", integrity == "ok", "" if integrity == "ok" else integrity),
        Finding("REFERENCES", dangling is None, "" if dangling is None else str(dangling[0])),
        Finding("SHEETS", not unsound, ", ".join(unsound)),
    ]


def _tables_unlike_journal(store: "Store") -> list[str]:
    """Play the whole journal from nothing and compare each table with what it gives."""
    replayed: dict[str, dict[Key, Row]] = {}
    keys = {table: store.db.keys(table) for table in recorded_tables(store.db)}
    changes = store.db.execute(
        "SELECT c.tbl, c.key, c.before, c.after FROM change c JOIN operation o ON o.id = c.operation"
        " ORDER BY o.seq, c.n"
    )
    for table, key, before, after in changes:
        rows = replayed.setdefault(table, {})
        known = rows.pop(tuple(json.loads(key)), None) if before else None
        if after is not None:
            row = {**(known or {}), **json.loads(after)}
            rows[tuple([row[k] for k in keys[table]])] = row
    return [
        table
        for table in keys
        if _live(store, table, keys[table]) != {k: _filled(row) for k, row in replayed.get(table, {}).items()}
    ]


def _live(store: "Store", table: str, keys: list[str]) -> dict[Key, Row]:
    rows = store.db.query(f"SELECT * FROM {table}")
    return {tuple([row[k] for k in keys]): _filled(row) for row in rows}


def _filled(row: Row) -> Row:
    """Without the empty columns: the journal of older rows does not know a column that came later."""
    return {name: value for name, value in row.items() if value is not None}
