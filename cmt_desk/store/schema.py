"""Migrations: SQL files in db/migrations, each run once, in its own transaction."""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import complete_statement

from cmt_desk.paths import MIGRATIONS, SCHEMA
from cmt_desk.store import driver
from cmt_desk.store.trouble import Trouble

# after the driver's bridge
from sqlite_utils import Migrations  # isort: skip

APPLICATION_ID = 0x434D5444  # "CMTD", so that a file says what it is


def migrations(folder: Path = MIGRATIONS) -> Migrations:
    found = Migrations("cmt_desk")
    for file in sorted(folder.glob("*.sql")):
        found(name=file.stem)(_runner(file.read_text("utf-8")))
    return found


def _runner(sql: str):
    def run(db: driver.Database) -> None:
        for statement in statements(sql):
            db.execute(statement)

    return run


def statements(sql: str) -> list[str]:
    """The statements of a file. (`executescript` would commit the transaction first.)"""
    found: list[str] = []
    so_far = ""
    for line in sql.splitlines(keepends=True):
        so_far += line
        if line.split("--")[0].rstrip().endswith(";") and complete_statement(so_far):
            found.append(so_far.strip())
            so_far = ""
    return found


def pending(db: driver.Database, path: Path | None) -> list[str]:
    """Migrations this file still needs. Raises Trouble NEWER for a file from a later version."""
    ours = migrations()
    applied = {m.name for m in ours.applied(db)}
    newer = applied - {file.stem for file in MIGRATIONS.glob("*.sql")}
    if newer:
        raise Trouble("NEWER", path, ", ".join(sorted(newer)))
    return [m.name for m in ours.pending(db)]


def migrate(db: driver.Database) -> None:
    migrations().apply(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def live_schema(db: driver.Database) -> str:
    """The schema of a file as text, in the form of db/schema.sql."""
    rows = db.query(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " AND tbl_name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY tbl_name, type DESC, name"
    )
    return "".join(f"{row['sql']};\n\n" for row in rows)


def expected_schema() -> str:
    return SCHEMA.read_text("utf-8")
