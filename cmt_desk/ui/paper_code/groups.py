"""The groups of a code as they are typed, each with its mark: right, wrong, not yet there."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cmt_desk.domain.paper_code import FEWEST, GROUP, MOST, Typed
from cmt_desk.i18n import _
from cmt_desk.ui import look

BOX = QSize(66, 44)


def letters_font(points: int) -> QFont:
    """Every letter equally wide, so that groups stand under each other."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSize(points)
    return font


class Groups(QWidget):
    """A box a group with its number; `clicked` names the group (from 0) to be corrected."""

    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._code = Typed((), {}, None)
        self.setMinimumSize(QSize((BOX.width() + look.GAP) * MOST, BOX.height() + 18))
        self.setMouseTracking(True)
        self.setAccessibleName(_("Groups of the code"))

    def show_code(self, code: Typed) -> None:
        self._code = code
        self.setAccessibleDescription(" ".join(self._state(n) for n in range(len(code.parts))))
        self.update()

    def _state(self, place: int) -> str:
        if place in self._code.faults:
            return "✗"
        whole = place < len(self._code.parts) and len(self._code.parts[place]) == GROUP
        return "✓" if whole else ""

    def _count(self) -> int:
        return max(self._code.groups or FEWEST, len(self._code.parts))

    def _box(self, place: int) -> QRectF:
        return QRectF(place * (BOX.width() + look.GAP) + 0.5, 0.5, BOX.width() - 1, BOX.height() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(min(self._count(), MOST)):
            self._paint(painter, place)

    def _paint(self, painter: QPainter, place: int) -> None:
        t, box, state = look.tokens(), self._box(place), self._state(place)
        colour = QColor({"✓": t.good, "✗": t.danger}.get(state, t.border))
        painter.setPen(QPen(colour, 2 if state == "✗" else 1))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(box, look.RADIUS, look.RADIUS)
        painter.setPen(QColor(t.ink if state != "✗" else t.danger))
        painter.setFont(letters_font(13))
        part = self._code.parts[place] if place < len(self._code.parts) else ""
        painter.drawText(box.adjusted(0, 0, 0, -2), Qt.AlignmentFlag.AlignCenter, part)
        painter.setPen(colour if state else QColor(t.faint))
        painter.setFont(self.font())
        below = QRectF(box.left(), box.bottom() + 1, box.width(), 17)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{place + 1} {state}".strip())

    def _at(self, event: QMouseEvent) -> int | None:
        place = int(event.position().x() // (BOX.width() + look.GAP))
        return place if 0 <= place < len(self._code.parts) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        shape = Qt.CursorShape.ArrowCursor if self._at(event) is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (place := self._at(event)) is not None:
            self.clicked.emit(place)

    def changeEvent(self, event: QEvent) -> None:
        self.update()
