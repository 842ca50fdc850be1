"""The two ways out of the window for pages, printer and PDF, with a sentence of what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk.i18n import _
from cmt_desk.paths import documents
from cmt_desk.reports.paper import Paper
from cmt_desk.ui.actions import Action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.printing.pages import Pages
from cmt_desk.ui.printing.setup import PageSetup, remembered
from cmt_desk.ui.printing.targets import save_pdf, to_printer


def a_printer(setup: PageSetup) -> QPrinter:
    """The default printer with the paper that was chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(setup.page_size())
    return printer


def has_printer() -> bool:
    return bool(QPrinterInfo.availablePrinterNames())


class PaperOut:
    """`pages` makes the pages when they are asked for; None while there is nothing to print."""

    def __init__(self, desk: Desk, owner: QWidget, pages: Callable[[], Pages | None]) -> None:
        self._desk, self._owner, self._pages = desk, owner, pages

    @classmethod
    def of_paper(cls, desk: Desk, owner: QWidget, paper: Callable[[], Paper | None]) -> "PaperOut":
        """For a paper that is laid out only to be printed, on the paper size chosen last."""

        def pages() -> Pages | None:
            made = paper()
            return Pages(made, remembered()) if made else None

        return cls(desk, owner, pages)

    def actions(self) -> list[Action]:
        return [
            Action(_("Print…"), _("Print this page"), self.print, "print"),
            Action(_("Save as PDF…"), _("Save this page as a PDF"), self.ask_pdf, "pdf"),
        ]

    def print(self) -> None:
        """The print dialog; where no printer is installed the PDF is offered instead."""
        pages = self._pages()
        if pages is None:
            return
        if not has_printer():
            self._desk.banner.said.emit(
                "refused", _("No printer is installed on this computer; save the pages as a PDF instead.")
            )
            self.ask_pdf()
            return
        printer = a_printer(pages.setup)
        if QPrintDialog(printer, self._owner).exec():  # its open() wants a slot and hides QDialog's
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        pages = self._pages()
        if pages and not to_printer(pages, printer):
            self._desk.banner.said.emit(
                "trouble", _("The printer did not take the pages; check it, or save them as a PDF.")
            )

    def ask_pdf(self) -> None:
        """Ask for the file; its name is the paper's."""
        pages = self._pages()
        if pages is None:
            return
        dialog = QFileDialog(self._owner, _("Save as PDF"), str(documents()), _("PDF files (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(pages.paper.file_name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_pdf(Path(name)))
        dialog.open()

    def save_pdf(self, path: Path) -> bool:
        pages = self._pages()
        saved = pages is not None and self._desk.perform(lambda: save_pdf(pages, path))
        if saved:
            self._desk.banner.said.emit("done", _("Saved: {file}").format(file=path.name))
        return saved
