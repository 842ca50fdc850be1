"""Marks on paper as vectors, named in a page as `<img src="zone:MERAH">`; no file or address is ever read.

Roboto has no tick, circle or arrow, and grey print needs shapes: so they are drawn. A new kind of mark is a
function and a line in `MARKS`.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QPen,
    QPolygonF,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.functions import Light
from cmt_desk.ui import look
from cmt_desk.ui.printing.charts import paint_curve, paint_use
from cmt_desk.ui.printing.codes import paint_qr
from cmt_desk.ui.printing.country import paint_map
from cmt_desk.ui.printing.roster_marks import paint_cell
from cmt_desk.ui.widgets.lights import paint_light

SIZE = 24  # half points, where the page names no width
INK = QColor(look.LIGHT.ink)  # paper is white in either theme
LEANING = {Zone.YELLOW: 0, Zone.ORANGE: 1}  # of the hatching that tells zones apart in grey print
APART = 10  # half points between two lines; Qt's own patterns follow the printer's dots and blur


class Marks(QPyTextObject):
    """Stands in for Qt's image loader in one document: draws what we know, and nothing else."""

    def __init__(self, owner: QObject, pictures: Mapping[str, Callable[..., None]]) -> None:
        super().__init__(owner)
        self._marks = {**MARKS, "picture": lambda painter, box, name: pictures[name](painter, box)}

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        image = format.toImageFormat()
        kind = image.name().partition(":")[0]
        if kind not in self._marks:
            return QSizeF(0, 0)
        width = image.width() or SIZE
        return QSizeF(width, image.height() or width)

    def drawObject(
        self, painter: QPainter, rect: QRectF, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        kind, _, what = format.toImageFormat().name().partition(":")
        if paint := self._marks.get(kind):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter, rect, what)
            painter.restore()


def _zone(name: str) -> Zone | None:
    return Zone(name) if name in Zone.__members__.values() else None


def paint_zone(painter: QPainter, box: QRectF, what: str) -> None:
    """`zone:MERAH`: the mark of the map and of the tables."""
    look.paint_zone(painter, box.center(), min(box.width(), box.height()) / 2 / 1.2, _zone(what))


def paint_mark(painter: QPainter, box: QRectF, what: str) -> None:
    """`mark:passed`, `failed`, `up`, `down`, `to`, `warning`, `box`."""
    side = min(box.width(), box.height())
    box = QRectF(box.center() - QPointF(side, side) / 2, QSizeF(side, side))
    colour, lines, filled = SHAPES.get(what, SHAPES["box"])
    pen = QPen(colour, side * 0.14)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush(colour) if filled else Qt.BrushStyle.NoBrush)
    for line in lines:
        points = QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in line])
        if filled:
            painter.drawPolygon(points)
        else:
            painter.drawPolyline(points)


def paint_function(painter: QPainter, box: QRectF, what: str) -> None:
    """`light:RTO`: how a critical function stands, in the shapes of the screens."""
    if what in Light.__members__.values():
        paint_light(painter, box.center(), min(box.width(), box.height()) / 2.2, Light(what), look.LIGHT)


def paint_bar(painter: QPainter, box: QRectF, what: str) -> None:
    """`bar:0/0/99/24/0`: offices by zone, green to red and unmapped, hatched so that grey print reads."""
    counts = [int(part) for part in what.split("/") if part.isdigit()]
    total = sum(counts)
    painter.setPen(QPen(look.OUTLINE, 1))
    if not total:
        painter.drawRect(box)
        return
    left = box.left()
    for zone, count in zip((*Zone, None), counts, strict=False):
        part = QRectF(left, box.top(), box.width() * count / total, box.height())
        left = part.right()
        if count:
            _paint_part(painter, part, zone, count)


def _paint_part(painter: QPainter, part: QRectF, zone: Zone | None, count: int) -> None:
    painter.fillRect(part, look.ZONE_COLOURS[zone] if zone else Qt.GlobalColor.white)
    if zone and zone in LEANING:
        _hatch(painter, part, LEANING[zone])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(part)
    label = f"{zone.letter if zone else '–'} {count}"
    font = QFont(look.paper_font())
    font.setPixelSize(max(1, round(part.height() * 0.58)))
    font.setBold(True)
    painter.setFont(font)
    said = QRectF(0, 0, painter.fontMetrics().horizontalAdvance(label) + 12, part.height() - 4)
    said.moveCenter(part.center())
    if said.width() < part.width():
        painter.fillRect(said, look.ZONE_COLOURS[zone] if zone else Qt.GlobalColor.white)
        painter.setPen(look.ZONE_INK[zone])
        painter.drawText(part, Qt.AlignmentFlag.AlignCenter, label)
        painter.setPen(QPen(look.OUTLINE, 1))


def _hatch(painter: QPainter, part: QRectF, leaning: int) -> None:
    painter.save()
    painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(INK, 1))
    for n in range(int((part.width() + part.height()) / APART) + 1):
        foot = QPointF(part.left() + n * APART - leaning * part.height() + APART / 2, part.bottom())
        painter.drawLine(foot, QPointF(foot.x() + leaning * part.height(), part.top()))
    painter.restore()


Line = tuple[tuple[float, float], ...]
GOOD, BAD, AMBER = QColor(look.LIGHT.good), QColor(look.LIGHT.danger), QColor(look.LIGHT.warning)
SHAPES: dict[str, tuple[QColor, tuple[Line, ...], bool]] = {
    "passed": (GOOD, (((0.12, 0.55), (0.4, 0.82), (0.88, 0.2)),), False),
    "failed": (BAD, (((0.18, 0.18), (0.82, 0.82)), ((0.82, 0.18), (0.18, 0.82))), False),
    "up": (BAD, (((0.5, 0.2), (0.85, 0.78), (0.15, 0.78)),), True),
    "down": (GOOD, (((0.5, 0.8), (0.85, 0.22), (0.15, 0.22)),), True),
    "to": (INK, (((0.1, 0.5), (0.88, 0.5)), ((0.62, 0.25), (0.88, 0.5), (0.62, 0.75))), False),
    "warning": (AMBER, (((0.5, 0.1), (0.95, 0.9), (0.05, 0.9), (0.5, 0.1)), ((0.5, 0.4), (0.5, 0.62)),
                        ((0.5, 0.76), (0.5, 0.77))), False),
    "box": (INK, (((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.1, 0.1)),), False),
}  # fmt: skip
MARKS: dict[str, Callable[[QPainter, QRectF, str], None]] = {
    "zone": paint_zone,
    "mark": paint_mark,
    "bar": paint_bar,
    "cell": paint_cell,
    "map": paint_map,
    "curve": paint_curve,
    "use": paint_use,
    "qr": paint_qr,
    "light": paint_function,
}
