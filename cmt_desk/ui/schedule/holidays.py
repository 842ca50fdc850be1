"""Local days off beside the national calendar: of one office, or of all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from cmt_desk.domain.arrangements import LocalHoliday
from cmt_desk.i18n import _, full_date, long_date
from cmt_desk.operations.arrangements import add_holiday, remove_holiday
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.forms import attempt, choice, day_field, day_of
from cmt_desk.ui.widgets import Column, Form, RecordTable, button


class HolidaysForm(Form):
    """The list, and one more under it; Save adds, the button under the list removes."""

    def __init__(self, desk: Desk, parent: QWidget | None, branch: str) -> None:
        super().__init__(
            parent,
            _("Local holidays"),
            _("Public and joint-leave days are known already; add what is off here besides."),
            width=560,
        )
        self._desk, self._branch = desk, branch
        self._names = {b.code: b.name for b in desk.store.branches.all()}
        self.table = RecordTable(
            [
                Column(_("Day"), lambda h: h.day, lambda h: full_date(h.day), width=210),
                Column(_("Name"), lambda h: h.name),
                Column(_("Offices"), self._offices, width=150),
            ],
            key=lambda h: h.day,
        )
        self.table.setAccessibleName(_("Local holidays"))
        self.table.setMinimumHeight(150)
        self.column.insertWidget(2, self.table)
        self.away = button(_("Remove the chosen day"), "close", self.remove)
        self.column.insertWidget(3, self.away, 0, Qt.AlignmentFlag.AlignLeft)
        self.day, self.name = day_field(desk.days.day), QLineEdit()
        self.name.setPlaceholderText(_("Regional election"))
        self.scope = choice([(branch, self._names.get(branch, branch)), ("", _("all offices"))])
        for text, field in ((_("Day"), self.day), (_("Name"), self.name), (_("Offices"), self.scope)):
            self.row(text, field)
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._enable())
        self.refresh()

    def _offices(self, holiday: LocalHoliday) -> str:
        if not holiday.branches:
            return _("all offices")
        return ", ".join(self._names.get(code, code) for code in sorted(holiday.branches))

    def refresh(self) -> None:
        known = self._desk.store.schedule.holidays()
        self.table.show_records(known)
        for part in (self.table, self.away):
            part.setVisible(bool(known))
        self._enable()

    def _enable(self) -> None:
        self.away.setEnabled(self.table.current() is not None)

    def remove(self) -> None:
        if chosen := self.table.current():
            told = _("{day} is a working day again.").format(day=long_date(chosen.day))
            attempt(self._desk, lambda: remove_holiday(self._desk.store, chosen.day), told)
            self.refresh()

    def save(self) -> None:
        scope = self.scope.currentData()
        add_holiday(self._desk.store, day_of(self.day), self.name.text(), {scope} if scope else ())
