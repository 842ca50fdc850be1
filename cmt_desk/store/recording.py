"""Temporary triggers that record every touched row in the journal and refuse writes outside an operation.

They are made anew each time a desk opens, from its own tables, so that no table can be forgotten.
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
    """Make the triggers. `in_operation`, `operation_id` and `next_change` are functions of the journal."""
    for table in recorded_tables(db):
        for statement in _triggers(db, table):
            db.execute(statement)


def _triggers(db: Database, table: str) -> list[str]:
    columns = [column.name for column in db.columns(table)]
    keys = db.keys(table)
    changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
    return [
        _trigger(table, "INSERT", _key("NEW", keys), "NULL", _whole("NEW", columns)),
        _trigger(table, "DELETE", _key("OLD", keys), _whole("OLD", columns), "NULL"),
        _trigger(
            table,
            "UPDATE",
            _key("OLD", keys),
            _changed("OLD", columns),
            _changed("NEW", columns),
            f"WHEN {changed}",
        ),
    ]


def _trigger(table: str, what: str, key: str, before: str, after: str, when: str = "") -> str:
    """Refusing and recording in one: SQLite reads through all triggers there are to make one more."""
    return (
        f"CREATE TEMP TRIGGER {table}_{what.lower()}_recorded AFTER {what} ON main.{table} {when} BEGIN "
        f"SELECT RAISE(ABORT, '{OUTSIDE}') WHERE NOT in_operation(); "
        "INSERT INTO change (operation, n, tbl, key, before, after) "
        f"VALUES (operation_id(), next_change(), '{table}', {key}, {before}, {after}); END"
    )


def _key(row: str, keys: list[str]) -> str:
    return "json_array(" + ", ".join(f'{row}."{k}"' for k in keys) + ")"


def _whole(row: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{c}', {row}.\"{c}\"" for c in columns) + ")"


def _changed(row: str, columns: list[str]) -> str:
    """Only the columns that differ; the key is found through the `key` column."""
    parts = " UNION ALL ".join(
        f'SELECT \'{c}\' AS c, {row}."{c}" AS v WHERE OLD."{c}" IS NOT NEW."{c}"' for c in columns
    )
    return f"(SELECT json_group_object(c, v) FROM ({parts}))"
