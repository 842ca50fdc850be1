"""Perlu keputusan: the open proposals as a short list, the most urgent first, each with its age."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from cmt_desk.domain.proposals import Proposal
from cmt_desk.domain.triggers import urgency
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.ripple_words import Names, trigger_name
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.proposals.now import open_now
from cmt_desk.ui.widgets import Card, Column, EmptyState, RecordTable, button, heading
from cmt_desk.ui.widgets.table import RECORD

URGENT = ("case.confirmed", "wfh_full.met", "zone.raised", "cover.failed", "roster.broken")


@dataclass(frozen=True)
class _Row:
    proposal: Proposal
    place: int
    office: str
    age: int


class DecisionQueue(Card):
    """Reads after the screen was painted; a click leads to the page of that proposal."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.title = heading("")
        self.all = button(_("Decide…"), "check", lambda: desk.picked.wanted.emit("proposals", ""))
        self.table = RecordTable(
            (
                Column(_("What happened"), lambda r: r.place, _what, width=150, tip=_what, colour=_tone),
                Column(_("Office"), lambda r: r.office, tip=lambda r: r.office),
                Column(_("Age"), lambda r: -r.age, _age, right=True, width=66, tip=_since),
            ),
            key=lambda r: r.proposal.key,
        )
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
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        desk.changes.happened.connect(self._follow)
        desk.days.moved.connect(lambda _day: self._soon.start())
        self.show_open(())

    def _follow(self, _operation: Operation) -> None:
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def refresh(self) -> None:
        if self.isVisible():
            self.show_open(open_now(self._desk))

    def show_open(self, found: Sequence[Proposal]) -> None:
        names, on = Names.of(self._desk.store), self._desk.days.day
        self.title.setText(_("Needs a decision") + (f" · {number(len(found))}" if found else ""))
        rows = [
            _Row(p, urgency(p) * 1000 + n, names.branch(p.branch), p.age(on)) for n, p in enumerate(found)
        ]
        self.table.show_records(rows)
        self.table.setVisible(bool(rows))
        self.empty.setHidden(bool(rows))
        self.all.setEnabled(bool(rows))

    def _go(self, row: _Row) -> None:
        self._desk.picked.wanted.emit("proposals", row.proposal.key)


def _what(row: _Row) -> str:
    name, lines = trigger_name(row.proposal.trigger), len(row.proposal.lines)
    return f"{name} ({number(lines)})" if lines > 1 else name


def _tone(row: _Row) -> str | None:
    return look.tokens().danger if row.proposal.trigger in URGENT else None


def _age(row: _Row) -> str:
    return age_text(row.age)


def _since(row: _Row) -> str:
    return short_date(row.proposal.day)


def age_text(days: int) -> str:
    """ "hari ini", "kemarin", "3 hari"; what is due tomorrow has no age yet."""
    near = {-1: _("tomorrow"), 0: _("today"), 1: _("yesterday")}
    return near.get(days) or _("{n} days").format(n=number(days))
