"""What the tab's small forms share: who signs, choices, days."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit

from cmt_desk.i18n import _
from cmt_desk.operations.decisions import Signer
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Form


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


def day_field(day: date) -> QDateEdit:
    field = date_edit()
    field.setDate(QDate(day.year, day.month, day.day))
    return field


def day_of(field: QDateEdit) -> date:
    return cast(date, field.date().toPython())


def choice(items: Sequence[tuple[Any, str]], current: Any = None) -> QComboBox:
    """A list of (key, text); the key is the data of the item."""
    box = QComboBox()
    for key, text in items:
        box.addItem(text, key)
    for n, (key, _text) in enumerate(items):
        if key == current:
            box.setCurrentIndex(n)
    return box


def attempt(desk: Desk, action: Callable[[], object], done: str) -> bool:
    """An operation asked for by a button; the banner says what came of it."""
    made = desk.perform(action)
    if made and done:
        desk.banner.said.emit("done", done)
    return made
