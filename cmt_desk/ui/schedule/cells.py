"""How a cell of the roster looks: a fill and a letter, painted once for each kind and size, then copied."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import either
from cmt_desk.operations.roster_weeks import Mark
from cmt_desk.ui import look
from cmt_desk.ui.schedule.grid import CELL, Index
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


class CellDelegate(QStyledItemDelegate):
    """Copies a ready picture into each cell, so that 200 people × 28 days scroll without a pause."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[tuple[object, ...], QPixmap] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        found = index.data(CELL)
        if found is None:
            _paint_duty(painter, box, index.data())
            return
        (cell, shown_day, broken, mark), t = found, look.tokens()
        painter.fillRect(box, QColor(t.surface))
        if shown_day:
            painter.fillRect(box, thin(t.accent, 30))
        painter.drawPixmap(box.topLeft(), self._picture(cell, mark, box.size(), t))
        if broken:
            paint_broken(painter, box)
        if option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            painter.setPen(QPen(QColor(t.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _picture(self, cell: Cell, mark: Mark, size: QSize, t: look.Tokens) -> QPixmap:
        key = (cell_letter(cell), cell, mark, size.width(), size.height(), t.accent)
        if key not in self._pictures:
            ratio = QGuiApplication.instance().devicePixelRatio()  # pyright: ignore
            made = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            whole = QRectF(0, 0, size.width(), size.height())
            inner = whole if cell is Cell.OFF else whole.adjusted(1.5, 1.5, -1.5, -1.5)
            paint_cell(painter, inner, cell, mark)
            painter.end()
            self._pictures[key] = made
        return self._pictures[key]


def _paint_duty(painter: QPainter, box: QRect, text: str | None) -> None:
    """A week in the row of a team's heading: a band where the team is on duty."""
    t = look.tokens()
    painter.fillRect(box, QColor(t.sunken))
    if not text:
        return
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
