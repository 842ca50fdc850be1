"""The continuity tab: each page over the demo desk."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from cmt_desk.operations.imports import preview
from cmt_desk.operations.supplies import save_item
from cmt_desk.reports.call_tree import as_paper
from cmt_desk.reports.message import as_paper as message_paper
from cmt_desk.ui.continuity import ContinuityTab
from cmt_desk.ui.continuity.call_tree import ContactForm
from cmt_desk.ui.continuity.count_form import CountForm
from cmt_desk.ui.continuity.log_entry import CorrectEntry, QuickEntry
from cmt_desk.ui.continuity.sendings import SendingForm


@pytest.fixture
def tab(qtbot, desk) -> ContinuityTab:
    made = ContinuityTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 660)
    made.show()
    return made


def test_problems_stand_first_and_a_count_mends_them(tab, desk, qtbot):
    tab.show_page("supplies")
    page = tab.page("supplies")
    first = page.shown[0]
    low = sum(line.stock.low for line in page.shown)
    assert first.stock.low and 0 < low < len(page.shown) / 10
    form = CountForm(desk, first.branch.code, tab)
    qtbot.addWidget(form)
    form.quantities[first.item.code].setText("9000")
    form.accept()
    assert sum(line.stock.low for line in page.shown) == low - 1
    page.problems.click()
    assert {line.stock.rank[0] for line in page.shown} <= {0, 1, 2}


def test_a_count_is_read_as_it_is_written(tab, desk, qtbot):
    """1.000 masks are a thousand; what is no whole number is told apart and stays in its field."""
    branch = desk.store.branches.all()[0].code
    form = CountForm(desk, branch, tab)
    qtbot.addWidget(form)
    code, field = next(iter(form.quantities.items()))
    qtbot.keyClicks(field, "1,5")
    form.accept()
    assert "“1,5” bukan bilangan bulat" in form.refusal.text()
    field.clear()
    qtbot.keyClicks(field, "1.000")
    form.accept()
    stock = next(s for s in desk.store.supplies.of_branch(branch, desk.days.today) if s.item == code)
    assert stock.last and (stock.last.day, stock.last.quantity) == (desk.days.today, 1000)


def test_a_past_day_shows_what_was_known_then(tab, desk):
    from datetime import date

    tab.show_page("supplies")
    page = tab.page("supplies")
    desk.days.move_to(date(2020, 11, 1))
    assert {line.state for line in page.shown} <= {"belum dihitung"}


def test_what_is_exported_can_be_imported_and_changes_nothing(tab, desk, tmp_path: Path):
    tab.show_page("supplies")
    page = tab.page("supplies")
    page.search.setText(page.shown[0].branch.name)
    file = tmp_path / "stok.csv"
    assert page.save_table(file)
    intake = preview(desk.store, "supplies", file)
    assert (intake.aside, intake.writes, intake.unchanged) == ([], 0, len(page.shown))


def test_a_line_is_written_from_anywhere_found_and_corrected(tab, desk, qtbot):
    page = tab.page("log")
    tab.show_page("log")
    entry = QuickEntry(desk, tab)
    qtbot.addWidget(entry)
    entry.line.setText("telp @Atlantis demam")
    entry.accept()
    assert "Atlantis" in entry.refusal.text() and entry.isHidden()
    office = desk.store.branches.all()[0]
    entry.line.setText(f"telp @{office.name} genset rusak")
    assert office.name in entry.told.text()
    entry.accept()
    page.search.setText("genset")
    [line] = page.shown
    assert page.table.choose(line.id)
    form = CorrectEntry(desk, line, tab)
    qtbot.addWidget(form)
    form.line.setText(form.line.text().replace("rusak", "menyala lagi"))
    form.accept()
    assert form.refusal.text()
    form.reason.setText("kabar baru")
    form.accept()
    assert [(x.text.split()[-1], bool(x.corrected_by), x.branch) for x in page.shown] == [
        ("lagi", False, office.code),
        ("rusak", True, office.code),
    ]


def test_a_message_is_filled_copied_and_recorded_and_stands_in_the_log(tab, desk, qtbot):
    page = tab.page("communication")
    tab.show_page("communication")
    page.views.setCurrentWidget(page.messages)
    assert "kumulatif 282" in page.messages.text.toPlainText()
    page.messages.copy()
    html = message_paper("Kabar", "a < b\nc", "BPJS", desk.days.day).html
    assert "a &lt; b" in html
    assert "kumulatif 282" in QGuiApplication.clipboard().text()
    form = SendingForm(desk, page.messages.text.toPlainText(), tab)
    qtbot.addWidget(form)
    form.accept()
    assert form.refusal.text()
    form.recipients.setText("ECMT")
    form.accept()
    page.views.setCurrentWidget(page.sendings)
    page.sendings.search.setText("ecmt")
    assert [s.recipients for s in page.sendings.shown] == ["ECMT"]
    tab.show_page("log")
    assert any(line.text.startswith("ECMT: ") for line in tab.page("log").shown)


def test_the_call_tree_is_read_from_the_top(tab, desk, qtbot):
    page = tab.page("communication")
    tab.show_page("communication")
    rows = page.tree.table.records.records
    assert [depth for depth, _contact in rows] == [0, *[1] * (len(rows) - 1)]
    form = ContactForm(desk, rows[1][1], tab)
    qtbot.addWidget(form)
    form.name.setText("Deputi baru")
    form.accept()
    assert "Deputi baru" in {contact.name for _depth, contact in page.tree.table.records.records}
    html = as_paper(page.tree.table.records.records, "Nasional", "BPJS").html
    assert html.index("Ketua CMT") < html.index("Deputi baru")


def test_a_message_changed_by_hand_outlives_new_figures(tab, desk):
    messages = tab.page("communication").messages
    tab.show_page("communication")
    tab.page("communication").views.setCurrentWidget(messages)
    cursor = messages.text.textCursor()
    cursor.insertText("Penting! ")
    first = desk.store.supplies.items()[0]
    save_item(desk.store, replace(first, minimum=first.minimum + 1))
    assert messages.text.toPlainText().startswith("Penting! ")
    messages.show_text()
    assert not messages.text.toPlainText().startswith("Penting! ")
