"""Whom to call today, overdue first; one click for "no symptoms", Enter for temperature and symptoms."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cmt_desk.domain.case_filter import CaseFilter, begins
from cmt_desk.domain.contacts import Call, calls_on
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.contacts import tick_healthy
from cmt_desk.reports.follow_up_list import CallLine, as_paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.cases.papers import show_paper
from cmt_desk.ui.cases.ticks import TickForm
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint
from cmt_desk.wording import call_state, contact_kind


def _urgency(call: Call) -> str | None:
    tokens = look.tokens()
    return tokens.danger if call.missed else tokens.warning if call.final else None


class CallList(CasePage):
    """The view "Telepon hari ini"; `called` is the contact of the call under the cursor, after its case."""

    called = Signal(str)  # contact

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._revealed = desk, False
        self.calls: list[Call] = []
        self._cases: dict[str, tuple[str, str]] = {}  # case → employee number, office
        self.table = RecordTable(self._columns(), key=lambda c: c.contact.id)
        self.empty = EmptyState(_("Nobody has to be called on this day."))
        self.healthy = button(_("No symptoms"), "check", self.tick_healthy, primary=True)
        self.healthy.setToolTip(_("Record the call of each selected contact: no symptoms"))
        self.record = button(_("Record a call…"), "", self.record_call)
        self.print = button(_("Print the list…"), "print", self.print_list)
        self.count = faint()
        row = QHBoxLayout()
        for part in (self.healthy, self.record, self.print):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.count)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _call: self.record_call())

    def _columns(self) -> Sequence[Column]:
        return (
            Column(_("Contact"), self._name, width=110),
            Column("NPP", lambda c: c.contact.employee or "–", width=64),
            Column(_("Office"), lambda c: self._cases[c.contact.case_file][1], width=130),
            Column(_("Day"), lambda c: c.n, lambda c: f"{c.n}/{c.of}", right=True, width=56),
            Column(
                _("State"), call_state, width=146,
                colour=_urgency,
            ),
            Column(_("How"), lambda c: contact_kind(c.contact.kind)),
        )  # fmt: skip

    def _choose(self, call: Call) -> None:
        self.chosen.emit(call.contact.case_file)
        self.called.emit(call.contact.id)

    def _name(self, call: Call) -> str:
        return call.contact.name if self._revealed else masked(call.contact.name)

    # --- showing ---------------------------------------------------------------------------------

    def reveal(self) -> None:
        self._revealed = True
        self.refresh(CaseFilter())

    def refresh(self, shown: CaseFilter) -> int:
        """The calls of the day shown; returns how many are owed in all."""
        store, on = self._desk.store, self._desk.days.day
        offices = {code: b.name for code, b in store.branches.by_code().items()}
        calls = calls_on(store.contacts.owing(on), store.cases.clock_rules(), on)
        cases = store.cases.rows_of({call.contact.case_file for call in calls}, on)
        self._cases = {row.id: (row.employee, offices.get(row.branch, row.branch)) for row in cases}
        calls = [call for call in calls if call.contact.case_file in self._cases]
        self.calls = [c for c in calls if begins(shown.words, self._haystack(c))]
        self.table.show_records(self.calls)
        self.table.setVisible(bool(self.calls))
        self.empty.setVisible(not self.calls)
        overdue = sum(call.missed > 0 for call in self.calls)
        self.count.setText(
            _("{n} calls on {day}, {overdue} of them overdue").format(
                n=number(len(self.calls)), day=short_date(on), overdue=number(overdue)
            )
        )
        today = on == self._desk.days.today  # a call of tomorrow has not been made
        for part in (self.healthy, self.record):
            part.setEnabled(bool(self.calls) and today)
        self.print.setEnabled(bool(self.calls))
        return len(calls)

    def _haystack(self, call: Call) -> str:
        number_of_case, office = self._cases[call.contact.case_file]
        return f"{call.contact.name} {call.contact.employee} {number_of_case} {office}"

    # --- acting ----------------------------------------------------------------------------------

    def tick_healthy(self) -> None:
        day, store = self._desk.days.day, self._desk.store
        chosen = [call.contact.id for call in self.table.selected()]
        if chosen:
            self._desk.perform(lambda: tick_healthy(store, chosen, day))

    def record_call(self) -> None:
        call = self.table.current()
        if call and self.record.isEnabled():
            TickForm(self._desk, call.contact, self._desk.days.day, self).exec()

    def front_paper(self) -> Action | None:
        return (
            Action(_("Contacts to call"), _("Print the list of contacts to call"), self.print_list, "print")
            if self.calls
            else None
        )

    def print_list(self) -> None:
        lines = [
            CallLine(
                self._name(call), call.contact.employee or "–",
                call.contact.phone if self._revealed else "", call,
                *self._cases[call.contact.case_file],
            )
            for call in self.calls
        ]  # fmt: skip
        institution, day = self._desk.store.settings.institution, self._desk.days.day
        show_paper(self._desk, as_paper(lines, institution, day, masked=not self._revealed), self)
