"""A model of any number of cases: it knows their slots, and asks for the lines that come into view."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cmt_desk.domain.clocks_at_once import Numbers
from cmt_desk.store.case_lines import ListedCase
from cmt_desk.ui.widgets import Column
from cmt_desk.ui.widgets.table import RECORD

Index = QModelIndex | QPersistentModelIndex
PAGE = 64  # lines read at a time: one screen of a laptop and some more
KEPT = 1024
SIDES = {
    True: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    False: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}
ANSWERED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, RECORD)


class CaseModel(QAbstractTableModel):
    """`read` gives the lines of some slots."""

    def __init__(self, columns: dict[str, Column], read: Callable[[Numbers], list[ListedCase]]) -> None:
        super().__init__()
        self.keys, self._columns, self._read = list(columns), list(columns.values()), read
        self.slots: Numbers = np.zeros(0, np.int32)
        self._lines: dict[int, ListedCase] = {}

    def show_slots(self, slots: Numbers) -> None:
        self.beginResetModel()
        self.slots = slots
        self._lines.clear()
        self.endResetModel()

    def read_again(self, columns: dict[str, Column]) -> None:
        """The same cases, whose lines may have changed."""
        self._columns = list(columns.values())
        self._lines.clear()
        if len(self.slots):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.slots) - 1, len(self.keys) - 1))

    def line(self, row: int) -> ListedCase:
        if row not in self._lines:
            if len(self._lines) > KEPT:
                self._lines.clear()
            first = row - row % PAGE
            lines = self._read(self.slots[first : first + PAGE])
            self._lines.update(enumerate(lines, start=first))
        return self._lines[row]

    def column(self, key: str) -> Column:
        return self._columns[self.keys.index(key)]

    def text(self, line: ListedCase, key: str) -> str:
        return str(self.column(key).value(line))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.slots)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in ANSWERED or not index.isValid():  # a cell is asked for ten roles when it is painted
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()].value(self.line(index.row()))
        if role == RECORD:
            return self.line(index.row())
        return SIDES[self._columns[index.column()].right]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return SIDES[self._columns[section].right]
        return None


def as_text(model: CaseModel, keys: Sequence[str], lines: Iterable[ListedCase]) -> str:
    """Lines as a spreadsheet takes them: tabs, line ends, and no text that it would reckon as a formula."""
    columns = [model.column(key) for key in keys]
    rows = [[column.title for column in columns]]
    rows += [[_harmless(str(column.value(line))) for column in columns] for line in lines]
    return "\n".join("\t".join(row) for row in rows)


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
