"""A paper on the screen as it will print, with the two ways out: printer and PDF."""

from pathlib import Path

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.i18n import _
from cmt_desk.paths import documents
from cmt_desk.reports.paper import Paper
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.printing import PagePreview, Pages, save_pdf, to_printer
from cmt_desk.ui.widgets import button, faint


class PaperDialog(QDialog):
    def __init__(self, desk: Desk, paper: Paper, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(paper.title)
        self.resize(780, 640)
        self.pages = Pages(paper)
        self.preview = PagePreview()
        self.preview.show_pages(self.pages)
        self.print = button(_("Print…"), "print", self.print_pages, primary=True)
        self.print.setEnabled(bool(QPrinterInfo.availablePrinterNames()))
        self.said = faint(
            "" if self.print.isEnabled() else _("No printer is installed; save the pages as a PDF.")
        )
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addWidget(button(_("Save PDF…"), "pdf", self.save))
        row.addWidget(self.said, 1)
        row.addWidget(button(_("Close"), "", self.accept))
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addWidget(self.preview, 1)
        column.addLayout(row)

    def print_pages(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if QPrintDialog(printer, self).exec() and not to_printer(self.pages, printer):
            self.said.setText(_("The printer did not take the pages; check it, or save them as a PDF."))

    def save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(documents() / self.pages.paper.file_name), _("PDF files (*.pdf)")
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        if self._desk.perform(lambda: save_pdf(self.pages, path)):
            self.said.setText(_("Saved as {file}.").format(file=path.name))
