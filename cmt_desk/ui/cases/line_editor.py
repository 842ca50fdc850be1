"""The editor of a cell: proposals while typing, and keys that end it and move on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.intake import fitting, fold
from cmt_desk.domain.people import masked
from cmt_desk.ui.cases.line_rows import NAMES, LineModel
from cmt_desk.ui.desk import Desk
from cmt_desk.wording import place_name, status_name

ROW = 26  # the height of a row's cells; a sentence below them takes as much again
ENDS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter)
TAKEN = Qt.ItemDataRole.UserRole  # what a proposal puts into the cell
Index = QModelIndex | QPersistentModelIndex
Proposals = Callable[[str], list[tuple[str, str]]]  # typed → (what is shown, what is taken)


class CellEditor(QLineEdit):
    """`ended` gives the key that ended the typing; a proposal chosen with the arrow keys is taken."""

    ended = Signal(int)

    def __init__(self, parent: QWidget, proposals: Proposals | None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self._proposals = proposals
        if proposals is None:
            return
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(TAKEN)
        if popup := completer.popup():
            popup.setMinimumWidth(320)
        self.setCompleter(completer)
        self.textEdited.connect(self._propose)

    def _propose(self, typed: str) -> None:
        assert self._proposals
        self._found.clear()
        for shown, taken in self._proposals(typed.strip()) if typed.strip() else []:
            item = QStandardItem(shown)
            item.setData(taken, TAKEN)
            self._found.appendRow(item)

    def event(self, event: QEvent) -> bool:
        """The proposals' list passes its keys straight to here, so the end is noticed here and not later."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENDS:
            popup = self.completer().popup() if self.completer() else None
            if popup and popup.isVisible():
                if popup.selectionModel().isSelected(popup.currentIndex()):  # by hand, not only the first
                    self.setText(str(popup.currentIndex().data(TAKEN)))
                popup.hide()
            event.accept()
            self.ended.emit(int(event.key()))
            return True
        return super().event(event)


class CellDelegate(QStyledItemDelegate):
    """`moved` says by which key a cell was left."""

    moved = Signal(int)

    def __init__(self, desk: Desk, lines: LineModel, view: QTableView) -> None:
        super().__init__(view)
        self._desk, self._lines = desk, lines

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = NAMES[index.column()]
        kinds: dict[str, Proposals] = {"number": self._people, "status": _statuses, "place": _places}
        editor = CellEditor(parent, kinds.get(name))
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.ended.connect(lambda key: self._end(editor, key))
        return editor

    def _end(self, editor: CellEditor, key: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
        self.moved.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The editor ends itself; Qt's own way would move by its own rules."""
        if isinstance(event, QKeyEvent) and event.key() in ENDS:
            return False
        return super().eventFilter(watched, event)

    def _people(self, typed: str) -> list[tuple[str, str]]:
        return [
            (f"{p.number} · {masked(p.name)} · {self._lines.offices[p.branch]}", p.number)
            for p in self._desk.store.people.search(typed, 10)
        ]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(_cell(option))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = QStyleOptionViewItem(option)
        cell.rect = _cell(option)  # pyright: ignore[reportAttributeAccessIssue]
        super().paint(painter, cell, index)


def _cell(option: QStyleOptionViewItem) -> QRect:
    rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
    rect.setHeight(min(rect.height(), ROW))
    return rect


def _statuses(typed: str) -> list[tuple[str, str]]:
    return _fitting(typed, [status_name(status) for status in Status])


def _places(typed: str) -> list[tuple[str, str]]:
    return _fitting(typed, [place_name(place) for place in CarePlace])


def _fitting(typed: str, names: list[str]) -> list[tuple[str, str]]:
    told = {fold(name): name for name in names}
    return [(told[name], told[name]) for name in fitting(fold(typed), list(told))]
