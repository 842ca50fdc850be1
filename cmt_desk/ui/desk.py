"""What every screen is given: the store, the day shown, what is picked, and one way to act."""

from collections.abc import Callable
from dataclasses import field
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from cmt_desk.domain.errors import Refused
from cmt_desk.operations.clock import now_at, today_of
from cmt_desk.records import record
from cmt_desk.store import Store, Trouble
from cmt_desk.wording import trouble


class Changes(QObject):
    """Announces every operation, with the tables it touched."""

    happened = Signal(object)  # store.Operation


class Days(QObject):
    """The day in the header; every tab shows it."""

    moved = Signal(object)  # date

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self._day = today

    @property
    def day(self) -> date:
        return self._day

    @property
    def is_past(self) -> bool:
        """Past days are read-only."""
        return self._day < self.today

    def move_to(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self.moved.emit(day)


class Picked(QObject):
    """What is picked, shared by all tabs, and where somebody wants to go."""

    branch_changed = Signal(str)
    wanted = Signal(str, str)  # place and key, as `Window.go` leads there

    def __init__(self) -> None:
        super().__init__()
        self._branch = ""

    @property
    def branch(self) -> str:
        return self._branch

    def pick_branch(self, code: str) -> None:
        if code != self._branch:
            self._branch = code
            self.branch_changed.emit(code)


class Seat(QObject):
    """Who is at the desk; the store knows the person, this tells that it is another."""

    changed = Signal()


class Banner(QObject):
    """One sentence for the user, shown under the header."""

    said = Signal(str, str)  # kind ("refused", "trouble", "done"), sentence
    led = Signal(str, str, str)  # where the sentence just said leads: the words of a button, place, key


class Copies(QObject):
    """When this laptop last saved a copy of the desk; the desk itself does not know of its copies."""

    made = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.last: datetime | None = None

    def note(self, at: datetime) -> None:
        self.last = at
        self.made.emit()


@record
class Desk:
    """Everything a tab may use."""

    store: Store
    days: Days
    changes: Changes = field(default_factory=Changes)
    picked: Picked = field(default_factory=Picked)
    banner: Banner = field(default_factory=Banner)
    seat: Seat = field(default_factory=Seat)
    copies: Copies = field(default_factory=Copies)

    @classmethod
    def over(cls, store: Store) -> "Desk":
        desk = cls(store, Days(today_of(store)))
        store.watch(desk.changes.happened.emit)
        return desk

    @property
    def writable(self) -> bool:
        """A past day and a desk opened for reading only are not; forms do not open there."""
        return not self.days.is_past and not self.store.read_only

    def may_write(self) -> bool:
        """Whether the file may be written; if not, the banner says so."""
        if self.store.read_only:
            self.banner.said.emit("refused", trouble("READ_ONLY", self._file))
        return not self.store.read_only

    @property
    def _file(self) -> str:
        return self.store.path.name if self.store.path else ""

    def now(self, time_zone: str = "WIB") -> datetime:
        """The time at an office."""
        return now_at(self.store, time_zone)

    def perform(self, action: Callable[[], object]) -> bool:
        """Run an operation; a rule that says no, or trouble with the file, goes to the banner."""
        try:
            action()
        except Refused as refused:
            self.banner.said.emit("refused", str(refused))
        except Trouble as error:
            file = str(error.path.name if error.path else "")
            self.banner.said.emit("trouble", trouble(error.code, file))
        else:
            return True
        return False
