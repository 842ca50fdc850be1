"""The grid with its headers and the cover strip: people × days of one office."""

from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from cmt_desk.domain.people import Employee
from cmt_desk.operations.roster_weeks import Weeks
from cmt_desk.ui.desk import Days
from cmt_desk.ui.schedule.cover import CoverStrip
from cmt_desk.ui.schedule.grid import GridModel
from cmt_desk.ui.schedule.legend import Legend
from cmt_desk.ui.schedule.table import RosterTable


class RosterGrid(QWidget):
    """`picked` says whose day was clicked; None for the header of a day."""

    picked = Signal(object, object)  # Employee or None, date

    def __init__(self) -> None:
        super().__init__()
        self.model = GridModel()
        self.table = RosterTable(self.model)
        self.cover, self.legend = CoverStrip(self.table), Legend()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.cover)
        column.addSpacing(8)
        column.addWidget(self.legend)
        self.table.selectionModel().currentChanged.connect(self._announce)
        self.table.clicked.connect(self._announce)
        self.table.horizontalHeader().sectionClicked.connect(self._announce_day)

    def show_weeks(self, weeks: Weeks, days: Days, chosen: tuple[Employee | None, date] | None) -> None:
        """New facts; the current cell stays where it was, and nothing is announced."""
        self.table.selectionModel().blockSignals(True)
        try:
            self.model.show_weeks(weeks, days.day, days.today)
            self.table.pictures.forget()
            self.table.fit_columns()
            self.table.viewport().update()
            self.table.verticalHeader().viewport().update()
            self.table.horizontalHeader().viewport().update()
            self.cover.show_weeks(weeks)
            self.legend.show_weeks(weeks)
            self._restore(chosen)
        finally:
            self.table.selectionModel().blockSignals(False)

    def _restore(self, chosen: tuple[Employee | None, date] | None) -> None:
        if chosen is None or chosen[0] is None:
            self.table.clearSelection()
            return
        index = self.model.find(chosen[0].number, chosen[1])
        if index.isValid() and index != self.table.currentIndex():
            self.table.setCurrentIndex(index)

    def choose(self, employee: str, day: date) -> None:
        """Go to a person's day as if it had been clicked."""
        index = self.model.find(employee, day)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def reveal(self, employee: str, day: date) -> None:
        """Bring a person's day into view without choosing it."""
        index = self.model.find(employee, day)
        if index.isValid():
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _announce(self, index: QModelIndex) -> None:
        found = self.model.at(index)
        if found and found[0].employee:
            self.picked.emit(found[0].employee, found[1])

    def _announce_day(self, section: int) -> None:
        if self.model.weeks:
            self.table.clearSelection()
            self.picked.emit(None, self.model.weeks.days[section])
