"""Counting the supplies of an office: a line a kind; what is left empty was not counted."""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QSpinBox, QWidget

from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.supplies import Counted, item_name, record_supplies, unit_name
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit, locale
from cmt_desk.ui.continuity.amount import AmountField
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Form, plain_label

MOST = 9_999_999


class CountForm(Form):
    def __init__(self, desk: Desk, branch: str, parent: QWidget | None) -> None:
        told = _("What is left empty was not counted. Minimum and use a day hold from the day chosen on.")
        super().__init__(parent, _("Count supplies"), told, width=720)
        self._desk = desk
        self.office, self.day = QComboBox(), date_edit()
        for known in sorted(desk.store.branches.all(), key=lambda b: b.name):
            self.office.addItem(known.name, known.code)
        self.office.setCurrentIndex(self.office.findData(branch))
        today, shown = desk.days.today, min(desk.days.day, desk.days.today)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.row(_("Office"), self.office)
        self.row(_("Day"), self.day)
        self.quantities: dict[str, AmountField] = {}
        self.minimums: dict[str, QSpinBox] = {}
        self.uses: dict[str, QDoubleSpinBox] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.ROOM)
        self._grid.setVerticalSpacing(look.GAP)
        self.column.insertLayout(3, self._grid)
        self.office.activated.connect(lambda _n: self._turn())
        self.day.dateChanged.connect(lambda _day: self._fill())
        self._fill()

    @property
    def chosen_day(self) -> date:
        return cast(date, self.day.date().toPython())

    def _turn(self) -> None:
        """Another office: what was typed belongs to the one before."""
        self.quantities.clear()
        self._fill()

    def _fill(self) -> None:
        """The lines of the office on the day; counts that were typed stay, needs are those of the day."""
        typed = {code: field.text() for code, field in self.quantities.items()}
        while cell := self._grid.takeAt(0):
            if widget := cell.widget():
                widget.deleteLater()
        heads = (_("Item"), _("Unit"), _("Last count"), _("Counted now"), _("Minimum"), _("Use a day"))
        for n, head in enumerate(heads):
            self._grid.addWidget(plain_label(head, faint=True), 0, n)
        store = self._desk.store
        kinds = {item.code: item for item in store.supplies.items()}
        for n, stock in enumerate(store.supplies.of_branch(self.office.currentData(), self.chosen_day), 1):
            item, last = kinds[stock.item], stock.last
            quantity, minimum, use = AmountField(), QSpinBox(), QDoubleSpinBox()
            quantity.setText(typed.get(item.code, ""))
            minimum.setRange(0, MOST)
            minimum.setValue(stock.need.minimum)
            use.setRange(0, MOST)
            use.setDecimals(2)
            use.setLocale(locale())
            use.setValue(stock.need.use)
            counted = f"{number(last.quantity)} · {short_date(last.day)}" if last else "–"
            parts = (plain_label(item_name(item)), plain_label(unit_name(item)), plain_label(counted))
            for at, part in enumerate((*parts, quantity, minimum, use)):
                self._grid.addWidget(part, n, at)
                if at > 2:
                    part.setAccessibleName(f"{item_name(item)}: {heads[at]}")
            self.quantities[item.code], self.minimums[item.code] = quantity, minimum
            self.uses[item.code] = use

    def save(self) -> None:
        store = self._desk.store
        names = {item.code: item_name(item) for item in store.supplies.items()}
        said = {
            code: Counted(field.amount(names[code]), self.minimums[code].value(), self.uses[code].value())
            for code, field in self.quantities.items()
        }
        record_supplies(store, self.office.currentData(), self.chosen_day, said, today=self._desk.days.today)
