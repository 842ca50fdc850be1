"""Perlu keputusan: the open proposals as a short list, the most urgent first, each with its age."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from cmt_desk.i18n import _, number
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.slices import SLICE
from cmt_desk.ui.widgets import Card, Column, EmptyState, RecordTable, button, heading
from cmt_desk.ui.widgets.table import RECORD

if TYPE_CHECKING:
    from cmt_desk.ui.proposals.now import OpenProposal

MINUTE = 60_000  # milliseconds: an RTO passes without anybody doing anything
SETTLED = 120  # milliseconds without another day: who steps through days does not wait for each queue


class DecisionQueue(Card):
    """Reads, and fetches what reading takes, after the screen was painted; a click leads to one's page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.title = heading(_("Needs a decision"))
        self.all = button(_("Decide…"), "check", lambda: desk.picked.wanted.emit("proposals", ""))
        self.table = RecordTable(
            (
                Column(
                    _("What happened"), lambda r: r.place, lambda r: r.what, width=136,
                    tip=lambda r: r.what, colour=_tone,
                ),
                Column(_("Office"), lambda r: r.office, tip=lambda r: r.office),
                Column(_("Age"), lambda r: -r.age, lambda r: r.age_text, right=True, width=78,
                       tip=lambda r: r.since),
            ),
            key=lambda r: r.key,
        )  # fmt: skip
        self.table.horizontalHeader().setStretchLastSection(False)  # the office has the room
        self.table.setAccessibleName(_("Needs a decision"))
        self.table.clicked.connect(lambda index: self._go(index.data(RECORD)))
        self.table.opened.connect(self._go)
        self.empty = EmptyState(_("Nothing needs a decision on this day."))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.all)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.all.setEnabled(False)
        self.empty.hide()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._reading: Generator[None, None, list[OpenProposal]] | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._read_on)
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        desk.changes.happened.connect(self._follow)
        desk.days.moved.connect(lambda _day: self._soon.start(SETTLED))

    def _follow(self, _operation: Operation) -> None:
        self._soon.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start(0)

    def refresh(self) -> None:
        """Begin anew; what was being read is out of date."""
        self._reading = None
        if self.isVisible() and self._desk.store.is_open:
            from cmt_desk.ui.proposals.now import open_rows

            self._reading = open_rows(self._desk)
            self._read_on()

    def _read_on(self) -> None:
        """A few milliseconds of reading, then the window has its turn; the desk may be closed by then."""
        if not self._desk.store.is_open:
            self._reading = None
        end = perf_counter() + SLICE
        while self._reading is not None:
            try:
                next(self._reading)
            except StopIteration as done:
                self._reading = None
                self.show_open(done.value)
                return
            if perf_counter() > end:
                self._next.start()
                return

    def show_open(self, rows: Sequence[OpenProposal]) -> None:
        self.title.setText(_("Needs a decision") + (f" · {number(len(rows))}" if rows else ""))
        self.table.show_records(rows)
        self.table.setVisible(bool(rows))
        self.empty.setHidden(bool(rows))
        self.all.setEnabled(bool(rows))

    def _go(self, row: OpenProposal) -> None:
        self._desk.picked.wanted.emit("proposals", row.key)


def _tone(row: OpenProposal) -> str | None:
    return look.tokens().danger if row.urgent else None
