"""The one door for writing: one operation is one transaction, one undo step, one announcement."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cmt_desk.store.driver import Connection, Database
from cmt_desk.store.ids import Ids
from cmt_desk.store.journal import Operation
from cmt_desk.store.recording import record_changes
from cmt_desk.store.sealing import kept_last, last_of, sealing
from cmt_desk.store.trouble import Trouble, told_apart

Watcher = Callable[[Operation], None]


@dataclass
class _Current:
    """The operation being written."""

    id: str
    changes: int = 0


class Writing:
    """How an open desk is written to."""

    path: Path | None
    read_only: bool
    db: Database
    new_id: Ids
    actor: str
    role: str
    _connection: Connection
    _now: Callable[[], datetime]

    def __init__(self, settling: Callable[[], Iterator[None]]) -> None:
        self._settling = settling  # at the end of each operation
        self._watchers: list[Watcher] = []
        self._current: _Current | None = None
        self._recording = False  # the journal's triggers are there
        self._resting = False  # between two slices of a long write

    def _teach_sqlite(self) -> None:
        """The functions the journal's triggers ask."""
        for name, function in (
            ("operation_id", lambda: self._current.id if self._current else None),
            ("next_change", self._next_change),
        ):
            self._connection.create_function(name, 0, function)

    def _only_read(self) -> None:
        """SQLite refuses every write until the first operation: the triggers take as long as all the rest of
        opening a desk, and many a desk is opened to be looked at."""
        self._connection.execute("PRAGMA query_only = ON")

    def _record(self) -> None:
        """From now on the triggers refuse what is outside an operation, and keep what is inside."""
        self._connection.execute("PRAGMA query_only = OFF")
        record_changes(self.db)
        self._recording = True

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

    def in_slices(
        self, name: str, label: str, work: Iterator[float], *, undoes: str | None = None
    ) -> Generator[float, None, None]:
        """An operation written a little at a time; yields how far it is. Closing it takes everything back.

        Nobody else may write while it rests between two slices: their rows would become part of it.
        """
        with self._transaction():
            for share in work:
                yield from self._rest(0.8 * share)
            written: list[Operation | None] = []
            sealing = self._sealing(name=name, label=label, reason=None, undoes=undoes)
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
            if not self._recording:
                self._record()
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
        yield from self._settling()
        who = {"actor": self.actor, "role": self.role, "at": self._now().isoformat(timespec="seconds")}
        return (yield from sealing(self.db, self._current.id, self._current.changes, who | told))
