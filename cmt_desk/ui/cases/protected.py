"""Who is protected, and the two ways to change that, each with a reason."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.operations.people import protect, unprotect
from cmt_desk.ui import look
from cmt_desk.ui.cases.people_list import NUMBER, PeopleList
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import button, faint, heading, refusal_line


class ProtectedPeople(QDialog):
    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Protected persons"))
        self.setMinimumWidth(520)
        self.listed, self.finder = QListWidget(), PeopleList(desk)
        self.listed.setMaximumHeight(110)
        self.reason, self.refusal = QLineEdit(), refusal_line()
        self.reason.setPlaceholderText(_("Kept in the journal"))
        self.add = button(_("Protect"), "", self.protect, primary=True)
        self.lift = button(_("Lift the protection"), "", self.unprotect)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(_("Employee"), self.finder.search)
        form.addRow("", self.finder.people)
        form.addRow(_("Reason"), self.reason)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.lift)
        row.addStretch(1)
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        told = _(
            "The name of a protected person (•••) appears in no list, paper, export or command; only on the"
            " form of a case, for a reason given each time. The employee number stays."
        )
        for part in (faint(told), heading(_("Protected now")), self.listed, heading(_("Protect somebody"))):
            column.addWidget(part)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addLayout(row)
        self.listed.currentItemChanged.connect(lambda *_items: self._enable())
        self._fill()

    def _fill(self) -> None:
        offices = self._desk.store.branches.by_code()
        self.listed.clear()
        for person in self._desk.store.people.protected():
            office = offices[person.branch].name if person.branch in offices else person.branch
            item = QListWidgetItem(f"{person.number} · {person.name} · {office}")
            item.setData(NUMBER, person.number)
            self.listed.addItem(item)
        self._enable()

    def _enable(self) -> None:
        self.lift.setEnabled(self.listed.currentItem() is not None)

    def protect(self) -> None:
        number = self.finder.chosen()
        if number:
            self._try(lambda: protect(self._desk.store, number, self.reason.text()))

    def unprotect(self) -> None:
        number = self.listed.currentItem().data(NUMBER)
        self._try(lambda: unprotect(self._desk.store, number, self.reason.text()))

    def _try(self, action: Callable[[], object]) -> None:
        """A rule that says no is shown here; nothing typed is lost."""
        try:
            action()
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        for part in (self.refusal, self.reason, self.finder.search):
            part.clear()
        self._fill()
