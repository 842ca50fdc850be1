"""Whose cases a chart or a chain is about: those of the table's filter, or all."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.i18n import _, full_date, number
from cmt_desk.ui.cases.filter_words import filter_text
from cmt_desk.ui.desk import Desk

if TYPE_CHECKING:
    from cmt_desk.store.case_table import CaseTable


class Scope(QComboBox):
    """`cases` are the ids of the filter's cases on the day shown; None for all."""

    changed = Signal()

    def __init__(self, desk: Desk, cases: "CaseTable") -> None:
        super().__init__()
        self._desk, self._table, self._filter = desk, cases, CaseFilter()
        self.cases: list[str] | None = None
        self.setAccessibleName(_("Cases shown"))
        self.setToolTip(_("The view and the search of the table, or all cases"))
        self.addItem("")
        self.addItem(_("All cases"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _n: self._choose())

    def show_filter(self, shown: CaseFilter) -> None:
        """Follow the table, and count again: the day or the cases may have changed."""
        self._filter = shown
        self._read()
        name = filter_text(shown, self._desk.store)
        if shown == CaseFilter():
            self.setItemText(0, _("Filter: {filter}").format(filter=name))
            return
        count = len(self._matching() if self.cases is None else self.cases)
        self.setItemText(0, _("Filter: {filter} ({n} cases)").format(filter=name, n=number(count)))

    def told(self) -> str:
        """The choice in words, with the day."""
        return f"{self.currentText()} · {full_date(self._desk.days.day)}"

    def _choose(self) -> None:
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        every = self.currentIndex() == 1 or self._filter == CaseFilter()
        self.cases = None if every else self._matching()

    def _matching(self) -> list[str]:
        return self._table.ids(self._table.find(self._filter))
