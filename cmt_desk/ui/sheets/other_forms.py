"""The sheet in other forms: a web page, figures for a spreadsheet, a short message."""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk import i18n
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.i18n import _
from cmt_desk.operations.sheet_names import known_names
from cmt_desk.paths import documents
from cmt_desk.reports.sheet_table import as_xlsx
from cmt_desk.reports.sheet_text import as_text
from cmt_desk.store import Store
from cmt_desk.ui.printing.web_page import web_page_in_slices
from cmt_desk.ui.sheet_paper import paper_in_slices
from cmt_desk.ui.slices import between, finished, spoken

KINDS = ("pdf", "html", "xlsx", "txt")


def kind_name(kind: str) -> str:
    return {
        "html": _("Web page (*.html)"),
        "xlsx": _("Figures for a spreadsheet (*.xlsx)"),
        "txt": _("Short message (*.txt)"),
        "pdf": _("PDF files (*.pdf)"),
    }[kind]


def ask_file(owner: QWidget, kinds: Sequence[str], file_name: str, chosen: Callable[[Path], object]) -> None:
    """Ask where to save, without holding up the window; the ending follows the kind that is picked."""
    filters = ";;".join(kind_name(kind) for kind in kinds)
    dialog = QFileDialog(owner, _("Save the sheet"), str(documents()), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kinds[0])
    dialog.filterSelected.connect(lambda picked: dialog.setDefaultSuffix(picked.rpartition(".")[2][:-1]))
    dialog.selectFile(file_name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()


def content(
    store: Store, sheet: StatusSheet, kind: str, language: str, *, annexes: bool = True, offices: bool = False
) -> bytes:
    """The sheet as a web page, figures or a message; `sheet` was put together in that language."""
    if kind == "html":
        return finished(page_in_slices(store, sheet, language, annexes=annexes, offices=offices))
    with i18n.speaking(language):
        return as_xlsx(sheet, known_names(store)) if kind == "xlsx" else as_text(sheet).encode()


def page_in_slices(
    store: Store, sheet: StatusSheet, language: str, *, annexes: bool, offices: bool
) -> Generator[float, None, bytes]:
    """The web page, an office at a time, for `ui.slices`."""

    def made() -> Generator[float, None, bytes]:
        paper = yield from between(0, 0.5, paper_in_slices(store, sheet, annexes=annexes, offices=offices))
        yield 0.5
        page = yield from between(0.5, 0.9, web_page_in_slices(paper))
        yield 0.9
        content = page.encode()
        yield 1.0
        return content

    return (yield from spoken(language, made()))


def copy_message(sheet: StatusSheet, language: str) -> None:
    with i18n.speaking(language):
        QGuiApplication.clipboard().setText(as_text(sheet))
