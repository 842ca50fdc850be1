"""The offices by zone as one bar and four figures: colour, shape and letter."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.i18n import _, number, percent
from cmt_desk.ui import look
from cmt_desk.wording import zone_name

BAR = 18


class ZonesBar(QWidget):
    """Four figures above one bar whose parts are the shares."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[Zone | None, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(420, 112)

    def show_zones(self, counts: Mapping[Zone | None, int]) -> None:
        self.counts = dict(counts)
        told = [f"{zone_name(zone)} {number(n)}" for zone, n in counts.items() if zone or n]
        self.setAccessibleName(_("Offices by zone"))
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zones = [z for z in self.counts if z or self.counts[z]]
        total = sum(self.counts.values())
        if zones:
            width = self.width() / len(zones)
            for n, zone in enumerate(zones):
                self._figure(painter, QRectF(n * width, 0, width, self.height() - BAR - 10), zone, total)
        self._bar(painter, total)

    def _figure(self, painter: QPainter, box: QRectF, zone: Zone | None, total: int) -> None:
        ink, dim = QColor(look.tokens().ink), QColor(look.tokens().faint)
        look.paint_zone(painter, QPointF(box.left() + 10, box.top() + 14), 8.5, zone)
        font = QFont(self.font())
        painter.setFont(font)
        painter.setPen(dim)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(box.left() + 26, box.top() + 3, box.width() - 26, 22), left, zone_name(zone))
        font.setPointSize(22)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRectF(box.left(), box.top() + 26, box.width(), 36), left, number(self.counts[zone]))
        painter.setFont(self.font())
        painter.setPen(dim)
        share = percent(self.counts[zone], total)
        painter.drawText(QRectF(box.left(), box.top() + 60, box.width(), 20), left, share)

    def _bar(self, painter: QPainter, total: int) -> None:
        box = QRectF(0.5, self.height() - BAR - 0.5, self.width() - 1, BAR)
        painter.setPen(QPen(QColor(look.tokens().border)))
        painter.setBrush(QColor(look.tokens().sunken))
        painter.drawRect(box)
        left = box.left()
        for zone, count in self.counts.items():
            if not count or not total:
                continue
            part = QRectF(left, box.top(), box.width() * count / total, box.height())
            painter.setPen(QPen(look.OUTLINE, 1))
            painter.setBrush(look.ZONE_COLOURS[zone])
            painter.drawRect(part)
            if zone and part.width() > BAR:
                font = QFont(self.font())
                font.setBold(True)
                painter.setFont(font)
                painter.setPen(look.ZONE_INK[zone])
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, zone.letter)
            left += part.width()
