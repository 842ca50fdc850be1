"""The daily status sheet as it will print, and the sheets that were issued."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cmt_desk import i18n
from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheets import Scope, StatusSheet
from cmt_desk.i18n import LANGUAGES, _, clock_time, full_date, medium_date, number
from cmt_desk.operations.old_sheets import RESTS_ON
from cmt_desk.operations.sheets import day_sheet, issued_pdf
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.printing import PagePreview, Pages, PaperOut, remembered, save_pdf
from cmt_desk.ui.sheet_paper import paper_of
from cmt_desk.ui.sheets.compare import ThenAndNow, TwoDays
from cmt_desk.ui.sheets.forms import IssueForm, WordsForm
from cmt_desk.ui.sheets.issued_list import IssuedList
from cmt_desk.ui.sheets.onto_paper import issued_pages
from cmt_desk.ui.sheets.other_forms import KINDS, ask_file, content, copy_message, save_content
from cmt_desk.ui.sheets.scopes import ScopeList, choices
from cmt_desk.ui.widgets import Card, faint, plain_label

READS = RESTS_ON | {"sheet_text", "issued_sheet", "sheet_correction"}


class SheetsTab(Page):
    """Shows the draft of the day in the header, or an issued sheet; issues, corrects, prints, saves."""

    reads: ClassVar[frozenset[str]] = READS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.scope = Scope()
        self.sheet: StatusSheet | None = None  # the draft
        self.issued: IssuedSheet | None = None  # shown in its place
        self.pages: Pages | None = None
        self.scopes, self.issued_list = ScopeList(), IssuedList()
        self.language = QComboBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(i18n.language()))
        self.annexes = QCheckBox(_("With an annex for each regional office"))
        self.annexes.setChecked(True)
        self.number, self.day, self.length = (plain_label() for _n in range(3))
        self.state = faint()
        self.preview = PagePreview()
        self.preview.setAccessibleName(_("Daily status sheet"))
        self.out = PaperOut(desk, self, lambda: self.pages)
        self._lay_out()
        self.scopes.chosen.connect(self._choose)
        self.issued_list.chosen.connect(self.show_issued)
        self.language.activated.connect(lambda _index: self.show_sheet())
        self.annexes.toggled.connect(lambda _on: self.show_sheet())

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
        for n in range(7, 10):  # enlarging needs no words
            item = row.itemAt(n)
            tool = item.widget() if item else None
            if isinstance(tool, QToolButton):
                tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(row)
        right.addWidget(self.preview, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(look.ROOM, look.ROOM, 0, 0)
        whole.setSpacing(look.ROOM)
        whole.addWidget(self._panel())
        whole.addLayout(right, 1)

    def _panel(self) -> QWidget:
        """What the sheet is about, and what it is."""
        about = Card()
        form = QFormLayout()
        form.setHorizontalSpacing(look.ROOM)
        form.setVerticalSpacing(look.SPACE)
        for name, widget in (
            (_("Language"), self.language),
            (_("Number"), self.number),
            (_("Day"), self.day),
            (_("Pages"), self.length),
        ):
            form.addRow(plain_label(name, faint=True), widget)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        about.body.addLayout(form)
        about.body.addWidget(self.annexes)
        about.body.addWidget(self.state)
        self.lists = QTabWidget()
        self.lists.addTab(self.scopes, _("Sheet for"))
        self.lists.addTab(self.issued_list, _("Issued"))
        self.lists.currentChanged.connect(self._turn_list)
        panel = QWidget()
        panel.setFixedWidth(340)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, look.ROOM)
        column.setSpacing(look.ROOM)
        column.addWidget(about)
        column.addWidget(self.lists, 1)
        return panel

    # --- showing -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        store = self.desk.store
        found = choices(store.branches.regional_offices(), store.branches.all())
        self.scopes.show_choices(found, self.scope)
        sheets = store.issued.all()
        self.issued_list.show_sheets(sheets)
        self.lists.setTabText(1, _("Issued ({n})").format(n=number(len(sheets))))
        if self.issued:  # it is what it was
            self._enable()
        else:
            self.show_sheet()

    def show_scope(self, code: str) -> None:
        """Go to the sheet of a region or an office; "" is the country."""
        scope = self.desk.store.sheets.scope(code)
        if scope is None:
            return
        self.scope = scope
        self.scopes.mark(scope)
        self.lists.setCurrentIndex(0)
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

    def show_sheet(self) -> None:
        """Lay out the draft of the scope and the day in the language chosen for it."""
        self.issued, language = None, self.language.currentData()
        with i18n.speaking(language):
            self.sheet = day_sheet(self.desk.store, self.scope, self.desk.days.day)
            paper = paper_of(self.desk.store, self.sheet, annexes=self.annexes.isChecked())
            self._show(Pages(paper, remembered()))
        self.number.setText(self.sheet.number)
        self.day.setText(full_date(self.desk.days.day))
        self.state.setText(self._state_text(self.sheet.cutoff))
        standing = self.desk.store.issued.of_day(self.desk.days.day, self.scope.code)
        self.made[_("Issue…")].setText(_("Correct…") if standing else _("Issue…"))
        self._enable()

    def show_issued(self, sheet: IssuedSheet) -> None:
        """The pages as they were issued, in place of the draft."""
        if self.desk.perform(lambda: self._show(issued_pages(self.desk.store, sheet))):
            self.issued = sheet
            self.number.setText(_("{number}, version {n}").format(number=sheet.number, n=sheet.version))
            self.day.setText(full_date(sheet.day))
            at = f"{medium_date(sheet.issued_at.date())} {clock_time(sheet.issued_at)} WIB"
            told = _("Issued {moment} by {who}; unchanged since.").format(moment=at, who=sheet.issued_by)
            reason = _("Correction: {reason}").format(reason=sheet.reason) if sheet.reason else ""
            self.state.setText(f"{told} {reason}".strip())
            self._enable()

    def _show(self, pages: Pages) -> None:
        self.pages = pages
        self.preview.show_pages(pages)
        self.length.setText(str(pages.count))

    def _enable(self) -> None:
        """What belongs to a draft, and what to an issued sheet."""
        draft = self.issued is None
        for text in (_("Texts…"), _("Copy message")):
            self.made[text].setEnabled(draft)
        if self.issued:
            self.made[_("Issue…")].setText(_("Correct…"))
        standing = self.desk.store.issued.of_day(self.desk.days.day, self.scope.code)
        self.made[_("Then and now…")].setEnabled(not draft or standing is not None)
        self.language.setEnabled(draft)
        self.annexes.setEnabled(draft and self.scope.kind == "national")

    def _state_text(self, cutoff: datetime) -> str:
        standing = self.desk.store.issued.of_day(self.desk.days.day, self.scope.code)
        if standing and (reason := self.desk.store.issued.correction(standing.id)):
            return _("A correction was decided on: {reason}").format(reason=reason)
        if standing:
            return _("Version {n} of this day was issued; this is the draft of a correction.").format(
                n=number(standing.version)
            )
        if self.desk.days.day > self.desk.days.today:
            return _("This day lies ahead: the figures are those known today.")
        if self.desk.now() < cutoff:
            return _("Not finished: the data cut-off is at {time}.").format(time=clock_time(cutoff))
        return _("The data cut-off has passed; the sheet is a draft until it is issued.")

    # --- words, issue, comparison --------------------------------------------------------------------

    def word(self) -> None:
        self._catch_up()
        if self.sheet:
            WordsForm(self.desk, self, self.sheet, self.language.currentData()).exec()

    def issue(self) -> None:
        """The day's sheet becomes an issued one, or a corrected version; it is shown afterwards."""
        self._catch_up()
        if self.issued:
            self.show_correction(self.issued.number)
        if self.sheet is None:
            return
        form = IssueForm(
            self.desk, self, self.sheet, self.language.currentData(), annexes=self.annexes.isChecked()
        )
        if form.exec() and form.issued:
            self.go_to_issued(form.issued.id)
            self.desk.banner.said.emit("done", _("{number} is issued.").format(number=form.issued.number))

    def go_to_issued(self, key: str) -> None:
        self._catch_up()
        self.lists.setCurrentIndex(1)
        self.issued_list.table.choose(key)
        sheet = self.desk.store.issued.get(key)
        if sheet and sheet != self.issued:  # its line was the current one already
            self.show_issued(sheet)

    def compare(self) -> None:
        TwoDays(self.desk, self, self.scope, self.issued.day if self.issued else self.desk.days.day).exec()

    def then_and_now(self) -> None:
        """Of the sheet shown, or of the one that stands for the day."""
        sheet = self.issued or self.desk.store.issued.of_day(self.desk.days.day, self.scope.code)
        if sheet:
            self.desk.perform(lambda: ThenAndNow(self.desk, self, sheet).exec())

    def copy(self) -> None:
        self._catch_up()
        if self.sheet:
            copy_message(self.sheet, self.language.currentData())
            self.desk.banner.said.emit("done", _("The message was copied; paste it into the messenger."))

    # --- onto paper ----------------------------------------------------------------------------------

    def front_paper(self) -> Action:
        return Action(_("Daily status sheet"), _("Print this sheet (Ctrl+P)"), self.print, "print")

    def print(self) -> None:
        """The print dialog; where no printer is installed the PDF is offered instead."""
        self._catch_up()
        self.out.print()

    def save_pdf(self) -> None:
        """Ask for the file; its name is the sheet's number, its kind is told by the ending."""
        self._catch_up()
        if self.pages is None:
            return
        kinds = ("pdf",) if self.issued else KINDS
        ask_file(self, kinds, self.pages.paper.file_name, self._save_to)

    def _save_to(self, path: Path) -> None:
        if self.desk.perform(lambda: self._save(path)):
            self.desk.banner.said.emit("done", _("The sheet was saved as {file}.").format(file=path))

    def _save(self, path: Path) -> None:
        """An issued sheet is saved byte by byte as it was printed."""
        store, kind = self.desk.store, path.suffix.lower().removeprefix(".")
        if self.issued:
            save_content(issued_pdf(store, self.issued), path)
        elif kind in KINDS[1:] and self.sheet:
            language, annexes = self.language.currentData(), self.annexes.isChecked()
            save_content(content(store, self.sheet, kind, language, annexes=annexes), path)
        elif self.pages:
            save_pdf(self.pages, path)
