"""Our own bugs: one dialog with a report to copy, without personal data; the program goes on."""

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from cmt_desk import __version__
from cmt_desk.i18n import _
from cmt_desk.ui.widgets import button, faint


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, not what the data was: messages of exceptions may hold names."""
    places = [
        f"  {frame.filename.rsplit('cmt_desk', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return "\n".join([f"CMT Desk {__version__} · {system}", kind.__name__, *places])


def catch_all(said: Callable[[BaseException], bool]) -> None:
    """Show unexpected errors instead of losing the window, but for those that `said` has told by itself."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        traceback.print_exception(kind, error, trace)
        if QApplication.instance() and not said(error):
            _show(report(kind, trace))

    sys.excepthook = hook


def _show(text: str) -> None:
    dialog = QDialog()
    dialog.setWindowTitle(_("Something unexpected happened"))
    dialog.resize(640, 360)
    told = faint(
        _(
            "Your data is safe: nothing of this step was stored. Please send this report to who maintains the"
            " program; it holds no personal data."
        )
    )
    body = QPlainTextEdit(text)
    body.setReadOnly(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    copy = button(_("Copy"), "copy", lambda: QApplication.clipboard().setText(text))
    buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
    column = QVBoxLayout(dialog)
    for part in (told, body, buttons):
        column.addWidget(part)
    dialog.exec()
