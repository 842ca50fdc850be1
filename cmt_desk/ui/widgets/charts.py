"""Charts on pyqtgraph, which takes a second to import: fetch this module when the first chart is shown."""

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

from cmt_desk.i18n import number, short_date
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.widgets.figures import Figure
from cmt_desk.ui.widgets.pieces import told

_LABEL = 52  # pixels a date needs on its axis


class DayAxis(pg.AxisItem):
    """Days in the language of the window; pyqtgraph's own axis writes English months in UTC.

    They are counted from `origin`: an SVG keeps too few digits for numbers as large as a date's.
    """

    def __init__(self) -> None:
        super().__init__("bottom")
        self.origin = date.min

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[int]]]:
        if maxVal <= minVal or size <= 0:
            return []
        needed = _LABEL * (maxVal - minVal) / size  # days a label takes
        days = range(math.ceil(minVal), math.floor(maxVal) + 1)
        return [(1.0, [n for n in days if _labelled(self._day(n), needed)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [_axis_day(self._day(int(value))) for value in values]

    def _day(self, n: int) -> date:
        return self.origin + timedelta(days=n)


def _labelled(day: date, needed: float) -> bool:
    """Every day, Mondays, the 1st and 15th, or the 1st of every so many months."""
    if needed <= 1:
        return True
    if needed <= 7:
        return day.weekday() == 0
    if needed <= 14:
        return day.day in (1, 15)
    months = math.ceil(needed / 28)
    step = next((step for step in (1, 2, 3, 6) if months <= step), 12)
    return day.day == 1 and (day.month - 1) % step == 0


def _axis_day(day: date) -> str:
    """The year stands where it begins."""
    return f"{short_date(day)} {day.year}" if day.month == 1 and day.day == 1 else short_date(day)


class NumberAxis(pg.AxisItem):
    """Whole numbers, as they are written in the language of the window."""

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        steps = super().tickSpacing(minVal, maxVal, size)
        return [(max(1, spacing), offset) for spacing, offset in steps[:1]]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [number(value) for value in values]


class Plot(pg.PlotWidget):
    """An empty plot in the theme's colours, without pyqtgraph's menu and buttons."""

    def __init__(self, *, days: bool = False) -> None:
        axes = {"bottom": DayAxis() if days else NumberAxis("bottom"), "left": NumberAxis("left")}
        super().__init__(axisItems=axes)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)

    @property
    def area(self) -> Any:
        """The plot itself: pyqtgraph hands its methods on to the widget without types."""
        return self.getPlotItem()

    def count_from(self, day: date) -> None:
        """The day that stands at 0."""
        axis = self.area.getAxis("bottom")
        if isinstance(axis, DayAxis):
            axis.origin = day

    def use_paths(self, scale: float) -> None:
        """Paint marks as paths from now on, so many times as large: on a page there is no cache of pixels."""
        for item in self.area.items:
            if isinstance(item, pg.ScatterPlotItem):
                item.setExportMode(True, {"antialias": True, "resolutionScale": scale})

    @property
    def signals(self) -> Any:
        return self.scene()

    def dress(self, tokens: Tokens) -> None:
        self.setBackground(tokens.surface)
        for side in ("bottom", "left"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(tokens.border))
            axis.setTextPen(pg.mkPen(tokens.faint))


def draw(plot: Plot, figure: Figure, tokens: Tokens) -> None:
    """Draw a figure anew."""
    plot.area.clear()
    plot.dress(tokens)
    plot.area.setMouseEnabled(not figure.named, False)
    count, start = len(figure.columns), figure.start
    if figure.first_day:
        plot.count_from(figure.first_day)
    xs = [start + n for n in range(count)]
    for series in figure.series:
        colour = getattr(tokens, series.tone)
        if series.line is not None:
            plot.area.plot(
                xs, series.values, pen=pg.mkPen(colour, width=2, style=series.line), antialias=True
            )
        elif figure.named:
            bars = pg.BarGraphItem(x0=0, y=xs, width=series.values, height=0.7, brush=colour, pen=None)
            plot.area.addItem(bars)
        else:
            plot.area.addItem(pg.BarGraphItem(x=xs, height=series.values, width=0.8, brush=colour, pen=None))
    highest = max((v for s in figure.series for v in s.values), default=0)
    if figure.named:
        _lay_names(plot, figure, tokens, highest)
        return
    plot.area.setLimits(xMin=start - 1.5, xMax=start + max(count, 7) + 0.5, minXRange=7)
    plot.area.setXRange(start - 1, start + max(count, 7), padding=0)
    plot.area.setYRange(0, max(4, highest * 1.1), padding=0)
    if figure.mark:
        _draw_mark(plot, figure.mark, tokens, highest)


def _lay_names(plot: Plot, figure: Figure, tokens: Tokens, highest: float) -> None:
    """Names down the side, each bar with its figures at its end."""
    plot.area.invertY(True)
    plot.area.getAxis("left").setStyle(tickLength=0)
    plot.area.getAxis("left").setTicks([list(enumerate(figure.columns))])
    plot.area.setXRange(0, max(4, highest * 1.15), padding=0)
    plot.area.setYRange(-0.6, max(len(figure.columns), 4) - 0.4, padding=0)
    for n in range(len(figure.columns)):
        values = [s.values[n] for s in figure.series]
        text = pg.TextItem(" / ".join(number(v) for v in reversed(values)), color=tokens.ink, anchor=(0, 0.5))
        text.setPos(max(values), n)
        plot.area.addItem(text, ignoreBounds=True)


def _draw_mark(plot: Plot, mark: tuple[float, str], tokens: Tokens, highest: float) -> None:
    x, name = mark
    line = pg.InfiniteLine(x, pen=pg.mkPen(tokens.accent, width=2, style=Qt.PenStyle.DashLine))
    plot.area.addItem(line)
    text = pg.TextItem(name, color=tokens.ink, anchor=(0, 0))
    text.setPos(x, max(4, highest * 1.1))
    plot.area.addItem(text, ignoreBounds=True)


class Teller:
    """Tells the pointer what it stands on: `what` gives a title and lines for a place of the plot."""

    def __init__(self, plot: Plot, what: Callable[[QPointF], tuple[str, Sequence[str]] | None]) -> None:
        self._plot, self._what = plot, what
        plot.signals.sigMouseMoved.connect(self._moved)

    def _moved(self, at: QPointF) -> None:
        found = self._what(self._plot.area.getViewBox().mapSceneToView(at))
        if found:
            QToolTip.showText(QCursor.pos(), told(*found), self._plot)
        else:
            QToolTip.hideText()


def column_at(figure: Figure, at: QPointF) -> int | None:
    """The column under a place of the plot."""
    n = round(at.y() if figure.named else at.x()) - figure.start
    return n if 0 <= n < len(figure.columns) else None
