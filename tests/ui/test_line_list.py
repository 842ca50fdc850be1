"""The line list's grid: pasted blocks, edits of stored cases, undo, and the question before a date moves."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.people import masked
from cmt_desk.operations.cases import date_case, open_case, step_case
from cmt_desk.operations.desk import redo, undo
from cmt_desk.store.case_table import CaseTable
from cmt_desk.ui.cases.bulk_edit import EditCases
from cmt_desk.ui.cases.line_list import LineList
from cmt_desk.ui.cases.line_rows import NAMES

DAY = date(2020, 12, 2)
Selection = QItemSelectionModel.SelectionFlag


def read_cases(desk) -> CaseTable:
    cases = desk.store.case_table(DAY)
    while cases.step(1.0):
        pass
    return cases


@pytest.fixture
def page(qtbot, desk) -> LineList:
    made = LineList(desk, read_cases(desk))
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    made.refresh(CaseFilter())
    desk.changes.happened.connect(lambda _operation: made.refresh(CaseFilter()))
    return made


def free(desk, count: int) -> list[str]:
    ill = {case.employee for case in desk.store.cases.all()}
    return [p.number for p in desk.store.people.of_branch("SBU-01") if p.number not in ill][:count]


def row_of(page: LineList, case: str) -> int:
    return next(n for n, row in enumerate(page.lines.rows) if row.case == case)


def test_a_pasted_block_is_one_operation_and_wrong_cells_are_marked(page: LineList, desk):
    one, two, three = free(desk, 3)
    block = [
        "NPP\tStatus\tSejak\tGejala\tCatatan",
        f"{one}\tSuspek\t02/12/2020\t1 Des 2020\tbatuk",
        f"{two}\tSuspek\t2020-12-01\t01/12/20\t",
        f"{three}\tOTG\t1 des 2020\t\t'=1+1",
    ]
    start, entries = len(page.lines.rows) - 1, len(desk.store.journal.entries())
    QGuiApplication.clipboard().setText("\r\n".join(block))
    page.grid.setFocus()
    page.grid.paste(QGuiApplication.clipboard().text())
    rows = page.lines.rows[start:]
    assert [bool(row.case) for row in rows] == [True, False, True, False]
    assert "dua angka" in rows[1].faults["onset"] and rows[1].cells["onset"] == "01/12/20"
    assert rows[2].cells["notes"] == "=1+1"
    assert len(desk.store.journal.entries()) == entries + 1
    undo(desk.store)
    assert not any(row.case for row in page.lines.rows[start:])  # the rows stay, as drafts
    assert page.lines.rows[start].cells["number"] == one and page.lines.rows[start].told
    redo(desk.store)
    assert page.lines.rows[start].case and not page.lines.rows[start].told


def test_what_is_copied_can_be_pasted_again(page: LineList, desk):
    (number,) = free(desk, 1)
    page.grid.paste(f"{number}\t\t\tsus\t1 des 2020\trumah\t\t1 des 2020")
    n = len(page.lines.rows) - 2
    whole_row = Selection.ClearAndSelect | Selection.Rows  # selectRow heeds keys an earlier test held down
    page.grid.selectionModel().select(page.lines.index(n, 0), whole_row)
    copied = page.grid.as_text().splitlines()
    assert copied[0].split("\t")[:5] == ["NPP", "Nama", "Kantor", "Status", "Sejak"]
    assert len(copied) == 2
    undo(desk.store)
    page.lines.remove(n)
    page.grid.paste("\n".join(copied))
    assert page.lines.rows[n].case and page.lines.rows[n].cells["place"] == "Isolasi mandiri"


def test_a_block_of_one_column_goes_under_the_cursor(page: LineList, desk):
    cases = [open_case(desk.store, number, Status.SUSPECT, DAY) for number in free(desk, 2)]
    page.show_cases(cases)
    page.grid.go(0, NAMES.index("notes"))
    page.grid.paste("batuk\ndemam")
    assert [case.notes for case in desk.store.cases.chosen(cases)] == ["batuk", "demam"]


def test_a_block_too_long_or_without_our_columns_leaves_the_grid_alone(page: LineList, desk):
    said: list[str] = []
    desk.banner.said.connect(lambda _kind, text: said.append(text))
    before = [row.case for row in page.lines.rows]
    page.grid.paste("x\n" * 501)
    assert "500" in said[0]
    page.grid.go(len(before) - 1, NAMES.index("office"))
    page.grid.paste("NPP\tStatus\tKode\n\t\tx\n\t\ty")
    assert [row.case for row in page.lines.rows] == before


def test_selected_cases_are_edited_at_once_or_one_by_one(window, desk, monkeypatch):
    window.turn_to("cases")
    tab, said = window.cases, list[str]()
    desk.banner.said.connect(lambda _kind, text: said.append(text))
    monkeypatch.setattr(tab, "selected_ids", list)
    tab.edit_selected()
    assert said == ["Pilih dahulu kasus di tabel."]
    chosen = [case.id for case in desk.store.cases.open_rows(DAY)][:2]
    monkeypatch.setattr(tab, "selected_ids", lambda: chosen)
    monkeypatch.setattr(EditCases, "exec", lambda _dialog: EditCases.ONE_BY_ONE)
    tab.edit_selected()
    assert sorted(row.case for row in tab.page("lines").lines.rows if row.case) == sorted(chosen)


def answer(button: QMessageBox.StandardButton) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(button).click()

    QTimer.singleShot(0, press)


def test_a_date_that_moves_the_release_is_asked_about_and_kept_either_way(page: LineList, desk):
    (number,) = free(desk, 1)
    store = desk.store
    case = open_case(store, number, Status.CONFIRMED_SYMPTOMS, date(2020, 11, 28), onset=date(2020, 11, 28))
    date_case(store, case, DAY, last_symptom=date(2020, 12, 1))
    page.show_cases([case])
    n = row_of(page, case)
    answer(QMessageBox.StandardButton.Cancel)
    page.lines.write(n, {"onset": "25/11/2020"})
    page.save_row(n)
    assert "tanggal bebas" in page.lines.rows[n].told
    assert page.lines.rows[n].cells["onset"] == "25 Nov 2020"
    assert store.cases.get(case).onset == date(2020, 11, 28)
    answer(QMessageBox.StandardButton.Save)
    page.save_row(n)
    assert store.cases.get(case).onset == date(2020, 11, 25)
    assert not page.lines.rows[n].told


def test_the_day_of_the_last_step_is_corrected_in_its_row(page: LineList, desk):
    (number,) = free(desk, 1)
    case = open_case(desk.store, number, Status.SUSPECT, date(2020, 11, 28))
    step_case(desk.store, case, Status.CONFIRMED_NO_SYMPTOMS, date(2020, 11, 30))
    page.show_cases([case])
    page.lines.write(0, {"since": "27 nov 2020"})  # before it was suspected
    answer(QMessageBox.StandardButton.Save)  # no specimen: the release counts from this day
    page.save_row(0)
    assert "Suspek" in page.lines.rows[0].told
    page.lines.write(0, {"since": "29 nov 2020"})
    answer(QMessageBox.StandardButton.Save)
    page.save_row(0)
    assert not page.lines.rows[0].told
    found = desk.store.cases.get(case)
    assert [spell.since for spell in found.statuses] == [date(2020, 11, 28), date(2020, 11, 29)]
    assert desk.store.journal.entries()[-1].label.endswith(": Sejak")


def test_the_grid_follows_the_filter_but_no_typed_row_is_lost(page: LineList, desk):
    def shown() -> list[str]:
        return [row.case for row in page.lines.rows if row.case]

    page.refresh(CaseFilter("hospital"))
    ill = shown()
    assert ill and {desk.store.cases.get(case).place(DAY).in_hospital for case in ill} == {True}
    assert f"Di rumah sakit ({len(ill)} kasus)" in page.shown.text()
    page.lines.write(len(page.lines.rows) - 1, {"status": "sus"})  # a new row
    page.refresh(CaseFilter("suspects"))
    assert not set(ill) & set(shown())
    assert page.lines.rows[-2].cells["status"] == "Suspek"
    suspects = shown()
    page.lines.write(0, {"notes": "batuk"})
    page.refresh(CaseFilter("hospital"))
    assert shown() == suspects and page.lines.rows[0].cells["notes"] == "batuk"
    page.lines.restore(0)
    page.refresh(CaseFilter("hospital"))
    assert shown() == ill


def test_names_are_masked_until_they_are_revealed(page: LineList, desk):
    page.refresh(CaseFilter("hospital"))
    case = desk.store.cases.get(page.lines.rows[0].case)
    name = desk.store.people.get(case.employee).name
    assert page.lines.rows[0].cells["name"] == masked(name) != name
    page.reveal()
    assert page.lines.rows[0].cells["name"] == name


def test_a_refused_step_stays_marked_and_takes_a_reason(page: LineList, desk):
    (number,) = free(desk, 1)
    case = open_case(desk.store, number, Status.SUSPECT, DAY)
    page.show_cases([case])
    page.lines.write(0, {"status": "selesai p"})
    page.save_row(0)
    assert "alasan" in page.lines.rows[0].told
    page.lines.write(0, {"reason": "salah catat"})
    page.save_row(0)
    assert desk.store.cases.get(case).statuses[-1].reason == "salah catat"


def test_typing_is_kept_when_others_change_the_desk(page: LineList, desk):
    one, two = free(desk, 2)
    page.lines.write(len(page.lines.rows) - 1, {"number": one, "status": "sus"})
    open_case(desk.store, two, Status.SUSPECT, DAY)
    assert page.lines.rows[-2].cells["number"] == one


def test_a_past_day_is_read_only(page: LineList, desk):
    desk.days.move_to(date(2020, 12, 1))
    page.show_latest()
    assert not page.lines.flags(page.lines.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    count = len(page.lines.rows)
    page.grid.paste("105035\tsus\t1 des 2020")
    assert len(page.lines.rows) == count


def test_the_preview_of_an_edit_lists_the_refused_and_changes_the_rest(page: LineList, desk):
    cases = [open_case(desk.store, number, Status.SUSPECT, DAY) for number in free(desk, 3)]
    closed = next(case.id for case in desk.store.cases.all() if not case.is_open(DAY))
    dialog = EditCases(desk, [*cases, closed], page)
    assert not dialog.take.isEnabled()
    dialog.place.setCurrentIndex(dialog.place.findData(CarePlace.HOSPITAL))
    dialog._set_day("last_symptom", DAY)
    assert (len(dialog.rehearsal.accepted), dialog.refused.count()) == (3, 1)
    assert desk.store.cases.get(closed).employee in dialog.refused.item(0).text()
    dialog.accept()
    assert {c.place(DAY) for c in desk.store.cases.chosen(cases)} == {CarePlace.HOSPITAL}
    undo(desk.store)
    assert {c.place(DAY) for c in desk.store.cases.chosen(cases)} == {None}


def test_a_window_with_unsaved_rows_asks_before_it_closes(window, desk, monkeypatch):
    window.turn_to("cases")
    window.cases.show_view("lines")
    page = window.cases.page("lines")
    assert window.may_go()
    page.lines.write(
        len(page.lines.rows) - 1, {"number": free(desk, 1)[0], "status": "sus", "onset": "1/1/20"}
    )
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    assert not window.close()
    assert asked == ["1 baris entri cepat belum tersimpan."]
    page.lines.remove(len(page.lines.rows) - 2)
    assert window.may_go()
