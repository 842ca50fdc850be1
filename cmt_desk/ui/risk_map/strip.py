"""The zone of one area week by week: a cell for each bulletin, a gap where none was published."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cmt_desk.i18n import _, long_date
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.weeks import Week
from cmt_desk.wording import zone_name

_NARROW, _WIDE, _HIGH = 11.0, 20.0, 20.0


class WeekStrip(QWidget):
    """The newest week is on the right; what has no room is left out. `asked` is the bulletin clicked on."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.weeks: Sequence[Week] = []
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, int(_HIGH) + 18)

    def show_weeks(self, weeks: Sequence[Week]) -> None:
        self.weeks = weeks
        self.setAccessibleDescription("\n".join(map(week_text, weeks)))
        self.update()

    @property
    def _cells(self) -> list[tuple[QRectF, Week]]:
        if not self.weeks:
            return []
        room = int((self.width() - 2) / _NARROW)
        shown = self.weeks[-room:] if room > 0 else []
        wide = min(_WIDE, (self.width() - 2) / max(1, len(shown)))
        return [(QRectF(1 + n * wide, 1, wide - 2, _HIGH), week) for n, week in enumerate(shown)]

    def week_at(self, x: float) -> Week | None:
        return next((week for box, week in self._cells if box.left() <= x <= box.right() + 2), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), look.tokens()
        small = painter.font()
        small.setPixelSize(11)
        cells = self._cells
        for box, week in cells:
            _paint_cell(painter, box, week, t)
        if cells:
            painter.setFont(small)
            painter.setPen(QColor(t.faint))
            first, last = cells[0], cells[-1]
            line = QRectF(1, _HIGH + 3, last[0].right(), 14)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, long_date(first[1].day))
            if line.width() > 260:
                painter.drawText(line, Qt.AlignmentFlag.AlignRight, long_date(last[1].day))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        week = self.week_at(event.position().x())
        if week and week.bulletin:
            self.asked.emit(week.day)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            week = self.week_at(event.pos().x())
            text = escape(week_text(week)).replace("\n", "<br>") if week else ""  # a reason is data
            QToolTip.showText(event.globalPos(), f"<p>{text}</p>" if text else "", self)
            return True
        return super().event(event)


def _paint_cell(painter: QPainter, box: QRectF, week: Week, t: look.Tokens) -> None:
    if week.reading is None:
        painter.setPen(QPen(QColor(t.faint), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    zone = week.reading.zone
    painter.setPen(QPen(look.OUTLINE, 0.8))
    painter.setBrush(look.ZONE_COLOURS[zone])
    painter.drawRect(box)
    font = painter.font()
    font.setBold(True)
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(look.ZONE_INK[zone])
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, zone.letter)
    if week.reading.corrected:
        painter.setBrush(look.ZONE_INK[zone])
        painter.drawPolygon([box.topRight(), box.topRight() - QPointF(6, 0), box.topRight() + QPointF(0, 6)])


def week_text(week: Week) -> str:
    """ "29 November 2020: Red", or that nothing was published."""
    day = long_date(week.day)
    if not week.bulletin:
        return _("Week of {day}: no bulletin").format(day=day)
    if week.reading is None:
        return _("{day}: this area is not in the bulletin").format(day=day)
    text = f"{day}: {zone_name(week.reading.zone)}"
    if week.reading.corrected:
        text += "\n" + _("corrected by hand: {reason}; published: {word}").format(
            reason=week.reading.reason, word=week.reading.published
        )
    return text
