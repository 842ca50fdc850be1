"""Kertas hari ini: tick the papers, look at one, and let them all become one PDF, a folder or a print job."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cmt_desk import i18n
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import LANGUAGES, _, full_date, number
from cmt_desk.paths import documents
from cmt_desk.store import Trouble
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.papers.catalogue import choices
from cmt_desk.ui.papers.paper_tree import PaperTree
from cmt_desk.ui.printing.batch import Order, into_folder, into_pdf, onto_printer
from cmt_desk.ui.printing.dialog import SetupChoice
from cmt_desk.ui.printing.out import a_printer, has_printer
from cmt_desk.ui.printing.pages import Pages
from cmt_desk.ui.printing.preview import PagePreview
from cmt_desk.ui.risk_map.tab import RiskMapTab
from cmt_desk.ui.slices import Slices
from cmt_desk.ui.widgets import button, faint, heading, plain_label
from cmt_desk.ui.widgets.form import choice
from cmt_desk.ui.widgets.work_strip import WorkStrip
from cmt_desk.wording import trouble


class PapersDialog(QDialog):
    def __init__(self, desk: Desk, risk_map: RiskMapTab, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.work: Slices | None = None
        self.setWindowTitle(_("Papers of the day"))
        self.resize(1200, 700)
        self.search, self.tree, self.told = QLineEdit(), PaperTree(), plain_label()
        self.preview, self.setup = PagePreview(), SetupChoice(self._show_current)
        self.language = choice(list(LANGUAGES.items()), i18n.language())
        self.language.setAccessibleName(_("Language"))
        self.pdf = button(_("One PDF…"), "pdf", self.ask_pdf, primary=True)
        self.folder = button(_("A folder of PDFs…"), "export", self.ask_folder)
        self.print, self._printable = button(_("Print…"), "print", self.ask_printer), has_printer()
        if not self._printable:
            self.print.setToolTip(_("No printer is installed; save the pages as a PDF."))
        self.said, self.strip = faint(), WorkStrip(self.cancel)
        self._lay_out()
        self.search.textChanged.connect(self.tree.search)
        self.search.returnPressed.connect(self.tree.go_to_found)
        self.tree.ticks_changed.connect(self._count)
        self.tree.looked_at.connect(lambda _one: self._show_current())
        self.language.activated.connect(lambda _n: self._show_current())
        self._say("")
        self.tree.show_choices(choices(desk, risk_map))
        self._count()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Search a paper or an office"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(_("Search a paper or an office"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        for part in (self.search, self.tree, self.told):
            column.addWidget(part)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([400, 700])
        end = QHBoxLayout()
        end.setSpacing(look.SPACE)
        for part in (self.pdf, self.folder, self.print, self.setup, self.language):
            end.addWidget(part)
        end.addStretch(1)
        end.addWidget(close := button(_("Close"), "", self.reject))
        for part in (self.pdf, self.folder, self.print, close):
            part.setAutoDefault(False)  # Enter belongs to the search
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        whole.setSpacing(look.SPACE)
        whole.addWidget(heading(_("Papers of {day}").format(day=full_date(self._desk.days.day))))
        whole.addWidget(split, 1)
        whole.addWidget(self.said)
        whole.addWidget(self.strip)
        whole.addLayout(end)

    # --- choosing ------------------------------------------------------------------------------------

    def _count(self) -> None:
        n = len(self.tree.ticked())
        self.told.setText(_("{n} papers ticked").format(n=number(n)))
        busy = self.work is not None and self.work.running
        for part in (self.pdf, self.folder, self.print):
            part.setEnabled(n > 0 and not busy)
        self.print.setEnabled(self.print.isEnabled() and self._printable)

    def _show_current(self) -> None:
        one = self.tree.current_choice()
        if one is None:
            return
        try:
            with i18n.speaking(self.language.currentData()):
                self.preview.show_pages(Pages(one.make(), self.setup.setup))
        except Refused as refused:  # the pages of an issued sheet are gone
            self._say(str(refused))

    # --- onto paper ----------------------------------------------------------------------------------

    def order(self) -> Order:
        language = self.language.currentData()
        with i18n.speaking(language):
            title = _("Papers of {day}").format(day=full_date(self._desk.days.day))
        return Order([one.make for one in self.tree.ticked()], title, self.setup.setup, language)

    def ask_pdf(self) -> None:
        place = documents() / f"CMT-{self._desk.days.day.isoformat()}.pdf"
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), str(place), _("PDF files (*.pdf)"))
        if name:
            self.save_pdf(Path(name))

    def save_pdf(self, path: Path) -> None:
        self._start(into_pdf(self.order(), path), lambda pages: _("{file}: {n} pages.").format(
            file=path.name, n=number(pages)))  # fmt: skip

    def ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Folder for the papers"), str(documents()))
        if name:
            self.save_folder(Path(name))

    def save_folder(self, folder: Path) -> None:
        self._start(
            into_folder(self.order(), folder),
            lambda made: _("The papers are in the folder {folder}.").format(folder=made.name),
        )

    def ask_printer(self) -> None:
        printer = a_printer(self.setup.setup)
        if QPrintDialog(printer, self).exec():
            self._start(
                onto_printer(self.order(), printer),
                lambda pages: _("{n} pages were sent to the printer.").format(n=number(pages)),
            )

    def _start(self, work: Generator[float, None, Any], told) -> None:
        self.work = Slices(work, self)
        what, total = _("Papers"), len(self.tree.ticked())
        self._say("")
        self.work.progressed.connect(lambda share: self.strip.show_work(what, int(share * total), total))
        self.work.finished.connect(lambda made: self._end(told(made)))
        self.work.failed.connect(self._fail)
        self.work.start()
        self._count()

    def cancel(self) -> None:
        if self.work and self.work.running:
            self.work.cancel()
            self._end(_("Cancelled; no file was written."))

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._end(str(error))
        elif isinstance(error, Trouble):
            self._end(trouble(error.code, str(error.path.name if error.path else "")))
        else:
            self._end("")
            raise error

    def _end(self, sentence: str) -> None:
        self.strip.rest()
        self._say(sentence)
        self._count()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def reject(self) -> None:
        self.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancel()
        super().closeEvent(event)
