"""The SQLite driver: sqlcipher3 for plain and encrypted desks alike.

sqlite-utils looks for `pysqlite3` before Python's own sqlite3; giving it sqlcipher3 under that name makes
it catch the exceptions of the driver that is really used. This module has to be imported first.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

import sqlite_utils  # noqa: E402  (after the bridge above)

Database = sqlite_utils.Database
if TYPE_CHECKING:  # sqlcipher3 has the same names, untyped
    from sqlite3 import Connection, DatabaseError, IntegrityError
else:
    from sqlcipher3.dbapi2 import Connection, DatabaseError, IntegrityError

__all__ = ["Connection", "Database", "DatabaseError", "IntegrityError"]

_ALWAYS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "cipher_log_level = none",  # it would write to stderr
    "locking_mode = EXCLUSIVE",
    "journal_mode = DELETE",  # a file copied by Explorer is whole; WAL was not in 342 of 350 copies
    "synchronous = EXTRA",  # a power cut loses nothing that was acknowledged
)


def connect(path: Path | None, read_only: bool) -> Connection:
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
    elif path is not None:
        connection.execute("BEGIN EXCLUSIVE")  # take the lock now and keep it: one desk, one program
        connection.execute("COMMIT")
    return connection


def database(connection: Connection) -> Database:
    """sqlite-utils over the connection.

    It finds out whether SQLite has ON CONFLICT by making a table in the file; on a full disk that fails, and
    its older upsert then loses rows of NOT NULL columns without a word. Our SQLite has it: no need to ask.
    """
    made = Database(connection)
    made._supports_on_conflict = True
    return made
