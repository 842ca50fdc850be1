"""One sentence under the header: what a rule refused, what happened to the file, what was done."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.widgets import plain_label

STAYS = 8_000  # milliseconds for good news that leads nowhere; the rest stays until closed or outdated


class BannerBar(QFrame):
    wanted = Signal(str, str)  # place and key, see `Picked.wanted`

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.icon, self.text = QLabel(), plain_label()
        self.text.setWordWrap(True)
        close = QToolButton()
        close.setIcon(look.icon("close"))
        close.setAutoRaise(True)
        close.setToolTip(_("Close"))
        close.setAccessibleName(_("Close"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.WIDE, look.GAP, look.SPACE, look.GAP)
        row.addWidget(self.icon)
        self.way = QPushButton()
        self.way.clicked.connect(lambda: self.wanted.emit(*self._leads))
        self._leads, self._kind = ("", ""), ""
        row.addWidget(self.text, 1)
        row.addWidget(self.way)
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, kind: str, sentence: str) -> None:
        """`kind`: refused, trouble, busy or done."""
        self._kind, tokens = kind, look.tokens()
        colour = {"refused": tokens.warning, "trouble": tokens.danger}.get(kind, tokens.good)
        name = {"done": "check", "busy": "play"}.get(kind, "warning")
        self.icon.setPixmap(look.icon(name, colour).pixmap(20, 20))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(tokens.surface))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self.setPalette(palette)
        self.text.setText(sentence)
        self.way.hide()
        self.show()
        self._timer.stop()
        if kind == "done":
            self._timer.start()

    def outdate(self) -> None:
        """Something was done since: what a rule refused before is no longer the state of things."""
        if self._kind == "refused":
            self.hide()

    def lead(self, words: str, place: str, key: str) -> None:
        """A button beside the sentence just said; it stays until somebody has read it."""
        self._leads = place, key
        self.way.setText(words)
        self.way.setStatusTip(words)
        self.way.show()
        self._timer.stop()
