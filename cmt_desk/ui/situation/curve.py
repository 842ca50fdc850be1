"""The epidemic curve, and where those under care were, over the same days."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.domain.charts import mean_of_week
from cmt_desk.domain.outbreak import Outbreak, outbreak
from cmt_desk.domain.situation import Situation
from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.situation.panel import Panel
from cmt_desk.ui.widgets.day_chart import DayChart
from cmt_desk.ui.widgets.day_figure import DayFigure, Line, Part

DAYS = 120  # shown before the day


class CurvePanel(Panel):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Course of the cases"))
        self.content, self.new, self.places = QWidget(), DayChart(), DayChart()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        for chart in (self.new, self.places):
            column.addWidget(chart, 1)
            chart.clicked.connect(lambda: self.go("cases", "charts"))
        self.body.addWidget(self.content, 1)

    def show_situation(self, now: Situation) -> None:
        known = any(step.day <= now.day for step in now.steps)
        text = (
            "" if known else _("No case was confirmed by this day. Record the first one, or import a list.")
        )
        self.say_empty(self.content, text, _("Import cases…"), "import", "cases")
        if known:
            course = outbreak(now.steps, now.day, DAYS)
            self.new.show_figure(new_cases(course))
            self.places.show_figure(by_place(course))


def new_cases(course: Outbreak) -> DayFigure:
    line = Line(_("mean of 7 days"), mean_of_week(course.new))
    return DayFigure(_("New"), course.first, (Part(_("on the day"), course.new, "coast"),), line)


def by_place(course: Outbreak) -> DayFigure:
    """From the bottom: hospital first, so that it can be read off the axis."""
    return DayFigure(
        _("Under care"),
        course.first,
        (
            Part(_("hospital"), course.hospital, "danger"),
            Part(_("facility"), course.facility, "good", Qt.BrushStyle.Dense3Pattern),
            Part(_("home"), course.home, "coast"),
            Part(_("not recorded"), course.unknown, "faint", Qt.BrushStyle.BDiagPattern),
        ),
    )
