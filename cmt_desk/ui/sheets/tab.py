"""The daily status sheet as it will print, and the sheets that were issued."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cmt_desk import i18n
from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheets import Scope, StatusSheet
from cmt_desk.i18n import _, number
from cmt_desk.operations.old_sheets import RESTS_ON
from cmt_desk.operations.sheets import day_sheet, issued_pdf
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.printing import PagePreview, Pages, PaperOut, pdf_in_slices
from cmt_desk.ui.sheets.compare import ThenAndNow, TwoDays
from cmt_desk.ui.sheets.forms import IssueForm, WordsForm
from cmt_desk.ui.sheets.onto_paper import issued_pages, pages_in_slices
from cmt_desk.ui.sheets.other_forms import KINDS, ask_file, content, copy_message, page_in_slices
from cmt_desk.ui.sheets.panel import SheetPanel
from cmt_desk.ui.sheets.saving import SavingStrip
from cmt_desk.ui.slices import Slices, spoken
from cmt_desk.ui.widgets.work_strip import WorkStrip

READS = RESTS_ON | {"sheet_text", "issued_sheet", "sheet_correction"}


class SheetsTab(Page):
    """Shows the draft of the day in the header, or an issued sheet; issues, corrects, prints, saves."""

    reads: ClassVar[frozenset[str]] = READS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.scope = Scope()
        self.sheet: StatusSheet | None = None  # the draft
        self.issued: IssuedSheet | None = None  # shown in its place
        self.panel = SheetPanel(desk)
        self.preview = PagePreview()
        self.preview.setAccessibleName(_("Daily status sheet"))
        self.out = PaperOut(desk, self, lambda: self.pages)
        self.work: Slices | None = None  # lays out the pages
        self.strip, self.saving = WorkStrip(self.leave_offices_out), SavingStrip(desk)
        self._lay_out()
        self.panel.scopes.chosen.connect(self._choose)
        self.panel.issued_list.chosen.connect(self.show_issued)
        self.panel.lists.currentChanged.connect(self._turn_list)
        self.panel.language.activated.connect(lambda _index: self.show_sheet())
        for box in (self.panel.annexes, self.panel.offices):
            box.toggled.connect(lambda _on: self.show_sheet())

    def actions(self) -> list[Action]:
        """Ctrl+P is the window's: it leads here from every tab."""
        return [
            Action(_("Issue…"), _("Number this sheet and keep it unchanged"), self.issue, "check"),
            Action(_("Texts…"), _("Word the summary, the outlook and the requests"), self.word, "edit"),
            Action(_("Print…"), _("Print this sheet (Ctrl+P)"), self.print, "print"),
            Action(_("Save…"), _("Save as PDF, web page, figures or message"), self.save_pdf, "pdf",
                   "Ctrl+Shift+P"),
            Action(_("Copy message"), _("Copy the day as a short message"), self.copy, "copy"),
            Action(_("Compare days…"), _("Put two days side by side"), self.compare, "list"),
            Action(_("Then and now…"), _("What is known now that this sheet did not say"), self.then_and_now,
                   "eye"),
            Action(_("Larger"), _("Show the page larger"), self.preview.enlarge, "zoom-in", "Ctrl++"),
            Action(_("Smaller"), _("Show the page smaller"), self.preview.shrink, "zoom-out", "Ctrl+-"),
            Action(_("Fit"), _("Fit the page to the width"), self.preview.fit, "fit", "Ctrl+0"),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        row, self.made = button_row(self, self.actions())
        row.setContentsMargins(0, 0, look.ROOM, look.ROOM)
        for tool in row.tools[7:]:  # enlarging needs no words
            tool.words = Qt.ToolButtonStyle.ToolButtonIconOnly
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(row)
        right.addWidget(self.preview, 1)
        right.addWidget(self.strip)
        right.addWidget(self.saving)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(look.ROOM, look.ROOM, 0, 0)
        whole.setSpacing(look.ROOM)
        whole.addWidget(self.panel)
        whole.addLayout(right, 1)

    # --- showing -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.panel.read(self.scope)
        if self.issued:  # it is what it was
            self._enable()
        else:
            self.show_sheet()

    def show_scope(self, code: str) -> None:
        """Go to the sheet of a region or an office; "" is the country."""
        scope = self.desk.store.sheets.scope(code)
        if scope is None:
            return
        self.scope, self.issued = scope, None  # turning the lists would lay out the draft, and so do we
        self.panel.scopes.mark(scope)
        self.panel.lists.setCurrentIndex(0)
        self.show_sheet()

    def show_correction(self, number: str) -> None:
        """A correction begins with the draft of that sheet's day."""
        if sheet := self.desk.store.issued.numbered(number):
            self.desk.days.move_to(sheet.day)
            self.show_scope(sheet.scope)

    def _choose(self, scope: Scope) -> None:
        if scope != self.scope:
            self.scope = scope
            self.show_sheet()

    def _turn_list(self, index: int) -> None:
        """Leaving the issued sheets leads back to the draft."""
        if index == 0 and self.issued:
            self.show_sheet()

    @property
    def pages(self) -> Pages | None:
        """What is shown; pages that are still laid out are waited for, unless a hundred offices have some."""
        if self.work and not self._wants_offices:
            self.work.hurry()
        return self.preview.pages

    def show_sheet(self) -> None:
        """Lay out the draft of the scope and the day in the language chosen for it.

        A dozen pages take a third of a second: those before stay on the screen until the new ones are whole.
        """
        self._drop_work()
        self.issued = None
        with i18n.speaking(self._language):
            self.sheet = day_sheet(self.desk.store, self.scope, self.desk.days.day)
        self.panel.tell_draft(self.sheet, self._standing())
        self._begin(self.sheet, self._have_pages, offices=False)
        self._enable()

    def _begin(self, sheet: StatusSheet, then: Callable[[Pages], object], *, offices: bool) -> Slices:
        pages = pages_in_slices(self.desk.store, sheet, annexes=self.panel.parts["annexes"], offices=offices)
        spoken_pages, store = spoken(self._language, pages), self.desk.store
        self.work = work = Slices(spoken_pages, self, large=offices, needed=lambda: store.is_open)
        work.finished.connect(then)
        work.failed.connect(self._fail)
        work.start()
        return work

    def _have_pages(self, pages: Pages) -> None:
        self._show(pages)
        if self._wants_offices and self.sheet:
            self._add_offices(self.sheet)

    def _add_offices(self, sheet: StatusSheet) -> None:
        """A hundred pages take seconds: the others are shown meanwhile, and nothing is printed of a part."""
        work = self._begin(sheet, self._have_offices, offices=True)
        work.progressed.connect(
            lambda share: self.strip.show_work(_("Pages of the offices"), round(share * 100), 100)
        )

    @property
    def _wants_offices(self) -> bool:
        return self.panel.parts["offices"] and self.scope.kind != "branch"

    @property
    def _offices_missing(self) -> bool:
        return self._wants_offices and self.work is not None and self.work.running

    def _have_offices(self, pages: Pages) -> None:
        self.strip.rest()
        self._show(pages)
        self._enable()

    def _fail(self, error: Exception) -> None:
        """Ours to mend: it is told like any other, and the sheet stays without these pages."""
        self.leave_offices_out()
        raise error

    def _drop_work(self) -> None:
        if self.work:
            self.work.cancel()
        self.strip.rest()

    def leave_offices_out(self) -> None:
        """Cancelled: the sheet goes without them."""
        self._drop_work()
        self.panel.offices.setChecked(False)

    def show_issued(self, sheet: IssuedSheet) -> None:
        """The pages as they were issued, in place of the draft."""
        if self.desk.perform(lambda: self._show(issued_pages(self.desk.store, sheet))):
            self._drop_work()
            self.issued = sheet
            self.panel.tell_issued(sheet)
            self._enable()

    def _show(self, pages: Pages) -> None:
        self.preview.show_pages(pages)
        self.panel.length.setText(number(pages.count))

    def _enable(self) -> None:
        """What belongs to a draft, and what to an issued sheet; nothing is printed while pages miss."""
        draft, whole = self.issued is None, not self._offices_missing
        for text in (_("Texts…"), _("Copy message")):
            self.made[text].setEnabled(draft)
        for text in (_("Print…"), _("Save…")):
            self.made[text].setEnabled(whole)
        self.made[_("Issue…")].setText(_("Correct…") if self.issued or self._standing() else _("Issue…"))
        self.made[_("Then and now…")].setEnabled(not draft or self._standing() is not None)

    def _standing(self) -> IssuedSheet | None:
        """The version that stands for the scope and the day."""
        return self.desk.store.issued.of_day(self.desk.days.day, self.scope.code)

    def _whole(self) -> bool:
        """Shortcuts do not ask whether a button is on."""
        if self._offices_missing:
            self.desk.banner.said.emit(
                "refused", _("The pages of the offices are not there yet; wait for them.")
            )
            return False
        return True

    @property
    def _language(self) -> str:
        return self.panel.language.currentData()

    # --- words, issue, comparison --------------------------------------------------------------------

    def word(self) -> None:
        self._catch_up()
        if self.sheet:
            WordsForm(self.desk, self, self.sheet, self._language).exec()

    def issue(self) -> None:
        """The day's sheet becomes an issued one, or a corrected version; it is shown afterwards."""
        self._catch_up()
        if self.issued:
            self.show_correction(self.issued.number)
        if self.issued:  # it stayed: its office is gone, and the draft is of another
            gone = _("{code} is no longer an office of this desk.").format(code=self.issued.scope)
            self.desk.banner.said.emit("refused", gone)
            return
        if self.sheet is None:
            return
        form = IssueForm(self.desk, self, self.sheet, self._language, **self.panel.parts)
        if form.exec() and form.issued:
            self.go_to_issued(form.issued.id)
            self.desk.banner.said.emit("done", _("{number} is issued.").format(number=form.issued.number))

    def go_to_issued(self, key: str) -> None:
        self._catch_up()
        self.panel.lists.setCurrentIndex(1)
        self.panel.issued_list.table.choose(key)
        sheet = self.desk.store.issued.get(key)
        if sheet and sheet != self.issued:  # its line was the current one already
            self.show_issued(sheet)

    def compare(self) -> None:
        """Of what is shown: an issued sheet may be of another scope than the draft."""
        scope, day = self.scope, self.desk.days.day
        if self.issued:
            scope, day = self.desk.store.sheets.scope(self.issued.scope) or scope, self.issued.day
        TwoDays(self.desk, self, scope, day).exec()

    def then_and_now(self) -> None:
        """Of the sheet shown, or of the one that stands for the day."""
        sheet = self.issued or self._standing()
        if sheet:
            self.desk.perform(lambda: ThenAndNow(self.desk, self, sheet).exec())

    def copy(self) -> None:
        self._catch_up()
        if self.sheet:
            copy_message(self.sheet, self._language)
            self.desk.banner.said.emit("done", _("The message was copied; paste it into the messenger."))

    # --- onto paper ----------------------------------------------------------------------------------

    def front_paper(self) -> Action:
        return Action(_("Daily status sheet"), _("Print this sheet (Ctrl+P)"), self.print, "print")

    def print(self) -> None:
        """The print dialog; where no printer is installed the PDF is offered instead."""
        self._catch_up()
        if self._whole():
            self.out.print()

    def save_pdf(self) -> None:
        """Ask for the file; its name is the sheet's number, its kind is told by the ending."""
        self._catch_up()
        if self.pages is None or not self._whole():
            return
        kinds = ("pdf",) if self.issued else KINDS
        ask_file(self, kinds, self.pages.paper.file_name, self._save_to)

    def _save_to(self, path: Path) -> None:
        """An issued sheet is saved byte by byte as it was printed."""
        store, kind, saving = self.desk.store, path.suffix.lower().removeprefix("."), self.saving
        if issued := self.issued:
            self.desk.perform(lambda: saving.write(issued_pdf(store, issued), path))
        elif kind == "html" and self.sheet:
            parts = {**self.panel.parts, "offices": self._wants_offices}
            saving.save(page_in_slices(store, self.sheet, self._language, **parts), path)
        elif kind in KINDS[1:] and self.sheet:
            saving.write(content(store, self.sheet, kind, self._language), path)
        elif self.pages:
            saving.save(pdf_in_slices(self.pages), path)

    def unsaved(self) -> str:
        return _("The status sheet is still being saved.") if self.saving.running else ""
