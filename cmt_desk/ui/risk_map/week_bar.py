"""Steps from bulletin to bulletin: buttons, and a slider whose weeks show how many offices had which zone."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QToolTip, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.i18n import _, full_date, long_date, month_name, number
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.weeks import stop_of
from cmt_desk.ui.widgets import plain_label
from cmt_desk.wording import zone_name

Counts = Mapping[Zone | None, int]
_STACK: tuple[Zone | None, ...] = (None, *Zone)  # from the bottom up, red on top


class WeekSlider(QSlider):
    """A slider with a column a week in place of ticks."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.days: Sequence[date] = []
        self.counts: Mapping[date, Counts] = {}
        self.setAccessibleName(_("Week"))
        self.setPageStep(4)
        self.setMinimumWidth(240)

    def sizeHint(self) -> QSize:
        return QSize(600, 46)

    minimumSizeHint = sizeHint

    def column(self, n: int) -> QRectF:
        """The box of a stop."""
        wide = (self.width() - 4) / max(1, len(self.days))
        return QRectF(2 + n * wide, 3, wide, self.height() - 18)

    def stop_at(self, x: float) -> int:
        wide = (self.width() - 4) / max(1, len(self.days))
        return min(max(int((x - 2) / wide), 0), len(self.days) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = look.tokens()
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        free = 0.0
        for n, day in enumerate(self.days):
            box = self.column(n)
            self._paint_week(painter, box.adjusted(1, 0, -1, 0), day, t)
            new_month = n == 0 or self.days[n - 1].month != day.month
            if new_month and box.left() >= free and day in self.counts:
                text = month_name(day.month)[:3]
                text += f" {day.year}" if n == 0 or day.month == 1 else ""
                painter.setPen(QColor(t.faint))
                painter.drawText(QPointF(box.left() + 1, self.height() - 3), text)
                free = box.left() + painter.fontMetrics().horizontalAdvance(text) + 8
        if self.days:
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
            QToolTip.showText(event.globalPos(), self.tip(self.stop_at(event.pos().x())), self)
            return True
        return super().event(event)

    def tip(self, stop: int) -> str:
        day = self.days[stop]
        counts = self.counts.get(day)
        if counts is None:
            return _("{day}: no bulletin of that day").format(day=long_date(day))
        lines = [f"{zone_name(zone)}: {number(counts[zone])}" for zone in reversed(_STACK) if counts[zone]]
        return "\n".join([_("Bulletin of {day}").format(day=long_date(day)), *lines])


class WeekBar(QWidget):
    """`moved` is the day of the stop the user went to."""

    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.earlier = self._arrow("previous", _("Bulletin before"), -1)
        self.later = self._arrow("next", _("Bulletin after"), 1)
        self.slider = WeekSlider()
        self.slider.valueChanged.connect(lambda stop: self.moved.emit(self.slider.days[stop]))
        self.day = plain_label("")
        self.day.setMinimumWidth(170)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.SPACE)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        row.addWidget(self.slider, 1)
        row.addWidget(self.day)

    def _arrow(self, icon: str, tip: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(look.icon(icon))
        made.setToolTip(tip)
        made.setStatusTip(tip)
        made.setAccessibleName(tip)
        made.clicked.connect(lambda: self.slider.setValue(self.slider.value() + by))
        return made

    def show_weeks(self, days: Sequence[date], counts: Mapping[date, Counts], day: date) -> None:
        """Without announcing anything."""
        stop = stop_of(days, day)
        self.slider.blockSignals(True)
        self.slider.days, self.slider.counts = days, counts
        self.slider.setRange(0, max(0, len(days) - 1))
        self.slider.setValue(stop)
        self.slider.blockSignals(False)
        self.slider.update()
        self.day.setText(full_date(day))
        self.earlier.setEnabled(stop > 0)
        self.later.setEnabled(stop < len(days) - 1)
