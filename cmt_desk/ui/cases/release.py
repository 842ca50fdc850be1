"""A release date that would move is asked about; one that a person decides needs a reason."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.cases import Case, Status
from cmt_desk.domain.clocks import release
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.operations.cases import override_release
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import plain_label, refusal_line, save_or_cancel
from cmt_desk.wording import release_text


def moved_release_question(parent: QWidget, before: str, after: str) -> QMessageBox:
    """Before → after, each with its derivation; nothing is written until it is agreed to."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("The release date moves"))
    box.setText(_("This correction moves the release date."))
    box.setInformativeText(
        _("Before: {before}\n\nAfter: {after}\n\nSave the correction?").format(before=before, after=after)
    )
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return box


class DecideRelease(QDialog):
    """Another release date than the computed one, and why."""

    def __init__(self, desk: Desk, case: Case, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._case = desk, case
        self.setWindowTitle(_("Decide the release date"))
        self.setMinimumWidth(440)
        clock = release(case, desk.store.cases.clock_rules(), desk.days.day)
        computed = plain_label(release_text(clock) if clock else "")
        computed.setWordWrap(True)
        day = (clock.free_on if clock else None) or desk.days.day
        self.day, self.reason = date_edit(), QLineEdit()
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.refusal = refusal_line()
        form = QFormLayout()
        form.addRow(_("Now"), computed)
        form.addRow(_("Free on"), self.day)
        form.addRow(_("Reason"), self.reason)
        buttons = save_or_cancel(self)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(buttons)

    def accept(self) -> None:
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        try:
            override_release(self._desk.store, self._case.id, day, self.reason.text(), self._desk.days.day)
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        super().accept()


def no_clock(status: Status) -> str:
    """Why an open case has no release date: a suspect waits for tests, another case for its dates."""
    if status in (Status.SUSPECT, Status.SELF_REPORT):
        return _("No days to count: ends with two negative PCR tests over 24 hours apart, or a diagnosis.")
    return _("No clock yet: enter the onset, specimen or last contact date.")
