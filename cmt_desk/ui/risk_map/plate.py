"""One picture of a part of the country: the map, its inset and the page that is saved are each a plate."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.sheets import BranchDay
from cmt_desk.ui.geography import geography
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.risk_map.areas import AreaLayer
from cmt_desk.ui.risk_map.ground import paint_ground
from cmt_desk.ui.risk_map.inking import (
    paint_faded,
    paint_halo,
    paint_label,
    paint_leader,
    paint_mark,
    paint_tag,
)
from cmt_desk.ui.risk_map.layers import Layers, paint_cases, paint_fragile, paint_occupancy
from cmt_desk.ui.risk_map.lettering import Label, place_labels
from cmt_desk.ui.risk_map.marks import FAN_FROM, Mark, place_marks
from cmt_desk.ui.risk_map.viewport import Viewport

_RISKS: dict[Zone | None, int] = {None: -1} | {zone: zone.risk for zone in Zone}  # asked a lot: sorting
REACH = 3.0  # pixels around a marker that still count as on it


class Plate:
    """Offices over the ground through a viewport. Layouts are kept as long as the scale and offices stay."""

    def __init__(self, home: QRectF, font: QFont, *, fanned: bool = False) -> None:
        self.view = Viewport(home)
        self.fonts = _sized(font, 12), _sized(font, 11)  # of offices, of provinces
        self._tag_font = _sized(font, 12)
        self._tag_font.setBold(True)
        self.version = 0  # counts what was shown, so that a kept picture knows when it is old
        self.layers = Layers()
        self.areas: AreaLayer | None = None
        self.rough = False  # painted in haste: to be painted again once the map stands still
        self._fanned = fanned
        self._offices: dict[str, BranchDay] = {}
        self._shown: AbstractSet[str] = frozenset()
        self._marks: tuple[float, list[Mark]] | None = None
        self._labels: tuple[float, list[Label]] | None = None
        self._by_risk: tuple[list[Mark], list[Mark]] | None = None
        self._ground: tuple[object, QPixmap | None] = (None, None)

    def show_offices(self, offices: Sequence[BranchDay], shown: AbstractSet[str]) -> None:
        """The day's offices, and which of them are asked for; the others are faded."""
        moved = {o.branch.code: o.branch for o in offices} != {c: o.branch for c, o in self._offices.items()}
        self._offices, self._by_risk = {o.branch.code: o for o in offices}, None
        self.version += 1
        if moved or shown != self._shown:
            self._shown, self._marks, self._labels = frozenset(shown), None, None

    def show_layers(self, layers: Layers) -> None:
        self.layers = layers
        self.version += 1

    def show_areas(self, areas: AreaLayer | None) -> None:
        self.areas = areas
        self.version += 1

    def copy(self, font: QFont) -> "Plate":
        """The same part of the country with the same offices, to be painted in another size."""
        made = Plate(self.view.home, font, fanned=self._fanned)
        made.view.size, made.view.centre = self.view.size, self.view.centre
        made.view.scale, made.view.at_home = self.view.scale, self.view.at_home
        made.layers, made.areas = self.layers, self.areas
        made.show_offices(list(self._offices.values()), self._shown)
        return made

    def office(self, code: str) -> BranchDay | None:
        return self._offices.get(code)

    # --- where things are ------------------------------------------------------------------------

    @property
    def origin(self) -> QPointF:
        """Where on the screen the map's origin lies: layouts are counted from there."""
        return self.view.place(0, 0)

    @property
    def marks(self) -> list[Mark]:
        scale = self.view.scale
        if self._marks is None or self._marks[0] != scale:
            asked = [o.branch for code, o in self._offices.items() if code in self._shown]
            self._marks = scale, place_marks(asked, scale, fan=self._fanned or scale >= FAN_FROM)
        return self._marks[1]

    @property
    def labels(self) -> list[Label]:
        scale = self.view.scale
        if self._labels is None or self._labels[0] != scale:
            names = {code: office.branch.name for code, office in self._offices.items()}
            provinces = () if self._fanned else geography().provinces
            self._labels = (
                scale,
                place_labels(
                    self.by_risk, names, provinces, scale, self.fonts, self._frame if self._fanned else None
                ),
            )
        return self._labels[1]

    @property
    def _frame(self) -> QRectF:
        """The picture's own edges, a little inside: the inset never moves, so a name must not be cut."""
        return QRectF(-self.origin, self.view.size).adjusted(3, 3, -3, -3)

    def mark_at(self, spot: QPointF) -> Mark | None:
        """The marker under a spot, the topmost first."""
        at = spot - self.origin
        for mark in self.by_risk:
            reach = mark.radius + REACH
            if (mark.x - at.x()) ** 2 + (mark.y - at.y()) ** 2 <= reach * reach:
                return mark
        return None

    @property
    def offices_at_home(self) -> int:
        """How many of those shown lie in the part of the country this plate is about."""
        places = (self._offices[code].branch for code in self._shown if code in self._offices)
        return sum(self.view.home.contains(b.lon, -b.lat) for b in places)

    def mark_of(self, code: str) -> Mark | None:
        return next((mark for mark in self.marks if code in mark.codes), None)

    def place_of(self, mark: Mark) -> QPointF:
        return QPointF(mark.x, mark.y) + self.origin

    def box_of(self, mark: Mark) -> QRectF:
        """The part of the country in which a marker's offices lie, in map coordinates."""
        places = [QPointF(b.lon, -b.lat) for code in mark.codes for b in [self._offices[code].branch]]
        xs, ys = [p.x() for p in places], [p.y() for p in places]
        return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def offices_of(self, mark: Mark) -> list[BranchDay]:
        return [self._offices[code] for code in mark.codes]

    def zones_of(self, mark: Mark) -> list[Zone | None]:
        return [self._offices[code].zone for code in mark.codes]

    @property
    def by_risk(self) -> list[Mark]:
        """The greatest risk first: it is named first, found first and painted last."""
        marks = self.marks
        if self._by_risk is None or self._by_risk[0] is not marks:
            keys = {id(m): (max(map(risk, self.zones_of(m))), -len(m.codes)) for m in marks}
            self._by_risk = marks, sorted(marks, key=lambda m: keys[id(m)], reverse=True)
        return self._by_risk[1]

    # --- painting --------------------------------------------------------------------------------

    def paint(self, painter: QPainter, t: Tokens, picked: str = "", hovered: Mark | None = None) -> None:
        painter.save()
        painter.setClipRect(QRectF(QPointF(0, 0), self.view.size))
        self._paint_ground(painter, t)
        screen = QRectF(QPointF(0, 0), self.view.size).adjusted(-20, -20, 20, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        origin = self.origin
        for label in self.labels:
            if not label.office and screen.intersects(label.box.translated(origin)):
                paint_label(painter, label, origin, self.fonts[1], t)
        for code, office in self._offices.items():
            if code not in self._shown:
                paint_faded(painter, self.view.place(office.branch.lon, office.branch.lat), office.zone)
        seen = [m for m in reversed(self.by_risk) if screen.contains(QPointF(m.x, m.y) + origin)]
        self._paint_marks(painter, seen, picked, hovered, t)
        self._paint_names(painter, screen, picked, t)
        painter.restore()

    def _paint_marks(
        self, painter: QPainter, seen: Sequence[Mark], picked: str, hovered: Mark | None, t: Tokens
    ) -> None:
        """Circles of cases below, markers above them, bars on top; each only where its layer is on."""
        layers = self.layers
        for mark in seen if layers.cases else ():
            cases = sum(office.active for office in self.offices_of(mark))
            paint_cases(painter, self.place_of(mark), cases, t, counted=not layers.markers)
        for mark in seen if layers.markers else ():
            if mark.moved:
                paint_leader(painter, mark, self.origin, t)
        for mark in seen:
            if picked in mark.codes:
                paint_halo(painter, mark, self.place_of(mark), t)
            if layers.markers:
                zones = self.zones_of(mark)
                paint_mark(painter, self.place_of(mark), mark, zones, t, hovered=mark is hovered)
        fragile = layers.broken_by_loss or frozenset[str]()
        for mark in seen if layers.fragile else ():
            if not fragile.isdisjoint(mark.codes):
                paint_fragile(painter, self.place_of(mark), mark.radius, t)
        for mark in seen if layers.occupancy else ():
            paint_occupancy(painter, self.place_of(mark), mark.radius, self.offices_of(mark), t)

    def _paint_names(self, painter: QPainter, screen: QRectF, picked: str, t: Tokens) -> None:
        """The offices' names, and the picked one's on top; what that would cover is left out."""
        tag = self._tag(picked)
        for label in self.labels:
            box = label.box.translated(self.origin)
            if label.office and screen.intersects(box) and not tag.intersects(box):
                paint_label(painter, label, self.origin, self.fonts[0], t)
        if not tag.isNull():
            paint_tag(painter, tag, self._offices[picked].branch.name, self._tag_font, t)

    def _tag(self, picked: str) -> QRectF:
        """Where the picked office is named, also where a group or the filter hides it; not in the inset.

        The side where the name hides the fewest markers.
        """
        office, origin = self._offices.get(picked), self.origin
        if office is None or self._fanned:
            return QRectF()
        mark, branch = self.mark_of(picked), office.branch
        at = self.place_of(mark) if mark else self.view.place(branch.lon, branch.lat)
        wide = QFontMetricsF(self._tag_font).horizontalAdvance(branch.name) + 14
        gap, high = (mark.radius if mark else 3.0) + 10, 19.0
        corners = (
            (at.x() - wide / 2, at.y() - gap - high),
            (at.x() - wide / 2, at.y() + gap),
            (at.x() + gap, at.y() - high / 2),
            (at.x() - gap - wide, at.y() - high / 2),
        )
        screen = QRectF(QPointF(0, 0), self.view.size)
        others = [QPointF(m.x, m.y) + origin for m in self.marks]

        def hidden(box: QRectF) -> int:
            around = box.adjusted(-6, -6, 6, 6)
            return sum(map(around.contains, others)) + 100 * (not screen.contains(box))

        return min((QRectF(x, y, wide, high) for x, y in corners), key=hidden)

    def _paint_ground(self, painter: QPainter, t: Tokens) -> None:
        """From a kept picture once the map stands still; while it moves, and on paper, as it is."""
        view, device = self.view, painter.device()
        if not isinstance(device, QWidget):
            self._paint_land(painter, t)
            return
        ratio = device.devicePixelRatioF()
        areas = self.areas, self.areas.version if self.areas else 0
        state = (view.scale, view.centre.toTuple(), view.size.toTuple(), ratio, t, areas)
        last, picture = self._ground
        self.rough = last != state and self.areas is not None
        if last != state:
            self._ground = state, None
            self._paint_land(painter, t, quick=True)
            return
        if picture is None:
            picture = QPixmap((view.size * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            brush = QPainter(picture)
            self._paint_land(brush, t)
            brush.end()
            self._ground = state, picture
        painter.drawPixmap(QPointF(0, 0), picture)

    def _paint_land(self, painter: QPainter, t: Tokens, *, quick: bool = False) -> None:
        """The ground, and the areas by zone on it where they are shown."""
        paint_ground(painter, self.view, t)
        if self.areas:
            self.areas.paint(painter, self.view, t, quick=quick)


def risk(zone: Zone | None) -> int:
    """Unmapped is below green: what is not known must not hide what is."""
    return _RISKS[zone]


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made
