"""The areas coloured by zone, under the markers: outlines once imported, from the desk itself."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.outlines import GRID, SCALE, Rings, coarser, places
from cmt_desk.i18n import _, number
from cmt_desk.ui import look
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.risk_map.layers import Layers, legend_height
from cmt_desk.ui.risk_map.viewport import Viewport
from cmt_desk.wording import zone_name

GRIDS = (40, 20, 10, 5)  # thousandths of a degree; closer than all of them everything is drawn
COVER = 150  # of 255: the land and the provinces' borders show through
LETTERED = 40  # pixels an area must have for its zone's letter
_PAD, _LINE, _WIDE = 9.0, 18.0, 188.0
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class AreaShape:
    """One area, with its path at several levels of detail, each made when it is first seen."""

    def __init__(self, rings: Rings) -> None:
        self._rings = rings
        self._paths: dict[int, QPainterPath] = {}
        points = [point for ring in rings for point in places(ring)]
        xs, ys = [x / SCALE for x, _y in points], [-y / SCALE for _x, y in points]
        self.box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        largest = list(places(max(rings, key=len)))
        self.middle = QPointF(
            sum(x for x, _y in largest) / len(largest) / SCALE,
            -sum(y for _x, y in largest) / len(largest) / SCALE,
        )

    def path(self, grid: int) -> QPainterPath:
        if grid not in self._paths:
            rings = [coarser(ring, grid) if grid > GRID else list(places(ring)) for ring in self._rings]
            self._paths[grid] = _path(rings) or (self.path(GRID) if grid > GRID else QPainterPath())
        return self._paths[grid]


def detail(pixels_per_degree: float) -> int:
    """The coarsest grid whose steps nobody sees: below a pixel."""
    return next((grid for grid in GRIDS if grid * pixels_per_degree < SCALE), GRID)


def _path(rings: Sequence[Sequence[tuple[int, int]]]) -> QPainterPath | None:
    """Degrees east and south; None where nothing of the area is left at this detail."""
    path = QPainterPath()
    for ring in rings:
        if len(ring) >= 3:
            path.addPolygon(QPolygonF([QPointF(x / SCALE, -y / SCALE) for x, y in ring]))
            path.closeSubpath()
    return None if path.isEmpty() else path


class AreaLayer:
    """All areas with an outline and their zones on a day. `version` counts what was shown."""

    def __init__(self, outlines: Mapping[str, Rings]) -> None:
        self.shapes = {area: AreaShape(rings) for area, rings in outlines.items()}
        self.zones: Mapping[str, Zone] = {}
        self.version = 0

    def show_zones(self, zones: Mapping[str, Zone]) -> None:
        if zones != self.zones:
            self.zones, self.version = zones, self.version + 1

    def paint(self, painter: QPainter, view: Viewport, t: Tokens, *, quick: bool = False) -> None:
        """Each area that is seen; one without a reading in grey. `quick`, while the map moves: no borders
        and no smooth edges, a third of the time."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not quick)
        painter.setTransform(view.transform, True)
        pen = QPen(QColor(t.surface), 0)
        pen.setCosmetic(True)
        painter.setPen(Qt.PenStyle.NoPen if quick else pen)
        brushes = {zone: _tint(zone) for zone in (*Zone, None)}
        seen, grid = view.seen, detail(view.scale)
        for area, shape in self.shapes.items():
            if shape.box.intersects(seen):
                painter.setBrush(brushes[self.zones.get(area)])
                painter.drawPath(shape.path(grid))
        painter.restore()
        if not quick:
            self._paint_letters(painter, view, t)

    def _paint_letters(self, painter: QPainter, view: Viewport, t: Tokens) -> None:
        """Never colour alone: the zone's letter in each area with room for it."""
        painter.save()
        font = painter.font()
        font.setPixelSize(12)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(t.ink))
        for area, shape in self.shapes.items():
            zone = self.zones.get(area)
            size = min(shape.box.width(), shape.box.height()) * view.scale
            if zone and size >= LETTERED and shape.box.intersects(view.seen):
                at = view.place(shape.middle.x(), -shape.middle.y())
                spot = QRectF(at.x() - 10, at.y() - 8, 20, 16)
                painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, zone.letter)
        painter.restore()

    def counts(self) -> list[tuple[Zone | None, int]]:
        """How many of the areas drawn have which zone; red first, unmapped only where there are any."""
        zones = [self.zones.get(area) for area in self.shapes]
        unmapped = [(None, zones.count(None))] if None in zones else []
        return [*((zone, zones.count(zone)) for zone in reversed(Zone)), *unmapped]


def _tint(zone: Zone | None) -> QColor:
    colour = QColor(look.ZONE_COLOURS[zone])
    colour.setAlpha(COVER)
    return colour


# --- its legend --------------------------------------------------------------------------------------


def area_legend_height(layer: AreaLayer) -> float:
    return (1 + len(layer.counts())) * _LINE + 2 * _PAD


def above(corner: QPointF, layers: Layers) -> QPointF:
    """Where this legend stands over the one of the other layers."""
    high = legend_height(layers)
    return corner - QPointF(0, high + _PAD if high else 0)


def paint_area_legend(
    painter: QPainter, below: QPointF, layer: AreaLayer | None, font: QFont, t: Tokens
) -> None:
    """A card whose bottom left corner is `below`: the zones of the areas and how many have each."""
    if layer is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    high = area_legend_height(layer)
    box = QRectF(below.x() + 0.5, below.y() - high + 0.5, _WIDE - 1, high - 1)
    painter.setPen(QPen(QColor(t.border), 1))
    painter.setBrush(QColor(t.surface))
    painter.drawRoundedRect(box, look.RADIUS, look.RADIUS)
    x, y = box.left() + _PAD, box.top() + _PAD
    small = QFont(font)
    small.setPixelSize(12)
    small.setBold(True)
    painter.setFont(small)
    painter.setPen(QColor(t.ink))
    painter.drawText(QRectF(x, y, _WIDE, _LINE), _MIDDLE, _("Kabupaten/kota by zone"))
    small.setBold(False)
    painter.setFont(small)
    for n, (zone, count) in enumerate(layer.counts(), start=1):
        line = QRectF(x, y + n * _LINE, _WIDE - 2 * _PAD, _LINE)
        swatch = QRectF(x, line.top() + 3, 18, _LINE - 6)
        painter.fillRect(swatch, QColor(t.land))
        painter.fillRect(swatch, _tint(zone))
        painter.setPen(QColor(t.ink))
        painter.drawText(swatch, Qt.AlignmentFlag.AlignCenter, zone.letter if zone else "")
        painter.drawText(line.adjusted(26, 0, 0, 0), _MIDDLE, zone_name(zone))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | _MIDDLE, number(count))
    painter.restore()
