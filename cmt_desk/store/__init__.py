"""What the desk remembers: one SQLite file, one connection, one door for writing."""

import os
import stat
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from cmt_desk.store import driver
from cmt_desk.store.branches import Branches
from cmt_desk.store.cases import Cases
from cmt_desk.store.ids import Ids, fresh_id, this_user
from cmt_desk.store.journal import Journal, Operation
from cmt_desk.store.people import People
from cmt_desk.store.plan import Plans
from cmt_desk.store.protocols import Protocols
from cmt_desk.store.recording import record_changes
from cmt_desk.store.rooms import Rooms
from cmt_desk.store.safety import verified_copy
from cmt_desk.store.schedule import Schedule
from cmt_desk.store.schema import migrate, pending
from cmt_desk.store.sealing import kept_last, last_of, sealing
from cmt_desk.store.settings import Settings
from cmt_desk.store.settling import settle, settle_at_start
from cmt_desk.store.sheets import Sheets
from cmt_desk.store.trouble import Trouble, told_apart

__all__ = ["Operation", "Store", "Trouble"]

Watcher = Callable[[Operation], None]


@dataclass
class _Current:
    """The operation being written."""

    id: str
    changes: int = 0


class Store(Rooms):
    """An open desk. Reading goes through its rooms, writing only inside `operation`."""

    def __init__(
        self,
        path: Path | None,
        *,
        read_only: bool = False,
        ids: Ids = fresh_id,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.path, self.read_only = path, read_only
        self.new_id, self._now = ids, now
        self.actor, self.role = this_user(), "CMT"
        self._watchers: list[Watcher] = []
        self._current: _Current | None = None
        self._resting = False  # between two slices of a long write
        with told_apart(path):
            self._connection = driver.connect(path, read_only)
            try:
                self.db = driver.Database(self._connection)
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    # --- opening and closing ---------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, **options: Any) -> "Store":
        """A new, empty desk. Raises Trouble EXISTS rather than touch a file that is there."""
        if path.exists():
            raise Trouble("EXISTS", path)
        if not path.parent.is_dir():
            raise Trouble("NOWHERE", path)
        return cls(path, **options)

    @classmethod
    def open(cls, path: Path, *, for_reading: bool = False) -> "Store":
        """An existing desk. A file that may not be written opens for reading, or raises READ_ONLY."""
        if not path.is_file():
            raise Trouble("NOT_A_DESK" if path.exists() else "MISSING", path)
        if path.stat().st_size == 0:
            raise Trouble("NOT_A_DESK", path)
        locked_file = not os.access(path, os.W_OK) or not path.stat().st_mode & stat.S_IWUSR
        if locked_file and not for_reading:
            raise Trouble("READ_ONLY", path)
        return cls(path, read_only=locked_file)

    @classmethod
    def in_memory(cls, **options: Any) -> "Store":
        return cls(None, **options)

    def _prepare(self) -> None:
        existing = set(self.db.table_names())
        if existing and not {"operation", "change"} <= existing:
            raise Trouble("NOT_A_DESK", self.path)
        if waiting := pending(self.db, self.path):
            if self.read_only:
                raise Trouble("READ_ONLY", self.path)
            if existing and self.path:
                verified_copy(self._connection, self.path.with_suffix(f".before-{waiting[0]}.desk"))
            migrate(self.db)
        for name, arguments, function in (
            ("in_operation", 0, lambda: self._current is not None),
            ("operation_id", 0, lambda: self._current.id if self._current else None),
            ("next_change", 0, self._next_change),
        ):
            self._connection.create_function(name, arguments, function)
        if not self.read_only:
            record_changes(self.db)
            settle_at_start(self)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- rooms -----------------------------------------------------------------------------------

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.db)

    @cached_property
    def settings(self) -> Settings:
        return Settings(self.db)

    @cached_property
    def branches(self) -> Branches:
        return Branches(self.db)

    @cached_property
    def people(self) -> People:
        return People(self.db)

    @cached_property
    def cases(self) -> Cases:
        return Cases(self.db)

    @cached_property
    def schedule(self) -> Schedule:
        return Schedule(self.db)

    @cached_property
    def protocols(self) -> Protocols:
        return Protocols(self.db, self.cases, lambda: self.settings.fixed_today or self._now().date())

    @cached_property
    def plans(self) -> Plans:
        return Plans(self.db)

    @cached_property
    def sheets(self) -> Sheets:
        return Sheets(self)

    # --- writing ---------------------------------------------------------------------------------

    def watch(self, watcher: Watcher) -> None:
        """Be told of every operation once it is safely on disk."""
        self._watchers.append(watcher)

    @contextmanager
    def operation(
        self, name: str, label: str, *, reason: str | None = None, undoes: str | None = None
    ) -> Iterator[None]:
        """One transaction, one undo step, one journal entry, one announcement; inner ones join it.

        An operation that changed nothing leaves no entry. Raises Trouble BUSY between two slices of another.
        """
        if self._current is not None and not self._resting:
            yield
            return
        with self._transaction():
            yield
            written = last_of(self._sealing(name=name, label=label, reason=reason, undoes=undoes))
        self._announce(written)

    def in_slices(self, name: str, label: str, work: Iterator[float]) -> Iterator[float]:
        """An operation written a little at a time; yields how far it is. Closing it takes everything back.

        Nobody else may write while it rests between two slices: their rows would become part of it.
        """
        with self._transaction():
            for share in work:
                yield from self._rest(0.8 * share)
            written: list[Operation | None] = []
            sealing = self._sealing(name=name, label=label, reason=None, undoes=None)
            for _slice in kept_last(sealing, written):
                yield from self._rest(0.9)
        self._announce(*written)

    def _rest(self, share: float) -> Iterator[float]:
        self._resting = True
        try:
            yield share
        finally:
            self._resting = False

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise Trouble("READ_ONLY", self.path)
        if self._current is not None:
            raise Trouble("BUSY", self.path)
        with told_apart(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            self._current = _Current(self.new_id())
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._current = None

    def _announce(self, written: Operation | None) -> None:
        if written:
            for watcher in self._watchers:
                watcher(written)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the running operation: if it raises, its own writes go and the rest of them stay."""
        assert self._current is not None
        changes = self._current.changes
        self._connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK TO attempt")
            self._current.changes = changes
            raise
        finally:
            self._connection.execute("RELEASE attempt")

    def _next_change(self) -> int:
        assert self._current is not None
        self._current.changes += 1
        return self._current.changes

    def _sealing(self, **told: str | None) -> Generator[None, None, Operation | None]:
        """Write the journal entry of the operation that ends now, a slice of its changes at a time."""
        assert self._current is not None
        if not self._current.changes:
            return None
        settle(self)
        who = {"actor": self.actor, "role": self.role, "at": self._now().isoformat(timespec="seconds")}
        return (yield from sealing(self.db, self._current.id, self._current.changes, who | told))
