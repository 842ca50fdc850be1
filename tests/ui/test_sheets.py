"""The tab of the daily status sheet: what is shown is what is printed."""

from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from cmt_desk.operations.office_reports import office_code, take_code
from cmt_desk.ui.sheets import SheetsTab


@pytest.fixture
def tab(qtbot, desk) -> SheetsTab:
    tab = SheetsTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 690)
    tab.show()
    return tab


def pick_language(tab: SheetsTab, code: str) -> None:
    tab.panel.language.setCurrentIndex(tab.panel.language.findData(code))
    tab.panel.language.activated.emit(tab.panel.language.currentIndex())


def test_it_opens_on_the_countrys_sheet_of_the_day(tab: SheetsTab) -> None:
    assert tab.panel.number.text() == "LSH/261/122020"
    assert tab.preview.pages is None  # a dozen pages are laid out while the window goes on answering
    assert tab.pages is tab.preview.pages
    assert tab.panel.length.text() == "13"
    assert "80,49 %" in tab.pages.text()


def test_it_follows_the_day_in_the_header(tab: SheetsTab, desk) -> None:
    before = tab.pages
    desk.days.move_to(date(2020, 12, 1))
    assert tab.panel.number.text() == "LSH/260/122020"
    assert tab.preview.pages is before  # until the new ones are whole
    assert "1 Desember 2020" in tab.pages.text()


def test_typing_a_part_of_a_name_finds_the_office(tab: SheetsTab, qtbot) -> None:
    qtbot.keyClicks(tab.panel.scopes.search, "jayapura")
    assert [choice.name for choice in tab.panel.scopes.table.records.records] == ["Papua Jayapura"]
    assert tab.panel.number.text() == "LSH/261/122020"  # searching is not choosing
    qtbot.keyClick(tab.panel.scopes.search, Qt.Key.Key_Return)
    assert tab.panel.number.text() == "LSH/261/122020/BNP-05"
    assert tab.pages.count == 1
    assert tab.panel.length.text() == "1"


def test_a_region_can_be_gone_to_whatever_was_searched(tab: SheetsTab, qtbot) -> None:
    qtbot.keyClicks(tab.panel.scopes.search, "nothing like it")
    tab.show_scope("DKI")
    assert tab.panel.number.text() == "LSH/261/122020/DKI"
    assert tab.panel.scopes.table.current().scope.code == "DKI"


def test_the_sheet_speaks_english_while_the_window_does_not(tab: SheetsTab) -> None:
    pick_language(tab, "en")
    assert "80.49 %" in tab.pages.text()
    assert tab.panel.day.text() == "Rabu, 2 Desember 2020"


def test_reading_the_store_again_keeps_the_choice(tab: SheetsTab, desk, qtbot) -> None:
    tab.show_scope("DKI")
    with qtbot.assertNotEmitted(tab.panel.scopes.chosen), desk.store.operation("rename", "rename"):
        desk.store.settings.put("institution", "Kantor Lain")
    assert "Kantor Lain" in tab.pages.text()
    assert tab.panel.number.text() == "LSH/261/122020/DKI"


def test_a_code_taken_from_paper_is_on_the_sheet_at_once(tab: SheetsTab, desk) -> None:
    tab.panel.annexes.setChecked(False)
    assert "Laporan di kertas" not in tab.pages.text()
    code = office_code(desk.store, "DKI-05", desk.days.day)
    assert desk.perform(lambda: take_code(desk.store, code, now=desk.now()))
    assert "Laporan di kertas" in tab.pages.text()


def test_saving_asks_for_a_file_named_like_the_sheet(tab: SheetsTab, desk, qtbot, tmp_path: Path) -> None:
    tab.save_pdf()
    dialog = tab.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "LSH-261-122020.pdf"
    before = len(desk.store.journal.entries())
    with qtbot.waitSignal(desk.banner.said) as said:
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(str(tmp_path / "LSH-261-122020.pdf"))
        dialog.accept()
    assert said.args[0] == "done"
    assert len(pypdf.PdfReader(tmp_path / "LSH-261-122020.pdf").pages) == 13
    assert len(desk.store.journal.entries()) == before  # saving stores nothing in the desk


def test_what_is_written_while_a_page_is_saved_stops_it(tab: SheetsTab, desk, qtbot, tmp_path: Path) -> None:
    """A region's web page with its offices: the window answers meanwhile, the file is whole or absent."""
    tab.show_scope("BTN")
    tab.panel.offices.setChecked(True)
    qtbot.waitUntil(lambda: not tab.work.running)
    file = tmp_path / "lembar.html"
    tab._save_to(file)
    assert tab.unsaved() == "Lembar status masih disimpan."
    with qtbot.waitSignal(desk.banner.said) as said, desk.store.operation("rename", "rename"):
        desk.store.settings.put("institution", "Kantor Lain")
    assert said.args == ["refused", "Lembar berubah saat disimpan; simpan sekali lagi."]
    qtbot.waitUntil(lambda: not tab.work.running)  # the offices are laid out anew
    assert list(tmp_path.glob("lembar*")) == []
    with qtbot.waitSignal(desk.banner.said) as said:
        tab._save_to(file)
    assert said.args[0] == "done"
    assert file.read_text("utf-8").count("Kantor Lain") > 7
    assert tab.unsaved() == ""


def test_a_folder_that_is_gone_is_told_in_the_banner(tab: SheetsTab, desk, qtbot, tmp_path: Path) -> None:
    with qtbot.waitSignal(desk.banner.said) as said:
        tab._save_to(tmp_path / "gone" / "x.pdf")
    assert said.args[0] == "trouble"


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this machine has a printer")
def test_without_a_printer_the_pdf_is_offered(tab: SheetsTab, desk, qtbot) -> None:
    with qtbot.waitSignal(desk.banner.said) as said:
        tab.print()
    assert "PDF" in said.args[1]
    dialog = tab.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_printer_that_takes_nothing_is_told_in_the_banner(
    tab: SheetsTab, desk, qtbot, tmp_path: Path
) -> None:
    """A printer that prints into a file: the same way a paper one is driven."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.assertNotEmitted(desk.banner.said):
        tab.out.print_on(printer)
    assert len(pypdf.PdfReader(tmp_path / "printed.pdf").pages) == 13
    printer.setFromTo(99, 99)
    with qtbot.waitSignal(desk.banner.said) as said:
        tab.out.print_on(printer)
    assert said.args[0] == "trouble"


def test_the_page_is_fitted_and_can_be_enlarged(tab: SheetsTab) -> None:
    fitted = tab.preview.widget().width()
    tab.preview.zoom_by(2)
    assert tab.preview.widget().width() > fitted
    tab.preview.fit()
    assert tab.preview.widget().width() == fitted


def test_nothing_is_laid_out_once_the_desk_is_closed(tab: SheetsTab, desk, qtbot) -> None:
    desk.days.move_to(date(2020, 12, 1))
    desk.store.close()
    qtbot.waitUntil(lambda: not tab.work.running)
    assert tab.preview.pages is None
