"""A slider with a column a week in place of ticks: how many offices had which zone, and the weeks missing."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QToolTip

from cmt_desk.domain.branches import Zone
from cmt_desk.i18n import _, long_date, month_name, number
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.weeks import Gap, lay_out_stops
from cmt_desk.wording import zone_name

Counts = Mapping[Zone | None, int]
_STACK: tuple[Zone | None, ...] = (None, *Zone)  # from the bottom up, red on top


class WeekSlider(QSlider):
    """Its values are the stops: the days of the bulletins, and today."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.days: Sequence[date] = []
        self.counts: Mapping[date, Counts] = {}
        self._slots: list[int] = []
        self.gaps: list[Gap] = []
        self.setAccessibleName(_("Week"))
        self.setPageStep(4)
        self.setMinimumWidth(240)

    def show_weeks(self, days: Sequence[date], counts: Mapping[date, Counts], stop: int) -> None:
        """Without announcing anything."""
        if days != self.days or counts is not self.counts:
            self.days, self.counts = days, counts
            self._slots, self.gaps = lay_out_stops(days, counts)
        self.blockSignals(True)
        self.setRange(0, max(0, len(days) - 1))
        self.setValue(stop)
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 46)

    minimumSizeHint = sizeHint

    # --- where things are ------------------------------------------------------------------------

    @property
    def _wide(self) -> float:
        return (self.width() - 4) / (self._slots[-1] + 1 if self._slots else 1)

    def _box(self, slot: int, slots: int = 1) -> QRectF:
        return QRectF(2 + slot * self._wide, 3, slots * self._wide, self.height() - 18)

    def column(self, stop: int) -> QRectF:
        """The box of a stop."""
        return self._box(self._slots[stop])

    def stop_at(self, x: float) -> int:
        """The stop of a column, of a gap the one before it."""
        slot = int((x - 2) / self._wide)
        return min(max(bisect_right(self._slots, slot) - 1, 0), len(self.days) - 1)

    def gap_at(self, x: float) -> Gap | None:
        slot = int((x - 2) / self._wide)
        return next((gap for gap in self.gaps if gap.slot <= slot < gap.slot + gap.slots), None)

    # --- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.days:
            return
        painter, t = QPainter(self), look.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for n, day in enumerate(self.days):
            self._paint_week(painter, self.column(n).adjusted(1, 0, -1, 0), day, t)
        for gap in self.gaps:
            self._paint_gap(painter, gap, t)
        self._paint_months(painter, t)
        box = self.column(self.value()).adjusted(-1, -2, 1, 2)
        painter.setPen(QPen(QColor(t.accent if self.hasFocus() else t.ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 2, 2)

    def _paint_week(self, painter: QPainter, box: QRectF, day: date, t: look.Tokens) -> None:
        counts = self.counts.get(day)
        if counts is None:  # today, mostly: no bulletin of its own
            painter.setPen(QPen(QColor(t.faint), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            return
        bottom, total = box.bottom(), max(1, sum(counts.values()))
        painter.setPen(Qt.PenStyle.NoPen)
        for zone in _STACK:
            high = box.height() * counts[zone] / total
            painter.setBrush(look.ZONE_COLOURS[zone])
            painter.drawRect(QRectF(box.left(), bottom - high, box.width(), high))
            bottom -= high

    def _paint_gap(self, painter: QPainter, gap: Gap, t: look.Tokens) -> None:
        """Empty, with a dotted floor: nothing was published, and nothing is filled in."""
        box = self._box(gap.slot, gap.slots)
        painter.setPen(QPen(QColor(t.warning), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(box.left() + 2, box.bottom()), QPointF(box.right() - 2, box.bottom()))

    def _paint_months(self, painter: QPainter, t: look.Tokens) -> None:
        """The month under its first week, the year with the first one and with January."""
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(t.faint))
        free, year = 0.0, 0
        for n, day in enumerate(self.days):
            left = self.column(n).left()
            new_month = n == 0 or (self.days[n - 1].year, self.days[n - 1].month) != (day.year, day.month)
            if new_month and left >= free and day in self.counts:
                text = month_name(day.month)[:3] + (f" {day.year}" if day.year != year else "")
                year = day.year
                painter.drawText(QPointF(left + 1, self.height() - 3), text)
                free = left + painter.fontMetrics().horizontalAdvance(text) + 8

    # --- pointer ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setValue(self.stop_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self.stop_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.days:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def tip_at(self, x: float) -> str:
        gap = self.gap_at(x)
        if gap is None:
            return self.tip(self.stop_at(x))
        return _("{n} weeks without a bulletin, after {day}").format(
            n=number(gap.weeks), day=long_date(gap.after)
        )

    def tip(self, stop: int) -> str:
        day = self.days[stop]
        counts = self.counts.get(day)
        if counts is None:
            return _("{day}: no bulletin of that day").format(day=long_date(day))
        lines = [f"{zone_name(zone)}: {number(counts[zone])}" for zone in reversed(_STACK) if counts[zone]]
        return "\n".join([_("Bulletin of {day}").format(day=long_date(day)), *lines])
