"""A morning's reports typed without a mouse, mended, edited together, and the edit taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.duplicates import alike
from cmt_desk.domain.people import Employee
from cmt_desk.store import Store
from cmt_desk.store.verify import verify
from cmt_desk.ui.cases.bulk_edit import EditCases
from cmt_desk.ui.cases.line_rows import NAMES
from cmt_desk.ui.window import Window

TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return


def press(grid: QWidget, *cells: str, last: Qt.Key = ENTER) -> None:
    """Type cells with Tab between them, and end with a key; the keys go where the focus is."""
    for n, text in enumerate(cells):
        for sign in text:
            QTest.keyClick(hand(grid), sign)
        QTest.keyClick(hand(grid), last if n == len(cells) - 1 else TAB)


def hand(grid: QWidget) -> QWidget:
    """Where a key goes: the cell that is being typed in, else the grid."""
    focus = QApplication.focusWidget()
    return focus if focus is not None and grid.isAncestorOf(focus) else grid


def well(store: Store, count: int) -> list[str]:
    """People of one office without a case, whose names nobody takes for each other's."""
    ill, chosen = {case.employee for case in store.cases.all()}, list[Employee]()
    for person in store.people.of_branch("SBU-01"):
        if person.number not in ill and not any(alike(person.name, other.name) for other in chosen):
            chosen.append(person)
    return [person.number for person in chosen[:count]]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # offscreen, of the list of proposals
def test_ten_rows_by_keyboard_two_mended_and_three_edited_together(window: Window, desk, tmp_path: Path):
    store, day = desk.store, desk.days.day
    people = well(store, 10)
    before = {case.id for case in store.cases.all()}
    window.activateWindow()
    window.turn_to("cases")
    window.cases.show_view("lines")
    page = window.cases.page("lines")
    grid, rows = page.grid, page.lines.rows
    grid.setFocus()
    start = len(rows) - 1
    for n, number in enumerate(people):
        if n == 3:
            press(grid, number, "sus", "02/12/20")  # two digits of a year
        elif n == 6:
            press(grid, people[0], "sus", "2/12/2020")  # has an open case by now
        else:
            press(grid, number, ("sus", "konf tanpa", "kontak")[n % 3], "1 des 2020", "isolasi m")
    assert [n - start for n in page.lines.unsaved()] == [3, 6]
    assert "Sejak" in rows[start + 3].told and "empat angka" in rows[start + 3].told
    assert people[0] in rows[start + 6].told
    made = {case.id for case in store.cases.all()} - before
    assert len(made) == 8

    page.next_refused.click()  # the row with the wrong year: its date once more
    assert (grid.currentIndex().row(), NAMES[grid.currentIndex().column()]) == (start + 3, "since")
    press(grid, "2 des 2020")
    page.next_refused.click()
    press(grid, people[6], last=ENTER)
    assert page.lines.unsaved() == []
    made = [case for case in store.cases.all() if case.id not in before]
    assert sorted(case.employee for case in made) == sorted(people)
    assert window.grab().toImage().save(str(tmp_path / "entri.png"))

    window.cases.show_view("all")
    three = [case.id for case in made if case.status(day) is Status.SUSPECT][:3]
    entries = len(store.journal.entries())
    dialog = EditCases(desk, three, window.cases)
    dialog.place.setCurrentIndex(dialog.place.findData(CarePlace.HOSPITAL))
    dialog.note.setText("dirujuk")
    dialog.rehearse()
    assert dialog.take.text() == "Ubah 3 kasus"
    dialog.take.click()
    assert len(store.journal.entries()) == entries + 1
    assert {case.place(day) for case in store.cases.chosen(three)} == {CarePlace.HOSPITAL}
    window.undo()
    assert store.cases.chosen(three) == [case for case in made if case.id in three]
    assert all(finding.sound for finding in verify(store))
