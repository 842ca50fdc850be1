"""A paper of the map tab to the printer or into a PDF, with a word in the banner."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk.i18n import _
from cmt_desk.paths import documents
from cmt_desk.reports.paper import Paper
from cmt_desk.ui.actions import Action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.printing import Pages, save_pdf, to_printer


class PaperOut:
    """`paper` makes the paper when it is asked for; None while there is nothing to print."""

    def __init__(self, desk: Desk, owner: QWidget, paper: Callable[[], Paper | None]) -> None:
        self._desk, self._owner, self._paper = desk, owner, paper

    def actions(self) -> list[Action]:
        return [
            Action(_("Print…"), _("Print this page"), self.print, "print"),
            Action(_("Save as PDF…"), _("Save this page as a PDF"), self.ask_pdf, "pdf"),
        ]

    def print(self) -> None:
        """The print dialog; where no printer is installed the PDF is offered instead."""
        paper = self._paper()
        if paper is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self._desk.banner.said.emit(
                "refused", _("No printer is installed on this computer; save the page as a PDF instead.")
            )
            self.ask_pdf()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if QPrintDialog(printer, self._owner).exec() and not to_printer(Pages(paper), printer):
            self._desk.banner.said.emit(
                "trouble", _("The printer did not take the page; check it, or save the page as a PDF.")
            )

    def ask_pdf(self) -> None:
        paper = self._paper()
        if paper is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self._owner, _("Save as PDF…"), str(documents() / paper.file_name), _("PDF files (*.pdf)")
        )
        if name:
            self.save_pdf(Path(name))

    def save_pdf(self, path: Path) -> bool:
        paper = self._paper()
        saved = paper is not None and self._desk.perform(lambda: save_pdf(Pages(paper), path))
        if saved:
            self._desk.banner.said.emit("done", _("Saved: {file}").format(file=path.name))
        return saved
