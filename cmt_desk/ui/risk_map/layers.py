"""What lies on the map: office markers, active cases as circles, how full the offices are; with legends."""

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QMenu, QToolButton

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, number
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.look import Tokens

ONE_CASE = 9.0  # radius of the circle of one case: just seen around a marker
_BAR, _OVER = (14.0, 4.0), 5.0
_SAMPLES = (10, 4, 1)
_PAD, _LINE, _WIDE = 9.0, 18.0, 188.0
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@record
class Layers:
    markers: bool = True
    cases: bool = False
    occupancy: bool = False
    fragile: bool = False
    broken_by_loss: frozenset[str] | None = None  # codes of the fragile offices; None until they are known


class LayersButton(QToolButton):
    """A menu of switches; `changed` carries the Layers. They are remembered as long as the button lives."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.layers = Layers()
        self.setText(_("Layers"))
        self.setIcon(look.icon("layers"))
        self.setToolTip(_("Choose what the map shows"))
        self.setStatusTip(_("Choose what the map shows"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.switches = {
            name: self._switch(menu, name, text)
            for name, text in (
                ("markers", _("Offices by zone")),
                ("cases", _("Active cases")),
                ("occupancy", _("In the office against the cap")),
                ("fragile", _("Fragile offices")),
            )
        }
        self.setMenu(menu)

    def _switch(self, menu: QMenu, name: str, text: str) -> QAction:
        made = menu.addAction(text)
        made.setCheckable(True)
        made.setChecked(getattr(self.layers, name))
        made.setStatusTip(text)
        made.toggled.connect(lambda on: self._turn(name, on))
        return made

    def know_fragile(self, codes: frozenset[str] | None) -> None:
        """The offices where a function falls short once a team is lost; None: not known any more."""
        if codes != self.layers.broken_by_loss:
            self.layers = replace(self.layers, broken_by_loss=codes)
            self.changed.emit(self.layers)

    def _turn(self, name: str, on: bool) -> None:
        self.layers = replace(self.layers, **{name: on})
        self.changed.emit(self.layers)


# --- on the map ------------------------------------------------------------------------------------


def case_radius(cases: int) -> float:
    """Twice the cases, twice the area."""
    return ONE_CASE * math.sqrt(cases)


def paint_cases(painter: QPainter, at: QPointF, cases: int, t: Tokens, *, counted: bool) -> None:
    """A circle under the markers; the number in it where no marker lies on top."""
    if not cases:
        return
    fill = QColor(t.danger)
    fill.setAlpha(64)
    painter.setPen(QPen(QColor(t.danger), 1.2))
    painter.setBrush(fill)
    painter.drawEllipse(at, case_radius(cases), case_radius(cases))
    if counted:
        painter.setFont(_font(painter.font(), 11, bold=True))
        painter.setPen(QColor(t.ink))
        box = QRectF(at.x() - 20, at.y() - 10, 40, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number(cases))


def paint_occupancy(
    painter: QPainter, at: QPointF, radius: float, offices: Sequence[BranchDay], t: Tokens
) -> None:
    """A bar below the marker: who is in against the cap; red when one of the offices is over it."""
    planned = [office for office in offices if office.in_office is not None]
    if not planned:
        return
    cap = sum(office.cap.people for office in planned)
    inside = sum(office.in_office or 0 for office in planned)
    share = min(1.0, inside / cap) if cap else float(inside > 0)
    place = QPointF(at.x() - _BAR[0] / 2, at.y() + radius + 3)
    paint_bar(painter, place, share, any(office.over_cap for office in planned), t)


def paint_bar(painter: QPainter, place: QPointF, share: float, over: bool, t: Tokens) -> None:
    """What is over the cap runs out of its frame: the colour does not say it alone."""
    box = QRectF(place.x(), place.y(), *_BAR)
    painter.fillRect(box, QColor(t.surface))
    end = box.width() + _OVER if over else box.width() * share
    filled = QRectF(box.topLeft(), box.bottomLeft() + QPointF(end, 0))
    painter.fillRect(filled, QColor(t.danger if over else t.accent))
    painter.setPen(QPen(QColor(t.ink), 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def paint_fragile(painter: QPainter, at: QPointF, radius: float, t: Tokens) -> None:
    """A dashed ring around the marker: one lost team, and a function falls short here."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, wide, style in (
        (t.surface, 4.5, Qt.PenStyle.SolidLine),
        (t.danger, 2.2, Qt.PenStyle.DashLine),
    ):
        painter.setPen(QPen(QColor(colour), wide, style))
        painter.drawEllipse(at, radius + 5, radius + 5)


# --- its legend ------------------------------------------------------------------------------------


def legend_height(layers: Layers) -> float:
    """0 where the legend of zones says it all."""
    rows = (2 * case_radius(_SAMPLES[0]) + _LINE + 12) * layers.cases + 3 * _LINE * layers.occupancy
    rows += 2 * _LINE * layers.fragile
    return rows + 2 * _PAD if rows else 0.0


def paint_layer_legend(painter: QPainter, below: QPointF, layers: Layers, font: QFont, t: Tokens) -> None:
    """A card whose bottom left corner is `below`."""
    high = legend_height(layers)
    if not high:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(below.x() + 0.5, below.y() - high + 0.5, _WIDE - 1, high - 1)
    painter.setPen(QPen(QColor(t.border), 1))
    painter.setBrush(QColor(t.surface))
    painter.drawRoundedRect(box, look.RADIUS, look.RADIUS)
    y = box.top() + _PAD
    if layers.cases:
        y = _explain_cases(painter, box.left() + _PAD, y, font, t)
    if layers.occupancy:
        y = _explain_bars(painter, box.left() + _PAD, y, font, t)
    if layers.fragile:
        _explain_fragile(painter, box.left() + _PAD, y, font, t, layers.broken_by_loss)
    painter.restore()


def _explain_cases(painter: QPainter, x: float, y: float, font: QFont, t: Tokens) -> float:
    _say(painter, x, y, _("Active cases: the circle's area"), font, t, bold=True)
    largest = case_radius(_SAMPLES[0])
    foot = y + _LINE + 6 + 2 * largest
    for cases in _SAMPLES:  # standing in one another, each with its number beside the rim
        radius = case_radius(cases)
        paint_cases(painter, QPointF(x + largest, foot - radius), cases, t, counted=False)
        rim = foot - 2 * radius
        painter.setPen(QPen(QColor(t.faint), 0.8))
        painter.drawLine(QPointF(x + largest, rim), QPointF(x + 2 * largest + 12, rim))
        _say(painter, x + 2 * largest + 16, rim - _LINE / 2, number(cases), font, t)
    return foot + 6


def _explain_bars(painter: QPainter, x: float, y: float, font: QFont, t: Tokens) -> float:
    _say(painter, x, y, _("In the office against the cap"), font, t, bold=True)
    for n, (share, over, text) in enumerate(
        ((0.6, False, _("Within the cap")), (1.0, True, _("Over the cap"))), start=1
    ):
        paint_bar(painter, QPointF(x, y + n * _LINE + (_LINE - _BAR[1]) / 2), share, over, t)
        _say(painter, x + 28, y + n * _LINE, text, font, t)
    return y + 3 * _LINE


def _explain_fragile(
    painter: QPainter, x: float, y: float, font: QFont, t: Tokens, codes: frozenset[str] | None
) -> None:
    told = _("Fragile offices: {n}").format(n="…" if codes is None else number(len(codes)))
    _say(painter, x, y, told, font, t, bold=True)
    paint_fragile(painter, QPointF(x + 9, y + 1.5 * _LINE), 1.5, t)
    _say(painter, x + 28, y + _LINE, _("If one team is lost"), font, t)


def _say(
    painter: QPainter, x: float, y: float, text: str, font: QFont, t: Tokens, *, bold: bool = False
) -> None:
    painter.setFont(_font(font, 12, bold=bold))
    painter.setPen(QColor(t.ink))
    painter.drawText(QRectF(x, y, _WIDE, _LINE), _MIDDLE, text)


def _font(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made
