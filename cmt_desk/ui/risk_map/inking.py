"""Paints the markers: single ones, groups with a count and a ring of shares, halos, leaders, names."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from cmt_desk.domain.branches import Zone
from cmt_desk.i18n import number
from cmt_desk.ui import look
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.risk_map.lettering import Label
from cmt_desk.ui.risk_map.marks import Mark

RING = 4.0  # width of the ring of shares
_ORDER: tuple[Zone | None, ...] = (*reversed(Zone), None)
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
_FULL = 360 * 16  # Qt counts angles in sixteenths of a degree


def paint_mark(
    painter: QPainter, at: QPointF, mark: Mark, zones: Sequence[Zone | None], t: Tokens, *, hovered: bool
) -> None:
    """A single marker as everywhere; a group as its highest zone with the count, inside a ring of shares."""
    if len(zones) == 1:
        _lift(painter, at, mark.radius + 2, hovered, t)
        look.paint_zone(painter, at, mark.radius, zones[0])
        return
    counts = Counter(zones)
    highest = next(zone for zone in _ORDER if counts[zone])
    _lift(painter, at, mark.radius, hovered, t)
    _paint_ring(painter, at, mark.radius, counts)
    inner = mark.radius - RING
    painter.setPen(QPen(look.OUTLINE, 0.8))
    painter.setBrush(QColor(t.surface))
    painter.drawEllipse(at, inner, inner)
    look.paint_zone(painter, at, inner * 0.82, highest, letter=False)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(10 if len(zones) < 100 else 9)
    painter.setFont(font)
    painter.setPen(look.ZONE_INK[highest] if highest else QColor(t.ink))
    drop = 1.5 if highest is Zone.YELLOW else 0
    box = QRectF(at.x() - inner, at.y() - inner + drop, 2 * inner, 2 * inner)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number(len(zones)))


def _lift(painter: QPainter, at: QPointF, radius: float, hovered: bool, t: Tokens) -> None:
    if hovered:
        painter.setPen(QPen(QColor(t.ink), 1.5))
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(at, radius + 3, radius + 3)


def _paint_ring(painter: QPainter, at: QPointF, radius: float, counts: Counter[Zone | None]) -> None:
    """One arc a zone, the greatest risk first, clockwise from the top."""
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    total, done = counts.total(), 0
    painter.setPen(QPen(look.OUTLINE, 0.8))
    for zone in _ORDER:
        if not counts[zone]:
            continue
        begin, done = done, done + counts[zone]
        painter.setBrush(look.ZONE_COLOURS[zone])
        if counts[zone] == total:
            painter.drawEllipse(box)
        else:
            first, last = round(begin * _FULL / total), round(done * _FULL / total)
            painter.drawPie(box, 90 * 16 - first, first - last)


def paint_faded(painter: QPainter, at: QPointF, zone: Zone | None) -> None:
    """An office that is filtered out: there, but not in the way."""
    colour = QColor(look.ZONE_COLOURS[zone])
    colour.setAlpha(90)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(at, 2.5, 2.5)


def paint_halo(painter: QPainter, mark: Mark, at: QPointF, t: Tokens) -> None:
    """Around the picked office, or the group it is in."""
    glow = QColor(t.accent)
    glow.setAlpha(60)
    painter.setPen(QPen(QColor(t.accent), 2.5))
    painter.setBrush(glow)
    painter.drawEllipse(at, mark.radius + 6, mark.radius + 6)


def paint_leader(painter: QPainter, mark: Mark, origin: QPointF, t: Tokens) -> None:
    """From a fanned-out marker to the place where the office lies."""
    home = QPointF(mark.home_x, mark.home_y) + origin
    painter.setPen(QPen(QColor(t.faint), 1))
    painter.drawLine(home, QPointF(mark.x, mark.y) + origin)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.faint))
    painter.drawEllipse(home, 2, 2)


def paint_label(painter: QPainter, label: Label, origin: QPointF, font: QFont, t: Tokens) -> None:
    """Faint for a province, ink for an office; an edge of land keeps lines from running through it."""
    box = label.box.translated(origin)
    painter.setFont(font)
    edge = QColor(t.land)
    edge.setAlpha(255 if label.office else 110)
    painter.setPen(edge)
    for across, down in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawText(box.translated(across, down), _CENTRED, label.text)
    painter.setPen(QColor(t.ink if label.office else t.faint))
    painter.drawText(box, _CENTRED, label.text)


def paint_tag(painter: QPainter, box: QRectF, name: str, font: QFont, t: Tokens) -> None:
    """The picked office's name, on top of everything."""
    painter.setFont(font)
    painter.setPen(QPen(QColor(t.accent), 1))
    painter.setBrush(QColor(t.surface))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(t.ink))
    painter.drawText(box, _CENTRED, name)
