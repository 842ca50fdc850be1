"""Tables that share their height among their rows, so that all of them are seen where there is room."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from cmt_desk.ui.widgets import Column, RecordTable, told
from cmt_desk.ui.widgets.table import RECORD


class FittingTable(RecordTable):
    """Rows are never lower than their text, nor more than twice as high."""

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], Any],
        go: Callable[[Any], object],
        *,
        loosest: int = 2,
    ) -> None:
        super().__init__(columns, key)
        self._loosest = loosest
        self.setFrameShape(self.Shape.NoFrame)
        self.verticalHeader().setMinimumSectionSize(1)
        self.clicked.connect(lambda index: go(index.data(RECORD)))
        self.opened.connect(go)

    def show_records(self, records: Sequence[Any]) -> None:
        super().show_records(records)
        self._fit()

    def _fit(self) -> None:
        least = self.fontMetrics().height() + 4
        room = (self.viewport().height() - 1) // max(1, len(self.records.records))
        high = max(least, min(self._loosest * least, room))
        if high != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def pairs(
    name: str,
    left: Callable[[Any], str],
    right: Callable[[Any], str],
    key: Callable[[Any], Any],
    go: Callable[[Any], object],
    *,
    wide: int = 76,
    tone: Callable[[Any], str | None] | None = None,
) -> FittingTable:
    """A list of names with a figure each, without a header."""
    table = FittingTable(
        (
            Column("", left, tip=lambda record: told(left(record), [right(record)])),
            Column("", right, right=True, width=wide, colour=tone),
        ),
        key,
        go,
        loosest=1,
    )
    table.horizontalHeader().hide()
    table.horizontalHeader().setStretchLastSection(False)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.setAccessibleName(name)
    return table
