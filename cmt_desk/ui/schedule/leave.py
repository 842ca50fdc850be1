"""A small form: leave, training, travel or sick days of one person."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from cmt_desk.domain.arrangements import Absence
from cmt_desk.domain.people import Employee
from cmt_desk.i18n import _
from cmt_desk.operations.roster_reasons import absence_name
from cmt_desk.ui.schedule.forms import choice, day_field, day_of
from cmt_desk.ui.widgets import Form

KINDS = ("LEAVE", "TRAINING", "TRAVEL", "SICK")


class LeaveForm(Form):
    """`record` takes (kind, first day, last day); with `absence` what is recorded is changed."""

    def __init__(
        self,
        parent: QWidget,
        employee: Employee,
        day: date,
        record: Callable[[str, date, date], object],
        *,
        absence: Absence | None = None,
    ) -> None:
        super().__init__(
            parent,
            _("Change leave") if absence else _("Record leave"),
            " · ".join(part for part in (employee.number, employee.title) if part),
            width=400,
        )
        self._record = record
        self.head.setText(employee.name)
        self.kind = choice([(kind, absence_name(kind)) for kind in KINDS], absence and absence.kind)
        self.since = day_field(absence.since if absence else day)
        self.until = day_field(absence.until if absence else day)
        self.since.dateChanged.connect(self._keep_order)
        for text, field in (
            (_("Kind"), self.kind),
            (_("First day"), self.since),
            (_("Last day"), self.until),
        ):
            self.row(text, field)

    def _keep_order(self, first: QDate) -> None:
        if self.until.date() < first:
            self.until.setDate(first)

    def save(self) -> None:
        self._record(self.kind.currentData(), day_of(self.since), day_of(self.until))
