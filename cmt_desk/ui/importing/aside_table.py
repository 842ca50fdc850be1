"""The rows set aside, editable in place: what is typed is read again, as if it stood in the file."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView

from cmt_desk.domain.intake import SetAside
from cmt_desk.i18n import _, number
from cmt_desk.operations.imports import Intake
from cmt_desk.ui import look

Index = QModelIndex | QPersistentModelIndex
FIXED = 2  # columns before those of the file: line and reason


class AsideModel(QAbstractTableModel):
    """Rows in, corrected cells out; `edited` says that a cell was changed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[SetAside] = ()
        self.titles: list[str] = []
        self.cells: dict[int, dict[str, str]] = {}  # line → header → corrected

    def show_intake(self, intake: Intake, cells: Mapping[int, Mapping[str, str]]) -> None:
        self.beginResetModel()
        self.entries = intake.aside
        read = [title for title in intake.columns if title in intake.headers.values()]
        self.titles = list(dict.fromkeys(read))
        self.cells = {line: dict(corrected) for line, corrected in cells.items()}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else FIXED + len(self.titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Line"), _("Reason"), *self.titles)[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            if index.column() == 0:
                return number(entry.line)
            if index.column() == 1:
                return f"{entry.column}: “{entry.value}” {entry.reason}"
            title = self.titles[index.column() - FIXED]
            return self.cells.get(entry.line, {}).get(title, entry.row.get(title, ""))
        if role == Qt.ItemDataRole.ForegroundRole and index.column() >= FIXED:
            title = self.titles[index.column() - FIXED]
            if title in self.cells.get(entry.line, {}):
                return look.QColor(look.tokens().good)
            return look.QColor(look.tokens().danger) if title == entry.column else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsEditable if index.column() >= FIXED else plain

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() < FIXED or value == self.data(index):
            return False
        entry, title = self.entries[index.row()], self.titles[index.column() - FIXED]
        self.cells.setdefault(entry.line, {})[title] = str(value)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True


class AsideTable(QTableView):
    def __init__(self) -> None:
        super().__init__()
        self.rows = AsideModel()
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
        self.verticalHeader().setDefaultSectionSize(26)

    def show_intake(self, intake: Intake, cells: Mapping[int, Mapping[str, str]]) -> None:
        self.rows.show_intake(intake, cells)
        for n in range(self.rows.columnCount()):
            self.setColumnWidth(n, (52, 330)[n] if n < FIXED else 118)
