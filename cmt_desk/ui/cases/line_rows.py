"""The rows of the line list: what was typed, what is stored, and what keeps a row from being saved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, medium_date
from cmt_desk.operations.line_cells import COLUMNS, DERIVED, Unread, missing, tidy, titles
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk

Index = QModelIndex | QPersistentModelIndex
NAMES = tuple(column.name for column in COLUMNS)
EDITABLE = tuple(n for n, name in enumerate(NAMES) if name not in DERIVED)
SENTENCE = Qt.ItemDataRole.UserRole  # what is said below a row's cells


@dataclass
class Row:
    """`case` is empty for a row that is not saved yet; `stored` is what the desk has of it."""

    case: str = ""
    cells: dict[str, str] = field(default_factory=dict[str, str])
    stored: dict[str, str] = field(default_factory=dict[str, str])
    faults: dict[str, str] = field(default_factory=dict[str, str])
    sentence: str = ""  # why it was not saved
    unlike: Collection[str] = ()  # similar cases the user was told of
    was: str = ""  # the case it had before an undo took it away

    @property
    def touched(self) -> bool:
        return any(self.cells.get(name, "") != self.stored.get(name, "") for name in NAMES)

    @property
    def blank(self) -> bool:
        return not self.case and not any(text.strip() for text in self.cells.values())

    @property
    def complete(self) -> bool:
        return not self.faults and not missing(self.cells)

    @property
    def told(self) -> str:
        return next(iter(self.faults.values()), "") or self.sentence


class LineModel(QAbstractTableModel):
    """Rows in, cells out; the last row is always empty, for the next case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[Row] = [Row()]
        self._titles = titles()
        self.offices: dict[str, str] = {}
        self.revealed = False
        self.read_offices()

    def read_offices(self) -> None:
        self.offices = {code: office.name for code, office in self._desk.store.branches.by_code().items()}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(NAMES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        writable = index.column() in EDITABLE and self._desk.writable
        return flags | Qt.ItemFlag.ItemIsEditable if writable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, name = self.rows[index.row()], NAMES[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.cells.get(name, "")
            case Qt.ItemDataRole.ToolTipRole:
                return row.faults.get(name) or row.cells.get(name, "")
            case Qt.ItemDataRole.ForegroundRole if name in row.faults:
                return look.QColor(look.tokens().danger)
            case Qt.ItemDataRole.ForegroundRole if name in DERIVED:
                return look.QColor(look.tokens().faint)
            case Qt.ItemDataRole.FontRole if row.cells.get(name, "") != row.stored.get(name, ""):
                font = look.QFont()
                font.setItalic(True)  # typed, not saved
                return font
            case _:
                return row.told if role == SENTENCE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._titles[NAMES[section]]
        row = self.rows[section]
        mark = "+" if row.blank else "!" if row.told else "…" if row.touched else "✓"
        return f"{section + 1} {mark}"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.write(index.row(), {NAMES[index.column()]: str(value)})
        return True

    def write(self, n: int, cells: Mapping[str, str]) -> None:
        """Cells as they were typed or pasted: read where they can be, else kept and marked."""
        row = self.rows[n]
        for name, text in cells.items():
            if name not in DERIVED and text.strip() != row.cells.get(name, ""):
                self._write_cell(row, name, text)
        if not any(text for text in self.rows[-1].cells.values()):
            self.changed(n)
            return
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
        self.rows.append(Row())
        self.endInsertRows()
        self.changed(n)

    def _write_cell(self, row: Row, name: str, text: str) -> None:
        store, on = self._desk.store, self._desk.days.day
        row.sentence, row.unlike = "", ()
        row.faults.pop(name, None)
        try:
            row.cells[name] = tidy(store, name, text, on)
        except Unread as fault:
            row.cells[name], row.faults[name] = text.strip(), str(fault)
        if name == "number":
            self._show_person(row)
        if name == "status" and name not in row.faults and row.cells[name]:
            fresh = row.case and row.cells[name] != row.stored.get(name)
            if fresh or not row.cells.get("since"):
                row.cells["since"] = medium_date(on)  # a step is of today unless another day is typed
                row.faults.pop("since", None)

    def _show_person(self, row: Row) -> None:
        person = None if "number" in row.faults else self._desk.store.people.get(row.cells["number"])
        name = person.name if person else ""
        row.cells["name"] = name if self.revealed else masked(name)
        row.cells["office"] = self.offices.get(person.branch, person.branch) if person else ""

    def changed(self, n: int, last: int | None = None) -> None:
        last = n if last is None else last
        self.headerDataChanged.emit(Qt.Orientation.Vertical, n, last)
        self.dataChanged.emit(self.index(n, 0), self.index(last, len(NAMES) - 1))

    def show_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = [*rows, Row()]
        self.endResetModel()

    def remove(self, n: int) -> None:
        """Take a row that is not saved away; the empty one at the end stays."""
        if self.rows[n].case or n == len(self.rows) - 1:
            return
        self.rows[n] = Row()  # the cursor leaves it while it goes: nothing must be left to save
        self.beginRemoveRows(QModelIndex(), n, n)
        del self.rows[n]
        self.endRemoveRows()

    def restore(self, n: int) -> None:
        """Back to what is stored."""
        row = self.rows[n]
        row.cells, row.faults, row.sentence = dict(row.stored), {}, ""
        self.changed(n)

    def unsaved(self) -> list[int]:
        return [n for n, row in enumerate(self.rows) if not row.blank and (row.touched or row.told)]

    def tell(self, n: int, sentence: str) -> None:
        self.rows[n].sentence = sentence
        self.changed(n)


def needs(row: Row) -> str:
    """What a row still needs before it is saved."""
    return _("Still needed: {columns}.").format(columns=", ".join(missing(row.cells)))
