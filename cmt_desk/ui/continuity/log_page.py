"""The crisis log: the newest first, found as one types; what was recorded elsewhere is shown, not copied."""

from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from cmt_desk.domain.crisis_log import LogKind, LogLine, Search, Wanted
from cmt_desk.i18n import _, clock_time, number, short_date
from cmt_desk.operations.crisis_log import kind_name, log_lines
from cmt_desk.reports.crisis_log import as_paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.continuity.filters import offer
from cmt_desk.ui.continuity.log_entry import CorrectEntry, QuickEntry
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.printing.dialog import PaperDialog
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, plain_label


class LogPage(Page):
    reads: ClassVar[frozenset[str]] = frozenset(
        "sending log_entry decision decision_signature decision_review activation branch issued_sheet".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: list[LogLine] = []
        self.shown: list[LogLine] = []  # what the filters let through, the newest first
        self._search = Search()
        self._offices: dict[str, str] = {}
        self.search, self.kind, self.office, self.by = QLineEdit(), QComboBox(), QComboBox(), QComboBox()
        self.day, self.told = QCheckBox(_("Only the day shown")), plain_label(faint=True)
        self.search.setPlaceholderText(_("Search the log…"))
        self.search.setClearButtonEnabled(True)
        for box, name in ((self.kind, _("Kind")), (self.office, _("Office")), (self.by, _("By"))):
            box.setAccessibleName(name)
            box.activated.connect(lambda _n: self.show_lines())
        self.table = RecordTable(self._columns(), key=lambda line: line.id)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(_("Crisis log"))
        self.nothing = EmptyState(
            _("Nothing was written into the log yet. Ctrl+L opens a line from anywhere."),
            button(_("Write…"), "add", self.write, primary=True),
        )
        row, self.buttons = button_row(self, self.actions())
        filters = QHBoxLayout()
        filters.setSpacing(look.SPACE)
        for part, stretch in (
            (self.search, 3),
            (self.kind, 1),
            (self.office, 1),
            (self.by, 1),
            (self.day, 0),
        ):
            filters.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(row)
        column.addLayout(filters)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.search.textChanged.connect(lambda _text: self.show_lines())
        self.day.clicked.connect(lambda _on: self.show_lines())
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda _line: self.correct())

    def actions(self) -> list[Action]:
        return [
            Action(_("Write…"), _("Write a line into the crisis log (Ctrl+L)"), self.write, "add"),
            Action(
                _("Correct entry…"), _("A new version in place of the chosen entry"), self.correct, "edit"
            ),
            Action(_("Print log…"), _("Print the lines shown"), self.print, "print"),
        ]

    def _columns(self) -> list[Column]:
        return [
            Column(_("Time"), lambda x: (x.at, x.id), _when, width=110),
            Column(_("Kind"), lambda x: x.kind.value, lambda x: kind_name(x.kind), width=96),
            Column(_("Office"), lambda x: self._office(x), width=150),
            Column(_("Text"), lambda x: x.text, tip=lambda x: x.text, colour=_faded),
            Column(_("By"), lambda x: x.by, width=180, tip=lambda x: x.by),
            Column(_("Version"), _version, width=224, colour=_faded, tip=_version),
        ]

    def _office(self, line: LogLine) -> str:
        return self._offices.get(line.branch, "–")

    def refresh(self) -> None:
        store = self.desk.store
        self._offices = {b.code: b.name for b in store.branches.all()}
        self._lines = log_lines(store, self.desk.days.day)[::-1]
        used = sorted(
            {x.branch for x in self._lines if x.branch}, key=lambda code: self._offices.get(code, code)
        )
        offer(self.kind, _("All kinds of entries"), [(k.value, kind_name(k)) for k in LogKind])
        offer(self.office, _("All offices"), [(code, self._offices.get(code, code)) for code in used])
        offer(self.by, _("Everybody"), [(name, name) for name in sorted({x.by for x in self._lines})])
        self.show_lines()

    def _wanted(self) -> Wanted:
        kind = self.kind.currentData()
        return Wanted(
            self.search.text(), LogKind(kind) if kind else None, self.office.currentData() or "",
            self.by.currentData() or "", self.desk.days.day if self.day.isChecked() else None,
        )  # fmt: skip

    def show_lines(self) -> None:
        self.shown = shown = self._search.among(self._lines, self._wanted(), self._offices)
        self.table.show_records(shown)
        self.table.setVisible(bool(self._lines))
        self.nothing.setVisible(not self._lines)
        self.told.setText(_("{n} lines").format(n=number(len(shown))))
        self._enable()

    def _enable(self) -> None:
        self.buttons[_("Correct entry…")].setEnabled(self._may_correct())
        self.buttons[_("Write…")].setEnabled(not self.desk.store.read_only)
        self.buttons[_("Print log…")].setEnabled(bool(self.shown))

    def _may_correct(self) -> bool:
        line: LogLine | None = self.table.current()
        own = line is not None and line.origin == "log" and not line.corrected_by
        return own and not self.desk.store.read_only

    def write(self) -> None:
        QuickEntry(self.desk, self).exec()

    def correct(self) -> None:
        if self._may_correct():
            CorrectEntry(self.desk, self.table.current(), self).exec()

    def front_paper(self) -> Action | None:
        return (
            Action(_("Crisis log"), _("Print the lines shown"), self.print, "print") if self.shown else None
        )

    def print(self) -> None:
        kinds = {kind: kind_name(kind) for kind in LogKind}
        PaperDialog(
            self.desk,
            as_paper(
                self.shown, self._offices, kinds, self.desk.store.settings.institution, self.desk.days.day
            ),
            self,
        ).exec()


def _when(line: LogLine) -> str:
    day = short_date(line.at.date())
    return f"{day} {clock_time(line.at)}" if line.timed else day


def _faded(line: LogLine) -> str | None:
    return look.tokens().faint if line.corrected_by else None


def _version(line: LogLine) -> str:
    if line.origin == "decision":
        return _("from the register of decisions")
    if line.origin == "plan":
        return _("from the BC plan")
    if line.origin == "sending":
        return _("from the list of what was sent")
    if line.origin == "sheet":
        return _("from the issued sheets")
    if line.corrected_by:
        return _("corrected")
    return _("correction: {reason}").format(reason=line.reason) if line.reason else ""
