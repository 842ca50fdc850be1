"""The morning's sheet: worded, issued, overtaken by a late list, corrected; every version stays as it was."""

from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication

from cmt_desk.domain.sheet_sections import Part
from cmt_desk.operations.attendance import record_attendance
from cmt_desk.ui.sheets.forms import IssueForm, WordsForm
from tests.pdf_text import text_of_page

DAY = date(2020, 12, 2)


def test_a_sheet_is_worded_issued_overtaken_and_corrected(
    window, desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def answer(kind, fill) -> None:
        def exec_(form) -> int:
            fill(form)
            form.accept()
            while (work := getattr(form, "work", None)) and work.running:
                QCoreApplication.processEvents()
            return form.result()

        monkeypatch.setattr(kind, "exec", exec_)

    window.tabs.setCurrentIndex(6)
    tab = window.sheets
    tab.panel.annexes.setChecked(False)
    answer(WordsForm, lambda form: form.fields[Part.REQUESTS].setPlainText("500 masker untuk Jawa Timur."))
    tab.word()
    answer(IssueForm, lambda form: None)
    tab.issue()
    first = tab.issued
    assert first.number == "LSH/261/122020"
    assert "500 masker untuk Jawa Timur." in tab.pages.text()

    office = desk.store.branches.all()[0]
    people = [e.number for e in desk.store.people.of_branch(office.code)]
    desk.perform(lambda: record_attendance(desk.store, office.code, DAY, people[:3], on=DAY))
    answer(IssueForm, lambda form: form.reason.setPlainText("daftar hadir menyusul"))
    tab.issue()
    second = tab.issued
    assert (second.number, second.version) == (first.number, 2)
    assert "koreksi: daftar hadir menyusul" in tab.pages.text()

    for sheet, file in ((first, tmp_path / "v1.pdf"), (second, tmp_path / "v2.pdf")):
        tab.go_to_issued(sheet.id)
        tab._save_to(file)
    said = [
        text_of_page(pypdf.PdfReader(file).pages[1])  # attendance stands there
        for file in (tmp_path / "v1.pdf", tmp_path / "v2.pdf")
    ]
    wao = [sheet.facts.figures["attendance.wao"] for sheet in (first, second)]
    assert wao[0] != wao[1]
    for text, figure in zip(said, wao, strict=True):
        assert f"{figure:,}".replace(",", ".") in text
    picture = window.grab()
    assert not picture.isNull()
    picture.save(str(tmp_path / "sheet.png"))
