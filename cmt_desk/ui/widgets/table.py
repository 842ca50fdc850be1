"""A table of finished records: columns are declared as data, selection and order survive a reload."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from cmt_desk.domain.branches import Zone
from cmt_desk.records import record
from cmt_desk.ui import look

RAW = Qt.ItemDataRole.UserRole  # the value to sort by
RECORD = Qt.ItemDataRole.UserRole + 1  # the whole record
Index = QModelIndex | QPersistentModelIndex


@record
class Column:
    """One column: its title, the value to sort by, and the text to show (the value itself if None)."""

    title: str
    value: Callable[[Any], Any]
    text: Callable[[Any], str] | None = None
    right: bool = False
    width: int | None = None
    tip: Callable[[Any], str] | None = None
    colour: Callable[[Any], str | None] | None = None


class RecordModel(QAbstractTableModel):
    """Records in, rows out. `key` names a record across reloads; equal keys become dataChanged."""

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Any]) -> None:
        super().__init__()
        self.columns, self._key = list(columns), key
        self.records: list[Any] = []

    def show_records(self, records: Sequence[Any]) -> None:
        same = [self._key(r) for r in records] == [self._key(r) for r in self.records]
        if same and records:
            self.records = list(records)
            self.dataChanged.emit(self.index(0, 0), self.index(len(records) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.records = list(records)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self.records[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            value = column.text(record) if column.text else column.value(record)
            return "" if value is None else str(value)
        if role == RAW:
            return column.value(record)
        if role == RECORD:
            return record
        if role == Qt.ItemDataRole.ToolTipRole and column.tip:
            return column.tip(record)
        if role == Qt.ItemDataRole.ForegroundRole and column.colour and (name := column.colour(record)):
            return look.QColor(name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class _Ordered(QSortFilterProxyModel):
    """Sorts by the raw value; empty values come last in either direction."""

    def lessThan(self, left: Index, right: Index) -> bool:
        """Asked of the records themselves: through the model, a sort is most of a table's refresh."""
        model = self.sourceModel()
        assert isinstance(model, RecordModel)
        value = model.columns[left.column()].value
        a, b = value(model.records[left.row()]), value(model.records[right.row()])
        if a is None or b is None:
            upwards = self.sortOrder() is Qt.SortOrder.AscendingOrder  # downwards Qt asks the other way round
            return a is not b and (b is None) is upwards
        try:
            return bool(a < b)
        except TypeError:
            return str(a) < str(b)


class ZoneDelegate(QStyledItemDelegate):
    """Paints the zone's mark before the text of a cell whose raw value is a Zone's risk."""

    def __init__(self, zone_of: Callable[[Any], Zone | None]) -> None:
        super().__init__()
        self._zone_of = zone_of

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = f"      {option.text}"  # pyright: ignore[reportAttributeAccessIssue]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        box = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        centre = look.QPointF(box.left() + 13, box.center().y() + 0.5)
        look.paint_zone(painter, centre, 6.5, self._zone_of(index.data(RECORD)))


def show_whole_rows(view: QTableView) -> None:
    """Rows are read and chosen whole, and nothing is edited in place; Tab goes on to the next widget."""
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()


class RecordTable(QTableView):
    """A sortable table; `chosen` gives the record under the cursor, Ctrl+C copies for a spreadsheet."""

    chosen = Signal(object)
    opened = Signal(object)  # double click or Enter

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Any]) -> None:
        super().__init__()
        self._key = key
        self.records = RecordModel(columns, key)
        self._order = _Ordered()
        self._order.setSourceModel(self.records)
        self.setModel(self._order)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        show_whole_rows(self)
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for n, column in enumerate(columns):
            if column.width:
                header.resizeSection(n, look.wide(column.width))
            else:
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self.selectionModel().currentRowChanged.connect(
            lambda index: self.chosen.emit(index.data(RECORD)) if index.isValid() else None
        )

    def mark_zones(self, column: int, zone_of: Callable[[Any], Zone | None]) -> None:
        self._zones = ZoneDelegate(zone_of)
        self.setItemDelegateForColumn(column, self._zones)

    def show_records(self, records: Sequence[Any]) -> None:
        """New records; the current row stays on the same record, without announcing it."""
        current = self.current()
        key = self._key(current) if current is not None else None
        selection = self.selectionModel()
        was_blocked = self.signalsBlocked()
        self.blockSignals(True)
        try:
            self.records.show_records(records)
            if key is not None and not selection.currentIndex().isValid():
                self.choose(key)
        finally:
            self.blockSignals(was_blocked)

    def current(self) -> Any:
        index = self.selectionModel().currentIndex()
        return index.data(RECORD) if index.isValid() else None

    def selected(self) -> list[Any]:
        return [index.data(RECORD) for index in self.selectionModel().selectedRows()]

    def choose(self, key: Any) -> bool:
        """Make the record with this key current; False if it is not here."""
        for row, shown in enumerate(self.records.records):
            if self._key(shown) == key:
                index = self._order.mapFromSource(self.records.index(row, 0))
                if self.currentIndex().row() != index.row() or not self.currentIndex().isValid():
                    self.setCurrentIndex(index)
                    self.scrollTo(index)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """The selected rows (or all) as a spreadsheet takes them: tabs and line ends."""
        rows = self.selectionModel().selectedRows() or [
            self._order.index(n, 0) for n in range(self._order.rowCount())
        ]
        columns = range(len(self.records.columns))
        lines = ["\t".join(column.title for column in self.records.columns)]
        lines += ["\t".join(str(i.siblingAtColumn(c).data()) for c in columns) for i in rows]
        return "\n".join(lines)
