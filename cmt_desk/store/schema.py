"""Migrations: SQL files in db/migrations, each run once, in its own transaction."""

from functools import partial
from pathlib import Path
from typing import Any

from cmt_desk.paths import MIGRATIONS, SCHEMA
from cmt_desk.store.driver import Database
from cmt_desk.store.trouble import Trouble

SET = "cmt_desk"
APPLICATION_ID = 0x434D5444  # "CMTD", so that a file says what it is


def pending(db: Database, path: Path | None) -> list[str]:
    """Migrations this file still needs. Raises Trouble NEWER for a file from a later version."""
    ours = sorted(file.stem for file in MIGRATIONS.glob("*.sql"))
    applied: set[str] = set()
    if "_sqlite_migrations" in db.table_names():
        rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", [SET])
        applied = {name for (name,) in rows}
    if newer := applied - set(ours):
        raise Trouble("NEWER", path, ", ".join(sorted(newer)))
    return [name for name in ours if name not in applied]


def migrate(db: Database) -> None:
    """Run what is pending, each file in its own transaction, recorded by name."""
    writing = db.writing
    from sqlite_utils import Migrations

    found = Migrations(SET)
    for file in sorted(MIGRATIONS.glob("*.sql")):
        found(name=file.stem)(partial(_run, file.read_text("utf-8")))  # pyright: ignore[reportArgumentType]
    found.apply(writing)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _run(sql: str, db: Any) -> None:
    for statement in statements(sql):
        db.execute(statement)


def statements(sql: str) -> list[str]:
    """The statements of a file. (`executescript` would commit the transaction first.)"""
    from sqlite3 import complete_statement

    found: list[str] = []
    so_far = ""
    for line in sql.splitlines(keepends=True):
        so_far += line
        if line.split("--")[0].rstrip().endswith(";") and complete_statement(so_far):
            found.append(so_far.strip())
            so_far = ""
    return found


def live_schema(db: Database) -> str:
    """The schema of a file as text, in the form of db/schema.sql."""
    rows = db.query(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " AND tbl_name NOT LIKE '\\_%' ESCAPE '\\'"
        " AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"  # FTS5's own
        " ORDER BY tbl_name, type DESC, name"
    )
    return "".join(f"{row['sql']};\n\n" for row in rows)


def expected_schema() -> str:
    return SCHEMA.read_text("utf-8")
