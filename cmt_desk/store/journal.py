"""The journal: undo, audit and announcements from one record of what every operation changed."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from cmt_desk.records import record
from cmt_desk.store.driver import Database
from cmt_desk.store.playing import Change, Overtaken, Player

if TYPE_CHECKING:
    import hashlib

__all__ = ["Change", "Journal", "Operation", "Overtaken", "digest"]

FOUNDING = frozenset({"create_desk", "build_demo"})  # a desk cannot be undone into nothing
ON_PAPER = frozenset({"issue_sheet"})  # paper cannot be undone: what came before it still can


@record
class Operation:
    """One named write: who, when, what, and the tables it touched."""

    id: str
    seq: int
    at: str
    actor: str
    name: str
    label: str
    reason: str | None
    undoes: str | None
    tables: frozenset[str] = frozenset()
    rows: int = 0


PART = 500  # changes that are looked at together
_QUOTED = json.encoder.encode_basestring
ENTRIES = """
    SELECT o.id, o.seq, o.at, o.actor, o.name, o.label, o.reason, o.undoes,
           group_concat(DISTINCT c.tbl) AS tables, count(c.n) AS rows
    FROM operation o LEFT JOIN change c ON c.operation = o.id
    WHERE o.seq > :after GROUP BY o.id ORDER BY o.seq
"""


class Journal:
    """Reads the journal and plays it back. Only `Store` writes operations."""

    def __init__(self, db: Database) -> None:
        self._db, self._player = db, Player(db)

    def entries(self, after: int = 0) -> list[Operation]:
        return [
            Operation(**{**row, "tables": frozenset(filter(None, (row["tables"] or "").split(",")))})
            for row in self._db.query(ENTRIES, {"after": after})
        ]

    def latest(self, count: int) -> list[Operation]:
        """The last operations, the newest first, without their tables and rows."""
        rows = self._db.query(
            "SELECT id, seq, at, actor, name, label, reason, undoes FROM operation ORDER BY seq DESC LIMIT ?",
            [count],
        )
        return [Operation(**row) for row in rows]

    def began(self) -> str:
        """When the desk was made, in UTC; "" for one without an operation."""
        row = self._db.execute("SELECT at FROM operation ORDER BY seq LIMIT 1").fetchone()
        return row[0] if row else ""

    def undoable(self) -> Operation | None:
        done, _ = self._stacks()
        return done[-1] if done else None

    def redoable(self) -> Operation | None:
        _, undone = self._stacks()
        return undone[-1] if undone else None

    def _stacks(self) -> tuple[list[Operation], list[Operation]]:
        """What could be undone and redone, found by replaying the names alone."""
        done: list[Operation] = []
        undone: list[Operation] = []
        rows = self._db.query(
            "SELECT id, seq, at, actor, name, label, reason, undoes FROM operation ORDER BY seq"
        )
        for operation in (Operation(**row) for row in rows):
            if operation.name in FOUNDING | ON_PAPER:
                continue
            if operation.name == "undo":
                undone.append(done.pop())
            elif operation.name == "redo":
                done.append(undone.pop())
            else:
                done.append(operation)
                undone.clear()
        return done, undone

    def size(self, operation: str) -> int:
        """How many changes an operation made."""
        found = self._db.execute("SELECT max(n) FROM change WHERE operation = ?", [operation]).fetchone()[0]
        return found or 0

    def changes(self, operation: str, first: int = 1, last: int = sys.maxsize) -> list[Change]:
        """What an operation did, in its order; of a long one only the changes numbered so."""
        rows = self._db.query(
            "SELECT tbl, key, before, after FROM change WHERE operation = ? AND n BETWEEN ? AND ? ORDER BY n",
            [operation, first, last],
        )
        return [
            Change(
                row["tbl"],
                json.loads(row["key"]),
                json.loads(row["before"]) if row["before"] else None,
                json.loads(row["after"]) if row["after"] else None,
            )
            for row in rows
        ]

    def playing(self, operation: str, back: bool) -> Iterator[float]:
        """Play an operation back (undo) or again (redo), a part at a time; yields how far it is.

        Raises Overtaken where a row has moved on.
        """
        starts = range(1, self.size(operation) + 1, PART)
        for n, start in enumerate(reversed(starts) if back else starts, start=1):
            part = self.changes(operation, start, start + PART - 1)
            self._player.play(reversed(part) if back else part, back)
            yield n / len(starts)

    def head(self) -> str:
        """The newest hash; 64 zeros before the first operation."""
        row = self._db.execute("SELECT hash FROM operation ORDER BY seq DESC LIMIT 1").fetchone()
        return row[0] if row else "0" * 64

    def heads(self) -> list[tuple[int, str, str, str]]:
        """Every state of the journal: number, time and label of the entry that made it, and its hash."""
        return list(self._db.execute("SELECT seq, at, label, hash FROM operation ORDER BY seq"))

    def broken_at(self) -> int | None:
        """The first operation whose hash does not follow from its content; None for a sound chain."""
        prev = "0" * 64
        for row in self._db.query("SELECT * FROM operation ORDER BY seq"):
            columns = {k: v for k, v in row.items() if k != "hash"}
            if row["prev"] != prev or digest(columns, self.raw_changes(row["id"])) != row["hash"]:
                return row["seq"]
            prev = row["hash"]
        return None

    def raw_changes(self, operation: str) -> Iterator[tuple[Any, ...]]:
        yield from self._db.execute(
            "SELECT n, tbl, key, before, after FROM change WHERE operation = ? ORDER BY n",
            [operation],
        )


def digest(columns: Mapping[str, Any], changes: Iterable[tuple[Any, ...]]) -> str:
    """SHA-256 over all columns of an operation and all its changes."""
    sha = begun_digest(columns)
    for part in in_parts(changes):
        add_to_digest(sha, part)
    return sha.hexdigest()


def in_parts(changes: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Some changes at a time: a long operation has half a million."""
    recorded = iter(changes)
    while part := list(islice(recorded, PART)):
        yield part


def begun_digest(columns: Mapping[str, Any]) -> "hashlib._Hash":
    import hashlib  # OpenSSL: reading a desk does not need it

    return hashlib.sha256(json.dumps(columns, sort_keys=True, ensure_ascii=False).encode())


def add_to_digest(sha: "hashlib._Hash", changes: Iterable[tuple[Any, ...]]) -> None:
    """Changes as JSON, written by hand: json.dumps took seven times as long, most of a long seal."""
    told = [
        f"[{n}, {_QUOTED(tbl)}, {_QUOTED(key)}, {'null' if before is None else _QUOTED(before)},"
        f" {'null' if after is None else _QUOTED(after)}]"
        for n, tbl, key, before, after in changes
    ]
    sha.update("".join(told).encode())
