"""A paper on the screen as it will print, on the paper size chosen, with the two ways out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk import i18n
from cmt_desk.i18n import _
from cmt_desk.reports.paper import Paper
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.printing.out import PaperOut, has_printer
from cmt_desk.ui.printing.pages import Pages
from cmt_desk.ui.printing.preview import PagePreview
from cmt_desk.ui.printing.setup import PageSetup, margin_names, remember, remembered, size_names
from cmt_desk.ui.widgets import button, faint
from cmt_desk.ui.widgets.form import choice


class SetupChoice(QWidget):
    """Paper size and margins, remembered on this laptop as soon as they are chosen."""

    def __init__(self, chosen_another) -> None:
        super().__init__()
        now = remembered()
        self.size_box = choice(list(size_names().items()), now.size)
        self.margins = choice(list(margin_names().items()), now.margins)
        self.size_box.setAccessibleName(_("Paper size"))
        self.margins.setAccessibleName(_("Margins"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.SPACE)
        for box in (self.size_box, self.margins):
            row.addWidget(box)
            box.activated.connect(lambda _n: (remember(self.setup), chosen_another()))

    @property
    def setup(self) -> PageSetup:
        return PageSetup(self.size_box.currentData(), self.margins.currentData())


class PaperDialog(QDialog):
    """Another size lays the paper out again, in the language it was made in."""

    def __init__(self, desk: Desk, paper: Paper, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._paper, self._language = desk, paper, i18n.language()
        self.setWindowTitle(paper.title)
        self.resize(1000 if paper.landscape else 800, 680)
        self.preview = PagePreview()
        self.setup = SetupChoice(self._lay_out_pages)
        self.out = PaperOut(desk, self, lambda: self.pages)
        printable = has_printer()
        self.print = button(_("Print…"), "print", self.out.print, primary=printable)
        self.print.setEnabled(printable)
        self.save = button(_("Save PDF…"), "pdf", self.out.ask_pdf, primary=not printable)
        self.said = faint("" if printable else _("No printer is installed; save the pages as a PDF."))
        row = QHBoxLayout()
        for part in (self.print, self.save, self.setup):
            row.addWidget(part)
        row.addWidget(self.said, 1)
        row.addWidget(button(_("Close"), "", self.accept))
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addWidget(self.preview, 1)
        column.addLayout(row)
        self._lay_out_pages()
        desk.banner.said.connect(self._tell)

    def _lay_out_pages(self) -> None:
        with i18n.speaking(self._language):
            self.pages = Pages(self._paper, self.setup.setup)
        self.preview.show_pages(self.pages)

    def _tell(self, _kind: str, sentence: str) -> None:
        """The banner of the window lies behind this dialog."""
        self.said.setText(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.print if self.print.isEnabled() else self.save).setFocus()
