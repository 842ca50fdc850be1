"""Typing the code of an office sheet: groups are judged as they come, and Enter takes what was understood."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from cmt_desk.domain.office_report import code_of
from cmt_desk.ui.paper_code.dialog import PaperCodeDialog
from cmt_desk.ui.paper_code.window import ReportsPage

DAY = date(2020, 12, 2)


@pytest.fixture
def dialog(qtbot, desk) -> PaperCodeDialog:
    made = PaperCodeDialog(desk, None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def code(desk) -> str:
    own = desk.store.office_reports.own(DAY)["DKI-05"]
    return code_of(replace(own, home=own.home + 2))


def test_a_code_is_typed_understood_and_taken_with_enter(dialog, desk, code, qtbot):
    qtbot.keyClicks(dialog.line, code.replace(" ", "").lower())
    assert dialog.line.text() == code  # set apart in groups while it is typed
    assert dialog.title.text() == "Jakarta Setiabudi · 2 Desember 2020"
    shown = {line.name: line.difference for line in dialog.table.model().sourceModel().records}
    assert {name: d for name, d in shown.items() if d} == {"home": 2, "active": 2, "cumulative": 2}
    assert "3 angka" in dialog.note.text()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert desk.store.office_reports.on(DAY)["DKI-05"].code == code
    assert dialog.line.text() == "" and "Jakarta Setiabudi" in dialog.latest.text() and dialog.isVisible()
    dialog.show_text(f"LSH/261/122020\nKODE {code}")  # the same again, from a QR with more words
    assert not dialog.take.isEnabled() and "sudah diambil" in dialog.note.text()


def test_a_wrong_group_is_named_chosen_and_mended(dialog, desk, code, qtbot):
    groups = code.split()
    wrong = groups[3][1] + groups[3][0] + groups[3][2:]
    assert wrong != groups[3]
    dialog.show_text(" ".join([*groups[:3], wrong, *groups[4:]]))
    assert dialog.told.text().startswith(f"Kelompok 4, “{wrong}”")
    assert not dialog.take.isEnabled()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert desk.store.office_reports.on(DAY) == {}
    dialog.groups.clicked.emit(3)
    assert dialog.line.selectedText() == wrong
    assert groups[3] in dialog.mend.text()
    dialog.mend.click()
    assert dialog.line.text() == code and dialog.take.isEnabled()


def test_the_cursor_stays_where_a_letter_was_put_in(dialog, code, qtbot):
    dialog.show_text(code)
    dialog.line.setCursorPosition(6)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Backspace)
    assert dialog.line.text() == " ".join(_groups(code.replace(" ", "")[:4] + code.replace(" ", "")[5:]))
    assert dialog.line.cursorPosition() in (4, 5)
    qtbot.keyClicks(dialog.line, code[5].lower())
    assert dialog.line.text() == code and dialog.line.cursorPosition() == 6


def _groups(plain: str) -> list[str]:
    return [plain[n : n + 4] for n in range(0, len(plain), 4)]


def test_what_came_from_paper_stands_beside_the_desk_and_follows_the_day(dialog, desk, code, qtbot):
    page = ReportsPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.empty.isVisible() and not page.both.isVisible()
    dialog.show_text(code)
    dialog.take.click()
    assert [row.branch.code for row in page.rows] == ["DKI-05"] and page.both.isVisible()
    assert set(page.rows[0].differences) == {"home", "active", "cumulative"}
    assert page.told.text().startswith("1 kantor: 5 konfirmasi kumulatif, 3 dalam penanganan")
    desk.days.move_to(date(2020, 12, 1))
    assert page.empty.isVisible()


def test_the_office_sheet_carries_the_code_and_its_qr_types_it(desk, dialog):
    """The paper from one end to the other: printed there, scanned here."""
    from cmt_desk.domain.sheets import Scope
    from cmt_desk.operations.sheets import day_sheet
    from cmt_desk.reports.sheet_code import qr_text
    from cmt_desk.ui.printing import Pages
    from cmt_desk.ui.sheet_paper import code_for, sheet_paper

    scope = Scope("branch", "DKI-05", "Jakarta Setiabudi")
    code = code_for(desk.store, scope, DAY)
    pages = Pages(sheet_paper(desk.store, scope, DAY))
    assert code in pages.text() and pages.count == 1
    dialog.show_text(qr_text(day_sheet(desk.store, scope, DAY), code))
    assert dialog.read is not None and dialog.read.differences == {}
    assert code_for(desk.store, Scope(), DAY) == "" == code_for(desk.store, scope, date(2019, 12, 31))


def test_situasi_says_who_reported_on_paper_and_leads_there(qtbot, desk, dialog, code):
    from cmt_desk.ui.situation import SituationTab

    tab = SituationTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    active = tab.tiles["active"].value.text()
    qtbot.waitUntil(lambda: bool(tab.silent.paper.text()))  # shown after the first paint
    assert not tab.silent.paper.isVisible()
    dialog.show_text(code)
    dialog.take.click()
    assert tab.silent.paper.text() == "Di kertas: 1 kantor, berbeda: 1"
    assert tab.tiles["active"].value.text() == active  # never mixed in
    with qtbot.waitSignal(desk.picked.wanted) as wanted:
        tab.silent.paper.click()
    assert wanted.args == ["reports", ""]
