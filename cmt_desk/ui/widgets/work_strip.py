"""The progress strip: how far long work is, and a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from cmt_desk.i18n import _, number
from cmt_desk.ui import look
from cmt_desk.ui.widgets.pieces import button, plain_label

PATIENCE = 600  # milliseconds before it is worth looking at


class WorkStrip(QFrame):
    """How far the work is, and a way to stop it. Work that is quickly done never shows it."""

    def __init__(self, cancel: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.text, self.progress = plain_label(), QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(10)
        self.cancel = button(_("Cancel"), "close", cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.GAP, look.ROOM, look.GAP)
        row.addWidget(self.text)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        self.hide()
        self._late = QTimer(self, singleShot=True, interval=PATIENCE)
        self._late.timeout.connect(self.show)

    def rest(self) -> None:
        """The work is done or dropped."""
        self._late.stop()
        self.hide()

    def show_work(self, what: str, done: int, of: int) -> None:
        counted = _("{what}: {n} of {total}").format(what=what, n=number(done), total=number(of))
        self.text.setText(counted if of else what)
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        if self.isHidden() and not self._late.isActive():
            self._late.start()
