"""The epidemic curve: new confirmed cases a day and their seven-day mean."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.i18n import _, short_date
from cmt_desk.ui import look

DAYS = 120  # shown before the day


class EpidemicCurve(QWidget):
    """pyqtgraph takes a second to import, so it is fetched when the first curve is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._plot: Any = None
        self.totals: list[int] = []
        self._first = date.min
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.draw)

    def show_curve(self, cases: Sequence[tuple[date, int]], until: date) -> None:
        first = until - timedelta(days=DAYS - 1)
        of_day = dict(cases)
        self.totals = [of_day.get(first + timedelta(days=n), 0) for n in range(DAYS)]
        self._first = first
        self._later.start()  # after the first paint: importing pyqtgraph takes longer than all the rest

    def draw(self) -> None:
        self._later.stop()
        week = [sum(self.totals[max(0, n - 6) : n + 1]) / min(7, n + 1) for n in range(DAYS)]
        self._draw(self._first, week)

    def _draw(self, first: date, week: list[float]) -> None:
        import pyqtgraph as pg

        tokens = look.tokens()
        if self._plot is None:
            self._plot = pg.PlotWidget()
            self._plot.setMenuEnabled(False)
            self._plot.setMouseEnabled(False, False)
            self._plot.hideButtons()
            self._column.addWidget(self._plot)
        plot = self._plot
        plot.clear()
        plot.setBackground(tokens.surface)
        plot.addItem(
            pg.BarGraphItem(
                x=list(range(DAYS)), height=self.totals, width=0.8, brush=QColor(tokens.border), pen=None
            )
        )
        plot.plot(list(range(DAYS)), week, pen=pg.mkPen(tokens.accent, width=2), antialias=True)
        ticks = [
            (n, short_date(first + timedelta(days=n)))
            for n in range(DAYS)
            if (first + timedelta(days=n)).day == 1  # the card is too narrow for more
        ]
        for side in ("bottom", "left"):
            axis = plot.getAxis(side)
            axis.setPen(pg.mkPen(tokens.border))
            axis.setTextPen(pg.mkPen(tokens.faint))
        plot.getAxis("bottom").setTicks([ticks])
        plot.setYRange(0, max(4, *self.totals) * 1.1)
        plot.setXRange(-1, DAYS)
        plot.setAccessibleName(_("New confirmed cases a day"))
        legend = _("bars: cases a day · line: mean of seven days")
        plot.setTitle(legend, color=tokens.faint, size="8pt")
