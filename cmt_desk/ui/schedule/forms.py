"""What the tab's small forms share: who signs, choices, days."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from cmt_desk.i18n import _
from cmt_desk.operations.decisions import Signer
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Form
from cmt_desk.ui.widgets.form import choice, day_field, day_of

__all__ = ["Form", "SignerFields", "attempt", "choice", "day_field", "day_of"]


class SignerFields:
    """Name, role and day of who signs; the desk's own user stands there to begin with."""

    def __init__(self, form: Form, desk: Desk) -> None:
        self.name, self.role = QLineEdit(), QLineEdit(desk.store.role)
        self.day = day_field(desk.days.today)
        self.name.setPlaceholderText(_("Full name of who signs"))
        form.row(_("Signed by"), self.name)
        form.row(_("Role"), self.role)
        form.row(_("Signed on"), self.day)

    def signer(self) -> Signer:
        return Signer(self.name.text(), self.role.text(), day_of(self.day))


def attempt(desk: Desk, action: Callable[[], object], done: str) -> bool:
    """An operation asked for by a button; the banner says what came of it."""
    made = desk.perform(action)
    if made and done:
        desk.banner.said.emit("done", done)
    return made
