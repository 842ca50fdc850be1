"""Rows of a long table stay whole: Qt breaks a row of several lines where a page ends."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
)

LINE = 24  # half points: a row of one line is moved to the next page by Qt itself
LONG = 0.3  # of a page
SLACK = 6  # a filler so much lower than the room it fills leaves none for a line


class _Row(NamedTuple):
    """Where the letters of a row begin, and how high they are, wherever a page ends."""

    top: float
    height: float


def keep_rows_whole(document: QTextDocument, table: QTextTable, page: float) -> None:
    """An empty row above each that would break fills the page it leaves; `page`: the height of one.

    A long row breaks all the same: pushed on, it would leave half a page empty. A table round other tables is
    left to Qt.
    """
    if table.childFrames():
        return
    rows = list(_rows(document.documentLayout(), table))
    fillers = list(_fillers(rows, page, table.format().headerRowCount()))
    if not fillers:
        return
    whole = QTextCursor(document)
    whole.beginEditBlock()  # laid out once for all of them
    for before, room in reversed(fillers):
        _fill(table, before, room)
    whole.endEditBlock()


def _rows(layout: QAbstractTextDocumentLayout, table: QTextTable) -> Iterator[_Row]:
    for row in range(table.rows()):
        cells = [table.cellAt(row, n) for n in range(table.columns())]
        firsts = [cell.firstCursorPosition().block() for cell in cells]
        yield _Row(min(layout.blockBoundingRect(b).top() for b in firsts), max(map(_height, cells)))


def _height(cell: QTextTableCell) -> float:
    """Of its lines alone: a page that ends between two of them adds nothing."""
    block, last, high = cell.firstCursorPosition().block(), cell.lastCursorPosition().position(), 0.0
    while block.isValid() and block.position() <= last:
        lines, form = block.layout(), block.blockFormat()
        high += form.topMargin() + sum(lines.lineAt(n).height() for n in range(lines.lineCount()))
        high += form.bottomMargin()
        block = block.next()
    return high


def _fillers(rows: list[_Row], page: float, heads: int) -> Iterator[tuple[int, float]]:
    """Where an empty row is needed and how high it is, going down the pages as they will be then."""
    gaps = [after.top - row.top - row.height for row, after in pairwise(rows)]
    small = [gap for gap in gaps if gap < LINE]  # padding and border; more is the end of a page
    if not small or heads >= len(rows):
        return
    usual = median(small)
    head = rows[heads].top - rows[0].top if heads else 0.0
    top, end = rows[0].top, (rows[0].top // page + 1) * page
    for n, (row, gap) in enumerate(zip(rows, [*gaps, usual], strict=True)):
        if top + row.height > end:
            if row.height > page * LONG:  # it breaks, and where it ends is not known
                return
            if row.height > LINE * 1.4 and top + LINE < end:
                yield n, end - top
            top, end = end + head + usual / 2, end + page
        top += row.height + (gap if gap < LINE else usual)


def _fill(table: QTextTable, before: int, room: float) -> None:
    table.insertRows(before, 1)
    line = QTextBlockFormat()
    line.setLineHeight(max(1.0, room - SLACK), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    for column in range(table.columns()):
        cell = table.cellAt(before, column)
        cell.setFormat(QTextTableCellFormat())
        cell.firstCursorPosition().setBlockFormat(line)
