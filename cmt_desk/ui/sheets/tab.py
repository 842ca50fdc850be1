"""The daily status sheet as it will print, for the country, a region or an office, in either language."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk import i18n
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import LANGUAGES, _, clock_time, full_date
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.paths import documents
from cmt_desk.reports.status_sheet import as_paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.printing import PagePreview, Pages, save_pdf, to_printer
from cmt_desk.ui.sheet_paper import code_for
from cmt_desk.ui.sheets.scopes import ScopeList, choices
from cmt_desk.ui.widgets import Card, faint, plain_label


class SheetsTab(Page):
    """Shows, prints and saves the sheet of the day in the header; nothing is stored by it."""

    reads: ClassVar[frozenset[str]] = frozenset(
        "setting regional_office area branch bulletin zone_reading cap_rule cap_share area_scope employee"
        " case_file status_spell care_spell roster_week protocol run run_mark activation decision"
        " decision_signature".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.scope = Scope()
        self.pages: Pages | None = None
        self.scopes = ScopeList()
        self.language = QComboBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(i18n.language()))
        self.number, self.day, self.length = (plain_label() for _n in range(3))
        self.state = faint()
        self.preview = PagePreview()
        self.preview.setAccessibleName(_("Daily status sheet"))
        self._lay_out()
        self.scopes.chosen.connect(self._choose)
        self.language.activated.connect(lambda _index: self.show_sheet())

    def actions(self) -> list[Action]:
        """Ctrl+P is the window's: it leads here from every tab."""
        return [
            Action(_("Print…"), _("Print this sheet (Ctrl+P)"), self.print, "print"),
            Action(_("Save PDF…"), _("Save this sheet as a PDF file"), self.save_pdf, "pdf", "Ctrl+Shift+P"),
            Action(_("Larger"), _("Show the page larger"), self.preview.enlarge, "zoom-in", "Ctrl++"),
            Action(_("Smaller"), _("Show the page smaller"), self.preview.shrink, "zoom-out", "Ctrl+-"),
            Action(_("Fit"), _("Fit the page to the width"), self.preview.fit, "fit", "Ctrl+0"),
        ]

    def _lay_out(self) -> None:
        row, self.made = button_row(self, self.actions())
        row.setContentsMargins(0, 0, look.ROOM, look.ROOM)
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
        about.body.addWidget(self.state)
        panel = QWidget()
        panel.setFixedWidth(316)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, look.ROOM)
        column.setSpacing(look.ROOM)
        column.addWidget(about)
        column.addWidget(self.scopes, 1)
        return panel

    # --- showing -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        store = self.desk.store
        found = choices(store.branches.regional_offices(), store.branches.all())
        self.scopes.show_choices(found, self.scope)
        self.show_sheet()

    def show_scope(self, code: str) -> None:
        """Go to the sheet of a region or an office; "" is the country."""
        scope = self.desk.store.sheets.scope(code)
        if scope is None:
            return
        self.scope = scope
        self.scopes.mark(scope)
        self.show_sheet()

    def _choose(self, scope: Scope) -> None:
        if scope != self.scope:
            self.scope = scope
            self.show_sheet()

    def show_sheet(self) -> None:
        """Lay out the sheet of the scope and the day in the language chosen for it."""
        store = self.desk.store
        with i18n.speaking(self.language.currentData()):
            sheet = day_sheet(store, self.scope, self.desk.days.day)
            code = code_for(store, self.scope, self.desk.days.day)
            self.pages = Pages(as_paper(sheet, prepared_by=store.actor, code=code))
        self.preview.show_pages(self.pages)
        self.number.setText(sheet.number)
        self.day.setText(full_date(self.desk.days.day))
        self.length.setText(str(self.pages.count))
        self.state.setText(self._state_text(sheet.cutoff))

    def _state_text(self, cutoff: datetime) -> str:
        if self.desk.days.day > self.desk.days.today:
            return _("This day lies ahead: the figures are those known today.")
        if self.desk.now() < cutoff:
            return _("Not finished: the data cut-off is at {time}.").format(time=clock_time(cutoff))
        return _("The data cut-off has passed; the sheet is a draft until it is signed.")

    # --- onto paper ----------------------------------------------------------------------------------

    def front_paper(self) -> Action:
        return Action(_("Daily status sheet"), _("Print this sheet (Ctrl+P)"), self.print, "print")

    def print(self) -> None:
        """The print dialog; where no printer is installed the PDF is offered instead."""
        self._catch_up()
        if not QPrinterInfo.availablePrinterNames():
            self.desk.banner.said.emit(
                "refused", _("No printer is installed on this computer; save the sheet as a PDF instead.")
            )
            self.save_pdf()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if QPrintDialog(printer, self).exec():  # its open() wants a slot and hides QDialog's
            self._print_on(printer)

    def _print_on(self, printer: QPrinter) -> None:
        if self.pages and not to_printer(self.pages, printer):
            self.desk.banner.said.emit(
                "trouble", _("The printer did not take the sheet; check it, or save the sheet as a PDF.")
            )

    def save_pdf(self) -> None:
        """Ask for the file; its name is the sheet's number."""
        self._catch_up()
        if self.pages is None:
            return
        dialog = QFileDialog(self, _("Save the sheet as PDF"), str(documents()), _("PDF files (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.pages.paper.file_name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._save_to(Path(name)))
        dialog.open()

    def _save_to(self, path: Path) -> None:
        pages = self.pages
        if pages and self.desk.perform(lambda: save_pdf(pages, path)):
            self.desk.banner.said.emit("done", _("The sheet was saved as {file}.").format(file=path))
