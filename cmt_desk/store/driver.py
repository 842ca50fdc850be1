"""The SQLite driver: sqlcipher3 for plain and encrypted desks alike, and sqlite-utils over it for writing.

sqlite-utils takes longer to import than a desk to open, so reading goes to the driver directly and
sqlite-utils joins at the first write.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # sqlcipher3 has the same names, untyped
    from sqlite3 import Connection, Cursor, DatabaseError, IntegrityError

    import sqlite_utils
else:
    from sqlcipher3.dbapi2 import Connection, DatabaseError, IntegrityError

__all__ = ["Connection", "Database", "DatabaseError", "IntegrityError", "connect", "hold"]

Values = Sequence[Any] | Mapping[str, Any]
ROWS = 100  # of one INSERT

_ALWAYS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # REPLACE is a delete too, and has to be journalled as one
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "cipher_log_level = none",  # it would write to stderr
    "locking_mode = EXCLUSIVE",
    "synchronous = EXTRA",  # a power cut loses nothing that was acknowledged
)


def connect(path: Path | None, read_only: bool) -> "Connection":
    """A connection with every safety on; transactions are begun and ended by hand."""
    if path is None:
        connection = Connection(":memory:", isolation_level=None)
    else:
        mode = "ro" if read_only else "rwc"
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        connection = Connection(uri, uri=True, isolation_level=None, timeout=0.3)
    for pragma in _ALWAYS:
        connection.execute(f"PRAGMA {pragma}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    return connection


def hold(connection: "Connection") -> None:
    """Take the lock of a desk now and keep it: one desk, one program. Not for the file of another program."""
    connection.execute(
        "PRAGMA journal_mode = DELETE"
    )  # a copy by Explorer is whole; WAL was not in 342 of 350
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


class Column(NamedTuple):
    name: str
    type: str
    key: int  # 1, 2 … within the primary key, else 0


class Database:
    """What the rooms read and write with."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    def execute(self, sql: str, values: Values = ()) -> "Cursor":
        return self._connection.execute(sql, values)

    def query(self, sql: str, values: Values = ()) -> Iterator[dict[str, Any]]:
        """Rows as dictionaries by column name."""
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))

    @property
    def rows_changed(self) -> int:
        """How many rows were inserted, changed or deleted since the file was opened."""
        return self._connection.total_changes

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def table_names(self) -> list[str]:
        return [name for (name,) in self.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]

    def columns(self, table: str) -> list[Column]:
        return [Column(row[1], row[2], row[5]) for row in self.execute(f"PRAGMA table_info({table})")]

    def keys(self, table: str) -> list[str]:
        """The primary key's columns in order."""
        key = sorted((c for c in self.columns(table) if c.key), key=lambda column: column.key)
        return [column.name for column in key]

    def table(self, name: str) -> "sqlite_utils.db.Table":
        """A table to write to: insert, upsert, delete."""
        return self.writing.table(name)

    def add(self, table: str, rows: Iterable[Mapping[str, Any]], *, conflict: str = "") -> None:
        """Insert rows that all name the same columns: for long imports, six times as quick as `table`.

        A hundred rows in one statement: one that fires triggers keeps a copy of each page it touches, and
        the pages of neighbours are the same.
        """
        waiting = list(rows)
        if waiting:
            names = list(waiting[0])
            columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            for start in range(0, len(waiting), ROWS):
                part = waiting[start : start + ROWS]
                values = [row[name] for row in part for name in names]
                told = ", ".join([f"({marks})"] * len(part))
                sql = f"INSERT INTO {table} ({columns}) VALUES {told} {conflict}"
                self._connection.execute(sql, values)

    def put(self, table: str, rows: Iterable[Mapping[str, Any]], keys: Sequence[str]) -> None:
        """The same, but of a row whose keys are there the other columns that are named are changed."""
        waiting = list(rows)
        if waiting:
            changed = ", ".join(f'"{name}" = excluded."{name}"' for name in waiting[0] if name not in keys)
            quoted = ", ".join(f'"{key}"' for key in keys)
            self.add(table, waiting, conflict=f"ON CONFLICT ({quoted}) DO UPDATE SET {changed}")

    @cached_property
    def writing(self) -> "sqlite_utils.Database":
        """sqlite-utils over the same connection.

        It finds out whether SQLite has ON CONFLICT by making a table in the file; on a full disk that fails,
        and its older upsert then loses rows of NOT NULL columns without a word. Ours has it: no need to ask.
        """
        made = _sqlite_utils().Database(self._connection)
        made._supports_on_conflict = True
        return made


def _sqlite_utils() -> Any:
    """Import sqlite-utils over our driver.

    It looks for `pysqlite3` before Python's own sqlite3; giving it sqlcipher3 under that name makes it catch
    the exceptions of the driver that is really used. numpy and pandas it imports when they are there, for
    types we never store.
    """
    if "sqlite_utils" not in sys.modules:
        import sqlcipher3
        from sqlcipher3 import dbapi2

        absent = [name for name in ("numpy", "pandas") if name not in sys.modules]
        sys.modules.update(dict.fromkeys(absent))  # pyright: ignore[reportArgumentType, reportCallIssue]
        sys.modules["pysqlite3"] = sqlcipher3
        sys.modules["pysqlite3.dbapi2"] = dbapi2
        import sqlite_utils

        for name in absent:
            del sys.modules[name]
    import sqlite_utils

    return sqlite_utils
