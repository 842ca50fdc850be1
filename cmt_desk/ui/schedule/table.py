"""The table of the grid: letters typed over the chosen cells, and a corner that draws a cell over others."""

from datetime import date

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.schedule.cells import RowPictures
from cmt_desk.ui.schedule.grid import GridModel
from cmt_desk.ui.schedule.headers import HEIGHT, Corner, DayHeader, PeopleHeader

NARROW, WIDEST = 22, 60  # pixels of a working day; a day off takes 0.65 of it
OFF_SHARE = 0.65
HANDLE = 7  # pixels of the corner that is drawn with
TYPED = {
    Qt.Key.Key_W: Cell.OFFICE,
    Qt.Key.Key_H: Cell.HOME,
    Qt.Key.Key_C: Cell.LEAVE,  # cuti
    Qt.Key.Key_L: Cell.LEAVE,
    Qt.Key.Key_Delete: Cell.UNPLANNED,
    Qt.Key.Key_Backspace: Cell.UNPLANNED,
}
Key = tuple[str, date]


class RosterTable(QTableView):
    """`entered`: {(employee number, day): cell} typed or drawn; `pin_wanted`: the chosen cells."""

    entered = Signal(object)
    pin_wanted = Signal(object)

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.grid = model
        self.pictures = RowPictures(model)
        self._drawing = QModelIndex()  # the cell whose corner is held
        self._drawn = QRect()  # columns and rows drawn over
        self.setModel(model)
        self.setHorizontalHeader(DayHeader(model))
        self.setVerticalHeader(PeopleHeader(model))
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # arrows move; Tab goes on to the next widget
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_("Roster: people and days"))
        self._corner = Corner(self)

    # --- widths --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        edge = self.frameWidth()
        self._corner.setGeometry(edge, edge, self.verticalHeader().width(), HEIGHT)

    def fit_columns(self) -> None:
        """Columns share the width there is; days off are narrower."""
        weeks = self.grid.weeks
        if weeks is None:
            return
        shares = [1.0 if weeks.works(day) else OFF_SHARE for day in weeks.days]
        unit = min(max(self.viewport().width() / sum(shares), NARROW), WIDEST)
        edges = [round(unit * sum(shares[:n])) for n in range(len(shares) + 1)]
        for n in range(len(shares)):
            self.setColumnWidth(n, edges[n + 1] - edges[n])

    def _paint_rows(self, painter: QPainter, rect: QRect) -> None:
        header, count = self.horizontalHeader(), self.grid.columnCount()
        if not count:
            return
        edges = [header.sectionPosition(n) for n in range(count)]
        edges.append(edges[-1] + header.sectionSize(count - 1))
        first, last = self.rowAt(rect.top()), self.rowAt(rect.bottom())
        for row in range(max(0, first), (last if last >= 0 else self.grid.rowCount() - 1) + 1):
            picture = self.pictures.row(row, edges, self.rowHeight(row))
            painter.drawPixmap(-header.offset(), self.rowViewportPosition(row), picture)

    # --- typing --------------------------------------------------------------------------------------

    def chosen_keys(self) -> list[Key]:
        return [key for index in self.selectedIndexes() if (key := self.grid.key(index))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        key, chosen = event.key(), self.chosen_keys()
        if not plain or not chosen:
            super().keyPressEvent(event)
        elif key in TYPED:
            self._enter(chosen, TYPED[Qt.Key(key)])
        elif key == Qt.Key.Key_Space:
            here = self.grid.key(self.currentIndex()) or chosen[0]
            now = self.grid.weeks.cells.get(here) if self.grid.weeks else None
            self._enter(chosen, Cell.HOME if now is Cell.OFFICE else Cell.OFFICE)
        elif key == Qt.Key.Key_P:
            self.pin_wanted.emit(chosen)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are cells here, not names to look for."""

    def _enter(self, keys: list[Key], cell: Cell) -> None:
        """One cell as typed; over several, whoever is away and days off keep what they have."""
        if len(keys) > 1:
            keys = [key for key in keys if self.grid.free(key)]
        if keys:
            self.entered.emit(dict.fromkeys(keys, cell))

    # --- drawing -------------------------------------------------------------------------------------

    def _handle(self) -> QRect:
        """The corner of the current cell."""
        index = self.currentIndex()
        if not index.isValid() or len(self.selectedIndexes()) != 1 or self.grid.key(index) is None:
            return QRect()
        box = self.visualRect(index)
        return QRect(box.right() - HANDLE + 2, box.bottom() - HANDLE + 2, HANDLE, HANDLE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        held = self._handle().adjusted(-3, -3, 3, 3).contains(event.position().toPoint())
        if held and event.button() is Qt.MouseButton.LeftButton:
            index = self._drawing = self.currentIndex()
            self._drawn = QRect(index.column(), index.row(), 1, 1)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if not self._drawing.isValid():
            held = self._handle().contains(place)
            shape = Qt.CursorShape.CrossCursor if held else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            super().mouseMoveEvent(event)
            return
        over = self.indexAt(place)
        if over.isValid():
            begun = QRect(self._drawing.column(), self._drawing.row(), 1, 1)
            self._drawn = begun.united(QRect(over.column(), over.row(), 1, 1))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._drawing.isValid():
            super().mouseReleaseEvent(event)
            return
        begun, drawn = self._drawing, self._drawn
        self._drawing, self._drawn = QModelIndex(), QRect()
        self.viewport().update()
        weeks, here = self.grid.weeks, self.grid.key(begun)
        if weeks is None or here is None or drawn.width() * drawn.height() == 1:
            return
        cell = weeks.cells.get(here, Cell.UNPLANNED)
        keys = [
            key
            for row in range(drawn.top(), drawn.bottom() + 1)
            for column in range(drawn.left(), drawn.right() + 1)
            if (key := self.grid.key(self.grid.index(row, column))) and self.grid.free(key)
        ]
        if keys and cell in TYPED.values():
            self.entered.emit(dict.fromkeys(keys, cell))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows are copied; a delegate asked for each cell would take a frame of its own."""
        painter, t = QPainter(self.viewport()), look.tokens()
        painter.fillRect(event.rect(), QColor(t.surface))
        self._paint_rows(painter, event.rect())
        painter.setPen(QPen(QColor(t.ink), 2))
        for index in self.selectedIndexes():
            if (box := self.visualRect(index)).intersects(event.rect()):
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        if self._drawing.isValid():
            first = self.visualRect(self.grid.index(self._drawn.top(), self._drawn.left()))
            last = self.visualRect(self.grid.index(self._drawn.bottom(), self._drawn.right()))
            painter.setPen(QPen(QColor(t.ink), 2, Qt.PenStyle.DashLine))
            painter.drawRect(first.united(last).adjusted(1, 1, -1, -1))
        elif not (handle := self._handle()).isNull():
            painter.fillRect(handle, QColor(t.surface))
            painter.fillRect(handle.adjusted(1, 1, -1, -1), QColor(t.ink))
        painter.end()
