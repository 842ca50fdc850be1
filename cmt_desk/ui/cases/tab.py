"""Saved views on the left, the table in the middle, the case with its next steps on the right."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.clocks import release
from cmt_desk.domain.intake import fold
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, medium_date, number, short_date
from cmt_desk.operations.cases import reveal_names
from cmt_desk.store.cases import CaseRow
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.cases.calls import CallList
from cmt_desk.ui.cases.detail import CaseDetail
from cmt_desk.ui.cases.findings import FindingList
from cmt_desk.ui.cases.new_case import NewCase
from cmt_desk.ui.cases.pairs import PairList
from cmt_desk.ui.cases.papers import form_of, protected_form, show_paper
from cmt_desk.ui.cases.protected import ProtectedPeople
from cmt_desk.ui.cases.views import views
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint
from cmt_desk.wording import place_name, status_text


class CasesTab(Page):
    reads: ClassVar[frozenset[str]] = frozenset(
        "case_file status_spell care_spell release_override contact follow_up employee branch clock_rule"
        " roster_week not_same".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[CaseRow] = []
        self._revealed = False
        self._branches = {code: b.name for code, b in desk.store.branches.by_code().items()}
        self._views = {key: belongs for key, _name, belongs in views()}
        self.view_list = QListWidget()
        for key, name in self._view_names():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.view_list.addItem(item)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search name, number, office, city…"))
        self.search.setClearButtonEnabled(True)
        self.table = RecordTable(self._columns(), key=lambda r: r.id)
        self.count = faint()
        self.detail = CaseDetail(desk)
        self.calls, self.findings, self.pairs = CallList(desk), FindingList(desk), PairList(desk)
        self.empty = EmptyState(
            _("No case in this view on the day shown."), button(_("New case…"), "add", self.new_case)
        )
        self._lay_out()
        self.view_list.currentRowChanged.connect(lambda _row: self._filter())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.table.chosen.connect(lambda row: self.detail.show_case(row.id if row else ""))
        self.calls.chosen.connect(self._show_call)
        self.findings.chosen.connect(self.detail.show_case)
        self.pairs.chosen.connect(self.detail.show_case)
        self.view_list.setCurrentRow(0)

    def _lay_out(self) -> None:
        toolbar, self.buttons = button_row(self, self.actions())
        toolbar.insertWidget(0, self.search, 1)
        cases = QWidget()
        column = QVBoxLayout(cases)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.count)
        self.middle = middle = QStackedWidget()
        for part in (cases, self.calls, self.findings, self.pairs):
            middle.addWidget(part)
        split = QSplitter()
        self.view_list.setMaximumWidth(220)
        for part, stretch in ((self.view_list, 2), (middle, 7), (self.detail, 5)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([180, 690, 420])
        split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.WIDE, look.ROOM, look.WIDE, look.ROOM)
        page.setSpacing(look.SPACE)
        page.addLayout(toolbar)
        page.addWidget(split, 1)

    @staticmethod
    def _view_names() -> list[tuple[str, str]]:
        """The saved views, and the lists that are not of cases."""
        cases = [(key, name) for key, name, _belongs in views()]
        checks = [("findings", _("Contradictions")), ("pairs", _("Possible duplicates"))]
        return [*cases[:3], ("calls", _("Call today")), *cases[3:], *checks]

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Employee"), lambda r: r.name, lambda r: self._name(r), width=78),
            Column("NPP", lambda r: r.employee, width=64),
            Column(_("Office"), lambda r: self._branches.get(r.branch, r.branch), width=130),
            Column(_("Status"), lambda r: status_text(r.status, r.term), width=160),
            Column(_("Since"), lambda r: r.since, lambda r: medium_date(r.since), right=True, width=94),
            Column(
                _("Free on"), lambda r: r.free_on,
                lambda r: short_date(r.free_on) if r.free_on else "–", right=True, width=66,
            ),
            Column(_("Care place"), lambda r: place_name(r.place)),
        )  # fmt: skip

    def _name(self, row: CaseRow) -> str:
        return row.name if self._revealed else masked(row.name)

    def actions(self) -> list[Action]:
        return [
            Action(_("New case…"), _("Record a case of an employee"), self.new_case, "add", "Ctrl+N"),
            Action(_("Case form…"), _("The form of the chosen case, to print"), self.print_form, "print"),
            Action(_("Empty form…"), _("A case form to fill in by hand"), self.print_empty_form, "sheet"),
            Action(_("Reveal names…"), _("Show names; the reason is journalled"), self.reveal, "eye"),
            Action(
                _("Protected…"), _("Persons whose name is never shown"),
                lambda: ProtectedPeople(self.desk, self).exec(), "lock",
            ),
        ]  # fmt: skip

    # --- showing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._branches = {code: b.name for code, b in self.desk.store.branches.by_code().items()}
        self._rows = self._with_clocks(self.desk.store.cases.rows(self.desk.days.day))
        self.buttons[_("New case…")].setEnabled(not self.desk.days.is_past)
        self._count_views()
        self._filter()
        self.detail.refresh()

    def _with_clocks(self, rows: list[CaseRow]) -> list[CaseRow]:
        """Open cases with the day they are free."""
        cases, day = self.desk.store.cases, self.desk.days.day
        rules, free = cases.clock_rules(), {}
        for case in cases.open_on(day):
            clock = release(case, rules, day)
            free[case.id] = clock.free_on if clock else None
        return [replace(row, free_on=free[row.id]) if row.id in free else row for row in rows]

    def _count_views(self) -> None:
        day = self.desk.days.day
        counts = {key: sum(belongs(row, day) for row in self._rows) for key, belongs in self._views.items()}
        counts |= {
            "calls": self.calls.refresh(self.search.text()),
            "findings": self.findings.refresh(self._rows),
            "pairs": self.pairs.refresh(),
        }
        for n, (key, name) in enumerate(self._view_names()):
            self.view_list.item(n).setText(f"{name}  ({number(counts[key])})")

    def _view(self) -> str:
        item = self.view_list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else "all"

    def _filter(self) -> None:
        view = self._view()
        self.middle.setCurrentIndex({"calls": 1, "findings": 2, "pairs": 3}.get(view, 0))
        if view == "calls":
            self.calls.refresh(self.search.text())
        if view not in self._views:
            return
        belongs = self._views[view]
        words = fold(self.search.text()).split()
        day = self.desk.days.day
        found = [r for r in self._rows if belongs(r, day) and all(w in self._haystack(r) for w in words)]
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.count.setText(
            _("{n} of {total} cases on {day}").format(
                n=number(len(found)), total=number(len(self._rows)), day=medium_date(day)
            )
        )

    def _haystack(self, row: CaseRow) -> str:
        return fold(f"{row.name} {row.employee} {self._branches.get(row.branch, '')} {row.branch}")

    def show_view(self, key: str) -> None:
        """Open a saved view, as Situasi's figures do."""
        for n, (name, _text) in enumerate(self._view_names()):
            if name == key:
                self.search.clear()
                self.view_list.setCurrentRow(n)

    def _show_call(self, case: str, contact: str) -> None:
        self.detail.show_case(case)
        self.detail.show_section(1)
        self.detail.contacts.table.choose(contact)

    def show_office(self, branch: str) -> None:
        """The open cases of one office, as the map's panel does."""
        self.show_view("open")
        self.search.setText(self._branches.get(branch, branch))

    def show_case(self, case: str) -> None:
        """Open one case, whatever the view."""
        self.show_view("all")
        self._catch_up()
        if self.table.choose(case):
            self.detail.show_case(case)

    # --- acting ----------------------------------------------------------------------------------

    def new_case(self) -> None:
        if self.desk.days.is_past:
            return
        dialog = NewCase(self.desk, self)
        if dialog.exec() and dialog.made:
            self.show_case(dialog.made)

    def print_form(self) -> None:
        if self.detail.case:
            paper = protected_form(self.desk, self.detail.case, self._revealed, self)
            if paper:
                show_paper(self.desk, paper, self)

    def print_empty_form(self) -> None:
        show_paper(self.desk, form_of(self.desk, "", False), self)

    def reveal(self) -> None:
        """Names appear until the program is closed; undo of the entry does not hide what was seen."""
        reason, agreed = QInputDialog.getText(self, _("Reveal names"), _("Reason (kept in the journal):"))
        if agreed and self.desk.perform(lambda: reveal_names(self.desk.store, "cases", reason)):
            self._revealed = True
            self.detail.reveal()
            self.calls.reveal()
            self.pairs.reveal()
            self._filter()
            self.table.viewport().update()
