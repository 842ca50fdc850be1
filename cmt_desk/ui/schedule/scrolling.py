"""A panel at the side that scrolls: its parts from the top, some of them to be clicked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from cmt_desk.ui import look
from cmt_desk.ui.widgets import Card, plain_label


class ScrollingCard(Card):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.addWidget(self._scroll, 1)

    def fill(self, parts: Sequence[QWidget]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.GAP, 0)
        column.setSpacing(look.GAP)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)

    def text(self) -> str:
        """Everything the panel says, as one would read it aloud."""
        inside = self._scroll.widget()
        return "\n".join(label.text() for label in inside.findChildren(QLabel)) if inside else ""


class Link(QFrame):
    """Words that wrap and can be clicked, also with the keyboard (a button's text does not wrap)."""

    clicked = Signal()

    def __init__(self, *parts: QLabel) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(" ".join(part.text() for part in parts))
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE, look.GAP, look.SPACE, look.GAP)
        column.setSpacing(2)
        for part in parts:
            column.addWidget(part)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


def wrapped(text: str) -> QLabel:
    label = plain_label(text)
    label.setWordWrap(True)
    return label


def bold(text: str, tone: str = "") -> QLabel:
    label = wrapped(text)
    label.setProperty("tone", tone)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def line() -> QFrame:
    made = QFrame()
    made.setFrameShape(QFrame.Shape.HLine)
    return made
