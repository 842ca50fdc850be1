"""Views and pages on the left, the table or a page in the middle, the case and its steps on the right."""

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from cmt_desk.domain.case_filter import VIEWS, CaseFilter
from cmt_desk.i18n import _, number
from cmt_desk.operations.cases import reveal_names
from cmt_desk.store.cases import CaseRow
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.cases.bulk_edit import EditCases
from cmt_desk.ui.cases.case_list import CaseList
from cmt_desk.ui.cases.detail import CaseDetail
from cmt_desk.ui.cases.new_case import NewCase
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.cases.pages import PageKind, page_kinds
from cmt_desk.ui.cases.papers import form_of, protected_form, show_paper
from cmt_desk.ui.cases.protected import ProtectedPeople
from cmt_desk.ui.cases.views import view_names
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page


class CasesTab(Page):
    """`filter` says what the table shows; `changed` announces another one."""

    reads: ClassVar[frozenset[str]] = frozenset(
        "case_file status_spell care_spell release_override contact follow_up employee branch clock_rule"
        " roster_week not_same".split()
    )
    changed = Signal(object)  # CaseFilter

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter = CaseFilter(view="active")
        self.revealed = False
        self._rows: list[CaseRow] = []
        self._kinds = {kind.key: kind for kind in page_kinds()}
        self._pages: dict[str, CasePage] = {}
        self.view_list, self.search, self.middle = QListWidget(), QLineEdit(), QStackedWidget()
        self.list, self.detail = CaseList(desk, self.new_case), CaseDetail(desk)
        self.table = self.list.table
        self._lay_out()
        self.view_list.currentRowChanged.connect(lambda _row: self._look())
        self.search.textChanged.connect(lambda _text: self._look())
        self.list.chosen.connect(self.detail.show_case)
        self.view_list.setCurrentRow(0)

    def _lay_out(self) -> None:
        for key, name in self._entries():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.view_list.addItem(item)
        self.search.setPlaceholderText(_("Search name, number, office, city…"))
        self.search.setClearButtonEnabled(True)
        toolbar, self.buttons = button_row(self, self.actions())
        toolbar.insertWidget(0, self.search, 1)
        self.middle.addWidget(self.list)
        split = QSplitter()
        self.view_list.setMaximumWidth(220)
        for part, stretch in ((self.view_list, 2), (self.middle, 7), (self.detail, 5)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([180, 690, 420])
        split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.WIDE, look.ROOM, look.WIDE, look.ROOM)
        page.setSpacing(look.SPACE)
        page.addLayout(toolbar)
        page.addWidget(split, 1)

    def actions(self) -> list[Action]:
        return [
            Action(_("New case…"), _("Record a case of an employee"), self.new_case, "add", "Ctrl+N"),
            Action(
                _("Edit…"), _("Change the selected cases at once; undone as one"), self.edit_selected, "edit",
                "Ctrl+E",
            ),
            Action(_("Case form…"), _("The form of the chosen case, to print"), self.print_form, "print"),
            Action(_("Empty form…"), _("A case form to fill in by hand"), self.print_empty_form, "sheet"),
            Action(_("Reveal names…"), _("Show names; the reason is journalled"), self.reveal, "eye"),
            Action(
                _("Protected…"), _("Persons whose name is never shown"),
                lambda: ProtectedPeople(self.desk, self).exec(), "lock",
            ),
        ]  # fmt: skip

    def _entries(self) -> list[tuple[str, str]]:
        """(key, name) of the list on the left: the views, with pages below the ones they belong to."""
        entries: list[tuple[str, str]] = []
        for view, name in view_names().items():
            entries.append((view, name))
            entries += [(kind.key, kind.name) for kind in self._kinds.values() if kind.below == view]
        return entries + [(kind.key, kind.name) for kind in self._kinds.values() if not kind.below]

    def page(self, key: str) -> Any:
        """A page by its key, made when it is first asked for."""
        if key not in self._pages:
            self._pages[key] = self._made(self._kinds[key])
        return self._pages[key]

    def _made(self, kind: PageKind) -> CasePage:
        page = kind.make(self.desk)
        page.chosen.connect(self.detail.show_case)
        if kind.key == "calls":
            page.called.connect(self._show_contact)  # pyright: ignore[reportAttributeAccessIssue]
        if self.revealed:
            page.reveal()
        self.middle.addWidget(page)
        return page

    # --- showing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._rows = self.desk.store.cases.rows_with_clocks(self.desk.days.day)
        for action in (_("New case…"), _("Edit…")):
            self.buttons[action].setEnabled(not self.desk.days.is_past)
        self._count()
        self._look()
        self.detail.refresh()

    def _count(self) -> None:
        day = self.desk.days.day
        counts = {key: sum(view.holds(row, day) for row in self._rows) for key, view in VIEWS.items()}
        for key, kind in self._kinds.items():
            if kind.counted and (count := self.page(key).refresh(self.filter)) is not None:
                counts[key] = count
        for n, (key, name) in enumerate(self._entries()):
            told = f"{name}  ({number(counts[key])})" if key in counts else name
            self.view_list.item(n).setText(told)

    def _look(self) -> None:
        """Show what is chosen on the left with what is typed above."""
        item = self.view_list.currentItem()
        key = item.data(Qt.ItemDataRole.UserRole) if item else "all"
        view = key if key in VIEWS else self.filter.view
        self._narrow(replace(self.filter, view=view, text=self.search.text()))
        self.detail.setVisible(key not in self._kinds or not self._kinds[key].wide)
        if key in self._kinds:
            self.middle.setCurrentWidget(self.page(key))
            self.page(key).refresh(self.filter)
        else:
            self.middle.setCurrentWidget(self.list)
            self.list.show_rows(self._rows, self.filter)

    def _narrow(self, shown: CaseFilter) -> None:
        if shown != self.filter:
            self.filter = shown
            self.changed.emit(shown)

    def show_view(self, key: str) -> None:
        """Open a view or a page, as Situasi's figures do."""
        for n, (name, _text) in enumerate(self._entries()):
            if name == key:
                self.search.clear()
                self.view_list.setCurrentRow(n)

    def show_office(self, branch: str) -> None:
        """The open cases of one office, as the map's panel does."""
        office = self.desk.store.branches.by_code().get(branch)
        self.show_view("open")
        self.search.setText(office.name if office else branch)

    def show_case(self, case: str) -> None:
        """Open one case, whatever the view."""
        self.show_view("all")
        self._catch_up()
        if self.table.choose(case):
            self.detail.show_case(case)

    def _show_contact(self, contact: str) -> None:
        self.detail.show_section(1)
        self.detail.contacts.table.choose(contact)

    def unsaved(self) -> str:
        return " ".join(told for page in self._pages.values() if (told := page.unsaved()))

    def selected_ids(self) -> list[str]:
        """The cases selected in the table."""
        return self.list.selected_ids()

    # --- acting ----------------------------------------------------------------------------------

    def new_case(self) -> None:
        if self.desk.days.is_past:
            return
        dialog = NewCase(self.desk, self)
        if dialog.exec() and dialog.made:
            self.show_case(dialog.made)

    def edit_selected(self) -> None:
        """All of the selected cases at once, or one by one in the grid."""
        chosen = self.selected_ids()
        if not chosen:
            self.desk.banner.said.emit("refused", _("Select the cases in the table first."))
        elif EditCases(self.desk, chosen, self).exec() == EditCases.ONE_BY_ONE:
            self.show_view("lines")
            self.page("lines").show_cases(chosen)

    def print_form(self) -> None:
        if self.detail.case:
            paper = protected_form(self.desk, self.detail.case, self.revealed, self)
            if paper:
                show_paper(self.desk, paper, self)

    def print_empty_form(self) -> None:
        show_paper(self.desk, form_of(self.desk, "", False), self)

    def reveal(self) -> None:
        """Names appear until the program is closed; undo of the entry does not hide what was seen."""
        reason, agreed = QInputDialog.getText(self, _("Reveal names"), _("Reason (kept in the journal):"))
        if agreed and self.desk.perform(lambda: reveal_names(self.desk.store, "cases", reason)):
            self.revealed = True
            for part in (self.list, self.detail, *self._pages.values()):
                part.reveal()
