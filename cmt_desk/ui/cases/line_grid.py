"""The grid of the line list: everything by keyboard, and blocks to and from a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from cmt_desk.domain.intake import match_columns
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.line_cells import COLUMNS, titles
from cmt_desk.operations.spreadsheet import tame
from cmt_desk.ui import look
from cmt_desk.ui.cases.line_editor import ROW, CellDelegate
from cmt_desk.ui.cases.line_rows import EDITABLE, NAMES, LineModel
from cmt_desk.ui.desk import Desk

WIDTHS = (66, 60, 100, 172, 94, 110, 112, 108, 112, 120, 94, 140, 90)
MOST_PASTED = 500
HEADER_WORDS = 2  # so many known headings in the first pasted row make it a header
Step = Qt.Key


class LineGrid(QTableView):
    """`left` is a row that was left; `pasted` the rows a block was written to."""

    left = Signal(int)
    pasted = Signal(object)  # list[int]
    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lines = LineModel(desk)
        self.setModel(self.lines)
        self._delegate = CellDelegate(desk, self.lines, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Line list"))
        for n, width in enumerate(WIDTHS):
            self.setColumnWidth(n, width)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setFixedWidth(58)
        self.horizontalHeader().setHighlightSections(False)
        self._delegate.moved.connect(self._move)
        self.lines.dataChanged.connect(lambda first, last: self._fit(first.row(), last.row()))
        self.lines.modelReset.connect(lambda: self._fit(0, self.lines.rowCount() - 1))
        self.selectionModel().currentRowChanged.connect(self._leave)

    def _leave(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.lines.rows[now.row()].case)
        if before.isValid() and before.row() < len(self.lines.rows):
            self.left.emit(before.row())

    def _fit(self, first: int, last: int) -> None:
        """A row that something is said of is twice as high."""
        for n in range(first, last + 1):
            height = 2 * ROW - 4 if self.lines.rows[n].told else ROW
            if self.rowHeight(n) != height:
                self.setRowHeight(n, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        danger = QColor(look.tokens().danger)
        for n in range(max(self.rowAt(0), 0), len(self.lines.rows)):
            top = self.rowViewportPosition(n)
            if top > self.viewport().height():
                break
            if told := self.lines.rows[n].told:
                rect = QRect(0, top + ROW, self.viewport().width(), ROW - 5)
                painter.fillRect(rect, QColor(look.tokens().sunken))
                painter.fillRect(QRect(0, top, 3, 2 * ROW - 5), danger)
                painter.setPen(danger)
                inner = rect.adjusted(look.SPACE, 0, -look.SPACE, 0)
                told = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, inner.width())
                painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, told)

    # --- moving ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Spreadsheet habits; anything else begins typing."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif key in (Step.Key_Tab, Step.Key_Backtab, Step.Key_Return, Step.Key_Enter):
            self._move(int(key))
        elif control and key == Step.Key_Semicolon:
            self._write_current(medium_date(self._desk.days.day))
        elif control and key == Step.Key_D:
            self._copy_above()
        elif control and key == Step.Key_Minus:
            self.lines.remove(self.currentIndex().row())
        elif key == Step.Key_Delete:
            self._clear()
        elif key == Step.Key_Escape:
            self.lines.restore(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves in the grid; Ctrl+Tab and F6 leave it."""
        return False

    def _move(self, key: int) -> None:
        """Tab to the next cell, at the end to the next row; Enter ends the row."""
        now = self.currentIndex()
        row, at = now.row(), now.column()
        if key in (Step.Key_Return, Step.Key_Enter):
            fresh = not self.lines.rows[row].case
            self.go(min(row + 1, len(self.lines.rows) - 1), EDITABLE[0] if fresh else at)
            if row == len(self.lines.rows) - 1:
                self.left.emit(row)
        elif key == Step.Key_Backtab:
            before = [n for n in EDITABLE if n < at]
            self.go(row, before[-1]) if before else self.go(max(row - 1, 0), EDITABLE[-1])
        else:
            after = [n for n in EDITABLE if n > at]
            last = len(self.lines.rows) - 1
            self.go(row, after[0]) if after else self.go(min(row + 1, last), EDITABLE[0])

    def go(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.lines.index(row, column))

    def _write_current(self, text: str) -> None:
        if self.lines.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            self.lines.setData(self.currentIndex(), text)

    def _copy_above(self) -> None:
        now = self.currentIndex()
        if now.row() > 0:
            self._write_current(str(now.siblingAtRow(now.row() - 1).data()))

    def _clear(self) -> None:
        for index in self.selectedIndexes():
            if self.lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.lines.setData(index, "")

    # --- spreadsheets --------------------------------------------------------------------------------

    def as_text(self) -> str:
        """The selected block for a spreadsheet; whole rows come with their headings."""
        indexes = self.selectedIndexes()
        columns = sorted({index.column() for index in indexes})
        rows = [n for n in sorted({index.row() for index in indexes}) if not self.lines.rows[n].blank]
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        if len(columns) == len(NAMES):
            writer.writerow([titles()[name] for name in NAMES])
        for n in rows:
            writer.writerow([tame(self.lines.rows[n].cells.get(NAMES[c], "")) for c in columns])
        return out.getvalue().rstrip("\n")

    def paste(self, text: str) -> None:
        """Rows of a spreadsheet: with headings at the end, without from the cell under the cursor on."""
        if not self._desk.writable or not text.strip():
            return
        try:
            block = list(filter(any, csv.reader(io.StringIO(text, newline=None), delimiter="\t")))
        except csv.Error:
            block = []
        if not block or len(block) > MOST_PASTED:
            told = _("Paste 1 to {n} rows of a spreadsheet; import longer lists as a file.")
            self._desk.banner.said.emit("refused", told.format(n=number(MOST_PASTED)))
            return
        where = _headings(block[0])
        if where:
            start, block = len(self.lines.rows) - 1, block[1:]
        else:
            now = self.currentIndex()
            start = max(now.row(), 0) if now.isValid() else len(self.lines.rows) - 1
            first = max(now.column(), 0)
            where = {name: n for n, name in enumerate(NAMES[first:])}
        written: list[int] = []
        for cells in block:
            self.lines.write(
                start, {name: _plain(cells[at]) for name, at in where.items() if at < len(cells)}
            )
            if not self.lines.rows[start].blank:  # nothing of ours stands in the row
                written.append(start)
                start += 1
        self.pasted.emit(written)


def _headings(cells: Iterable[str]) -> dict[str, int]:
    """Where our columns stand, if the row is one of headings."""
    cells = list(cells)
    where = match_columns(cells, COLUMNS)[0]
    for name, title in titles().items():
        if name not in where and title in cells:
            where[name] = cells.index(title)
    return where if len(where) >= HEADER_WORDS else {}


def _plain(cell: str) -> str:
    """Without the sign that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and tame(cell[1:]) == cell else cell
