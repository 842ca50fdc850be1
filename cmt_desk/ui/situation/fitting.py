"""Tables that share their height among their rows, so that all of them are seen where there is room."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from cmt_desk.ui import look
from cmt_desk.ui.widgets import Column, RecordTable, told
from cmt_desk.ui.widgets.table import RECORD

AIRY = 1.6  # times their text that rows of a growing table are high
LEAST = 2  # lines of text that the stretched column is wide
FEWEST = 9  # rows that fill a table that grows; fewer leave room below


class FittingTable(RecordTable):
    """Rows are never lower than their text, nor more than so many times as high as `loosest` says.

    Where it `grows`, the type follows: few rows stand in large letters.
    """

    grows = False

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], Any],
        go: Callable[[Any], object],
        *,
        stretched: int = 0,
        loosest: int = 2,
    ) -> None:
        super().__init__(columns, key)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stretched = stretched
        self._loosest = loosest
        self._room = QSize(0, 0)  # asking for the viewport makes PySide learn every kind of widget
        self.setFrameShape(self.Shape.NoFrame)
        self.verticalHeader().setMinimumSectionSize(1)
        self.clicked.connect(lambda index: go(index.data(RECORD)))
        self.opened.connect(go)

    def show_records(self, records: Sequence[Any]) -> None:
        super().show_records(records)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Two rows; what is below is scrolled to."""
        lines = 2 if self.horizontalHeader().isHidden() else 4
        return QSize(super().minimumSizeHint().width(), lines * (self.fontMetrics().height() + 2))

    def _fit(self) -> None:
        room = (self._room.height() - 1) // max(1, len(self.records.records))
        if self.grows:
            letters = f"font-size: {max(12, min(room, self._room.height() // FEWEST) // 2)}px"
            if letters != self.styleSheet():
                self.setStyleSheet(letters)
        least = self.fontMetrics().height() + 2
        high = max(least, min(round((AIRY if self.grows else self._loosest) * least), room))
        if high != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(high)
        self._share_width()

    def _share_width(self) -> None:
        """Columns as wide as their text; the stretched one has what is left, or gives way after the last."""
        header, text = self.horizontalHeader(), self.fontMetrics().horizontalAdvance
        pad = self.fontMetrics().height() + look.GAP
        wide = [0] * len(self.records.columns)
        for n, column in enumerate(self.records.columns):
            if n != self._stretched:
                told = (str(column.text(r) if column.text else column.value(r)) for r in self.records.records)
                widest = max((text(words) for words in told), default=0)
                title = 0 if header.isHidden() else header.fontMetrics().horizontalAdvance(column.title)
                wide[n] = max(widest, title) + pad
        room, last = self._room.width(), len(wide) - 1
        if last > 2:
            self.setColumnHidden(last, room - sum(wide) < LEAST * pad)
            if self.isColumnHidden(last):
                wide[last] = 0
            self.setColumnHidden(self._stretched, room - sum(wide) < pad)
            wide[0] -= max(0, sum(wide) - room)
        wide[self._stretched] = max(pad, room - sum(wide))
        for n, width in enumerate(wide):
            header.resizeSection(n, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._room = event.size()
        super().resizeEvent(event)
        self._fit()


def pairs(
    name: str,
    left: Callable[[Any], str],
    right: Callable[[Any], str],
    key: Callable[[Any], Any],
    go: Callable[[Any], object],
    *,
    tone: Callable[[Any], str | None] | None = None,
) -> FittingTable:
    """A list of names with a figure each, without a header."""
    table = FittingTable(
        (
            Column("", left, tip=lambda record: told(left(record), [right(record)])),
            Column("", right, right=True, colour=tone),
        ),
        key,
        go,
        loosest=1,
    )
    table.horizontalHeader().hide()
    table.setAccessibleName(name)
    return table
