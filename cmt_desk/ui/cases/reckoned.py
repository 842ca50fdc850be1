"""A page whose lines are reckoned from all cases: at once for a small desk, else between the events."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from cmt_desk.domain.case_filter import CaseFilter, begins
from cmt_desk.i18n import _, number
from cmt_desk.store import Store
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.desk import Desk

if TYPE_CHECKING:
    from cmt_desk.store.case_table import CaseTable

QUICK = 3_000  # cases: so many are reckoned at once
SLICE = 0.008  # seconds of reckoning before the window has its turn
HELD = 600  # milliseconds without a key before reckoning goes on
MOST = 1_000  # lines shown; the search finds the others
Work = Callable[[Store, date], Iterator[list[Any]]]


class ReckonedPage(CasePage):
    """`counted` gives the number of lines once they are known; meanwhile the earlier ones stay."""

    counted = Signal(int)

    def __init__(
        self, desk: Desk, cases: "CaseTable", work: Work, in_order: Callable[[Iterable[Any]], Sequence[Any]]
    ) -> None:
        super().__init__()
        self._desk, self._cases, self._work, self._in_order = desk, cases, work, in_order
        self._reckoned: tuple[date, str] | None = None  # the day and the journal's state
        self._parts: Iterator[list[Any]] = iter(())
        self._so_far: list[Any] = []
        self.lines: Sequence[Any] = ()
        self.shown = CaseFilter()
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(lambda: self._reckon(SLICE))

    @property
    def reckoning(self) -> bool:
        return self._turn.isActive()

    def refresh(self, shown: CaseFilter) -> int | None:
        """Reckon anew if anything was written or another day is shown; not before the table was read."""
        self.shown = shown
        if self._cases.unread:
            return None
        now = self._desk.days.day, self._desk.store.journal.head()
        if now != self._reckoned:
            self._reckoned, self._so_far = now, []
            self._parts = self._work(self._desk.store, self._desk.days.day)
            if self._cases.expected > QUICK:
                self._turn.start()
            else:
                self._reckon(float("inf"))
        self.show_lines()
        return None if self.reckoning else len(self.lines)

    def hold(self) -> None:
        """Somebody is typing: go on a moment later."""
        if self.reckoning:
            self._turn.start(HELD)

    def _reckon(self, seconds: float) -> None:
        self._turn.setInterval(0)
        until = time.monotonic() + seconds
        for part in self._parts:
            self._so_far += part
            if time.monotonic() >= until:
                return
        self._turn.stop()
        self.lines = self._in_order(self._so_far)
        self.show_lines()
        self.counted.emit(len(self.lines))

    def fitting(self) -> list[Any]:
        """Those of `lines` that have the words searched for, as many as a person would look through."""
        words = self.shown.words
        return list(islice((x for x in self.lines if not words or begins(words, self.haystack(x))), MOST))

    def told(self, shown: int, all_of_them: str) -> str:
        """How many lines there are, and how many of them are shown."""
        if self.reckoning:
            return _("Checking the cases…")
        if shown == len(self.lines):
            return all_of_them
        return _("{all} · {n} of them shown").format(all=all_of_them, n=number(shown))

    def haystack(self, line: Any) -> str:
        """What the search looks in; each page names the words of its own kind of line."""
        raise NotImplementedError

    def show_lines(self) -> None:
        """Show `fitting`; each page has its own table for its own kind of line."""
        raise NotImplementedError
