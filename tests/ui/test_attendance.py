"""The tick list of an office's day."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt

from cmt_desk.operations.attendance import day_list
from cmt_desk.ui.schedule.attendance import AttendanceDialog
from cmt_desk.ui.schedule.tab import ScheduleTab

OFFICE = "SBU-01"


def test_the_list_is_ticked_as_planned_corrected_and_saved(qtbot, desk):
    dialog = AttendanceDialog(desk, OFFICE, None)
    qtbot.addWidget(dialog)
    planned = day_list(desk.store, OFFICE, desk.days.today).ticked
    assert dialog.ticked() == planned
    assert "Belum dicatat" in dialog.source.text()
    row = next(n for n in range(dialog.people.count()) if dialog.people.item(n).checkState().value)
    gone = dialog.people.item(row).data(Qt.ItemDataRole.UserRole)
    dialog.people.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.count.text().startswith(f"{len(planned) - 1} dari")
    dialog.accept()
    assert day_list(desk.store, OFFICE, desk.days.today).ticked == planned - {gone}
    again = AttendanceDialog(desk, OFFICE, None)
    qtbot.addWidget(again)
    assert "Sudah dicatat" in again.source.text()
    assert again.ticked() == planned - {gone}


def test_another_day_fills_the_list_anew_and_tomorrow_cannot_be_chosen(qtbot, desk):
    dialog = AttendanceDialog(desk, OFFICE, None)
    qtbot.addWidget(dialog)
    monday = date(2020, 11, 30)
    dialog.day.setDate(QDate(monday.year, monday.month, monday.day))
    assert dialog.ticked() == day_list(desk.store, OFFICE, monday).ticked
    tomorrow = desk.days.today + timedelta(days=1)
    dialog.day.setDate(QDate(tomorrow.year, tomorrow.month, tomorrow.day))
    assert dialog.chosen_day() == desk.days.today


def test_the_schedule_tab_opens_it_for_the_office_in_front(qtbot, desk, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(AttendanceDialog, "exec", lambda dialog: opened.append(dialog.windowTitle()))
    tab = ScheduleTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    action = next(a for a in tab.actions() if a.text == "Catat kehadiran…")
    assert action.when is None or action.when()
    action.slot()
    assert opened == ["Catat kehadiran"]
