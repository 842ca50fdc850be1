"""Days and what was known on them: lines with points, and lines that should not be crossed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.i18n import full_date, number
from cmt_desk.records import record
from cmt_desk.ui import look


@record
class Course:
    """What was known on its days; a day without a value is a gap, never nothing."""

    name: str
    points: Sequence[tuple[date, float]]
    tone: str = "accent"
    decimals: int = 0


@record
class Mark:
    """A value with a name, drawn across."""

    name: str
    value: float
    tone: str


class CourseChart(QWidget):
    """pyqtgraph takes a second to import, so it is fetched after the first paint."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._plot: Any = None
        self._first = self._last = date.min
        self.courses: Sequence[Course] = ()
        self.marks: Sequence[Mark] = ()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.draw)

    def show_courses(
        self, courses: Sequence[Course], first: date, last: date, marks: Sequence[Mark] = ()
    ) -> None:
        self.courses, self.marks, self._first, self._last = courses, marks, first, last
        self._later.start()

    def draw(self) -> None:
        self._later.stop()
        import pyqtgraph as pg

        from cmt_desk.ui.widgets.charts import Plot, Teller

        if self._plot is None:
            self._plot = Plot(days=True)
            self._plot.area.setMouseEnabled(False, False)
            self._teller = Teller(self._plot, self._told)
            self._column.addWidget(self._plot)
        plot, tokens = self._plot, look.tokens()
        plot.area.clear()
        plot.dress(tokens)
        plot.count_from(self._first)
        highest, lowest = 0.0, 0.0
        for course in self.courses:
            colour = getattr(tokens, course.tone)
            xs = [(day - self._first).days for day, _value in course.points]
            ys = [value for _day, value in course.points]
            dots = (
                {"symbol": "o", "symbolSize": 5, "symbolBrush": colour, "symbolPen": None}
                if len(xs) < 45
                else {}
            )
            plot.area.plot(xs, ys, pen=pg.mkPen(colour, width=2), antialias=True, **dots)
            highest, lowest = max(highest, *ys, 0), min(lowest, *ys, 0)
        for mark in self._near(highest):
            colour = getattr(tokens, mark.tone)
            pen = pg.mkPen(colour, width=1.5, style=Qt.PenStyle.DashLine)
            plot.area.addItem(pg.InfiniteLine(mark.value, angle=0, pen=pen))
            text = pg.TextItem(mark.name, color=colour, anchor=(0, 1))
            text.setPos(0, mark.value)
            plot.area.addItem(text, ignoreBounds=True)
            highest = max(highest, mark.value)
        plot.area.setXRange(-0.5, max(7, (self._last - self._first).days) + 0.5, padding=0)
        plot.area.setYRange(lowest * 1.1, max(4, highest * 1.12), padding=0)

    def _near(self, highest: float) -> list[Mark]:
        """A line far above would press the curve flat; it is told in words then."""
        return [m for m in self.marks if m.value <= max(highest, 1) * 4]

    def _told(self, at: QPointF) -> tuple[str, list[str]] | None:
        day = self._first + timedelta(days=round(at.x()))
        if not self._first <= day <= self._last:
            return None
        lines = [
            f"{c.name}: {number(value, c.decimals)}"
            for c in self.courses
            for d, value in c.points
            if d == day
        ]
        return (full_date(day), lines) if lines else None
