"""The form for an office's contact data, reached from its panel."""

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Branch, Contact
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.operations.branches import set_contact
from cmt_desk.store import Store
from cmt_desk.ui import look
from cmt_desk.ui.widgets import heading, refusal_line, save_or_cancel


def contact_line(contact: Contact) -> str:
    """What fits beside the name: who and how to reach."""
    return " · ".join(filter(None, (contact.head, contact.phone, contact.email)))


class ContactForm(QDialog):
    """Whom to call and where the office stands; a refusal is said here and nothing typed is lost."""

    def __init__(self, store: Store, branch: Branch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._branch = store, branch
        self.setWindowTitle(_("Contact data"))
        self.setMinimumWidth(440)
        names = (_("Head of the office"), _("Telephone"), _("E-mail"), _("Address"))
        self.fields = [QLineEdit(value) for value in branch.contact]
        form = QFormLayout()
        for name, field in zip(names, self.fields, strict=True):
            form.addRow(name, field)
        self.refusal = refusal_line()
        buttons = save_or_cancel(self)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addWidget(heading(branch.name))
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(buttons)

    def accept(self) -> None:
        contact = Contact(*(field.text().strip() for field in self.fields))
        try:
            set_contact(self._store, self._branch.code, contact)
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        super().accept()
