"""The small map of a paper: `map:95.32,5.55,MERAH;…`, offices by zone over the outline of the country."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from cmt_desk.domain.branches import Zone
from cmt_desk.ui import look
from cmt_desk.ui.geography import HOME, geography, small_outline

RADIUS = 5.0  # half points
LEAST, WIDEST = 5.0, 25.0  # degrees: a region is shown at least so wide, and beyond the other the country


def paint_map(painter: QPainter, box: QRectF, what: str) -> None:
    """The riskier zone lies on top, where offices stand close together."""
    offices = [office for part in what.split(";") if (office := _office(part))]
    home = _part_of_country([at for _risk, at, _zone in offices])
    scale = min(box.width() / home.width(), box.height() / home.height())
    place = QTransform()
    place.translate(box.center().x(), box.center().y())
    place.scale(scale, scale)
    place.translate(-home.center().x(), -home.center().y())
    t = look.LIGHT
    painter.setClipRect(box)
    painter.setPen(QPen(QColor(t.coast), 0.7))
    painter.setBrush(QColor("#EEF1EE"))
    painter.drawPath(place.map(small_outline() if home is HOME else _outline_of(home, scale)))
    for _risk, at, zone in sorted(offices, key=lambda o: o[0]):
        look.paint_zone(painter, place.map(at), RADIUS, zone)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(t.border), 1))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _part_of_country(places: list[QPointF]) -> QRectF:
    """The country, or the part of it where the offices of a region lie."""
    round_them = QPolygonF(places).boundingRect()
    if not places or round_them.width() > WIDEST:
        return HOME
    wide, high = max(round_them.width() * 1.2, LEAST), max(round_them.height() * 1.2, LEAST / 2)
    return QRectF(
        round_them.center() - QPointF(wide, high) / 2, round_them.center() + QPointF(wide, high) / 2
    )


def _outline_of(home: QRectF, scale: float) -> QPainterPath:
    found, seen = QPainterPath(), home.adjusted(-home.width(), -home.height(), home.width(), home.height())
    for shape in geography().land:
        if shape.box.intersects(seen):
            found.addPath(shape.path(scale))
    return found


def _office(part: str) -> tuple[int, QPointF, Zone | None] | None:
    lon, _comma, rest = part.partition(",")
    lat, _comma, name = rest.partition(",")
    try:
        at = QPointF(float(lon), -float(lat))
    except ValueError:
        return None
    zone = Zone(name) if name in Zone.__members__.values() else None
    return (zone.risk if zone else -1), at, zone
