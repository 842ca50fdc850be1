"""The big box of a step."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from cmt_desk.ui import look


class Tick(QAbstractButton):
    """A box of 32 pixels; empty, ticked, or crossed out where the step does not apply."""

    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state, self.late = "", False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(34, 34)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.focused.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = look.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = t.danger if self.late else t.accent if self.hasFocus() or self.underMouse() else t.faint
        fill = {"DONE": t.good, "SKIPPED": t.sunken}.get(self.state, t.surface)
        painter.setPen(QPen(QColor(t.good if self.state == "DONE" else edge), 2))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 5, 5)
        mark = {"DONE": "check", "SKIPPED": "skip"}.get(self.state)
        if mark:
            ink = t.surface if self.state == "DONE" else t.faint
            look.icon(mark, ink).paint(painter, self.rect().adjusted(7, 7, -7, -7))
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
