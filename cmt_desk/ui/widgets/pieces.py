"""Labels that never read markup from data, buttons, cards, figure tiles, the empty state with a way out."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.i18n import _
from cmt_desk.ui import look

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def plain_label(text: str = "", **properties: object) -> QLabel:
    """A label for data: rich text would load files and addresses named in it."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    for name, value in properties.items():
        label.setProperty(name, value)
    return label


class OneLine(QLabel):
    """Plain text that ends in dots where there is no room for it; `text` and the tip have it whole.

    `keeps_end`: the dots stand in the middle, for what ends in a figure.
    """

    def __init__(self, text: str = "", *, keeps_end: bool = False, **properties: object) -> None:
        super().__init__()
        self._dots = Qt.TextElideMode.ElideMiddle if keeps_end else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        for name, value in properties.items():
            self.setProperty(name, value)

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * self.fontMetrics().averageCharWidth(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._dots, room.width())
        with QPainter(self) as painter:
            self.style().drawItemText(
                painter, room, self.alignment(), self.palette(), self.isEnabled(), text, self.foregroundRole()
            )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.toolTip() and self.width() < self.sizeHint().width():
            QToolTip.showText(event.globalPos(), told(self.text(), []), self)
            return True
        return super().event(event)


def heading(text: str) -> QLabel:
    return plain_label(text, heading=True)


def faint(text: str = "") -> QLabel:
    label = plain_label(text, faint=True)
    label.setWordWrap(True)
    return label


def button(
    text: str, icon: str | None = None, on_click: Callable[[], object] | None = None, *, primary: bool = False
) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("primary", primary)
    made.setStatusTip(text)
    made.setAutoDefault(True)  # Enter presses it in a window, too, not only in a dialog
    if icon:
        made.setIcon(look.icon(icon, look.tokens().on_accent if primary else None))
    if on_click:
        made.clicked.connect(lambda: on_click())
    return made


def told(title: str, lines: Sequence[str]) -> str:
    """What the pointer is told, as safe rich text: the title in bold, a line each."""
    body = "<br>".join(escape(line) for line in lines)
    return f"<p style='white-space:pre'><b>{escape(title)}</b><br>{body}</p>"


def refusal_line() -> QLabel:
    """Where a form says what a rule refused; nothing typed is lost."""
    label = plain_label(tone="danger")
    label.setWordWrap(True)
    return label


def close_button(dialog: QDialog) -> QPushButton:
    """Ends a window whose changes are written already; Enter in its table does not press it."""
    made = button(_("Close"), "close", dialog.reject)
    made.setAutoDefault(False)
    return made


def save_or_cancel(dialog: QDialog) -> QDialogButtonBox:
    """The two buttons that end a form."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box


class Card(QFrame):
    """A bordered surface with an optional heading; one that `opens` something does so wherever it is hit."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._open: Callable[[], object] | None = None
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        self.body.setSpacing(look.SPACE)
        if title:
            self.body.addWidget(heading(title))

    def opens(self, slot: Callable[[], object]) -> None:
        """By a click anywhere on it; with the keyboard, by Enter."""
        self._open = slot
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._open and self.rect().contains(event.position().toPoint()):
            self._open()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._open and self.hasFocus() and event.key() in ENTERS:
            self._open()
        else:
            super().keyPressEvent(event)


class FigureTile(QFrame):
    """A figure with its name and a second line, often the change since yesterday; clicked to see its rows.

    `squeezed`: the lines below take the room there is and end in dots, rather than widen the window.
    """

    clicked = Signal()

    def __init__(self, name: str, *, squeezed: bool = False) -> None:
        super().__init__()
        self._squeezed = squeezed
        self.setProperty("card", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.name = OneLine(name, faint=True)
        self.value = plain_label("–", big=True)
        self.second = plain_label("", faint=True)
        self.third = plain_label("", faint=True)
        self.third.hide()
        self.setAccessibleName(name)
        self._told = "", ""
        column = QVBoxLayout(self)
        side = look.SPACE if squeezed else look.ROOM
        column.setContentsMargins(side, look.SPACE, side, look.SPACE)
        column.setSpacing(0)
        for part in (self.name, self.value, self.second, self.third):
            if squeezed:
                part.setSizePolicy(QSizePolicy.Policy.Ignored, part.sizePolicy().verticalPolicy())
            column.addWidget(part)

    def show_figure(
        self, value: str, second: str = "", tone: str = "", third: str = "", third_tone: str = ""
    ) -> None:
        self.value.setText(value)
        self._told = second, third
        for label, wanted in ((self.second, tone), (self.third, third_tone)):
            if (label.property("tone") or "") != wanted:
                label.setProperty("tone", wanted)
                label.style().polish(label)
        self.third.setHidden(not third)
        if self._squeezed:
            self.setToolTip(told(self.name.text(), [part for part in (second, third) if part]))
        self.setAccessibleDescription(" ".join(part for part in (value, second, third) if part))
        self._fit()

    def _fit(self) -> None:
        """What is too long ends in dots; the tip has it whole."""
        room, dots = self.contentsRect().width() - 2 * look.SPACE, Qt.TextElideMode.ElideRight
        for label, text in zip((self.second, self.third), self._told, strict=True):
            label.setText(label.fontMetrics().elidedText(text, dots, room) if self._squeezed else text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class EmptyState(QWidget):
    """No dead ends: says what would fill the table, and has the button for it."""

    def __init__(self, text: str, action: QPushButton | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.text, self.way_out = faint(text), action
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.text)
        if action:
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(action)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(2)
