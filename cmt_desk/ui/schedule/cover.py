"""Under the grid: how many of each critical function are in the office, of how many there have to be."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QToolTip, QWidget

from cmt_desk.domain.people import BusinessFunction
from cmt_desk.i18n import _, short_date
from cmt_desk.operations.roster_weeks import Weeks
from cmt_desk.ui import look

ROW = 20


class CoverStrip(QWidget):
    """One row a function, aligned with the columns of the grid above.

    `picked`: a day was clicked, True where the function is short then.
    """

    picked = Signal(object, bool)  # date

    def __init__(self, grid: QTableView) -> None:
        super().__init__()
        self._grid = grid
        self._weeks: Weeks | None = None
        self.setFont(QFont(self.font()))
        self.setMouseTracking(True)
        grid.horizontalScrollBar().valueChanged.connect(self.update)
        grid.horizontalHeader().sectionResized.connect(self.update)

    def show_weeks(self, weeks: Weeks) -> None:
        self._weeks = weeks
        self.setFixedHeight(ROW * len(weeks.critical) + 1)
        self.setVisible(bool(weeks.critical))
        self.setAccessibleName(_("Cover of the critical functions"))
        self.setAccessibleDescription("; ".join(self._shortages(weeks)) or _("No function is short."))
        self.update()

    def _shortages(self, weeks: Weeks) -> list[str]:
        return [
            f"{short_date(day)}: {self.told(function, column)}"
            for function in weeks.critical
            for column, day in enumerate(weeks.days)
            if self.is_short(function, column)
        ]

    def told(self, function: BusinessFunction, column: int) -> str:
        """How many are in the office; with the need where they are too few: "0/1"; empty on a day off."""
        weeks = self._weeks
        if weeks is None or not weeks.works(weeks.days[column]):
            return ""
        day = weeks.days[column]
        have, need = weeks.cover(function, day), weeks.problem.minimum(function, day)
        if day not in weeks.planned:
            return "–"
        return f"{have}/{need}" if have < need else str(have)

    def is_short(self, function: BusinessFunction, column: int) -> bool:
        weeks = self._weeks
        if weeks is None:
            return False
        day = weeks.days[column]
        return (
            weeks.works(day)
            and day in weeks.planned
            and weeks.cover(function, day) < weeks.problem.minimum(function, day)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        weeks, t = self._weeks, look.tokens()
        if weeks is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.surface))
        side = self._grid.verticalHeader().width() + 1
        for n, function in enumerate(weeks.critical):
            top = n * ROW
            font = QFont(self.font())
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(QColor(t.faint))
            name = _("{function}, at least {n}").format(
                function=weeks.function_names[function.code], n=function.minimum
            )
            room = side - 2 * look.SPACE
            told = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(look.SPACE, top, room, ROW), Qt.AlignmentFlag.AlignVCenter, told)
            for column in range(len(weeks.days)):
                left = side + self._grid.columnViewportPosition(column)
                box = QRect(left, top, self._grid.columnWidth(column), ROW)
                if box.left() >= side - 2:
                    self._cell(painter, box, function, column)
        painter.setPen(QColor(t.border))
        painter.drawRect(self.rect().adjusted(0, -1, -1, -1))
        painter.end()

    def _cell(self, painter: QPainter, box: QRect, function: BusinessFunction, column: int) -> None:
        weeks, t = self._weeks, look.tokens()
        assert weeks is not None
        short = self.is_short(function, column)
        if not weeks.works(weeks.days[column]):
            painter.fillRect(box, QColor(t.sunken))
        elif short:
            painter.fillRect(box.adjusted(1, 1, -1, -1), QColor(t.danger))
        font = QFont(painter.font())
        font.setBold(short)
        painter.setFont(font)
        painter.setPen(QColor(t.surface if short else t.ink))
        told = self.told(function, column)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._weeks:
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().event(event)

    def _at(self, place: QPoint) -> tuple[BusinessFunction, int] | None:
        """The function and the column of a planned working day."""
        weeks = self._weeks
        column = self._grid.columnAt(place.x() - self._grid.verticalHeader().width() - 1)
        row = place.y() // ROW
        if weeks is None or column < 0 or not 0 <= row < len(weeks.critical):
            return None
        day = weeks.days[column]
        planned = weeks.works(day) and day in weeks.planned
        return (weeks.critical[row], column) if planned else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The keyboard's way is the day of any cell: *Why* has the same question as a button."""
        found = self._at(event.position().toPoint())
        if found and self._weeks and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(self._weeks.days[found[1]], self.is_short(*found))

    def _tip(self, place: QPoint) -> str:
        weeks, found = self._weeks, self._at(place)
        if weeks is None or found is None:
            return ""
        function, day = found[0], weeks.days[found[1]]
        told = _("{day}: {function} has {have} in the office, {need} are needed").format(
            day=short_date(day),
            function=weeks.function_names[function.code],
            have=weeks.cover(function, day),
            need=weeks.problem.minimum(function, day),
        )
        return f"{told}\n{_('Click to see what would have to be waived.')}" if self.is_short(*found) else told
