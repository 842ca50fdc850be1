"""While the window cannot answer: the pointer says so, and what was just said is painted before."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication


@contextmanager
def waiting(app: QApplication) -> Iterator[None]:
    app.setOverrideCursor(Qt.CursorShape.WaitCursor)
    app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    try:
        yield
    finally:
        app.restoreOverrideCursor()
