"""All offices at once: who has a problem, and one re-plan for all of them, shown before it is taken."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.planner import Plan
from cmt_desk.domain.schedule import Problem
from cmt_desk.i18n import _, medium_date, number, short_date
from cmt_desk.operations.engine import Task
from cmt_desk.operations.replan import Proposal, accept, proposal, tasks
from cmt_desk.operations.roster_weeks import Weeks, read_all_weeks
from cmt_desk.ui import look
from cmt_desk.ui.background import Bites, Planning
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.bars import AllBar
from cmt_desk.ui.schedule.heat import HeatTable, OfficeRow
from cmt_desk.ui.widgets import button, faint, heading, plain_label
from cmt_desk.ui.widgets.work_strip import WorkStrip


class Country(QWidget):
    """`office_wanted`: go to an office; `closed`: back to the office shown before."""

    office_wanted = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._first = self._last = date.min
        self.rows: dict[str, OfficeRow] = {}
        self._tasks: list[Task] = []
        self.reading, self.gathering, self.comparing = (Bites(self) for _n in range(3))
        self.planning = Planning(self)
        self.table, self.period, self.summary = HeatTable(), faint(), plain_label()
        self.replan_all = button(_("Re-plan all with a problem"), "refresh", self.start, primary=True)
        self.strip = WorkStrip(self.cancel)
        self.bar = AllBar(self.accept, self.refuse)
        self._lay_out()
        self.reading.moved.connect(lambda n, of: self.strip.show_work(_("Reading the offices"), n, of))
        self.reading.done.connect(self._read)
        self.gathering.done.connect(lambda: self.planning.start(self._tasks))
        self.planning.moved.connect(lambda n, of: self.strip.show_work(_("Re-planning"), n, of))
        self.planning.done.connect(self._planned)
        self.comparing.done.connect(self._compared)
        self.planning.failed.connect(self._failed)
        self.table.chosen.connect(self.office_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(look.SPACE)
        head.addWidget(button(_("Back to the office"), "previous", self.closed.emit))
        for part in (heading(_("All offices")), self.period):
            head.addWidget(part)
        head.addWidget(self.summary, 1)
        head.addWidget(self.replan_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(head)
        self.bar.hide()
        column.addWidget(self.strip)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        self.period.setWordWrap(False)

    # --- reading -------------------------------------------------------------------------------------

    def show_weeks(self, first: date, last: date) -> None:
        """Read every office over these weeks, a bite at a time."""
        self._first, self._last = first, last
        self.period.setText(f"{short_date(first)} – {medium_date(last)}")
        self._stop()
        self.bar.hide()
        self.rows = {}
        staffed = self._desk.store.people.headcounts(self._desk.days.day)
        offices = [b for b in self._desk.store.branches.all() if b.code in staffed]
        read = read_all_weeks(self._desk.store, offices, first)
        self.reading.start([lambda: self._take(next(read))] * len(offices))
        self._show_buttons()

    def _take(self, weeks: Weeks) -> None:
        row = self.rows[weeks.branch.code] = OfficeRow(weeks)
        row.ahead(self._desk.days.today)  # counted here once, or the last bite would count for all

    def _read(self) -> None:
        self.strip.rest()
        self._show_rows()

    def _show_rows(self) -> None:
        today = self._desk.days.today
        self.table.show_rows(list(self.rows.values()), today)
        bad = len(self.in_trouble())
        told = _("{n} of {total} offices have a problem") if bad else _("no problem in {total} offices")
        text = told.format(n=number(bad), total=number(len(self.rows)))
        if self._desk.days.is_past:
            past = _("{day} is past: read-only.").format(day=medium_date(self._desk.days.day))
            text = f"{past} {text}"
        self.summary.setText(text)
        self.summary.setProperty("tone", "danger" if bad else "good")
        self.summary.style().polish(self.summary)
        self._show_buttons()

    def in_trouble(self) -> list[OfficeRow]:
        """The offices that break a rule from today on."""
        return [row for row in self.rows.values() if row.ahead(self._desk.days.today)]

    def _show_buttons(self) -> None:
        working = (self.reading, self.gathering, self.planning, self.comparing)
        busy = any(work.running for work in working) or not self.bar.isHidden()
        self.replan_all.setEnabled(not busy and not self._desk.days.is_past and bool(self.in_trouble()))

    # --- re-planning ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Re-plan the offices with a problem, from today to their last planned day."""
        self._tasks, first = [], max(self._desk.days.today, self._first)
        periods = {row.code: (first, max(row.weeks.planned)) for row in self.in_trouble()}
        read = tasks(self._desk.store, periods)
        self.gathering.start([lambda: self._tasks.append(next(read))] * len(periods))
        self.strip.show_work(_("Re-planning"), 0, len(periods))
        self._show_buttons()

    def cancel(self) -> None:
        """Stop; nothing was stored and nothing is proposed."""
        self._stop()
        self.refuse()

    def _stop(self) -> None:
        self.reading.stop()
        self.gathering.stop()
        self.comparing.stop()
        self.planning.cancel()
        self.strip.rest()

    def _planned(self, plans: list[Plan]) -> None:
        pairs = zip(self._tasks, plans, strict=True)
        self.comparing.start(
            [lambda facts=facts, one=one: self._compare(facts, one) for (facts, *_told), one in pairs]
        )

    def _compare(self, facts: Problem, made: Plan) -> None:
        shown = proposal(self._desk.store, facts, made)
        self.rows[shown.branch] = OfficeRow(self.rows[shown.branch].weeks, shown)

    def _compared(self) -> None:
        self.strip.rest()
        self.bar.show_proposals([row.proposal for row in self.rows.values() if row.proposal])
        self._show_rows()

    def _failed(self) -> None:
        self.strip.rest()
        self._desk.banner.said.emit("refused", _("The planning stopped by itself; nothing was changed."))
        self._show_rows()

    def proposals(self) -> list[Proposal]:
        """What can be taken: the offices for which a roster is possible."""
        found = [row.proposal for row in self.rows.values() if row.proposal]
        return [made for made in found if not made.conflict]

    def accept(self) -> None:
        """Take all proposals as one operation; one undo takes them back."""
        self._desk.perform(lambda: accept(self._desk.store, self.proposals()))

    def refuse(self) -> None:
        self.bar.hide()
        self.rows = {code: OfficeRow(row.weeks) for code, row in self.rows.items()}
        self._show_rows()

    def hideEvent(self, event: QHideEvent) -> None:
        """Work for a page nobody looks at is dropped; it is read again when shown."""
        super().hideEvent(event)
        if self.reading.running:
            self.rows = {}
        self._stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first > date.min and len(self.rows) == 0:
            self.show_weeks(self._first, self._last)
