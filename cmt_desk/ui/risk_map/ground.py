"""Paints the ground: sea, neighbours, land, the borders of provinces, the scale bar."""

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen

from cmt_desk.i18n import _, number
from cmt_desk.ui.geography import geography
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.risk_map.viewport import Viewport

KM_PER_DEGREE = 111.32
_FADE = 1.2  # degrees over which neighbours dissolve into the sea where the data ends
_STEPS = 24


def paint_ground(painter: QPainter, view: Viewport, t: Tokens) -> None:
    """Sea, shallow water, neighbours, land and borders, in that order."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(QPointF(0, 0), view.size), QColor(t.sea))
    painter.setTransform(view.transform, True)
    ground, seen, scale = geography(), view.seen, view.scale
    painter.setPen(Qt.PenStyle.NoPen)
    for share, band in zip((0.35, 0.65), ground.shelf, strict=True):
        painter.setBrush(_mixed(t.sea, t.surface, share))
        for box, path in band:
            if box.intersects(seen):
                painter.drawPath(path)
    painter.setBrush(QColor(t.neighbour))
    for shape in ground.neighbours:
        if shape.box.intersects(seen):
            painter.drawPath(shape.path(scale))
    _fade_edges(painter, ground.bounds, seen, QColor(t.sea))
    thin = 0.0 if painter.paintEngine().type() is not QPaintEngine.Type.SVG else 1 / scale
    painter.setPen(_thin_pen(t.coast, thin))
    painter.setBrush(QColor(t.land))
    for shape in ground.land:
        if shape.box.intersects(seen):
            painter.drawPath(shape.path(scale))
    painter.setPen(_thin_pen(t.border, thin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shape in ground.borders:
        if shape.box.intersects(seen):
            painter.drawPath(shape.path(scale))
    painter.restore()


def _mixed(one: str, other: str, share: float) -> QColor:
    """A colour so far on the way from one to the other."""
    a, b = QColor(one), QColor(other)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


def _thin_pen(colour: str, width: float) -> QPen:
    """A pixel wide; in an SVG a width of its own, for not every reader knows lines that do not scale."""
    pen = QPen(QColor(colour), width or 1.0)
    pen.setCosmetic(not width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _fade_edges(painter: QPainter, bounds: QRectF, seen: QRectF, sea: QColor) -> None:
    """By steps laid over one another, for gradients with alpha do not survive every PDF and SVG reader."""
    across, down = QPointF(_FADE / _STEPS, 0), QPointF(0, _FADE / _STEPS)
    wide, high = QPointF(bounds.width(), 0), QPointF(0, bounds.height())
    edges = (
        (seen.left() < bounds.left() + _FADE, bounds.topLeft(), across, high),
        (seen.right() > bounds.right() - _FADE, bounds.topRight(), -across, high),
        (seen.top() < bounds.top() + _FADE, bounds.topLeft(), down, wide),
        (seen.bottom() > bounds.bottom() - _FADE, bounds.bottomLeft(), -down, wide),
    )
    for _visible, corner, step, along in (edge for edge in edges if edge[0]):
        for n in range(1, _STEPS + 1):
            sea.setAlphaF(1 / n)  # together an even slope: opaque outside, nothing inside
            box = QRectF(corner, corner + step * n + along).normalized().intersected(seen)
            painter.fillRect(box, sea)


def paint_scale_bar(painter: QPainter, view: Viewport, right: float, bottom: float, t: Tokens) -> None:
    """A bar of a round number of kilometres, at most 150 pixels long."""
    km_per_pixel = KM_PER_DEGREE * math.cos(math.radians(view.centre.y())) / view.scale
    km = round_length(150 * km_per_pixel)
    length = km / km_per_pixel
    text = _("{n} km").format(n=number(km)) if km >= 1 else _("{n} m").format(n=number(km * 1000))
    painter.save()
    painter.setPen(QPen(QColor(t.ink), 1.5))
    left = right - length
    painter.drawLines(
        [
            QLineF(left, bottom, right, bottom),
            QLineF(left, bottom - 5, left, bottom),
            QLineF(right, bottom - 5, right, bottom),
        ]
    )
    painter.drawText(QRectF(left - 60, bottom - 20, length + 120, 16), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def round_length(most: float) -> float:
    """The largest of 1, 2, 5, 10, 20 … not above `most`."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most)
