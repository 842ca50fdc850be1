"""Temporary triggers that record every touched row in the journal and refuse writes outside an operation.

They are made anew before the first operation of an open desk, from its own tables, so that no table can be
forgotten.
"""

from cmt_desk.store.driver import Database

JOURNAL = {"operation", "change"}
DERIVED = {  # reckoned from tables that are recorded
    *("case_touched", "case_state", "branch_day", "branch_total"),
    *("case_key", "employee_key"),  # filled by permanent triggers alone
    *("run_touched", "run_due", "run_finish"),
    *("evidence_file", "issued_file"),  # named by what is in them: the journal keeps the names
}
OUTSIDE = "a write outside an operation"


def recorded_tables(db: Database) -> list[str]:
    """Every table that holds facts; full-text tables, and what SQLite keeps for them, hold none."""
    tables = "SELECT name, sql LIKE 'CREATE VIRTUAL %' FROM sqlite_master WHERE type = 'table'"
    rows = db.execute(tables).fetchall()
    kept_for = tuple(f"{name}_" for name, virtual in rows if virtual)
    left_out = {*JOURNAL, *DERIVED, *(name for name, virtual in rows if virtual)}
    return [t for t, _virtual in rows if t not in left_out and not t.startswith(("_", "sqlite_", *kept_for))]


def record_changes(db: Database) -> None:
    """Make the triggers. `operation_id` and `next_change` are functions of the journal."""
    for table in recorded_tables(db):
        for statement in _triggers(db, table):
            db.execute(statement)


def _triggers(db: Database, table: str) -> list[str]:
    told = db.columns(table)
    columns = [column.name for column in told]
    keys = [column.name for column in sorted(told, key=lambda column: column.key) if column.key]
    return [
        _trigger(table, "INSERT", "NEW", keys, "NULL", _whole("NEW", columns)),
        _trigger(table, "DELETE", "OLD", keys, _whole("OLD", columns), "NULL"),
        _trigger(table, "UPDATE", "OLD", keys, *CHANGED, _where_changed(columns)),
    ]


def _trigger(table: str, what: str, row: str, keys: list[str], before: str, after: str, of: str = "") -> str:
    """Refusing and recording in one, in few words: SQLite takes as long as it has to read, for each table."""
    key = ", ".join(f'{row}."{k}"' for k in keys)
    return (
        f"CREATE TEMP TRIGGER {table}_{what.lower()}_recorded AFTER {what} ON main.{table} BEGIN "
        "INSERT INTO change (operation, n, tbl, key, before, after) "
        f"SELECT coalesce(operation_id(), RAISE(ABORT, '{OUTSIDE}')), next_change(), "
        f"'{table}', json_array({key}), {before}, {after} {of}; END"
    )


def _whole(row: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{c}', {row}.\"{c}\"" for c in columns) + ")"


# Only the columns that differ; the key is found through the `key` column.
CHANGED = "json_group_object(name, was)", "json_group_object(name, now)"


def _where_changed(columns: list[str]) -> str:
    """Each column with what it was and is; no row to record where none of them differs."""
    named = "SELECT NULL AS name, NULL AS was, NULL AS now WHERE 0 UNION ALL VALUES "
    rows = ", ".join(f'(\'{c}\', OLD."{c}", NEW."{c}")' for c in columns)
    return f"FROM ({named}{rows}) WHERE was IS NOT now HAVING count(*)"
