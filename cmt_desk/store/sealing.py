"""The entry that ends an operation: its hash over every change, worked out a slice at a time."""

import json
from collections.abc import Generator, Iterator
from typing import Any, TypeVar

from cmt_desk.store.driver import Database
from cmt_desk.store.journal import Journal, Operation, add_to_digest, begun_digest, in_parts
from cmt_desk.store.settings import Settings

Made = TypeVar("Made")


def sealing(
    db: Database, id: str, changes: int, told: dict[str, str | None]
) -> Generator[None, None, Operation | None]:
    """Write the journal entry of an operation; yields between slices, returns the operation.

    `told`: actor, role, at, name, label, reason, undoes.
    """
    journal = Journal(db)
    last = db.execute("SELECT coalesce(max(seq), 0) FROM operation").fetchone()[0]
    desk = Settings(db).get("desk") or "-"
    columns: dict[str, Any] = {
        "id": id,
        "desk": desk,
        "seq": last + 1,
        "clock": last + 1,
        "seen": json.dumps({desk: last}),
        "prev": journal.head(),
        **told,
    }
    sha, tables = begun_digest(columns), set[str]()
    for n, part in enumerate(in_parts(journal.raw_changes(id))):
        if n:
            yield
        add_to_digest(sha, part)
        tables.update(change[1] for change in part)
    db.table("operation").insert({**columns, "hash": sha.hexdigest()})
    kept = {name: columns[name] for name in ("id", "seq", "at", "actor", "name", "label", "reason", "undoes")}
    return Operation(**kept, tables=frozenset(tables), rows=changes)


def last_of(slices: Generator[None, None, Made]) -> Made:
    """All slices at once: what they return."""
    made: list[Made] = []
    for _slice in kept_last(slices, made):
        pass
    return made[0]


def kept_last(slices: Generator[None, None, Made], made: list[Made]) -> Iterator[None]:
    """The slices one by one; what they return is put into `made`."""
    made.append((yield from slices))
