"""The light of a critical function: a shape, a sign and a colour, so that no colour stands alone."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmt_desk.continuity_wording import light_name
from cmt_desk.domain.functions import Light
from cmt_desk.ui import look
from cmt_desk.ui.widgets.table import RECORD, Index

TONES = {
    Light.UNREPORTED: "faint",
    Light.NORMAL: "good",
    Light.LIMITED: "accent",
    Light.DISRUPTED: "warning",
    Light.RTO: "danger",
    Light.MTPD: "danger",
}
SIGNS = {Light.UNREPORTED: "?", Light.DISRUPTED: "!", Light.RTO: "!", Light.MTPD: "×"}


def light_colour(light: Light) -> str:
    return getattr(look.tokens(), TONES[light])


def paint_light(
    painter: QPainter, centre: QPointF, radius: float, light: Light, tokens: look.Tokens | None = None
) -> None:
    """Circle with a tick, half circle, triangle, square, octagon: from normal to MTPD breached.

    An empty circle with a question mark: nobody has told.
    `tokens`: other colours than the window's; paper is white in either theme.
    """
    t = tokens or look.tokens()
    colour, r = QColor(getattr(t, TONES[light])), radius
    hollow = light in (Light.UNREPORTED, Light.LIMITED)
    ink = colour if light is Light.UNREPORTED else QColor(t.surface)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, max(1.2, r / 6)))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    match light:
        case Light.UNREPORTED | Light.NORMAL | Light.LIMITED:
            painter.drawEllipse(centre, r, r)
        case Light.DISRUPTED:
            painter.drawPolygon(_polygon(centre, r * 1.2, 3, -math.pi / 2))
        case Light.RTO:
            painter.drawPolygon(_polygon(centre, r * 1.3, 4, math.pi / 4))
        case Light.MTPD:
            painter.drawPolygon(_polygon(centre, r * 1.15, 8, math.pi / 8))
    if light is Light.NORMAL:
        painter.setPen(QPen(ink, max(1.4, r / 4)))
        tick = [QPointF(-0.45, 0.05), QPointF(-0.1, 0.4), QPointF(0.5, -0.4)]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([centre + p * r for p in tick]))
    elif light is Light.LIMITED:
        painter.setBrush(colour)
        painter.drawPie(QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r), 90 * 16, 180 * 16)
    else:
        font = painter.font()
        font.setBold(True)
        font.setPixelSize(max(6, round(r * 1.4)))
        painter.setFont(font)
        painter.setPen(ink)
        drop = r * 0.14 if light is Light.DISRUPTED else 0
        box = QRectF(centre.x() - r, centre.y() - r + drop, 2 * r, 2 * r)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, SIGNS[light])
    painter.restore()


def _polygon(centre: QPointF, radius: float, corners: int, turn: float) -> QPolygonF:
    angles = [turn + 2 * math.pi * n / corners for n in range(corners)]
    return QPolygonF([centre + QPointF(math.cos(a), math.sin(a)) * radius for a in angles])


class LightMark(QWidget):
    """One light as large as a heading; its word stands beside it."""

    def __init__(self, light: Light = Light.NORMAL, size: int = 26) -> None:
        super().__init__()
        self._side = size
        self.setFixedSize(size, size)
        self.show_light(light)

    def show_light(self, light: Light) -> None:
        self.light = light
        self.setAccessibleName(light_name(light))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            half = self._side / 2
            paint_light(painter, QPointF(half, half), half * 0.76, self.light)


class LightDelegate(QStyledItemDelegate):
    """Paints the light before the text of a cell; the record says which by its `light`."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = f"       {option.text}"  # pyright: ignore[reportAttributeAccessIssue]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        box = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        paint_light(painter, QPointF(box.left() + 14, box.center().y() + 0.5), 6.5, index.data(RECORD).light)
