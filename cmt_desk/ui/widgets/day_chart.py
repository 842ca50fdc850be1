"""A small chart of days, painted by hand: pyqtgraph takes longer to import than the first screen to show.

Bars stand on each other, each part told apart by colour and hatching; a line may run over them. All sizes
follow the font, so that the same chart serves a card and a projector.
"""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cmt_desk.i18n import full_date, number, short_date
from cmt_desk.ui import look
from cmt_desk.ui.widgets.day_figure import DayFigure, Line, nice_top
from cmt_desk.ui.widgets.pieces import told

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class DayChart(QWidget):
    """Shows a `DayFigure`; painted again only when it differs from the one shown.

    With the keyboard, the arrows walk from day to day and tell each, and Enter does what a click does.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.figure: DayFigure | None = None
        self.drawn = 0  # figures so far; nothing is drawn anew that did not change
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.at: int | None = None  # the day the keyboard stands on

    def sizeHint(self) -> QSize:
        return QSize(320, 110)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, round(4 * QFontMetricsF(self.font()).height()))

    def show_figure(self, figure: DayFigure) -> None:
        if figure == self.figure:
            return
        self.figure = figure
        self.drawn += 1
        self.setAccessibleName(figure.title)
        self._stand_on(None)

    # --- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.figure is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_legend(painter)
            box, top = self._plot(), nice_top(self.figure.highest)
            self._paint_axes(painter, box, top)
            self._paint_bars(painter, box, top)
            if self.figure.line:
                self._paint_line(painter, box, top, self.figure.line)
            if self.hasFocus():
                self._paint_focus(painter, box)

    @property
    def _em(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _plot(self) -> QRectF:
        em = self._em
        left = QFontMetricsF(self.font()).horizontalAdvance(number(nice_top(self._figure.highest))) + em / 2
        return QRectF(left, 1.6 * em, self.width() - left - 1, max(em, self.height() - 2.9 * em))

    @property
    def _figure(self) -> DayFigure:
        assert self.figure is not None
        return self.figure

    def _day(self, n: int) -> date:
        return self._figure.first + timedelta(days=n)

    def _paint_legend(self, painter: QPainter) -> None:
        """The title, then each part with its sample and its last value."""
        t, em, figure = look.tokens(), self._em, self._figure
        metrics = QFontMetricsF(self.font())
        painter.setPen(QColor(t.ink))
        bold = painter.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(QRectF(0, 0, self.width(), 1.3 * em), _LEFT | _MIDDLE, figure.title)
        x = QFontMetricsF(bold).horizontalAdvance(figure.title) + em
        painter.setFont(self.font())
        samples = [
            (f"{p.name} {number(p.values[-1])}", QBrush(QColor(getattr(t, p.tone)), p.hatch))
            for p in figure.parts
            if any(p.values)
        ]
        for text, brush in samples:
            if x + 0.9 * em + metrics.horizontalAdvance(text) > self.width():
                self._paint_word(painter, x, "…", metrics)  # the pointer is told the rest
                return
            box = QRectF(x, 0.3 * em, 0.65 * em, 0.65 * em)
            painter.setPen(QPen(brush.color(), 1))
            painter.setBrush(brush)
            painter.drawRect(box)
            x = self._paint_word(painter, x + 0.9 * em, text, metrics)
        if figure.line:
            painter.setPen(QPen(QColor(getattr(t, figure.line.tone)), em / 8))
            painter.drawLine(QPointF(x, 0.65 * em), QPointF(x + 0.9 * em, 0.65 * em))
            text = f"{figure.line.name} {number(figure.line.values[-1], 1)}"
            x += 1.1 * em
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - x)
            self._paint_word(painter, x, text, metrics)

    def _paint_word(self, painter: QPainter, x: float, text: str, metrics: QFontMetricsF) -> float:
        wide = metrics.horizontalAdvance(text)
        painter.setPen(QColor(look.tokens().faint))
        painter.drawText(QRectF(x, 0, wide + 2, 1.3 * self._em), _LEFT | _MIDDLE, text)
        return x + wide + 0.8 * self._em

    def _paint_axes(self, painter: QPainter, box: QRectF, top: int) -> None:
        t, em = look.tokens(), self._em
        for share in (0, 0.5, 1) if top % 2 == 0 and box.height() > 4 * em else (0, 1):
            y = box.bottom() - share * box.height()
            painter.setPen(QPen(QColor(t.border), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(QColor(t.faint))
            label = QRectF(0, y - em / 2, box.left() - em / 4, em)
            painter.drawText(label, _RIGHT | _MIDDLE, number(top * share))
        wide = box.width() / self._figure.days
        reach = QFontMetricsF(self.font()).horizontalAdvance(short_date(self._day(0))) * 1.3
        free = box.left() - reach
        for n in range(self._figure.days):
            day = self._day(n)
            x = box.left() + (n + 0.5) * wide
            if day.day != 1 or x - reach / 2 < free or x + reach / 2 > box.right() + em / 2:
                continue
            painter.setPen(QPen(QColor(t.border), 1))
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + em / 4))
            painter.setPen(QColor(t.faint))
            label = QRectF(x - reach, box.bottom() + em / 4, 2 * reach, em)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, short_date(day))
            free = x + reach / 2

    def _paint_bars(self, painter: QPainter, box: QRectF, top: int) -> None:
        figure, t = self._figure, look.tokens()
        wide, high = box.width() / figure.days, box.height() / top
        feet = [box.bottom()] * figure.days
        painter.setPen(Qt.PenStyle.NoPen)
        for part in figure.parts:
            colour = QColor(getattr(t, part.tone))
            painter.setBrush(QBrush(colour, part.hatch))
            for n, value in enumerate(part.values):
                if value > 0:
                    feet[n] -= value * high
                    painter.drawRect(
                        QRectF(box.left() + n * wide, feet[n], max(1, wide * 0.84), value * high)
                    )

    def _paint_line(self, painter: QPainter, box: QRectF, top: int, line: Line) -> None:
        wide, high = box.width() / self._figure.days, box.height() / top
        points = [
            QPointF(box.left() + (n + 0.5) * wide, box.bottom() - value * high)
            for n, value in enumerate(line.values)
        ]
        painter.setPen(QPen(QColor(getattr(look.tokens(), line.tone)), max(1.6, self._em / 8)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))

    def _paint_focus(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(look.tokens().accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.at is None:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        else:
            x = self._middle(self.at)
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def _middle(self, n: int) -> float:
        box = self._plot()
        return box.left() + (n + 0.5) * box.width() / self._figure.days

    # --- the pointer and the keyboard ----------------------------------------------------------------

    def column_at(self, x: float) -> int | None:
        """The day under a place of the widget."""
        box = self._plot()
        n = int((x - box.left()) * self._figure.days / box.width())
        return n if 0 <= n < self._figure.days and x >= box.left() else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self.figure:
            n = self.column_at(event.pos().x())
            if n is not None:
                self._tell(n, event.globalPos())
                return True
        return super().event(event)

    def _tell(self, n: int, where: QPoint) -> None:
        QToolTip.showText(where, told(full_date(self._day(n)), self._figure.told(n)), self)

    def _stand_on(self, n: int | None) -> None:
        """The day that is read aloud: the last one until the keyboard goes elsewhere."""
        self.at = n
        n = self._figure.days - 1 if n is None else n
        self.setAccessibleDescription(", ".join([full_date(self._day(n)), *self._figure.told(n)]))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.figure is None:
            super().keyPressEvent(event)
            return
        last = self.figure.days - 1
        here = last if self.at is None else self.at
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.clicked.emit()
                return
            case Qt.Key.Key_Left if self.at is not None:
                here -= 1
            case Qt.Key.Key_Left | Qt.Key.Key_End:
                here = last
            case Qt.Key.Key_Right:
                here += 1
            case Qt.Key.Key_Home:
                here = 0
            case _:
                super().keyPressEvent(event)
                return
        self._stand_on(min(max(here, 0), last))
        assert self.at is not None
        self._tell(self.at, self.mapToGlobal(QPointF(self._middle(self.at), self._plot().top()).toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()
        if self.figure:
            self._stand_on(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
