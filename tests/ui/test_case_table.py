"""The case table: search, chips, saved views, order, columns, selection of any number, copies."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.operations.cases import move_case, step_case
from cmt_desk.operations.desk import undo
from cmt_desk.ui.cases import CasesTab
from cmt_desk.ui.cases.columns import SHOWN, load_arrangement


@pytest.fixture
def tab(qtbot, desk) -> CasesTab:
    made = CasesTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.show_view("all")
    return made


def lines(tab: CasesTab) -> list:
    return [tab.list.view.cases.line(n) for n in range(tab.list.view.cases.rowCount())]


def ticked(tab: CasesTab, field: str, name: str) -> None:
    """Set a tick in the menu of a chip."""
    menu = tab.list.chips.chips[field].menu()
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text().startswith(name)).trigger()


def test_the_model_is_sound(tab: CasesTab, qtmodeltester):
    qtmodeltester.check(tab.list.view.cases)


def test_each_word_typed_narrows_the_table_down_and_the_way_out_shows_all(tab: CasesTab):
    total, one = len(lines(tab)), lines(tab)[5]
    first, last = one.name.split()[:2]
    tab.search.setText(f"{last[:4].upper()} {first[:3]}")
    assert one.id in {line.id for line in lines(tab)}
    assert len(lines(tab)) < total / 4
    tab.search.setText("qqqq")
    assert lines(tab) == [] and tab.list.nothing.isVisible() and not tab.list.view.isVisible()
    tab.list.wanted.emit(tab.list.chips.cleared())
    assert len(lines(tab)) == total and tab.search.text() == ""


def test_chips_choose_values_and_count_them(tab: CasesTab):
    told: list[CaseFilter] = []
    tab.changed.connect(told.append)
    suspects = [line for line in lines(tab) if line.status is Status.SUSPECT]
    ticked(tab, "statuses", "Suspek")
    assert {line.id for line in lines(tab)} == {line.id for line in suspects}
    assert str(len(suspects)) in tab.list.chips.chips["statuses"].text()
    assert told[-1] == tab.filter == CaseFilter("all", statuses=frozenset({Status.SUSPECT}))
    ticked(tab, "statuses", "Selesai isolasi")
    assert {line.status for line in lines(tab)} == {Status.SUSPECT, Status.RECOVERED}
    tab.list.chips.clear.click()
    assert tab.filter == CaseFilter("all")


def test_a_click_sorts_up_then_down_then_the_newest_first(tab: CasesTab):
    newest = [line.id for line in lines(tab)]
    names = sorted((line.name.casefold(), line.employee) for line in lines(tab))
    section = tab.list.view.cases.keys.index("name")
    header = tab.list.view.horizontalHeader()
    header.sectionClicked.emit(section)
    assert [(line.name.casefold(), line.employee) for line in lines(tab)][:50] == names[:50]
    header.sectionClicked.emit(section)
    assert lines(tab)[0].name.casefold() == names[-1][0]
    header.sectionClicked.emit(section)
    assert [line.id for line in lines(tab)] == newest


def test_a_view_of_ones_own_is_kept_chosen_renamed_and_deleted(tab: CasesTab, desk, monkeypatch):
    ticked(tab, "places", "Rumah sakit")
    tab.list.view.arrange([("employee", 0), ("notes", 0)])
    tab.list.view.order_by("employee", True)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Rawat inap", True))
    tab.save_view()
    (own,) = desk.store.case_views.all()
    assert tab.view_list.key() == own.id
    tab.list.view.arrange([("name", 0)])
    tab.view_list.choose("open")
    tab.view_list.choose(own.id)
    tab.resize(1200, 690)  # the last column stretches; that is not the user's arranging
    tab.view_list.choose("open")
    assert [key for key, _width in tab.list.view.arrangement()] == list(SHOWN)
    tab.view_list.choose(own.id)
    assert {line.place for line in lines(tab)} == {CarePlace.HOSPITAL}
    assert [key for key, _width in tab.list.view.arrangement()] == ["employee", "notes"]
    numbers = [line.employee for line in lines(tab)]
    assert numbers == sorted(numbers, reverse=True)
    menu = tab.view_list.menu_at(tab.view_list.visualItemRect(tab.view_list.currentItem()).center())
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("RS", True))
    menu.actions()[0].trigger()
    assert "RS  (" in tab.view_list.currentItem().text()
    menu.actions()[1].trigger()
    assert desk.store.case_views.all() == [] and tab.view_list.key() == "active"
    undo(desk.store)
    assert "RS" in tab.view_list.item(tab.view_list.count() - 1).text()


def test_columns_are_chosen_and_remembered(tab: CasesTab, desk, qtbot):
    menu = tab.list.view.column_menu()
    next(a for a in menu.actions() if a.text() == "Kota").trigger()
    next(a for a in menu.actions() if a.text() == "NPP").trigger()
    tab.list.view.horizontalHeader().resizeSection(0, 141)
    again = CasesTab(desk)
    qtbot.addWidget(again)
    assert again.list.view.arrangement()[:-1] == load_arrangement()[:-1]
    keys = [key for key, _width in again.list.view.arrangement()]
    assert keys == ["name", "branch", "status", "since", "free_on", "place", "city"]
    assert dict(again.list.view.arrangement())["name"] == 141


def test_the_selection_and_the_current_case_stay_when_something_is_written(tab: CasesTab, desk):
    tab.list.view.selectRow(3)
    tab.list.view.go_to(3)
    chosen = tab.list.current()
    other = next(line for line in lines(tab) if line.place is CarePlace.HOME and line.id != chosen.id)
    move_case(desk.store, other.id, CarePlace.HOSPITAL, desk.days.day)
    assert tab.list.current() == chosen and tab.selected_ids() == [chosen.id]
    assert next(line for line in lines(tab) if line.id == other.id).place is CarePlace.HOSPITAL
    suspect = next(line for line in lines(tab) if line.status is Status.SUSPECT)
    tab.list.choose(suspect.id)
    step_case(desk.store, suspect.id, Status.DISCARDED, desk.days.day)
    assert tab.list.current().id == suspect.id
    assert tab.list.current().status is Status.DISCARDED


def test_all_are_selected_and_copied_without_reading_lines_first(tab: CasesTab, qtbot, monkeypatch):
    read: list[int] = []
    rows = tab.list.cases.rows
    monkeypatch.setattr(tab.list.cases, "rows", lambda slots: read.extend(slots) or rows(slots))
    qtbot.keyClick(tab.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(tab.selected_ids()) == len(set(tab.selected_ids())) == 332
    assert len(read) < 200
    qtbot.keyClick(tab.list.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].split("\t")[:2] == ["Karyawan", "NPP"]
    assert len(copied) == 333 and copied[1].split("\t")[1] == lines(tab)[0].employee


def test_many_cases_are_read_between_the_events(qtbot, desk, monkeypatch):
    """The table answers of what was read so far, and of all in the end."""
    monkeypatch.setattr("cmt_desk.store.case_table.SLICE", 50)
    monkeypatch.setattr("cmt_desk.ui.cases.case_list.AT_ONCE", 0.0)
    monkeypatch.setattr("cmt_desk.ui.cases.case_list.SLICE", 0.0)
    made = CasesTab(desk)
    qtbot.addWidget(made)
    made.show()
    made.show_view("all")
    assert 0 < made.list.view.cases.rowCount() < 332
    assert "membaca" in made.list.count.text()
    step_case(desk.store, made.list.shown_ids()[0], Status.DISCARDED, date(2020, 12, 2), reason="uji")
    qtbot.waitUntil(lambda: not made.list.reading)
    assert made.list.view.cases.rowCount() == 332
    assert any("(332)" in made.view_list.item(row).text() for row in range(made.view_list.count()))
