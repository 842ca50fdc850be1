"""The case table on the screen: sort by a click, choose columns, select any number, copy."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from cmt_desk.domain.clocks_at_once import Numbers
from cmt_desk.i18n import _, number
from cmt_desk.store.case_lines import ListedCase
from cmt_desk.ui import look
from cmt_desk.ui.cases.case_model import CaseModel, as_text
from cmt_desk.ui.cases.columns import SHOWN, load_arrangement, save_arrangement
from cmt_desk.ui.widgets.table import show_whole_rows

COPIED = 50_000  # lines at most: more would take minutes, and a spreadsheet opens a file better
RESTORED = 1_000  # stretches of selected lines that are found again after the lines moved


class CaseView(QTableView):
    """`chosen` is the case a user moved to; `refused` a sentence why something was not done."""

    chosen = Signal(str)
    opened = Signal(str)  # double click or Enter
    sorted = Signal()
    refused = Signal(str)

    def __init__(self, model: CaseModel) -> None:
        super().__init__()
        self.cases = model
        self.sort, self.downward = "", False
        self._borrowed = False  # the columns are a saved view's, not the user's own
        self.setModel(model)
        show_whole_rows(self)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(model, self))  # else it asks for each of a million rows
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.column_menu().exec(header.mapToGlobal(at)))
        self.arrange(load_arrangement() or [(key, 0) for key in SHOWN])
        header.sectionClicked.connect(self._sort_by)
        header.sectionMoved.connect(lambda *_: self._keep())
        header.sectionResized.connect(lambda *_: self._keep())
        self.doubleClicked.connect(lambda index: self.opened.emit(model.line(index.row()).id))
        self.selectionModel().currentRowChanged.connect(self._tell)

    def _tell(self, index) -> None:
        if index.isValid():
            self.chosen.emit(self.cases.line(index.row()).id)

    # --- columns ---------------------------------------------------------------------------------

    def arrange(self, columns: Sequence[tuple[str, int]]) -> None:
        """Show these columns in this order; a width of 0 is the column's own."""
        header = self.horizontalHeader()
        was = header.blockSignals(True)
        known = [(key, width) for key, width in columns if key in self.cases.keys] or [("name", 0)]
        for n, key in enumerate(self.cases.keys):
            header.setSectionHidden(n, key not in dict(known))
        for place, (key, width) in enumerate(known):
            section = self.cases.keys.index(key)
            header.moveSection(header.visualIndex(section), place)
            header.resizeSection(section, width or look.wide(self.cases.column(key).width or 100))
        header.blockSignals(was)
        self.updateGeometries()
        self.viewport().update()

    def borrow(self, keys: Sequence[str]) -> None:
        """Show a saved view's columns; the user's own are kept for when it is left."""
        self._borrowed = True
        self.arrange([(key, 0) for key in keys])

    def give_back(self) -> None:
        """The user's own columns again, if others were borrowed."""
        if self._borrowed:
            self._borrowed = False
            self.arrange(load_arrangement() or [(key, 0) for key in SHOWN])

    def arrangement(self) -> list[tuple[str, int]]:
        """The columns shown from left to right with their widths."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [(self.cases.keys[n], header.sectionSize(n)) for n in order if not header.isSectionHidden(n)]

    def column_menu(self) -> QMenu:
        """Every column with a tick; the last one shown stays."""
        menu, shown = QMenu(self), dict(self.arrangement())
        for key in self.cases.keys:
            action = menu.addAction(self.cases.column(key).title)
            action.setCheckable(True)
            action.setChecked(key in shown)
            action.setEnabled(shown.keys() != {key})
            action.toggled.connect(lambda on, k=key: self._show_column(k, on))
        menu.addSeparator()
        menu.addAction(_("As at first")).triggered.connect(lambda: self._arrange_anew())
        return menu

    def _show_column(self, key: str, on: bool) -> None:
        others = [column for column in self.arrangement() if column[0] != key]
        self.arrange([*others, (key, 0)] if on else others)
        self._keep()

    def _arrange_anew(self) -> None:
        self.arrange([(key, 0) for key in SHOWN])
        self._keep()

    def _keep(self) -> None:
        if not self._borrowed:
            save_arrangement(self.arrangement())

    # --- order -----------------------------------------------------------------------------------

    def _sort_by(self, section: int) -> None:
        """Up, down, and back to the newest first."""
        key = self.cases.keys[section]
        if key == "notes":
            return
        if key != self.sort:
            self.order_by(key, False)
        else:
            self.order_by("" if self.downward else key, not self.downward)
        self.sorted.emit()

    def order_by(self, key: str, downward: bool) -> None:
        """Mark the order; the lines are put in it by who fills the table."""
        self.sort, self.downward = key, bool(key) and downward
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(key))
        if key:
            direction = Qt.SortOrder.DescendingOrder if downward else Qt.SortOrder.AscendingOrder
            was = header.blockSignals(True)
            header.setSortIndicator(self.cases.keys.index(key), direction)
            header.blockSignals(was)

    # --- lines -----------------------------------------------------------------------------------

    def show_slots(self, slots: Numbers, current: int, selected: Numbers, stay: bool) -> None:
        """Other lines. The current one and the selection are found again by `rows`, without announcing it;
        `stay` keeps the place of the scroll bar, else the current line is made visible."""
        scroll, selection = self.verticalScrollBar().value(), self.selectionModel()
        was = self.blockSignals(True)
        self.cases.show_slots(slots)
        if current >= 0:
            index = self.cases.index(current, 0)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._select(selected)
        self.blockSignals(was)
        if stay:
            self.verticalScrollBar().setValue(scroll)
        elif current >= 0:
            self.scrollTo(self.cases.index(current, 0))
        else:
            self.scrollToTop()

    def _select(self, rows: Numbers) -> None:
        """Select lines, neighbours as one stretch."""
        last, chosen = self.cases.columnCount() - 1, QItemSelection()
        stretches = _stretches(rows)
        for first, end in stretches if len(stretches) <= RESTORED else ():
            chosen.select(self.cases.index(first, 0), self.cases.index(end, last))
        if not chosen.isEmpty():
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_stretches(self) -> list[tuple[int, int]]:
        """(first, last) of each stretch of selected lines, from the top; no line is read."""
        ranges = self.selectionModel().selection()
        parts = (ranges.at(n) for n in range(ranges.count()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def current_row(self) -> int:
        index = self.selectionModel().currentIndex()
        return index.row() if index.isValid() else -1

    def current(self) -> ListedCase | None:
        row = self.current_row()
        return self.cases.line(row) if row >= 0 else None

    def go_to(self, row: int) -> None:
        self.setCurrentIndex(self.cases.index(row, 0))
        self.scrollTo(self.cases.index(row, 0))

    # --- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (line := self.current()):
            self.opened.emit(line.id)
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The selected lines, or all, for a spreadsheet."""
        stretches = self.selected_stretches() or [(0, self.cases.rowCount() - 1)]
        count = sum(last - first + 1 for first, last in stretches)
        if count > COPIED:
            told = _("{n} lines are too many to copy; narrow them down to {most}.")
            self.refused.emit(told.format(n=number(count), most=number(COPIED)))
            return
        lines = (self.cases.line(row) for first, last in stretches for row in range(first, last + 1))
        keys = [key for key, _width in self.arrangement()]
        QGuiApplication.clipboard().setText(as_text(self.cases, keys, lines))

    def contextMenuEvent(self, event) -> None:
        menu = QMenu(self)
        menu.addAction(_("Copy")).triggered.connect(lambda: self.copy())
        menu.addAction(_("Select all")).triggered.connect(lambda: self.selectAll())
        menu.exec(event.globalPos() if event else self.mapToGlobal(QPoint()))


def _stretches(at: Numbers) -> list[tuple[int, int]]:
    """Neighbouring numbers of a rising list as (first, last)."""
    if not len(at):
        return []
    breaks = np.flatnonzero(np.diff(at) != 1)
    firsts, lasts = at[np.concatenate(([0], breaks + 1))], at[np.concatenate((breaks, [len(at) - 1]))]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
