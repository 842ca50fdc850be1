"""How a cell of the roster looks: a fill and a letter, painted once for each kind and size, then copied."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QPainter, QPen, QPixmap, QPolygonF

from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _, either
from cmt_desk.operations.roster_weeks import Mark
from cmt_desk.ui import look
from cmt_desk.ui.schedule.grid import GridModel, Shown
from cmt_desk.wording import cell_letter


def thin(colour: str, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


def paint_cell(painter: QPainter, box: QRectF, cell: Cell, mark: Mark = Mark.TOLD) -> None:
    """One cell: solid, light, hatched, grey, shaded or empty, with its letter; a draft in italics."""
    t = look.tokens()
    fill, edge, ink = QBrush(Qt.BrushStyle.NoBrush), QPen(Qt.PenStyle.NoPen), QColor(t.ink)
    match cell:
        case Cell.OFFICE:
            fill, ink = QBrush(QColor(t.accent)), QColor(t.on_accent)
        case Cell.HOME:
            fill, ink = QBrush(thin(t.accent, 34)), QColor(t.accent)
        case Cell.ISOLATION:
            fill, edge, ink = QBrush(thin(t.danger, 30)), QPen(QColor(t.danger), 1), QColor(t.danger)
        case Cell.LEAVE:
            fill = QBrush(thin(t.faint, 100))
        case Cell.OFF:
            painter.fillRect(box, QColor(t.sunken))
            return
        case Cell.UNPLANNED:
            edge = QPen(QColor(t.border), 1, Qt.PenStyle.DotLine)
    if mark is Mark.DRAFT and cell is Cell.OFFICE:
        fill, ink = QBrush(thin(t.accent, 70)), QColor(t.ink)
    if mark is Mark.DRAFT and cell in (Cell.OFFICE, Cell.HOME):
        edge = QPen(QColor(t.accent), 1.2, Qt.PenStyle.DashLine)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 3, 3)
    if cell is Cell.ISOLATION:
        painter.setBrush(QBrush(thin(t.danger, 170), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, 3, 3)
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setBold(cell is not Cell.HOME)
    font.setItalic(mark is Mark.DRAFT)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cell_letter(cell))
    if mark is Mark.CHANGED:
        _corner(painter, box)
    elif mark is Mark.PROPOSED:
        painter.setPen(QPen(QColor(t.ink), 2.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _corner(painter: QPainter, box: QRectF) -> None:
    """A folded corner: changed since it was published."""
    t = look.tokens()
    right, top = box.right(), box.top()
    painter.setPen(QPen(QColor(t.surface), 1))
    painter.setBrush(QColor(t.warning))
    painter.drawPolygon(
        QPolygonF([QPointF(right - 9, top), QPointF(right + 0.5, top), QPointF(right + 0.5, top + 9.5)])
    )


class RowPictures:
    """Each row painted once, then copied: a frame of 200 people × 40 days is some twenty copies."""

    def __init__(self, grid: GridModel) -> None:
        self._grid = grid
        self._cells: dict[tuple[object, ...], QPixmap] = {}
        self._rows: dict[int, QPixmap] = {}
        self._edges: Sequence[int] = ()
        self._accent = ""

    def forget(self) -> None:
        """The facts are others."""
        self._rows.clear()

    def row(self, row: int, edges: Sequence[int], height: int) -> QPixmap:
        """A row of the grid; `edges`: where its columns begin, and where the last one ends."""
        t = look.tokens()
        if edges != self._edges or t.accent != self._accent:
            self._edges, self._accent = edges, t.accent
            self._rows.clear()
            self._cells.clear()
        if row not in self._rows:
            made = _blank(QSize(edges[-1], height), t.surface)
            painter = QPainter(made)
            line = self._grid.lines[row]
            if line.employee:
                self._person(painter, line.employee.number, height, t)
            else:
                self._team(painter, line.team, height, t)
            painter.end()
            self._rows[row] = made
        return self._rows[row]

    def _person(self, painter: QPainter, number: str, height: int, t: look.Tokens) -> None:
        weeks = self._grid.weeks
        assert weeks is not None
        for n, day in enumerate(weeks.days):
            box = QRect(self._edges[n], 0, self._edges[n + 1] - self._edges[n], height)
            shown = self._grid.shown(number, day)
            if shown.shown_day:
                painter.fillRect(box, thin(t.accent, 30))
            painter.drawPixmap(box.topLeft(), self._cell(shown, box.size()))
            if shown.broken:
                paint_broken(painter, box)

    def _team(self, painter: QPainter, team: str, height: int, t: look.Tokens) -> None:
        """A band over the weeks in which the team is on duty."""
        weeks = self._grid.weeks
        assert weeks is not None
        painter.fillRect(QRect(0, 0, self._edges[-1], height), QColor(t.sunken))
        for first in range(0, len(weeks.days), 7):
            last = min(first + 7, len(weeks.days))
            if any(team in weeks.duty[day] for day in weeks.days[first:last]):
                box = QRect(self._edges[first], 0, self._edges[last] - self._edges[first], height)
                _paint_duty(painter, box, _("on duty"))

    def _cell(self, shown: Shown, size: QSize) -> QPixmap:
        key = (shown.cell, shown.mark, shown.wave, shown.pinned, shown.unmet, size.width(), size.height())
        if key not in self._cells:
            made = _blank(size)
            painter = QPainter(made)
            whole = QRectF(0, 0, size.width(), size.height())
            inner = whole if shown.cell is Cell.OFF else whole.adjusted(1.5, 1.5, -1.5, -1.5)
            paint_cell(painter, inner, shown.cell, shown.mark)
            if shown.wave:
                _paint_wave(painter, inner, shown.wave, shown.mark)
            if shown.pinned:
                paint_pin(painter, inner)
            if shown.unmet:
                paint_wish(painter, inner)
            painter.end()
            self._cells[key] = made
        return self._cells[key]


def _blank(size: QSize, colour: str = "") -> QPixmap:
    """For the screen's resolution; without a colour it is clear."""
    ratio = QGuiApplication.instance().devicePixelRatio()  # pyright: ignore
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(colour) if colour else Qt.GlobalColor.transparent)
    return made


def _paint_wave(painter: QPainter, box: QRectF, wave: int, mark: Mark) -> None:
    """The start wave, small at the foot of a day in the office."""
    font = QFont(painter.font())
    font.setPixelSize(8)
    font.setBold(False)
    font.setItalic(False)
    painter.setFont(font)
    t = look.tokens()
    painter.setPen(QColor(t.ink if mark is Mark.DRAFT else t.on_accent))
    corner = QRectF(box.right() - 7, box.bottom() - 9, 7, 9)
    painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, str(wave))


def paint_pin(painter: QPainter, box: QRectF | QRect) -> None:
    """A pin's head at the upper left: no planning moves this cell."""
    t = look.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(t.surface), 1.2))
    painter.setBrush(QColor(t.warning))
    painter.drawEllipse(QPointF(box.left() + 4, box.top() + 4), 3.5, 3.5)
    painter.restore()


def paint_wish(painter: QPainter, box: QRectF | QRect) -> None:
    """An open ring at the lower left: somebody asked for the other place."""
    t = look.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(t.warning), 1.6))
    painter.setBrush(QColor(t.surface))
    painter.drawEllipse(QPointF(box.left() + 4, box.bottom() - 4), 3, 3)
    painter.restore()


def _paint_duty(painter: QPainter, box: QRect, text: str) -> None:
    t = look.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(t.accent), 1))
    painter.setBrush(thin(t.accent, 34))
    painter.drawRoundedRect(QRectF(box).adjusted(2, 3, -2, -3), 3, 3)
    painter.setPen(QColor(t.accent))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_vulnerable(painter: QPainter, box: QRect) -> None:
    """A ring with the letter R (rentan) or V: works from home."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.tokens().warning), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(box).center(), 7, 7)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(9)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, either("R", "V"))
    painter.restore()


def paint_broken(painter: QPainter, box: QRect) -> None:
    """A red frame and an exclamation mark: this cell breaks a rule."""
    t = look.tokens()
    painter.save()
    painter.setPen(QPen(QColor(t.danger), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(1, 1, -1, -1))
    corner = QRect(box.right() - 8, box.top(), 9, 10)
    painter.fillRect(corner, QColor(t.danger))
    font = QFont(painter.font())
    font.setPixelSize(9)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(t.surface))
    painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, "!")
    painter.restore()
