"""Ctrl+Z and Ctrl+Y: at once, or, where an operation wrote many thousand rows, in slices behind a bar.

The bar is modal: the desk is half written meanwhile, and every screen reads through the same connection.
"""

import gc
from collections.abc import Generator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from cmt_desk.i18n import _
from cmt_desk.operations.desk import redo, redoing, undo, undoing
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.slices import Slices
from cmt_desk.ui.widgets import button, plain_label

LONG = 5000  # changes: about a quarter of a second


def take_back(desk: Desk, parent: QWidget) -> None:
    last = desk.store.journal.undoable()
    if last and _is_long(desk, last):
        desk.perform(lambda: _Playing(desk, undoing(desk.store), last, _("Undo"), parent).open())
    else:
        desk.perform(lambda: undo(desk.store))


def do_again(desk: Desk, parent: QWidget) -> None:
    last = desk.store.journal.redoable()
    if last and _is_long(desk, last):
        desk.perform(lambda: _Playing(desk, redoing(desk.store), last, _("Redo"), parent).open())
    else:
        desk.perform(lambda: redo(desk.store))


def _is_long(desk: Desk, operation: Operation) -> bool:
    return desk.store.journal.size(operation.id) > LONG


class _Playing(QDialog):
    """All or nothing: leaving it early puts everything back as it was."""

    def __init__(
        self, desk: Desk, work: Generator[float, None, None], operation: Operation, told: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(told)
        self.bar, self.work = QProgressBar(), Slices(work, self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.leave = button(_("Cancel"), None, self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(look.SPACE)
        column.addWidget(plain_label(operation.label))
        column.addWidget(self.bar)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(420)
        self.work.progressed.connect(lambda share: self.bar.setValue(round(share * 1000)))
        self.work.finished.connect(self.accept)
        self.work.failed.connect(self._fail)
        self.work.start()

    def _fail(self, error: Exception) -> None:
        def again() -> None:
            raise error

        super().reject()
        self._desk.perform(again)

    def reject(self) -> None:
        self.work.cancel()
        super().reject()

    def done(self, result: int) -> None:
        gc.unfreeze()
        super().done(result)
