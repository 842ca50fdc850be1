"""Isian harian over the demo desk: typed, pasted, wrong, exported and imported again."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cmt_desk.operations.desk import undo
from cmt_desk.operations.imports import preview
from cmt_desk.ui.continuity.daily_page import DailyPage
from cmt_desk.ui.continuity.indicators_form import IndicatorForm, IndicatorsWindow

DAY = date(2020, 12, 2)


@pytest.fixture
def page(qtbot, desk) -> DailyPage:
    made = DailyPage(desk)
    qtbot.addWidget(made)
    made.resize(1140, 620)
    made.show()
    return made


def recorded(page: DailyPage, code: str) -> float | None:
    found = page.desk.store.indicators.of_place(page.place, DAY).get(code)
    return found.value if found and found.day == DAY else None


def choose(page: DailyPage, place: str) -> None:
    page.office.setCurrentIndex(page.office.findData(place))
    page.refresh()


def test_a_value_is_typed_and_enter_goes_on_to_the_next(page, qtbot):
    office = page.desk.store.branches.all()[7].code
    choose(page, office)
    field, following = page.grid.fields["KLAIM_TERTUA"], page.grid.fields["LIKUIDITAS"]
    field.setFocus()
    qtbot.keyClicks(field, "21")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page._save_one("KLAIM_TERTUA")  # offscreen no window is active, so no focus leaves
    assert recorded(page, "KLAIM_TERTUA") == 21
    assert page.focusWidget() is following
    qtbot.keyClicks(following, "151,2x")
    page._save_one("LIKUIDITAS")
    assert "151,2x" in page.refusal.text() and following.text() == "151,2x"
    assert recorded(page, "LIKUIDITAS") is None
    assert page.unsaved() == "1 angka tidak dapat dibaca dan belum tercatat."
    undo(page.desk.store)
    assert page.grid.fields["KLAIM_TERTUA"].text() == "" and following.text() == "151,2x"
    choose(page, "")
    assert page.unsaved() == ""


def test_a_column_copied_in_a_spreadsheet_drops_in_as_one_step(page):
    office = page.desk.store.branches.all()[7].code
    choose(page, office)
    before = page.desk.store.journal.latest(1)[0].seq
    QGuiApplication.clipboard().setText("41\n42\nsalah\n")
    field = page.grid.fields["KLAIM_MASUK"]
    from PySide6.QtTest import QTest

    QTest.keySequence(field, "Ctrl+V")
    assert (recorded(page, "KLAIM_MASUK"), recorded(page, "KLAIM_SELESAI")) == (41, 42)
    assert page.grid.fields["KLAIM_TERTUNDA"].text() == "salah"
    assert page.desk.store.journal.latest(1)[0].seq == before + 1
    QGuiApplication.clipboard().setText("Lapak Asik online\t1.017\nPerisai: agen aktif\torang\t12\n")
    QTest.keySequence(field, "Ctrl+V")
    assert (recorded(page, "LAPAKASIK_ONLINE"), recorded(page, "PERISAI_AGEN")) == (1017, 12)


def test_the_national_field_shows_what_the_offices_give(page, desk):
    field = page.grid.fields["KLAIM_MASUK"]
    assert field.text() == "" and field.placeholderText() != ""
    assert "kantor" in page.grid.states["KLAIM_MASUK"].text()
    page._look_at("BSU_VALID")
    assert page.figure.text().startswith("12.418.588 rekening")
    page.chart.draw()
    assert page.chart.courses[0].points[-1][1] == 12_418_588
    desk.days.move_to(date(2020, 12, 3))
    assert not page.grid.fields["KLAIM_MASUK"].isEnabled()


def test_what_was_typed_when_the_day_moves_belongs_to_the_day_before(page, desk, qtbot):
    said: list[str] = []
    desk.banner.said.connect(lambda kind, text: said.append(text) if kind == "refused" else None)
    page.grid.fields["TI_TERLAMA"].setText("45")
    page.grid.fields["BSU_TERSALUR"].setText("banyak")
    desk.days.move_to(date(2020, 12, 1))
    assert page.grid.fields["TI_TERLAMA"].text() == ""
    assert desk.store.indicators.of_place("", DAY)["TI_TERLAMA"][2:4] == (DAY, 45)
    assert len(said) == 1 and "banyak" in said[0]


def test_an_office_that_comes_later_can_be_chosen(page, desk):
    before = page.office.count()
    page.office.removeItem(5)  # as if the list had been read before that office was imported
    page.refresh()
    assert page.office.count() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_can_be_imported_and_changes_nothing(page, desk, tmp_path: Path, ending: str):
    file = tmp_path / f"harian.{ending}"
    assert page.save_table(file)
    intake = preview(desk.store, "readings", file)
    assert (intake.aside, intake.writes) == ([], 0)
    assert intake.unchanged > 1000


def test_the_list_of_indicators_is_edited(page, desk, qtbot):
    window = IndicatorsWindow(desk, page)
    qtbot.addWidget(window)
    window.table.choose("KLAIM_TERTUA")
    form = IndicatorForm(desk, window.table.current(), window)
    qtbot.addWidget(form)
    form.name_id.setText("Klaim masuk")
    form.accept()
    assert form.refusal.text()
    form.name_id.setText("Klaim tertua")
    form.retired.setChecked(True)
    form.accept()
    assert "KLAIM_TERTUA" not in page.grid.fields
