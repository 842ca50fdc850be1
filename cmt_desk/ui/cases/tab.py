"""Views and pages on the left, the table or a page in the middle, the case and its steps on the right.

Dialogs are fetched when they are opened: the tab is there sooner.
"""

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QInputDialog,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from cmt_desk.domain.case_filter import VIEWS, CaseFilter
from cmt_desk.i18n import _
from cmt_desk.operations.cases import reveal_names
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row, in_order
from cmt_desk.ui.cases.case_list import CaseList
from cmt_desk.ui.cases.detail import CaseDetail
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.cases.pages import PageKind, page_kinds
from cmt_desk.ui.cases.papers import form_of, protected_form, show_paper
from cmt_desk.ui.cases.reckoned import ReckonedPage
from cmt_desk.ui.cases.view_list import ViewList
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page


class CasesTab(Page):
    """`filter` says what the table shows; `changed` announces another one."""

    reads: ClassVar[frozenset[str]] = frozenset(
        "case_file status_spell care_spell release_override contact follow_up employee branch clock_rule"
        " roster_week not_same case_view area regional_office".split()
    )
    changed = Signal(object)  # CaseFilter

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filter = CaseFilter(view="active")
        self.revealed = False
        self._kinds = {kind.key: kind for kind in page_kinds()}
        self._pages: dict[str, CasePage] = {}
        self.view_list, self.search, self.middle = (
            ViewList(desk, self._kinds.values()),
            QLineEdit(),
            QStackedWidget(),
        )
        self.list, self.detail = CaseList(desk, self.new_case, self.save_view), CaseDetail(desk)
        self._lay_out()
        self.view_list.currentRowChanged.connect(lambda _row: self._turn())
        self.search.textChanged.connect(lambda text: self._show(replace(self.filter, text=text)))
        self.list.chosen.connect(self.detail.show_case)
        self.list.wanted.connect(self._show)
        self.list.loaded.connect(self._count)
        self._turn()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Search name, number, office, city…"))
        self.search.setAccessibleName(_("Search"))
        self.search.setClearButtonEnabled(True)
        toolbar, self.buttons = button_row(self, self.actions())
        toolbar.insertWidget(0, self.search, 1)
        self.middle.addWidget(self.list)
        split = QSplitter()
        for part, stretch in ((self.view_list, 2), (self.middle, 9), (self.detail, 5)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([180, 780, 350])
        split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.WIDE, look.ROOM, look.WIDE, look.ROOM)
        page.setSpacing(look.SPACE)
        page.addLayout(toolbar)
        page.addWidget(split, 1)
        in_order(self.search, *toolbar.tools, self.view_list)

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
                self.show_protected, "lock",
            ),
        ]  # fmt: skip

    def page(self, key: str) -> Any:
        """A page by its key, made when it is first asked for."""
        if key not in self._pages:
            self._pages[key] = self._made(self._kinds[key])
        return self._pages[key]

    def _made(self, kind: PageKind) -> CasePage:
        page = kind.make(self.desk, self.list.cases)
        page.chosen.connect(self.detail.show_case)
        if kind.key == "calls":
            page.called.connect(self._show_contact)  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(page, ReckonedPage):
            page.counted.connect(lambda n: self.view_list.tell_more(kind.key, n))
        if self.revealed:
            page.reveal()
        self.middle.addWidget(page)
        return page

    # --- showing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.view_list.refresh()
        self.list.refresh()
        for action in (_("New case…"), _("Edit…")):
            self.buttons[action].setEnabled(self.desk.writable)
        self._show(self.filter, stay=True)
        self._count()
        self.detail.refresh()

    def _count(self) -> None:
        """The numbers on the left; a page that is still reckoning tells its own when it knows it."""
        counts, chosen = self.list.counts(self.view_list.filters()), self.view_list.key()
        for key, kind in self._kinds.items():
            looked_at = key == chosen and not self.list.cases.unread
            if (kind.counted or looked_at) and (n := self.page(key).refresh(self.filter)) is not None:
                counts[key] = n
        self.view_list.tell(counts)

    def _turn(self) -> None:
        """Another view or page was chosen on the left."""
        key = self.view_list.key()
        self.detail.setVisible(key not in self._kinds or not self._kinds[key].wide)
        if key in self._kinds:
            self.middle.setCurrentWidget(self.page(key))
            self.page(key).refresh(self.filter)
            return
        self.middle.setCurrentWidget(self.list)
        if own := self.view_list.own.get(key):
            self.list.view.borrow(own.columns)
            self.list.view.order_by(own.sort, own.downward)
        else:
            self.list.view.give_back()
        self._show(own.filter if own else replace(self.filter, view=key or "all"))

    def _show(self, shown: CaseFilter, stay: bool = False) -> None:
        """Show these cases, and let the page that is open know."""
        told, self.filter = shown != self.filter, shown
        for page in self._pages.values():
            if told and isinstance(page, ReckonedPage):
                page.hold()
        if self.search.text() != shown.text:
            was = self.search.blockSignals(True)
            self.search.setText(shown.text)
            self.search.blockSignals(was)
        if self.view_list.key() in self._kinds and not stay:
            self.page(self.view_list.key()).refresh(shown)
        self.list.show_filter(shown, stay)
        if told:
            self.changed.emit(shown)

    def save_view(self) -> None:
        """Keep what is shown under a name, and choose it."""
        from cmt_desk.ui.cases.own_views import save_present

        if id := save_present(self.desk, self.filter, self.list.view, self):
            self._catch_up()
            self.view_list.choose(id)

    def show_view(self, key: str) -> None:
        """Open a view or a page as a whole, as Situasi's figures do."""
        self._show(CaseFilter(key if key in VIEWS else self.filter.view))
        self.view_list.choose(key)

    def show_office(self, branch: str) -> None:
        """The open cases of one office, as the map's panel does."""
        self.show_view("open")
        self._show(CaseFilter("open", branches=frozenset({branch})))

    def show_case(self, case: str) -> None:
        """Open one case, whatever the view."""
        self.show_view("all")
        self._catch_up()
        self.list.choose(case)
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
        if not self.desk.writable:
            return
        from cmt_desk.ui.cases.new_case import NewCase

        dialog = NewCase(self.desk, self)
        if dialog.exec() and dialog.made:
            self.show_case(dialog.made)

    def edit_selected(self) -> None:
        """All of the selected cases at once, or one by one in the grid."""
        from cmt_desk.ui.cases.bulk_edit import EditCases

        chosen = self.selected_ids()
        if not chosen:
            self.desk.banner.said.emit("refused", _("Select the cases in the table first."))
        elif EditCases(self.desk, chosen, self).exec() == EditCases.ONE_BY_ONE:
            self.show_view("lines")
            self.page("lines").show_cases(chosen)

    def print_form(self) -> None:
        if not self.detail.case:
            self.desk.banner.said.emit("refused", _("Choose a case in the table first."))
        else:
            paper = protected_form(self.desk, self.detail.case, self.revealed, self)
            if paper:
                show_paper(self.desk, paper, self)

    def front_paper(self) -> Action | None:
        """The list in front where it has a paper, else the form of the chosen case, else an empty one."""
        page = self.middle.currentWidget()
        if isinstance(page, CasePage) and (own := page.front_paper()):
            return own
        slot = self.print_form if self.detail.case else self.print_empty_form
        return Action(_("Case form"), _("The form of the chosen case, to print"), slot, "print")

    def print_empty_form(self) -> None:
        show_paper(self.desk, form_of(self.desk, "", False), self)

    def show_protected(self) -> None:
        from cmt_desk.ui.cases.protected import ProtectedPeople

        ProtectedPeople(self.desk, self).exec()

    def reveal(self) -> None:
        """Names appear until the program is closed; undo of the entry does not hide what was seen."""
        reason, agreed = QInputDialog.getText(self, _("Reveal names"), _("Reason (kept in the journal):"))
        if agreed and self.desk.perform(lambda: reveal_names(self.desk.store, "cases", reason)):
            self.revealed = True
            for part in (self.list, self.detail, *self._pages.values()):
                part.reveal()
