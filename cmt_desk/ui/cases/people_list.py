"""A list of employees found by number or name; names are shown masked."""

from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from cmt_desk.domain.people import masked
from cmt_desk.i18n import _
from cmt_desk.ui.desk import Desk

NUMBER = 0x0100  # Qt.UserRole: the employee's number


class PeopleList:
    """A search field and its list; `chosen()` is the number of the row under the cursor."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.search, self.people = QLineEdit(), QListWidget()
        self.search.setPlaceholderText(_("Employee number or name"))
        self.people.setMaximumHeight(130)
        self.people.ensurePolished()  # filled before it has its style, its rows would lie too close
        self.search.textChanged.connect(self._look_up)
        self._look_up("")

    def chosen(self) -> str | None:
        item = self.people.currentItem()
        return item.data(NUMBER) if item else None

    def _look_up(self, text: str) -> None:
        self.people.clear()
        branches = self._desk.store.branches.by_code()
        for person in self._desk.store.people.search(text.strip(), 30):
            office = branches[person.branch].name
            item = QListWidgetItem(f"{person.number} · {masked(person.name)} · {office}")
            item.setData(NUMBER, person.number)
            self.people.addItem(item)
        if self.people.count():
            self.people.setCurrentRow(0)
