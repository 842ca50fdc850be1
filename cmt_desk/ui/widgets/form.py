"""The frame of a small form: a refusal is said inside, and nothing typed is lost."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QDate
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QDialog, QFormLayout, QVBoxLayout, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.widgets.pieces import faint, heading, plain_label, refusal_line, save_or_cancel


class Form(QDialog):
    """`save` is one operation; where it is refused the form stays open and says why."""

    def __init__(self, parent: QWidget | None, title: str, told: str = "", *, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.form, self.refusal = QFormLayout(), refusal_line()
        self.form.setSpacing(look.SPACE)
        self.head, self.hint = heading(title), faint(told)
        self.hint.setVisible(bool(told))
        self.buttons = save_or_cancel(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        self.column.setSpacing(look.ROOM)
        self.head.setWordWrap(True)
        self.column.addWidget(self.head)
        self.column.addWidget(self.hint)
        self.column.addLayout(self.form)
        self.column.addWidget(self.refusal)
        self.column.addWidget(self.buttons)

    def row(self, text: str, field: QWidget) -> None:
        label = plain_label(text)
        label.setBuddy(field)
        field.setAccessibleName(text)
        self.form.addRow(label, field)

    def save(self) -> object:
        """Each form's own, unless it has its own `accept`: write what was typed. Raises Refused."""
        raise NotImplementedError

    def accept(self) -> None:
        self.refusal.clear()
        try:
            self.save()
        except Refused as refused:
            self.refusal.setText(str(refused))
            self.fit()
            return
        super().accept()

    def fit(self) -> None:
        """Grow with sentences that take more lines, so that no field is squeezed."""
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)


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
