"""What the desk remembers: one SQLite file, one connection, one door for writing."""

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from cmt_desk.store import driver
from cmt_desk.store.branches import Branches
from cmt_desk.store.case_finding import CaseFinding
from cmt_desk.store.cases import Cases
from cmt_desk.store.ids import Ids, fresh_id, this_user
from cmt_desk.store.journal import Journal, Operation
from cmt_desk.store.people import People
from cmt_desk.store.plan import Plans
from cmt_desk.store.protocols import Protocols
from cmt_desk.store.rooms import Rooms
from cmt_desk.store.safety import verified_copy
from cmt_desk.store.schedule import Schedule
from cmt_desk.store.schema import APPLICATION_ID, migrate, pending
from cmt_desk.store.settings import Settings
from cmt_desk.store.settling import settle_at_start, settling
from cmt_desk.store.sheets import Sheets
from cmt_desk.store.trouble import Trouble, told_apart
from cmt_desk.store.writing import Writing

__all__ = ["Operation", "Store", "Trouble"]


class Store(Rooms, Writing):
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
        self.actor, self.role = this_user(), ""
        self.mandate = ""  # under which who is at the desk may act
        self.is_open = True
        Writing.__init__(self, lambda: settling(self))
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
        """A new, empty desk, or nothing. Raises Trouble EXISTS rather than touch a file that is there."""
        if path.exists():
            raise Trouble("EXISTS", path)
        if not path.parent.is_dir():
            raise Trouble("NOWHERE", path)
        try:
            return cls(path, **options)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

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
        is_new = self.db.execute("PRAGMA page_count").fetchone()[0] == 0
        if not is_new and self.db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise Trouble("NOT_A_DESK", self.path)
        if self.path and not self.read_only:
            driver.hold(self._connection)
        if waiting := pending(self.db, self.path):
            if self.read_only:
                raise Trouble("READ_ONLY", self.path)
            if self.path and not is_new:
                verified_copy(self._connection, self.path.with_suffix(f".before-{waiting[0]}.desk"))
            migrate(self.db)
        self._teach_sqlite()
        if not self.read_only:
            settle_at_start(self)
            self._only_read()

    def close(self) -> None:
        self.is_open = False
        self._connection.close()

    def copy_to(self, target: Path) -> None:
        """A whole, checked copy in another file; what was there stays until it is whole. Raises Trouble."""
        before = self.db.execute("PRAGMA query_only").fetchone()[0]
        with told_apart(target):
            self._connection.execute("PRAGMA query_only = OFF")  # or SQLite would not write the copy either
            try:
                verified_copy(self._connection, target)
            finally:
                self._connection.execute(f"PRAGMA query_only = {before}")

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
    def case_finding(self) -> CaseFinding:
        return CaseFinding(self.db, self.cases)

    @cached_property
    def schedule(self) -> Schedule:
        return Schedule(self.db)

    @cached_property
    def protocols(self) -> Protocols:
        return Protocols(
            self.db, self.cases, lambda: self.settings.fixed_today or self._now().astimezone().date()
        )

    @cached_property
    def plans(self) -> Plans:
        return Plans(self.db)

    @cached_property
    def sheets(self) -> Sheets:
        return Sheets(self)
