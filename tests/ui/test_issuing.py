"""Issuing on the tab: a draft becomes a sheet that is shown, saved and printed as it was issued."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton

from cmt_desk.domain.proposals import Kind
from cmt_desk.domain.sheet_sections import Part
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.attendance import record_attendance
from cmt_desk.operations.ripple import accept, open_proposals
from cmt_desk.operations.sheets import issued_pdf
from cmt_desk.ui.sheets import SheetsTab
from cmt_desk.ui.sheets.compare import ThenAndNow, TwoDays
from cmt_desk.ui.sheets.forms import IssueForm, WordsForm
from cmt_desk.ui.sheets.onto_paper import pages_in_slices

DAY = date(2020, 12, 2)


@pytest.fixture
def tab(qtbot, desk) -> SheetsTab:
    tab = SheetsTab(desk)
    qtbot.addWidget(tab)
    tab.panel.annexes.setChecked(False)
    tab.resize(1366, 690)
    tab.show()
    return tab


def answer(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], fill) -> None:
    """What the user does in the next form of a kind; `exec` would wait for ever."""

    def exec_(form) -> int:
        fill(form)
        form.accept()
        while (work := getattr(form, "work", None)) and work.running:
            QCoreApplication.processEvents()
        return form.result()

    monkeypatch.setattr(kind, "exec", exec_)


def issue(tab: SheetsTab, monkeypatch: pytest.MonkeyPatch, reason: str = "") -> None:
    answer(monkeypatch, IssueForm, lambda form: form.reason.setPlainText(reason))
    tab.issue()


def test_a_draft_is_issued_and_then_shown_as_it_was(tab: SheetsTab, desk, monkeypatch) -> None:
    assert tab.panel.lists.tabText(1) == "Diterbitkan (0)"
    issue(tab, monkeypatch)
    sheet = desk.store.issued.of_day(DAY)
    assert sheet
    assert tab.issued == sheet
    assert tab.panel.lists.tabText(1) == "Diterbitkan (1)"
    assert "Diterbitkan 2 Des 2020 16.00 WIB" in tab.pages.text()
    assert "LSH/261/122020, versi 1" in tab.panel.number.text()
    lines = tab.panel.issued_list.table
    assert lines.horizontalHeader().length() <= lines.viewport().width()  # nothing to push sideways
    tab.panel.lists.setCurrentIndex(0)  # back to the draft of a correction
    assert tab.issued is None
    assert "Konsep, belum diterbitkan" in tab.pages.text()
    assert "konsep koreksinya" in tab.panel.state.text()


def test_the_pages_of_the_offices_are_issued_as_pages_of_that_sheet(tab: SheetsTab, desk, qtbot, monkeypatch):
    """A region with a page for each of its seven offices: no page bears the number of a sheet of its own."""
    tab.show_scope("BTN")
    whole = tab.pages.count
    tab.panel.offices.setChecked(True)
    assert not tab.made["Cetak…"].isEnabled()  # nothing is printed while pages are missing
    qtbot.waitUntil(lambda: not tab.work.running)
    assert tab.made["Cetak…"].isEnabled()
    assert tab.pages.count == whole + 7
    issue(tab, monkeypatch)
    assert tab.issued.pages == whole + 7
    page = tab.pages._parts[-1].text().replace("\u200b", "")
    assert "Halaman dari LSH/261/122020/BTN" in page
    assert page.count("LSH/") == 1
    assert tab.issued.digest[:16].upper() not in page  # an office's page vouches for its own figures
    assert tab.pages.text().count(tab.issued.digest[:16].upper()) == 1


def test_cancelled_the_pages_of_the_offices_are_left_out(tab: SheetsTab, qtbot) -> None:
    whole = tab.pages.count
    tab.panel.offices.setChecked(True)
    qtbot.waitUntil(lambda: bool(tab.strip.text.text()))
    tab.strip.cancel.click()
    assert tab.strip.isHidden()
    assert not tab.panel.offices.isChecked()
    assert tab.pages.count == whole
    assert tab.made["Simpan…"].isEnabled()


def test_a_page_that_cannot_be_made_is_told_and_leaves_the_sheet_whole(
    tab: SheetsTab, qtbot, monkeypatch
) -> None:
    def broken(*asked, offices: bool, **parts):
        yield 0.5
        if offices:
            raise ZeroDivisionError
        return (yield from pages_in_slices(*asked, offices=offices, **parts))

    monkeypatch.setattr("cmt_desk.ui.sheets.tab.pages_in_slices", broken)
    with qtbot.capture_exceptions() as told:
        tab.panel.offices.setChecked(True)
        qtbot.waitUntil(lambda: bool(told))
    assert [kind for kind, _error, _trace in told] == [ZeroDivisionError]
    assert not tab.panel.offices.isChecked()
    assert tab.made["Cetak…"].isEnabled()
    assert tab.strip.isHidden()


def test_issuing_is_stopped_in_the_middle_and_nothing_was_issued(tab: SheetsTab, desk, qtbot) -> None:
    form = IssueForm(desk, tab, tab.sheet, "id", annexes=True, offices=True)
    qtbot.addWidget(form)
    form.accept()
    qtbot.waitUntil(lambda: bool(form.strip.text.text()))
    form.strip.cancel.click()
    assert form.issued is None
    assert desk.store.issued.all() == []
    assert form._button.isEnabled()


def test_what_is_written_while_the_sheet_is_printed_stops_the_issue(tab: SheetsTab, desk, qtbot) -> None:
    form = IssueForm(desk, tab, tab.sheet, "id", annexes=False, offices=False)
    qtbot.addWidget(form)
    form.accept()
    with desk.store.operation("rename", "rename"):
        desk.store.db.execute("UPDATE branch SET name = 'Lain' WHERE code = 'BTN-01'")
    qtbot.waitUntil(lambda: not form.work.running)
    assert "terbitkan sekali lagi" in form.refusal.text()
    assert desk.store.issued.all() == []
    form.accept()
    qtbot.waitUntil(lambda: not form.work.running)
    assert form.issued


def test_what_changes_afterwards_changes_the_draft_alone(tab: SheetsTab, desk, monkeypatch) -> None:
    issue(tab, monkeypatch)
    before = tab.pages.text()
    office = desk.store.branches.all()[0].code
    people = [e.number for e in desk.store.people.of_branch(office)]
    desk.perform(lambda: record_attendance(desk.store, office, DAY, people[:3], on=DAY))
    sheet = desk.store.issued.of_day(DAY)
    tab.go_to_issued(sheet.id)
    assert tab.pages.text() == before
    shown = ThenAndNow(desk, tab, sheet)
    names = [shown.table.model().index(n, 0).data() for n in range(shown.table.model().rowCount())]
    assert "WAO" in names
    assert any(name.startswith(desk.store.branches.all()[0].name) for name in names)


def test_a_correction_asks_for_its_reason(tab: SheetsTab, desk, monkeypatch) -> None:
    issue(tab, monkeypatch)
    form = IssueForm(desk, tab, tab.sheet, "id", annexes=False, offices=False)
    tab.issue()  # begins with the draft of that day; the form is refused without a reason
    assert len(desk.store.issued.all()) == 1
    form = IssueForm(desk, tab, tab.sheet, "id", annexes=False, offices=False)
    form.accept()
    assert "alasan" in form.refusal.text()
    issue(tab, monkeypatch, "Medan salah hitung")
    assert [s.version for s in desk.store.issued.all()] == [2, 1]
    assert "koreksi: Medan salah hitung" in tab.pages.text()
    assert tab.pages.paper.file_name == "LSH-261-122020-v2.pdf"


def test_no_other_sheet_is_issued_where_the_office_is_gone(tab: SheetsTab, desk, monkeypatch, qtbot) -> None:
    tab.show_scope("BTN")
    issue(tab, monkeypatch)
    monkeypatch.setattr(desk.store.sheets, "scope", lambda _code: None)
    with qtbot.waitSignal(desk.banner.said) as said:
        issue(tab, monkeypatch, "Salah hitung")
    assert said.args == ["refused", "BTN bukan lagi kantor di berkas ini."]
    assert len(desk.store.issued.all()) == 1


def test_an_issued_sheet_is_saved_byte_by_byte(tab: SheetsTab, desk, monkeypatch, tmp_path: Path) -> None:
    issue(tab, monkeypatch)
    tab._save_to(tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == issued_pdf(desk.store, tab.issued)


def test_a_pdf_that_is_gone_is_told_and_the_draft_stays(tab: SheetsTab, desk, monkeypatch, qtbot) -> None:
    issue(tab, monkeypatch)
    sheet = tab.issued
    tab.panel.lists.setCurrentIndex(0)
    desk.store.db.execute("DROP TRIGGER issued_file_is_kept")
    desk.store.db.execute("DELETE FROM issued_file")
    with qtbot.waitSignal(desk.banner.said) as said:
        tab.show_issued(sheet)
    assert said.args[0] == "refused"
    assert tab.issued is None
    assert "Konsep" in tab.pages.text()


def test_words_are_changed_kept_and_given_back_to_the_rule(tab: SheetsTab, desk, monkeypatch) -> None:
    answer(monkeypatch, WordsForm, lambda f: f.fields[Part.SUMMARY].setPlainText("Semua terkendali."))
    tab.word()
    assert "Semua terkendali." in tab.pages.text()
    assert "Ringkasan situasi (disunting)" in tab.pages.text()
    assert desk.store.issued.texts(DAY, "", "id") == {Part.SUMMARY: "Semua terkendali."}
    form = WordsForm(desk, tab, tab.sheet, "id")
    form.fields[Part.SUMMARY].setPlainText(form._rule[Part.SUMMARY])
    form.accept()
    assert desk.store.issued.texts(DAY, "", "id") == {}


def test_the_form_of_an_english_sheet_speaks_the_windows_language(tab: SheetsTab, desk, qtbot) -> None:
    form = WordsForm(desk, tab, tab.sheet, "en")
    qtbot.addWidget(form)
    assert {made.text() for made in form.findChildren(QPushButton)} >= {"Menurut aturan"}
    assert form.fields[Part.SUMMARY].accessibleName() == "Ringkasan situasi"
    assert "offices" in form._rule[Part.SUMMARY]


def test_an_english_sheet_is_refused_and_remembered_in_the_windows_language(
    tab: SheetsTab, desk, monkeypatch
):
    """What is kept of it is English; what is said of it, here and in the journal, is not."""
    tab.panel.language.setCurrentIndex(tab.panel.language.findData("en"))
    tab.show_sheet()
    answer(monkeypatch, WordsForm, lambda f: f.fields[Part.SUMMARY].setPlainText("All under control."))
    tab.word()
    assert desk.store.issued.texts(DAY, "", "en") == {Part.SUMMARY: "All under control."}
    issue(tab, monkeypatch)
    assert tab.issued.language == "en"
    assert "All under control." in tab.pages.text()
    said = [operation.label for operation in desk.store.journal.latest(2)]
    assert said == ["Terbitkan LSH/261/122020", "Susun teks lembar 2 Desember 2020"]
    form = IssueForm(desk, tab, tab.sheet, "en", annexes=False, offices=False)
    form.accept()
    assert "alasan" in form.refusal.text()


def test_words_too_long_are_refused_and_stay_in_the_form(tab: SheetsTab, desk) -> None:
    form = WordsForm(desk, tab, tab.sheet, "id")
    form.fields[Part.OUTLOOK].setPlainText("x" * 5001)
    form.accept()
    assert "5.000" in form.refusal.text()
    assert form.fields[Part.OUTLOOK].toPlainText() == "x" * 5001


def test_two_days_are_compared_and_only_changes_on_request(tab: SheetsTab, desk, qtbot) -> None:
    shown = TwoDays(desk, tab, Scope(), DAY)
    qtbot.addWidget(shown)
    every = shown.table.model().rowCount()
    shown.changed_only.setChecked(True)
    assert 0 < shown.table.model().rowCount() < every
    heads = [shown.table.model().headerData(n, Qt.Orientation.Horizontal) for n in (1, 2)]
    assert heads == ["1 Des 2020", "2 Des 2020"]


def test_enter_after_a_day_leaves_the_comparison_open(tab: SheetsTab, desk, qtbot) -> None:
    shown = TwoDays(desk, tab, Scope(), DAY)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.keyClick(shown.first, Qt.Key.Key_Return)
    assert shown.isVisible()


def test_leaving_an_issued_sheet_lays_out_one_draft(tab: SheetsTab, monkeypatch) -> None:
    issue(tab, monkeypatch)
    shown: list[int] = []
    lay_out = tab._show
    monkeypatch.setattr(tab, "_show", lambda pages: (shown.append(pages.count), lay_out(pages)))
    tab.show_scope("")
    assert [tab.pages.count] == shown
    assert "Konsep" in tab.pages.text()


def test_the_days_of_an_issued_sheet_are_compared_in_its_own_scope(tab: SheetsTab, monkeypatch) -> None:
    tab.show_scope("BTN")
    issue(tab, monkeypatch)
    sheet = tab.issued
    tab.show_scope("")
    tab.go_to_issued(sheet.id)
    asked: list[TwoDays] = []
    monkeypatch.setattr(TwoDays, "exec", lambda shown: asked.append(shown))
    tab.compare()
    assert asked[0]._scope.code == "BTN"


def test_the_message_is_copied_without_names_of_people(tab: SheetsTab, desk) -> None:
    tab.copy()
    text = QGuiApplication.clipboard().text()
    assert "80,49 %" in text
    assert len(text) <= 1024
    names = {e.name for e in desk.store.people.all()}
    assert not [name for name in names if name in text]


def test_a_correction_that_was_decided_on_waits_with_its_reason(tab: SheetsTab, desk, monkeypatch) -> None:
    issue(tab, monkeypatch)
    office = desk.store.branches.all()[0].code
    people = [e.number for e in desk.store.people.of_branch(office)]
    desk.perform(lambda: record_attendance(desk.store, office, DAY, people[:3], on=DAY))
    (line,) = [line for p in open_proposals(desk.store, DAY) for line in p.lines if line.kind is Kind.SHEET]
    desk.perform(lambda: accept(desk.store, [line.id], DAY, desk.now()))
    desk.days.move_to(date(2020, 11, 30))
    tab.show_correction(line.before)
    reason = desk.store.issued.correction(desk.store.issued.of_day(DAY).id)
    assert desk.days.day == DAY
    assert reason and reason in tab.panel.state.text()
    offered: list[str] = []
    answer(monkeypatch, IssueForm, lambda form: offered.append(form.reason.toPlainText()))
    tab.issue()
    assert offered == [reason]
    corrected = desk.store.issued.of_day(DAY)
    assert (corrected.version, corrected.reason) == (2, reason)
