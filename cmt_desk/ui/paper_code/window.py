"""Laporan kantor: what came from paper for the day shown, office by office, beside the desk's own records."""

from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Branch
from cmt_desk.domain.office_report import OfficeReport, differences
from cmt_desk.i18n import _, clock_time, full_date, number, short_date
from cmt_desk.records import record
from cmt_desk.store.office_reports import Taken
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.paper_code.comparison import Comparison, known
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint, heading, plain_label


@record
class Row:
    branch: Branch
    taken: Taken
    own: OfficeReport

    @property
    def differences(self) -> dict[str, tuple[int, int]]:
        return differences(self.taken.report, self.own)


class ReportsPage(Page):
    reads: ClassVar[frozenset[str]] = frozenset(
        "office_report branch employee case_file status_spell care_spell contact follow_up attendance"
        " roster_week run run_mark supply_count supply_need".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: list[Row] = []
        self.title, self.told, self.detail = heading(""), faint(), plain_label()
        self.table, self.comparison = _make_table(), Comparison()
        way = button(_("Type a code…"), "import", lambda: desk.picked.wanted.emit("code", ""))
        self.empty = EmptyState(_("No office sheet of this day was typed in yet."), way)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.detail)
        side.addWidget(self.comparison, 1)
        self.both = QSplitter(Qt.Orientation.Horizontal)
        self.both.addWidget(self.table)
        self.both.addWidget(right)
        self.both.setSizes([690, 430])
        self.both.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        for part in (self.title, self.told):
            column.addWidget(part)
        column.addWidget(self.both, 1)
        column.addWidget(self.empty, 1)
        self.table.chosen.connect(self._show_one)

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        taken, branches = store.office_reports.on(day), store.branches.by_code()
        own = store.office_reports.own(day, taken) if taken else {}
        self.rows = [Row(branches[code], one, own[code]) for code, one in taken.items()]
        self.title.setText(_("Reported on paper · {day}").format(day=full_date(day)))
        self.told.setText(self._told())
        self.table.show_records(self.rows)
        self.both.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        if self.rows and self.table.currentIndex().row() < 0:
            self.table.choose(self.rows[0].branch.code)
        self._show_one(self.table.current())

    def _told(self) -> str:
        """The totals as reported, and beside them what this desk has of the same offices."""
        if not self.rows:
            return ""
        reports = [row.taken.report for row in self.rows]
        both = [row for row in self.rows if not row.own.blank]
        text = _("{n} offices: {cumulative} confirmed in all, {active} under care, as reported.").format(
            n=number(len(reports)),
            cumulative=number(sum(r.cumulative or 0 for r in reports)),
            active=number(sum(r.active or 0 for r in reports)),
        )
        if both:
            text += " " + _("{n} of them have records in this desk; {different} differ.").format(
                n=number(len(both)), different=number(sum(bool(row.differences) for row in both))
            )
        return text + " " + _("The desk's own figures are not changed by them.")

    def _show_one(self, row: Row | None) -> None:
        self.detail.setText(f"{row.branch.name} · {row.taken.code}" if row else "")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if row:
            self.comparison.compare(row.taken.report, row.own)


def _make_table() -> RecordTable:
    made = RecordTable(
        (
            Column(_("Office"), lambda r: r.branch.name),
            Column(_("Confirmed"), lambda r: r.taken.report.cumulative,
                   lambda r: known(r.taken.report.cumulative), right=True, width=96),
            Column(_("Under care"), lambda r: r.taken.report.active,
                   lambda r: known(r.taken.report.active), right=True, width=138),
            Column("WAO", lambda r: r.taken.report.in_office, lambda r: known(r.taken.report.in_office),
                   right=True, width=60),
            Column(_("Differs in"), lambda r: len(r.differences), _differs, right=True, width=110,
                   colour=lambda r: look.tokens().danger if r.differences else None),
            Column(_("Taken"), lambda r: r.taken.at, _when, width=104, tip=lambda r: r.taken.by),
        ),
        key=lambda r: r.branch.code,
    )  # fmt: skip
    made.setAccessibleName(_("Offices that reported on paper"))
    return made


def _differs(row: Row) -> str:
    if row.own.blank:
        return "–"
    return _("{n} figures").format(n=number(len(row.differences))) if row.differences else _("nothing")


def _when(row: Row) -> str:
    at = datetime.fromisoformat(row.taken.at)
    return f"{short_date(at.date())} {clock_time(at)}"


class ReportsWindow(QDialog):
    """Not modal: it follows the day in the header."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Reported on paper"))
        self.resize(1160, 600)
        self.page = ReportsPage(desk)
        row = QHBoxLayout()
        row.addWidget(button(_("Type a code…"), "import", lambda: desk.picked.wanted.emit("code", "")))
        row.addStretch(1)
        row.addWidget(button(_("Close"), "", self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.ROOM)
        column.addWidget(self.page, 1)
        column.addLayout(row)
