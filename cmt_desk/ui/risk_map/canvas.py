"""The map as a widget: wheel, drag, keys and clicks move it or pick an office."""

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolButton, QToolTip, QVBoxLayout, QWidget

from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.geography import HOME
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.risk_map.areas import AreaLayer, above, paint_area_legend
from cmt_desk.ui.risk_map.facts import MapDay
from cmt_desk.ui.risk_map.ground import paint_scale_bar
from cmt_desk.ui.risk_map.hover import group_tip, office_tip
from cmt_desk.ui.risk_map.inset import MARGIN, Inset
from cmt_desk.ui.risk_map.layers import Layers, paint_layer_legend
from cmt_desk.ui.risk_map.legend import WIDTH, Legend, paint_legend
from cmt_desk.ui.risk_map.marks import Mark
from cmt_desk.ui.risk_map.plate import Plate

STEP = 1.25  # one notch of the wheel
_NUDGE = 60.0  # pixels an arrow key moves the map
_PINCH = Qt.NativeGestureType.ZoomNativeGesture
_SETTLED = 120  # milliseconds without moving until what was painted in haste is painted well
_STILL = 4  # pixels the pointer may shake in a click


class MapCanvas(QWidget):
    """The country and its inset. `picked` is an office the user clicked on, "" for clicking on nothing."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.plate, self.inset = Plate(HOME, self.font()), Inset(self.font())
        self._day: MapDay | None = None
        self._picked = ""
        self._hovered: Mark | None = None
        self._dragged: QPointF | None = None
        self._pressed = QPointF()
        self._buttons = self._make_buttons()
        self._still = QTimer(self, singleShot=True, interval=_SETTLED)
        self._still.timeout.connect(self.update)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(400, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Map of the offices; the table beside it lists the same offices"))

    def _make_buttons(self) -> QWidget:
        """Closer, farther, everything: small, in the corner below."""
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for icon, tip, slot in (
            ("zoom-in", _("Zoom in (+)"), lambda: self.zoom(STEP**2)),
            ("zoom-out", _("Zoom out (−)"), lambda: self.zoom(STEP**-2)),
            ("home", _("Show the whole country (0)"), self.fit),
        ):
            made = QToolButton(box)
            made.setIcon(look.icon(icon))
            made.setToolTip(tip)
            made.setAccessibleName(tip)
            made.setFixedSize(28, 28)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(slot)
            column.addWidget(made)
        box.adjustSize()
        return box

    def sizeHint(self) -> QSize:
        return QSize(960, 460)

    # --- showing ---------------------------------------------------------------------------------

    def show_day(self, map_day: MapDay, shown: AbstractSet[str]) -> None:
        self._day, self._hovered = map_day, None
        for plate in (self.plate, self.inset.plate):
            plate.show_offices(map_day.offices, shown)
        self.update()

    def show_layers(self, layers: Layers) -> None:
        for plate in (self.plate, self.inset.plate):
            plate.show_layers(layers)
        self.update()

    def show_areas(self, areas: AreaLayer | None) -> None:
        for plate in (self.plate, self.inset.plate):
            plate.show_areas(areas)
        self.update()

    def show_picked(self, code: str) -> None:
        """Mark an office, and move the map only if it is outside the view."""
        moved, self._picked = code != self._picked, code
        office = self.plate.office(code)
        if moved and office:
            self.plate.view.bring_in(office.branch.lon, office.branch.lat)
        self.update()

    def go_to(self, code: str) -> None:
        """Move close to an office."""
        office = self.plate.office(code)
        if office:
            self._fit_box(QRectF(office.branch.lon - 0.15, -office.branch.lat - 0.15, 0.3, 0.3))

    def fit(self) -> None:
        self.plate.view.fit()
        self._hovered = None
        self.update()

    def zoom(self, factor: float, spot: QPointF | None = None) -> None:
        self.plate.view.zoom(factor, spot)
        self._hovered = None
        self.update()

    def _fit_box(self, box: QRectF, **limit: float) -> None:
        self.plate.view.fit_box(box, **limit)
        self._hovered = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.plate.view.resize(QSizeF(self.size()))
        self.inset.resize(QSizeF(self.size()))
        corner = QPointF(self.width() - MARGIN, self.height() - MARGIN).toPoint()
        self._buttons.move(corner - self._buttons.rect().bottomRight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), look.tokens()
        self.plate.paint(painter, t, self._picked, self._hovered)
        painter.setFont(self.plate.fonts[0])
        paint_scale_bar(painter, self.plate.view, self.width() - 60, self.height() - MARGIN - 4, t)
        corner = QPointF(MARGIN, self.height() - MARGIN)
        paint_layer_legend(painter, corner, self.plate.layers, self.font(), t)
        paint_area_legend(painter, above(corner, self.plate.layers), self.plate.areas, self.font(), t)
        if self.plate.rough:
            self._still.start()
        self.inset.paint_kept(painter, self.devicePixelRatioF(), t, self._picked, self._hovered)

    def paint_picture(self, painter: QPainter, size: QSizeF, legend: Legend, t: Tokens, font: QFont) -> None:
        """What is seen now, with inset and legend, in another size: for a file or paper."""
        main, inset = self.plate.copy(font), self.inset.copy(font)
        main.view.resize(size)
        main.paint(painter, t)
        painter.setFont(main.fonts[0])
        paint_scale_bar(painter, main.view, size.width() - MARGIN, size.height() - MARGIN, t)
        inset.resize(size)
        inset.paint(painter, t)
        top = size.height() - legend.height - MARGIN
        paint_legend(painter, QPointF(MARGIN, top), legend, font, t)
        beside = QPointF(2 * MARGIN + WIDTH, size.height() - MARGIN)
        paint_layer_legend(painter, beside, main.layers, font, t)
        paint_area_legend(painter, above(beside, main.layers), main.areas, font, t)

    # --- pointer -----------------------------------------------------------------------------------

    def mark_under(self, spot: QPointF) -> tuple[Plate, Mark | None]:
        inside = self.inset.spot(spot)
        if inside is not None:
            return self.inset.plate, self.inset.plate.mark_at(inside)
        return self.plate, self.plate.mark_at(spot)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            if self.inset.spot(event.position()) is None:
                self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        if self._dragged is not None:
            self.plate.view.pan(spot - self._dragged)
            self._dragged = spot
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
            return
        _plate, mark = self.mark_under(spot)
        self.setCursor(Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor)
        if mark is not self._hovered:
            self._hovered = mark
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._dragged = None
        self.unsetCursor()
        if (event.position() - self._pressed).manhattanLength() < _STILL:
            self._click(event.position())

    def _click(self, spot: QPointF) -> None:
        """On an office picks it, on a group moves closer until it parts, on nothing picks nothing."""
        plate, mark = self.mark_under(spot)
        if mark is None:
            self.picked.emit("")
        elif len(mark.codes) == 1:
            self.picked.emit(mark.codes[0])
        else:
            self._fit_box(plate.box_of(mark), closest=max(plate.view.scale * 6, 300.0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On an office moves close to it, on anything else shows the whole country again."""
        _plate, mark = self.mark_under(event.position())
        if mark is not None and len(mark.codes) == 1:
            self.go_to(mark.codes[0])
        elif mark is None and self.inset.spot(event.position()) is None:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.inset.spot(event.position()) is None:
            self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        if self._hovered is not None:
            self._hovered = None
            self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is _PINCH:
            self.zoom(1 + event.value(), event.position())
            return True
        return super().event(event)

    def tip_at(self, spot: QPointF) -> str:
        """What hovering says there; empty over the sea."""
        plate, mark = self.mark_under(spot)
        if mark is None or self._day is None:
            return ""
        offices = [office for code in mark.codes if (office := plate.office(code))]
        return office_tip(offices[0], self._day) if len(offices) == 1 else group_tip(offices)

    # --- keys ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        nudges = {
            Qt.Key.Key_Left: QPointF(_NUDGE, 0),
            Qt.Key.Key_Right: QPointF(-_NUDGE, 0),
            Qt.Key.Key_Up: QPointF(0, _NUDGE),
            Qt.Key.Key_Down: QPointF(0, -_NUDGE),
        }
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Escape:
            self.picked.emit("")
        elif nudge := nudges.get(Qt.Key(key)):
            self.plate.view.pan(nudge)
            self.update()
        else:
            super().keyPressEvent(event)
