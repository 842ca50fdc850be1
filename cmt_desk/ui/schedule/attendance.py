"""A small dialog: who really was in the office on a day, ticked as planned until somebody corrects it."""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.attendance import WAVES
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.operations.attendance import day_list, record_attendance
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import button, faint, heading, plain_label, refusal_line, save_or_cancel


class AttendanceDialog(QDialog):
    def __init__(self, desk: Desk, branch: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk, self._branch = desk, branch
        self.setWindowTitle(_("Record attendance"))
        office = desk.store.branches.by_code()[branch]
        self.day = date_edit()
        today, shown = desk.days.today, min(desk.days.day, desk.days.today)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.wave = QComboBox()
        self.wave.addItem(_("not noted"), None)
        for wave in WAVES:
            self.wave.addItem(number(wave), wave)
        self.people, self.source, self.count = QListWidget(), faint(), plain_label()
        self.people.setAccessibleName(_("Who was in the office"))
        self.refusal = refusal_line()
        form = QFormLayout()
        form.setSpacing(look.SPACE)
        form.addRow(plain_label(_("Day")), self.day)
        form.addRow(plain_label(_("Working hours, wave")), self.wave)
        ticks = QHBoxLayout()
        ticks.addWidget(self.count, 1)
        ticks.addWidget(button(_("Everybody"), "", lambda: self._tick_all(Qt.CheckState.Checked)))
        ticks.addWidget(button(_("Nobody"), "", lambda: self._tick_all(Qt.CheckState.Unchecked)))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.ROOM)
        column.addWidget(heading(office.name))
        column.addLayout(form)
        column.addWidget(self.source)
        column.addWidget(self.people, 1)
        column.addLayout(ticks)
        column.addWidget(self.refusal)
        column.addWidget(save_or_cancel(self))
        self.resize(460, 620)
        self.day.dateChanged.connect(lambda _day: self._fill())
        self.people.itemChanged.connect(lambda _item: self._count())
        self._fill()

    def chosen_day(self) -> date:
        return cast(date, self.day.date().toPython())

    def ticked(self) -> set[str]:
        items = (self.people.item(n) for n in range(self.people.count()))
        return {
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        }

    def _fill(self) -> None:
        """The office's people on the chosen day, ticked as recorded, else as planned."""
        found = day_list(self._desk.store, self._branch, self.chosen_day())
        self.people.blockSignals(True)
        self.people.clear()
        for person in found.people:
            item = QListWidgetItem(" · ".join(filter(None, (person.name, person.number, person.team))))
            item.setData(Qt.ItemDataRole.UserRole, person.number)
            ticked = person.number in found.ticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.people.addItem(item)
        self.people.blockSignals(False)
        recorded = _("Recorded before; saving corrects it.")
        planned = _("Not recorded yet: ticked as the roster planned it. Correct what was different.")
        self.source.setText(recorded if found.recorded else planned)
        self._count()

    def _count(self) -> None:
        self.count.setText(
            _("{n} of {all} in the office").format(
                n=number(len(self.ticked())), all=number(self.people.count())
            )
        )

    def _tick_all(self, state: Qt.CheckState) -> None:
        for n in range(self.people.count()):
            self.people.item(n).setCheckState(state)

    def accept(self) -> None:
        """Record the list; a rule that says no is shown here and nothing ticked is lost."""
        try:
            record_attendance(
                self._desk.store, self._branch, self.chosen_day(), self.ticked(),
                on=self._desk.days.today, wave=self.wave.currentData(),
            )  # fmt: skip
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        super().accept()
