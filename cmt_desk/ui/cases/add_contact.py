"""The form for one contact: an employee or somebody from outside, how near, when last."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.operations.contacts import NewContact, add_contacts
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.cases.people_list import PeopleList
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import refusal_line, save_or_cancel
from cmt_desk.wording import contact_kind


class AddContact(QDialog):
    def __init__(self, desk: Desk, case: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._case = desk, case
        self.setWindowTitle(_("Add a contact"))
        self.setMinimumWidth(480)
        self.outsider = QCheckBox(_("Somebody from outside"))
        self.people = PeopleList(desk)
        self.name, self.phone, self.place, self.notes = (QLineEdit() for _n in range(4))
        self.kind = QComboBox()
        for kind in ContactKind:
            self.kind.addItem(contact_kind(kind), kind)
        self.last = date_edit()
        day = desk.days.day
        self.last.setDate(QDate(day.year, day.month, day.day))
        self.last.setMaximumDate(self.last.date())
        self.household = QCheckBox(_("Lives in the same household"))
        self.refusal = refusal_line()
        self._lay_out()
        self.outsider.toggled.connect(self._show_fields)
        self._show_fields(False)

    def _lay_out(self) -> None:
        self.form = form = QFormLayout()
        form.addRow("", self.outsider)
        form.addRow(_("Employee"), self.people.search)
        form.addRow("", self.people.people)
        form.addRow(_("Name"), self.name)
        form.addRow(_("Phone"), self.phone)
        form.addRow(_("How"), self.kind)
        form.addRow(_("Last contact"), self.last)
        form.addRow(_("Place"), self.place)
        form.addRow("", self.household)
        form.addRow(_("Notes"), self.notes)
        buttons = save_or_cancel(self)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(buttons)

    def _show_fields(self, outside: bool) -> None:
        for part in (self.people.search, self.people.people):
            self.form.setRowVisible(part, not outside)
        self.form.setRowVisible(self.name, outside)

    def accept(self) -> None:
        """Record it; a rule that says no is shown here and nothing typed is lost."""
        outside, last = self.outsider.isChecked(), self.last.date()
        contact = NewContact(
            date(last.year(), last.month(), last.day()),
            ContactKind(self.kind.currentData()),
            employee=None if outside else self.people.chosen(),
            name=self.name.text() if outside else "",
            phone=self.phone.text(),
            place=self.place.text(),
            household=self.household.isChecked(),
            notes=self.notes.text(),
        )
        try:
            add_contacts(self._desk.store, self._case, [contact], self._desk.days.day)
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        super().accept()
