"""The same edit on the selected cases: a preview says how many it changes, and whom a rule refuses."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.operations.bulk import BulkEdit, Rehearsal, edit_cases, rehearse
from cmt_desk.operations.cases import DATES
from cmt_desk.operations.line_cells import titles
from cmt_desk.ui import look
from cmt_desk.ui.cases.dates import OptionalDate
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import faint, plain_label, refusal_line
from cmt_desk.wording import place_name, status_name

PAUSE = 150  # ms after the last change until the preview is made anew


class EditCases(QDialog):
    """What is left alone stays as it is; the accepted part is one operation."""

    ONE_BY_ONE = 2  # the result where each case is to be edited by itself

    def __init__(self, desk: Desk, cases: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._cases = desk, list(cases)
        self.rehearsal = Rehearsal()
        self._days: dict[str, date] = {}
        self.setWindowTitle(_("Edit {n} cases").format(n=number(len(self._cases))))
        self.setMinimumWidth(560)
        self.status, self.place = QComboBox(), QComboBox()
        self.status.addItem(_("Leave as it is"), None)
        self.place.addItem(_("Leave as it is"), None)
        for status in Status:
            self.status.addItem(status_name(status), status)
        for place in CarePlace:
            self.place.addItem(place_name(place), place)
        self.reason, self.note = QLineEdit(), QLineEdit()
        self.reason.setPlaceholderText(_("Needed for a step the regulation does not foresee"))
        self.note.setPlaceholderText(_("Added below the notes there are"))
        self.dates = {name: OptionalDate() for name in DATES}
        self.preview, self.refused, self.refusal = plain_label(), QListWidget(), refusal_line()
        self.preview.setWordWrap(True)
        self.moved = plain_label(tone="warning")
        self.moved.setWordWrap(True)
        self.refused.setFixedHeight(112)
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self.rehearse)
        for box in (self.status, self.place):
            box.activated.connect(lambda _n: self._later.start())
        for line in (self.reason, self.note):
            line.textEdited.connect(lambda _text: self._later.start())
        self.rehearse()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(_("Status"), self.status)
        form.addRow(_("Reason"), self.reason)
        form.addRow(_("Care place"), self.place)
        named = titles()
        for name, field in self.dates.items():
            field.show_day(None, self._desk.days.day)
            field.changed.connect(lambda day, n=name: self._set_day(n, day))
            form.addRow(named[name], field)
        form.addRow(_("Note"), self.note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        alone = buttons.addButton(_("One by one…"), QDialogButtonBox.ButtonRole.ActionRole)
        alone.clicked.connect(lambda: self.done(self.ONE_BY_ONE))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addWidget(faint(_("From the day shown; what is left alone stays as it is in each case.")))
        column.addLayout(form)
        for part in (self.preview, self.moved, self.refused, self.refusal, buttons):
            column.addWidget(part)

    def _set_day(self, name: str, day: date | None) -> None:
        self._days.pop(name, None)
        if day:
            self._days[name] = day
        self.dates[name].show_day(day, self._desk.days.day)
        self.rehearse()

    def edit(self) -> BulkEdit:
        status, place = self.status.currentData(), self.place.currentData()
        return BulkEdit(
            Status(status) if status else None,  # Qt keeps only the text of a StrEnum
            self.reason.text(),
            CarePlace(place) if place else None,
            dict(self._days),
            self.note.text(),
        )

    def rehearse(self) -> None:
        """Say what the edit would do; nothing is written."""
        self.rehearsal, edit = Rehearsal(), self.edit()
        self.refusal.clear()
        if not edit.empty:
            try:
                self.rehearsal = rehearse(self._desk.store, self._cases, edit, self._desk.days.day)
            except Refused as refused:
                self.refusal.setText(str(refused))
        found = self.rehearsal
        told = _("{accepted} will change, {unchanged} are so already, {refused} are refused").format(
            accepted=number(len(found.accepted)),
            unchanged=number(len(found.unchanged)),
            refused=number(len(found.refused)),
        )
        self.preview.setText(_("Choose what to change first.") if edit.empty else told)
        self.moved.setVisible(bool(found.moved))
        self.moved.setText(
            _("The release date moves for {n} cases: {numbers}").format(
                n=number(len(found.moved)), numbers=", ".join(found.moved[:12])
            )
        )
        self.refused.clear()
        self.refused.addItems([f"{one.employee} · {one.why}" for one in found.refused])
        self.refused.setVisible(bool(found.refused))
        self.take.setEnabled(bool(found.accepted))
        self.take.setText(_("Change {n} cases").format(n=number(len(found.accepted))))

    def accept(self) -> None:
        """Do the accepted part; what the preview says is what is done."""
        if self._later.isActive():
            self._later.stop()
            self.rehearse()
        store, on, edit = self._desk.store, self._desk.days.day, self.edit()
        cases = self.rehearsal.accepted
        if not cases:
            return
        try:
            edit_cases(store, cases, edit, on)
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        super().accept()
