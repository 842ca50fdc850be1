"""The form for a new case: who, what, since when, where cared for."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, medium_date
from cmt_desk.operations.duplicates import like_a_new_case, open_unlike_case
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.cases.dates import OptionalDate
from cmt_desk.ui.cases.people_list import PeopleList
from cmt_desk.ui.cases.similar import SimilarCase, which
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import refusal_line, save_or_cancel
from cmt_desk.wording import place_name, status_name


class NewCase(QDialog):
    """`made` is the new case's id once the dialog was accepted."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.made = ""
        self.setWindowTitle(_("New case"))
        self.setMinimumWidth(480)
        self._list = PeopleList(desk)
        self.search, self.people = self._list.search, self._list.people
        self.status, self.place = QComboBox(), QComboBox()
        for status in Status:
            if not status.closing:
                self.status.addItem(status_name(status), status)
        self.place.addItem(_("Not recorded yet"), None)
        for place in CarePlace:
            self.place.addItem(place_name(place), place)
        self.status.setCurrentIndex(self.status.findData(Status.SUSPECT))
        self.since = date_edit()
        day = desk.days.day
        self.since.setDate(QDate(day.year, day.month, day.day))
        self.since.setMaximumDate(self.since.date())
        self.dates = {"last_contact": OptionalDate(), "onset": OptionalDate(), "specimen": OptionalDate()}
        self.chosen_dates: dict[str, date | None] = {}
        self.notes = QPlainTextEdit()
        self.notes.setMaximumHeight(60)
        self.refusal = refusal_line()
        self._lay_out(day)

    def _lay_out(self, day: date) -> None:
        form = QFormLayout()
        form.addRow(_("Employee"), self.search)
        form.addRow("", self.people)
        form.addRow(_("Status"), self.status)
        form.addRow(_("Since"), self.since)
        form.addRow(_("Care place"), self.place)
        names = (_("Last contact"), _("Onset"), _("Specimen"))
        for text, (name, field) in zip(names, self.dates.items(), strict=True):
            field.show_day(None, day)
            field.changed.connect(lambda chosen, n=name, f=field: self._keep_date(n, f, chosen))
            form.addRow(text, field)
        form.addRow(_("Notes"), self.notes)
        buttons = save_or_cancel(self)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(buttons)

    def _keep_date(self, name: str, field: OptionalDate, chosen: date | None) -> None:
        self.chosen_dates[name] = chosen
        field.show_day(chosen, self._desk.days.day)

    def accept(self) -> None:
        """Open the case; a rule that says no is shown here and nothing typed is lost."""
        number = self._list.chosen()
        if number is None:
            self.refusal.setText(_("Choose an employee first; without employees, import them."))
            return
        chosen = self.since.date()
        since = date(chosen.year(), chosen.month(), chosen.day())
        apart = self._told_apart(number, since)
        if apart is None:
            return
        try:
            self.made = open_unlike_case(
                self._desk.store,
                number,
                Status(self.status.currentData()),  # Qt keeps only the text of a StrEnum
                since,
                apart,
                place=CarePlace(self.place.currentData()) if self.place.currentData() else None,
                notes=self.notes.toPlainText().strip(),
                **self.chosen_dates,
            )
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        super().accept()

    def _told_apart(self, employee: str, since: date) -> list[str] | None:
        """The similar cases somebody said are not this one; None when the form is done or stays open."""
        pairs = [
            pair
            for pair in like_a_new_case(self._desk.store, employee, since, self._desk.days.day)
            if not pair.same_employee or pair.first.ended is None
        ]
        for n, pair in enumerate(pairs, 1):
            question = SimilarCase(self._desk, pair, self._typed(employee, since), which(n, len(pairs)), self)
            question.exec()
            if question.same:
                self.made = pair.first.case
                super().accept()
            if not question.apart:
                return None
        return [pair.first.case for pair in pairs]

    def _typed(self, employee: str, since: date) -> list[str]:
        person = self._desk.store.people.get(employee)
        days = (self.chosen_dates.get(name) for name in ("onset", "specimen"))
        return [
            masked(person.name) if person else "",
            employee,
            self.status.currentText(),
            medium_date(since),
            self.place.currentText() if self.place.currentData() else "",
            *(medium_date(day) if day else "" for day in days),
            self.notes.toPlainText().strip(),
        ]
