"""Small forms about one step of a case: one the regulation does not foresee, and another day for one."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.cases import Case, Spell, Status, in_time, restarted
from cmt_desk.domain.clocks import moves_release, release
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, medium_date
from cmt_desk.operations.cases import check_day_of_step, redate_step, step_case, step_name
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.cases.release import moved_release_question
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Form, refusal_line, save_or_cancel
from cmt_desk.wording import release_text, status_name


class ForceStep(Form):
    """Which status, and why: only those the regulation does not offer after this one."""

    def __init__(self, desk: Desk, case: Case, parent: QWidget) -> None:
        told = _("The regulation does not foresee these steps; each needs a reason.")
        super().__init__(parent, _("Another step"), told, width=440)
        self._desk, self._case = desk, case
        now = case.status(desk.days.day)
        foreseen = desk.store.cases.steps().after(now) if now else []
        self.status, self.reason = QComboBox(), QLineEdit()
        for status in Status:
            if status is not now and status not in foreseen:
                self.status.addItem(status_name(status), status)
        self.reason.setPlaceholderText(_("Kept in the journal"))
        self.row(_("Next status"), self.status)
        self.row(_("Reason"), self.reason)

    def save(self) -> None:
        status, reason = Status(self.status.currentData()), self.reason.text().strip()
        step_case(self._desk.store, self._case.id, status, self._desk.days.day, reason=reason or None)


class RedateStep(QDialog):
    """One of the steps of a case, and the day it really began. A release date that moves is asked about."""

    def __init__(self, desk: Desk, case: Case, spell: Spell | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._case = desk, case
        self.setWindowTitle(_("Correct a day"))
        self.setMinimumWidth(440)
        on = desk.days.day
        spells = [s for s in (*in_time(case.statuses), *in_time(case.places)) if s.since <= on]
        self.step, self.day, self.refusal = QComboBox(), date_edit(), refusal_line()
        for one in spells:
            self.step.addItem(f"{step_name(one)} · {medium_date(one.since)}", one)
        self.day.setMaximumDate(QDate(on.year, on.month, on.day))
        form = QFormLayout()
        form.addRow(_("Step"), self.step)
        form.addRow(_("Since"), self.day)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(save_or_cancel(self))
        self.step.currentIndexChanged.connect(lambda _n: self._show_day())
        last = len([s for s in case.statuses if s.since <= on]) - 1
        self.step.setCurrentIndex(spells.index(spell) if spell in spells else last)
        self._show_day()

    def _show_day(self) -> None:
        since = self.step.currentData().since
        self.day.setDate(QDate(since.year, since.month, since.day))

    def accept(self) -> None:
        chosen, spell, on, store = (
            self.day.date(),
            self.step.currentData(),
            self._desk.days.day,
            self._desk.store,
        )
        since = date(chosen.year(), chosen.month(), chosen.day())
        try:
            check_day_of_step(self._case, spell, since, on)
            if not self._agreed(restarted(self._case, spell, since)):
                return
            redate_step(store, self._case.id, spell, since, on)
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        super().accept()

    def _agreed(self, corrected: Case) -> bool:
        rules, on = self._desk.store.cases.clock_rules(), self._desk.days.day
        if not moves_release(self._case, corrected, rules, on):
            return True
        before, after = (release(case, rules, on) for case in (self._case, corrected))
        question = moved_release_question(
            self,
            release_text(before) if before else _("no clock"),
            release_text(after) if after else _("no clock"),
        )
        return question.exec() == question.StandardButton.Save
