"""Is this desk sound? The chain, table = journal, the schema, SQLite's own checks."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cmt_desk.records import record
from cmt_desk.store.driver import DatabaseError
from cmt_desk.store.recording import recorded_tables
from cmt_desk.store.schema import expected_schema, live_schema

if TYPE_CHECKING:
    from cmt_desk.store import Store

Row = dict[str, Any]
Key = tuple[Any, ...]


@record
class Finding:
    """One check: CHAIN, TABLES, SCHEMA, INTEGRITY, REFERENCES or SHEETS; `detail` says what differs."""

    check: str
    sound: bool
    detail: str = ""


def verify(store: "Store") -> list[Finding]:
    """Every check, whatever the others found: one that meets a damaged page is not sound."""
    return [
        _checked("CHAIN", lambda: _said(store.journal.broken_at())),
        _checked("TABLES", lambda: ", ".join(_tables_unlike_journal(store))),
        _checked("SCHEMA", lambda: ", ".join(_unlike_schema(store))),
        _checked("INTEGRITY", lambda: _integrity(store)),
        _checked("REFERENCES", lambda: _said(*store.db.execute("PRAGMA foreign_key_check").fetchone() or ())),
        _checked("SHEETS", lambda: ", ".join(store.issued.unsound())),
    ]


def _checked(check: str, find: Callable[[], str]) -> Finding:
    try:
        wrong = find()
    except DatabaseError as error:
        wrong = str(error)
    return Finding(check, not wrong, wrong)


def _said(found: object = None, *_more: object) -> str:
    return "" if found is None else str(found)


def _integrity(store: "Store") -> str:
    first = store.db.execute("PRAGMA integrity_check").fetchone()[0]
    return "" if first == "ok" else first


def _unlike_schema(store: "Store") -> list[str]:
    """The first line of each statement that stands in this file alone, or only in db/schema.sql."""
    live, expected = (text.split(";\n\n") for text in (live_schema(store.db), expected_schema()))
    return sorted(statement.split("\n")[0] for statement in {*live} ^ {*expected})


def _tables_unlike_journal(store: "Store") -> list[str]:
    """Play the whole journal from nothing and compare each table with what it gives."""
    replayed: dict[str, dict[Key, Row]] = {}
    keys = {table: store.db.keys(table) for table in recorded_tables(store.db)}
    changes = store.db.execute(
        "SELECT c.tbl, c.key, c.before, c.after FROM change c JOIN operation o ON o.id = c.operation"
        " ORDER BY o.seq, c.n"
    )
    for table, key, before, after in changes:
        if table not in keys:
            continue  # the table is gone: SCHEMA tells
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
