"""The offices by zone as figures over one bar: colour, shape and letter. All sizes follow the font."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.i18n import _, number, percent
from cmt_desk.ui import look
from cmt_desk.wording import zone_name

HIGH, WIDE = 6.6, 6.0  # in heights of a line of text: the whole, and one zone
PIXELS = 0.78  # of a line's height that letters have
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ZonesBar(QWidget):
    """Four figures above one bar whose parts are the shares; the arrows walk among them, Enter picks."""

    picked = Signal(str)  # the zone's word; "" for the offices without one

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[Zone | None, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.at = 0  # the figure the keyboard stands on

    def sizeHint(self) -> QSize:
        return QSize(420, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(264, round(HIGH * QFontMetricsF(self.font()).height()))

    @property
    def _em(self) -> float:
        """As large as the room allows, never smaller than the font."""
        room = min(self.height() / HIGH, self.width() / (WIDE * max(1, len(self._shown))))
        return max(QFontMetricsF(self.font()).height(), room)

    def _type(self, times: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(times * self._em * PIXELS))
        font.setBold(bold)
        return font

    @property
    def _shown(self) -> list[Zone | None]:
        return [zone for zone in self.counts if zone or self.counts[zone]]

    def show_zones(self, counts: Mapping[Zone | None, int]) -> None:
        if counts == self.counts:
            return
        self.counts = dict(counts)
        self.at = min(self.at, max(0, len(self._shown) - 1))
        self._say()
        self.update()

    def _say(self) -> None:
        """Where the keyboard stands comes first."""
        told = [f"{zone_name(zone)} {number(self.counts[zone])}" for zone in self._shown]
        if self.hasFocus():
            told = [*told[self.at :], *told[: self.at]]
        self.setAccessibleName(_("Offices by zone"))
        self.setAccessibleDescription(", ".join(told))

    def zone_at(self, at: QPointF) -> Zone | None:
        """The zone whose figure, or whose part of the bar, lies there."""
        if at.y() >= self._bar().top():
            for zone, part in self._parts():
                if part.left() <= at.x() <= part.right():
                    return zone
        shown = self._shown
        return shown[min(len(shown) - 1, int(at.x() * len(shown) / self.width()))] if shown else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        zone = self.zone_at(event.position())
        self.picked.emit(zone.value if zone else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._shown) - 1
        match event.key():
            case Qt.Key.Key_Left:
                self.at = max(0, self.at - 1)
            case Qt.Key.Key_Right:
                self.at = min(last, self.at + 1)
            case Qt.Key.Key_Home:
                self.at = 0
            case Qt.Key.Key_End:
                self.at = last
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if last >= 0:
                zone = self._shown[self.at]
                self.picked.emit(zone.value if zone else "")
            case _:
                super().keyPressEvent(event)
        self._say()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()

    # --- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            zones = self._shown
            for n, zone in enumerate(zones):
                width = self.width() / len(zones)
                self._paint_figure(painter, n * width, width, zone)
            self._paint_bar(painter)
            if zones and self.hasFocus():
                width = self.width() / len(zones)
                painter.setPen(QPen(QColor(look.tokens().accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                edge = QRectF(self.at * width, 0, width, self._bar().top() - 2).adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(edge, look.GAP, look.GAP)

    def _paint_figure(self, painter: QPainter, left: float, width: float, zone: Zone | None) -> None:
        em, t, total = self._em, look.tokens(), sum(self.counts.values())
        look.paint_zone(painter, QPointF(left + 0.65 * em, 0.75 * em), 0.52 * em, zone)
        painter.setFont(self._type(1))
        painter.setPen(QColor(t.faint))
        room = QRectF(left + 1.6 * em, 0, width - 1.7 * em, 1.4 * em)
        dots = Qt.TextElideMode.ElideRight
        name = QFontMetricsF(painter.font()).elidedText(zone_name(zone), dots, room.width())
        painter.drawText(room, _LEFT, name)
        painter.setFont(self._type(2.2, bold=True))
        painter.setPen(QColor(t.ink))
        painter.drawText(QRectF(left, 1.4 * em, width, 2.4 * em), _LEFT, number(self.counts[zone]))
        painter.setFont(self._type(1))
        painter.setPen(QColor(t.faint))
        share = percent(self.counts[zone], total)
        painter.drawText(QRectF(left, 3.7 * em, width, 1.2 * em), _LEFT, share)

    def _bar(self) -> QRectF:
        high = 1.2 * self._em
        return QRectF(0.5, self.height() - high - 0.5, self.width() - 1, high)

    def _parts(self) -> list[tuple[Zone | None, QRectF]]:
        box, total = self._bar(), sum(self.counts.values())
        left, found = box.left(), list[tuple[Zone | None, QRectF]]()
        for zone, count in self.counts.items():
            if count:
                found.append((zone, QRectF(left, box.top(), box.width() * count / total, box.height())))
                left = found[-1][1].right()
        return found

    def _paint_bar(self, painter: QPainter) -> None:
        painter.setFont(self._type(1, bold=True))
        for zone, part in self._parts():
            painter.setPen(QPen(look.OUTLINE, 1))
            painter.setBrush(look.ZONE_COLOURS[zone])
            painter.drawRect(part)
            if zone and part.width() > part.height():
                painter.setPen(look.ZONE_INK[zone])
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, zone.letter)
