"""A call tree as a list one reads from top to bottom: whoever calls stands above those who are called."""

from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from cmt_desk.domain.communication import CallContact, in_calling_order, phones_missing
from cmt_desk.i18n import _, number
from cmt_desk.operations.communication import remove_contact, save_contact
from cmt_desk.reports.call_tree import as_paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.continuity.filters import offer
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.printing.dialog import PaperDialog
from cmt_desk.ui.widgets import Column, EmptyState, Form, RecordTable, button, plain_label

Row = tuple[int, CallContact]


class ContactForm(Form):
    def __init__(self, desk: Desk, contact: CallContact, parent: QWidget | None) -> None:
        super().__init__(parent, _("Person in the call tree"))
        self._desk, self._contact = desk, contact
        self.name, self.role, self.phone = (
            QLineEdit(contact.name),
            QLineEdit(contact.role),
            QLineEdit(contact.phone),
        )
        self.deputy, self.deputy_phone = QLineEdit(contact.deputy), QLineEdit(contact.deputy_phone)
        self.caller, self.position = QComboBox(), QSpinBox()
        self.caller.addItem(_("nobody: begins the calling"), "")
        for other in desk.store.communication.contacts(contact.branch):
            if other.id != contact.id:
                self.caller.addItem(other.name, other.id)
        self.caller.setCurrentIndex(max(0, self.caller.findData(contact.caller)))
        self.position.setRange(1, 999)
        self.position.setValue(contact.position or 1)
        for text, field in (
            (_("Name"), self.name), (_("Role"), self.role), (_("Phone"), self.phone),
            (_("Called by"), self.caller), (_("Order"), self.position), (_("Deputy"), self.deputy),
            (_("Deputy's phone"), self.deputy_phone),
        ):  # fmt: skip
            self.row(text, field)

    def save(self) -> None:
        said = self._contact
        save_contact(
            self._desk.store,
            CallContact(
                said.id, self.name.text(), said.branch, self.caller.currentData(), self.position.value(),
                self.role.text().strip(), self.phone.text().strip(), self.deputy.text().strip(),
                self.deputy_phone.text().strip(),
            ),
        )  # fmt: skip


class CallTree(Page):
    reads: ClassVar[frozenset[str]] = frozenset({"call_contact", "branch"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[Row] = []
        self.office, self.told = QComboBox(), plain_label(faint=True)
        self.office.setAccessibleName(_("Office"))
        self.table = RecordTable(_columns(), key=lambda row: row[1].id)
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(_("Call tree"))
        self.nothing = EmptyState(
            _("Nobody is in this call tree yet. Add who begins the calling, then those they call."),
            button(_("Add person…"), "add", self.add, primary=True),
        )
        buttons, self.buttons = button_row(self, self.actions())
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE, look.SPACE, look.SPACE, look.SPACE)
        column.setSpacing(look.SPACE)
        column.addLayout(buttons)
        for part in (self.office, self.told):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.office.activated.connect(lambda _n: self.show_tree())
        self.table.opened.connect(lambda _row: self.edit())
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._enable())

    def actions(self) -> list[Action]:
        return [
            Action(_("Add person…"), _("Add a person called by the chosen one"), self.add, "add"),
            Action(_("Edit person…"), _("Change the chosen person"), self.edit, "edit"),
            Action(
                _("Remove person"), _("Take the chosen person out of the call tree"), self.remove, "close"
            ),
            Action(_("Print tree…"), _("Print this call tree"), self.print, "print"),
        ]

    def refresh(self) -> None:
        branches = sorted(self.desk.store.branches.all(), key=lambda b: b.name)
        offer(self.office, _("National"), [(b.code, b.name) for b in branches])
        self.show_tree()

    def show_tree(self) -> None:
        contacts = self.desk.store.communication.contacts(self.office.currentData() or "")
        self._rows = in_calling_order(contacts)
        self.table.show_records(self._rows)
        self.table.setVisible(bool(self._rows))
        self.nothing.setVisible(not self._rows)
        told = _("{n} people, {missing} without a phone number")
        self.told.setText(told.format(n=number(len(contacts)), missing=number(phones_missing(contacts))))
        self._enable()

    def _enable(self) -> None:
        writable = not self.desk.store.read_only
        chosen = writable and self.table.current() is not None
        self.buttons[_("Add person…")].setEnabled(writable)
        self.buttons[_("Edit person…")].setEnabled(chosen)
        self.buttons[_("Remove person")].setEnabled(chosen)
        self.buttons[_("Print tree…")].setEnabled(bool(self._rows))

    def add(self) -> None:
        chosen: Row | None = self.table.current() if self._rows else None
        caller = chosen[1].id if chosen else ""
        position = 1 + sum(contact.caller == caller for _depth, contact in self._rows)
        new = CallContact("", "", self.office.currentData() or "", caller, position)
        ContactForm(self.desk, new, self).exec()

    def edit(self) -> None:
        if (chosen := self.table.current()) and not self.desk.store.read_only:
            ContactForm(self.desk, chosen[1], self).exec()

    def remove(self) -> None:
        if chosen := self.table.current():
            self.desk.perform(lambda: remove_contact(self.desk.store, chosen[1].id))

    def front_paper(self) -> Action | None:
        return Action(_("Call tree"), _("Print this call tree"), self.print, "print") if self._rows else None

    def print(self) -> None:
        PaperDialog(
            self.desk,
            as_paper(self._rows, self.office.currentText(), self.desk.store.settings.institution),
            self,
        ).exec()


def _columns() -> list[Column]:
    return [
        Column(_("Name"), lambda r: r[1].name, lambda r: f"{'      ' * r[0]}{r[1].name}"),
        Column(_("Role"), lambda r: r[1].role, width=220),
        Column(_("Phone"), lambda r: r[1].phone, lambda r: r[1].phone or "–", width=150),
        Column(_("Deputy"), lambda r: r[1].deputy, lambda r: r[1].deputy or "–", width=190),
        Column(
            _("Deputy's phone"), lambda r: r[1].deputy_phone, lambda r: r[1].deputy_phone or "–", width=150
        ),
    ]
