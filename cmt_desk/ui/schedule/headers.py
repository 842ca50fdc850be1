"""The two headers of the grid: days with load and zone on top, people with their function at the side."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from cmt_desk.i18n import _, month_name, weekday_name
from cmt_desk.ui import look
from cmt_desk.ui.schedule.cells import paint_vulnerable, thin
from cmt_desk.ui.schedule.grid import GridModel, Line, team_name

CENTRE = Qt.AlignmentFlag.AlignCenter
MONTH, WEEKDAY, DAY, ZONE, INSIDE, CAP = (0, 16), (16, 15), (31, 20), (51, 18), (70, 16), (86, 16)
HEIGHT = 105
BURDEN = 30  # pixels of the fairness bar


def _font(painter: QPainter, *, bold: bool = False, pixels: int = 12) -> None:
    font = QFont(painter.font())
    font.setBold(bold)
    font.setPixelSize(pixels)
    painter.setFont(font)


def _band(box: QRect, band: tuple[int, int]) -> QRect:
    return QRect(box.left(), box.top() + band[0], box.width(), band[1])


class DayHeader(QHeaderView):
    """Weekday, day, zone, and how many are in the office over how many may be."""

    def __init__(self, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._grid = model
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        weeks = self._grid.weeks
        if weeks is None:
            return
        t, day = look.tokens(), weeks.days[logicalIndex]
        painter.save()
        painter.fillRect(rect, QColor(t.sunken))
        if day == self._grid.shown_day:
            below = rect.adjusted(0, WEEKDAY[0], 0, 0)
            painter.fillRect(below, thin(t.accent, 40))
            painter.fillRect(_band(rect, (WEEKDAY[0], 3)), QColor(t.accent))
        if day.weekday() == 0 and logicalIndex:
            painter.setPen(QPen(QColor(t.border), 1))
            painter.drawLine(rect.left(), rect.top() + WEEKDAY[0], rect.left(), rect.bottom())
        works, broken = weeks.works(day), day in weeks.broken_days
        painter.setPen(QColor(t.ink if works else t.faint))
        _font(painter, pixels=11)
        painter.drawText(_band(rect, WEEKDAY), CENTRE, weekday_name(day)[0])
        _font(painter, bold=works, pixels=14 if works else 12)
        painter.drawText(_band(rect, DAY), CENTRE, str(day.day))
        if works:
            self._load(
                painter, rect, weeks.inside[day] if day in weeks.planned else None, broken, logicalIndex
            )
        painter.restore()

    def _load(self, painter: QPainter, rect: QRect, inside: int | None, broken: bool, section: int) -> None:
        """The zone, and how many are in the office over the cap; red and marked where a rule breaks."""
        weeks, t = self._grid.weeks, look.tokens()
        assert weeks is not None
        day = weeks.days[section]
        cap = weeks.cap(day)
        centre = QPointF(_band(rect, ZONE).center()) + QPointF(0.5, 0.5)
        zone = weeks.zones[day]
        painter.fillRect(_band(rect, ZONE).adjusted(0, 1, 0, -1), thin(look.ZONE_COLOURS[zone].name(), 60))
        look.paint_zone(painter, centre, 6, zone)
        if broken:
            painter.fillRect(_band(rect, (INSIDE[0], 33)).adjusted(1, 0, -1, 0), QColor(t.danger))
        painter.setPen(QColor(t.surface if broken else t.ink))
        _font(painter, bold=True)
        told = "–" if inside is None else f"{inside}"
        painter.drawText(_band(rect, INSIDE), CENTRE, f"{told}!" if broken else told)
        width = min(18, rect.width() - 6)
        left = rect.center().x() - width // 2
        painter.drawLine(left, rect.top() + CAP[0], left + width, rect.top() + CAP[0])
        painter.setPen(QColor(t.surface if broken else t.faint))
        _font(painter)
        painter.drawText(_band(rect, CAP), CENTRE, f"{cap.people}" if cap.known else "?")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sections, then the months over them: a month's name is wider than its day."""
        super().paintEvent(event)
        weeks = self._grid.weeks
        if weeks is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(look.tokens().faint))
        _font(painter, bold=True, pixels=11)
        for n, day in enumerate(weeks.days):
            if n == 0 or day.day == 1:
                near_end = n == 0 and weeks.days[min(3, len(weeks.days) - 1)].month != day.month
                name = month_name(day.month)[: 3 if near_end else None]
                left = self.sectionViewportPosition(n) + 4
                painter.drawText(QRect(left, 0, 200, MONTH[1]), Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()


class PeopleHeader(QHeaderView):
    """A person's name, a mark for the vulnerable, and the function; the team as a heading."""

    WIDTH = 206

    def __init__(self, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._grid = model
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)
        self.setDefaultSectionSize(24)

    def sizeHint(self) -> QSize:
        return QSize(self.WIDTH, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        line, t = self._grid.lines[logicalIndex], look.tokens()
        painter.save()
        painter.fillRect(rect, QColor(t.surface if line.employee else t.sunken))
        box = rect.adjusted(look.SPACE, 0, -look.SPACE, 0)
        if line.employee is None:
            _font(painter, bold=True)
            painter.setPen(QColor(t.ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, team_name(line.team))
        else:
            self._person(painter, box, line)
        painter.setPen(QColor(t.border))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _person(self, painter: QPainter, box: QRect, line: Line) -> None:
        weeks, person, t = self._grid.weeks, line.employee, look.tokens()
        assert weeks is not None and person is not None
        _font(painter)
        metrics = painter.fontMetrics()
        name_box = QRect(box.left(), box.top(), 116, box.height())
        room = name_box.width() - (20 if person.vulnerable else 0)
        name = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(t.ink))
        painter.drawText(name_box, Qt.AlignmentFlag.AlignVCenter, name)
        if person.vulnerable:
            left = name_box.left() + metrics.horizontalAdvance(name) + look.GAP
            paint_vulnerable(painter, QRect(left, box.top(), 16, box.height()))
        _font(painter, pixels=11)
        painter.setPen(QColor(t.faint))
        side = box.adjusted(name_box.width() + look.GAP, 0, -BURDEN, 0)
        function = weeks.function_names.get(person.function, person.function)
        told = QFontMetrics(painter.font()).elidedText(function, Qt.TextElideMode.ElideRight, side.width())
        painter.drawText(side, Qt.AlignmentFlag.AlignVCenter, told)
        self._burden(
            painter, QRect(box.right() - BURDEN + look.GAP, box.top(), BURDEN - look.GAP, box.height()), line
        )

    def _burden(self, painter: QPainter, box: QRect, line: Line) -> None:
        """How many days in the office, as a number over a bar against the most loaded person."""
        weeks, t = self._grid.weeks, look.tokens()
        assert weeks is not None and line.employee is not None
        days, most = weeks.burden[line.employee.number], weeks.most_burdened
        painter.drawText(box.adjusted(0, 0, 0, -5), CENTRE, str(days))
        track = QRect(box.left(), box.bottom() - 5, box.width(), 3)
        painter.fillRect(track, QColor(t.sunken))
        painter.fillRect(
            QRect(track.left(), track.top(), track.width() * days // max(1, most), 3), QColor(t.accent)
        )


class Corner(QWidget):
    """Says what the lines of the day header are."""

    def paintEvent(self, event: QPaintEvent) -> None:
        t = look.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.sunken))
        painter.setPen(QColor(t.faint))
        _font(painter, pixels=11)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        box = self.rect().adjusted(look.SPACE, 0, -look.SPACE, 0)
        for band, text in (
            (ZONE, _("Zone")),
            (INSIDE, _("In the office")),
            (CAP, _("Cap")),
        ):
            painter.drawText(_band(box, band), right, text)
        painter.end()
