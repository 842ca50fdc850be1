"""A small dialog: leave, training, travel or sick days of one person."""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.arrangements import Absence
from cmt_desk.domain.people import Employee
from cmt_desk.i18n import _
from cmt_desk.operations.roster_reasons import absence_name
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.widgets import heading, plain_label

KINDS = ("LEAVE", "TRAINING", "TRAVEL", "SICK")


class LeaveDialog(QDialog):
    def __init__(self, parent: QWidget, employee: Employee, day: date) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Record leave"))
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(absence_name(kind), kind)
        self.since, self.until = date_edit(), date_edit()
        for field in (self.since, self.until):
            field.setDate(QDate(day.year, day.month, day.day))
        self.since.dateChanged.connect(self._keep_order)
        form = QFormLayout()
        form.setSpacing(look.SPACE)
        for label, field in (
            (_("Kind"), self.kind),
            (_("First day"), self.since),
            (_("Last day"), self.until),
        ):
            form.addRow(plain_label(label), field)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.ROOM)
        column.addWidget(heading(employee.name))
        column.addWidget(plain_label(f"{employee.number} · {employee.title}", faint=True))
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(360)

    def _keep_order(self, first: QDate) -> None:
        if self.until.date() < first:
            self.until.setDate(first)

    def show_absence(self, absence: Absence) -> None:
        """What is recorded, to be changed."""
        self.setWindowTitle(_("Change leave"))
        self.kind.setCurrentIndex(self.kind.findData(absence.kind))
        for field, day in ((self.since, absence.since), (self.until, absence.until)):
            field.setDate(QDate(day.year, day.month, day.day))

    def answer(self) -> tuple[str, date, date]:
        """(kind, first day, last day)."""
        since, until = self.since.date().toPython(), self.until.date().toPython()
        return self.kind.currentData(), cast(date, since), cast(date, until)
