"""Printing: paper sizes, many papers at once, what Ctrl+P prints, and the list of the day's papers."""

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.sheets import Printed, issue_sheet
from cmt_desk.reports.paper import Paper
from cmt_desk.store import Trouble
from cmt_desk.ui.papers.dialog import PapersDialog
from cmt_desk.ui.printing import Pages, PageSetup, as_pdf
from cmt_desk.ui.printing.batch import Order, into_folder, into_pdf, onto_printer
from cmt_desk.ui.printing.dialog import PaperDialog
from cmt_desk.ui.printing.pages import _Body
from cmt_desk.ui.printing.setup import EDGES, SIZES, remember, remembered
from cmt_desk.ui.printing.targets import PdfBook
from cmt_desk.ui.risk_map import RiskMapTab
from tests.pdf_text import text_of_page

POINTS = 72 / 25.4  # of a PDF, to the mm
FULL = "<table width='100%'>" + "<tr><td height='48'>line</td></tr>" * 20 + "</table>"


def paper(name: str, *, landscape: bool = False, body: str = "<p>text</p>") -> Paper:
    return Paper(body, name, name, "foot", "same.pdf", landscape)


def order(count: int, setup: PageSetup = PageSetup("A4", "NORMAL")) -> Order:  # noqa: B008 (frozen)
    made = [lambda n=n: paper(f"Kertas {n}", landscape=n == 1) for n in range(count)]
    return Order(made, "Semua", setup, "id")


def run(work):
    """All slices of a piece of work; what it returns."""
    shares: list[float] = []
    while True:
        try:
            shares.append(next(work))
        except StopIteration as done:
            assert shares == sorted(shares) and shares[-1] <= 1
            return done.value


@pytest.mark.parametrize("margins", EDGES)
@pytest.mark.parametrize("size", SIZES)
def test_a_page_is_as_large_as_the_paper_and_holds_what_a4_holds(qapp, size: str, margins: str) -> None:
    setup = PageSetup(size, margins)
    for landscape in (False, True):
        pages = Pages(paper("x", landscape=landscape, body=FULL), setup)
        assert pages.count <= Pages(paper("x", landscape=landscape, body=FULL)).count
        box = pypdf.PdfReader(io.BytesIO(as_pdf(pages))).pages[0].mediabox
        wide, high = SIZES[size].toTuple()[:: -1 if landscape else 1]
        assert (float(box.width), float(box.height)) == pytest.approx((wide * POINTS, high * POINTS), abs=1)
        body, sheet = setup.body(landscape=landscape), setup.sheet(landscape=landscape)
        assert sheet.width() / sheet.height() == pytest.approx(wide / high)
        least = PageSetup().body(landscape=landscape)
        assert body.width() >= least.width() - 0.01 and body.height() >= least.height() - 0.01


def test_the_paper_chosen_is_remembered_and_a_damaged_memory_means_a4(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "printing.json"
    remember(PageSetup("F4", "BINDING"), file)
    assert remembered(file) == PageSetup("F4", "BINDING")
    for damaged in ('{"size": "A9", "margins": "NORMAL"}', "[]", "{", '{"other": 1}', '{"size": []}'):
        file.write_text(damaged)
        assert remembered(file) == PageSetup()


def test_many_papers_become_one_pdf_each_page_its_own_way(qapp, tmp_path: Path) -> None:
    file = tmp_path / "semua.pdf"
    assert run(into_pdf(order(3), file)) == 3
    pdf = pypdf.PdfReader(file)
    assert [page.mediabox.width > page.mediabox.height for page in pdf.pages] == [False, True, False]
    assert ["Kertas 0" in text_of_page(pdf.pages[0]), "Halaman 1 dari 1" in text_of_page(pdf.pages[2])]
    assert pdf.metadata is not None and pdf.metadata.title == "Semua"


def test_many_papers_become_a_folder_under_names_of_their_own(qapp, tmp_path: Path) -> None:
    made = run(into_folder(order(3), tmp_path))
    assert sorted(file.name for file in made.iterdir()) == ["same (2).pdf", "same (3).pdf", "same.pdf"]
    assert run(into_folder(order(1), tmp_path)).name == "Semua (2)"  # nothing is overwritten
    assert sorted(file.name for file in tmp_path.iterdir()) == ["Semua", "Semua (2)"]


def test_a_slice_is_at_most_a_body_or_a_page(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window answers between two slices: a paper with annexes is many of them."""
    done: list[str] = []
    for kind, name in ((_Body, "__init__"), (_Body, "settle"), (PdfBook, "add_page")):
        real = getattr(kind, name)
        monkeypatch.setattr(kind, name, lambda *a, real=real, name=name: (done.append(name), real(*a))[1])
    many = replace(paper("x"), annexes=("<p>one</p>", "<p>two</p>"))
    works = Order([lambda: many], "Semua", PageSetup(), "id")
    for work in (into_pdf(works, tmp_path / "x.pdf"), into_folder(works, tmp_path)):
        done.clear()
        most, before = 0, 0
        for _share in work:
            most, before = max(most, len(done) - before), len(done)
        assert most == 1
        assert len(done) == 9


@pytest.mark.parametrize("slices", [1, 3, 5, 9])
def test_what_is_cancelled_or_fails_leaves_nothing(qapp, tmp_path: Path, slices: int) -> None:
    for work in (into_pdf(order(3), tmp_path / "x.pdf"), into_folder(order(3), tmp_path)):
        for _n in range(slices):
            next(work)
        work.close()
    broken = replace(order(2), papers=[*order(2).papers, lambda: 1 / 0])
    for work in (into_pdf(broken, tmp_path / "x.pdf"), into_folder(broken, tmp_path)):
        with pytest.raises(ZeroDivisionError):
            run(work)
    with pytest.raises(Trouble):
        run(into_folder(order(1), tmp_path / "gone"))
    assert list(tmp_path.iterdir()) == []


def test_a_print_job_takes_all_and_a_printer_that_takes_nothing_is_told(
    qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert run(onto_printer(order(3), printer)) == 3
    boxes = [page.mediabox for page in pypdf.PdfReader(tmp_path / "printed.pdf").pages]
    assert [box.width > box.height for box in boxes] == [False, True, False]
    monkeypatch.setattr("cmt_desk.ui.printing.targets.PrintJob.add_page", lambda *_: False)
    with pytest.raises(Refused):
        run(onto_printer(order(1), printer))


@pytest.mark.parametrize("words", [(3, 60, 20, 90), (150, 4, 40), (40,)])
def test_no_row_of_a_long_table_breaks_across_two_pages(qapp, words: tuple[int, ...]) -> None:
    """Each of the rows stands on one page, and none is lost."""
    lines = "".join(f"<tr><td>{n}</td><td>{'kata ' * words[n % len(words)]}</td></tr>" for n in range(70))
    style = "<style>td { padding: 4px 8px 4px 0; border-bottom: 1px solid #CBD3DA; }</style>"
    head = "<thead><tr><th>n</th><th>isi</th></tr></thead>"
    size = PageSetup().body(landscape=False).size()
    body = _Body(f"<html><head>{style}</head><body><table>{head}{lines}</table></body></html>", size, {})
    body.settle()
    (table,) = body._document.rootFrame().childFrames()
    assert isinstance(table, QTextTable) and body.count > 2
    for row in range(table.rows()):
        boxes = [
            body._layout.blockBoundingRect(table.cellAt(row, n).firstCursorPosition().block()) for n in (0, 1)
        ]
        top, bottom = min(box.top() for box in boxes), max(box.bottom() for box in boxes)
        assert top // size.height() == (bottom - 1) // size.height(), row
    assert [n for n in range(70) if f"\n{n}\n" not in body.text()] == []


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>{long}</td></tr>",
        "<thead><tr><th>{long}</th></tr></thead>",
        "<tr><td>{long}</td></tr>" * 3,
        "<tr><td rowspan='2'>{long}</td><td>a</td></tr><tr><td>{long}</td></tr>",
        "<tr><td><table><tr><td>{long}",
    ],
)
def test_a_row_longer_than_a_page_breaks_and_keeps_every_word(qapp, rows: str) -> None:
    text = rows.format(long="kata " * 3000)
    pages = Pages(paper("x", body=f"<table>{text}</table>"))
    assert pages.count > 1 and pages.text().count("kata") == text.count("kata")


def test_another_paper_size_lays_the_paper_out_again(qtbot, desk) -> None:
    dialog = PaperDialog(desk, paper("x", body=FULL * 2), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() in (dialog.save, dialog.print)
    dialog.setup.size_box.setCurrentIndex(dialog.setup.size_box.findData("F4"))
    dialog.setup.size_box.activated.emit(1)
    assert dialog.pages.setup == PageSetup("F4") == remembered()
    assert dialog.preview.pages is dialog.pages
    desk.banner.said.emit("done", "Tersimpan")
    assert dialog.said.text() == "Tersimpan"  # the window's banner lies behind it


# --- what is in front --------------------------------------------------------------------------------------


def test_each_tab_says_what_ctrl_p_prints(window) -> None:
    said = {}
    for n in range(window.tabs.count()):
        window.tabs.setCurrentIndex(n)
        said[window.tabs.tabText(n)] = window.front_paper().text
    assert said == {
        "Situasi": "Lembar Status Harian",
        "Peta Risiko": "Peta Risiko",
        "Kasus": "Formulir kasus",
        "Jadwal": "Jadwal kantor",
        "Protokol": "Daftar periksa",
        "Keberlangsungan": "Lembar Status Harian",
        "Lembar Status": "Lembar Status Harian",
    }
    window.go("office_cases", "")
    window.cases.show_view("calls")
    assert window.front_paper().text == "Kontak yang ditelepon"
    window.go("plan", "")
    assert window.front_paper().text == "Register keputusan"
    window.go("continuity", "log")
    assert window.front_paper().text == "Log krisis"
    window.go("schedule", "")
    window.schedule.show_country()
    assert window.front_paper().text == "Lembar Status Harian"


def test_the_map_is_printed_as_it_is_shown(qtbot, desk) -> None:
    tab = RiskMapTab(desk)
    qtbot.addWidget(tab)
    made = tab.paper()  # not looked at yet
    assert made is not None and made.landscape
    pages = Pages(made)
    assert pages.count == 1 and "29 November 2020" in pages.text()
    page = pypdf.PdfReader(io.BytesIO(as_pdf(pages))).pages[0]
    assert "123 kantor" in text_of_page(page) and not list(page.images)


# --- all papers of the day -------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot, desk) -> PapersDialog:
    risk_map = RiskMapTab(desk)
    qtbot.addWidget(risk_map)
    made = PapersDialog(desk, risk_map, None)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_a_meeting_takes_along_is_ticked_and_becomes_one_pdf(dialog, qtbot, tmp_path: Path) -> None:
    assert [one.key for one in dialog.tree.ticked()] == ["sheet", "week", "map", "register"]
    file = tmp_path / "rapat.pdf"
    dialog.save_pdf(file)
    qtbot.waitUntil(lambda: not dialog.work.running, timeout=20_000)
    pages = list(pypdf.PdfReader(file).pages)
    text = " ".join(text_of_page(page) for page in (pages[0], *pages[13:]))  # between them: its annexes
    for title in ("Lembar Status Harian", "Ringkasan mingguan", "Peta Risiko", "Register keputusan"):
        assert title in text
    assert dialog.said.text().startswith("rapat.pdf: ")


def test_an_issued_sheet_whose_pages_are_gone_leaves_the_other_papers(qtbot, desk) -> None:
    """It is the first of the list: what it is refused with is told, and the dialog stands."""
    made = Printed(b"%PDF-", 1, {"html": "", "annexes": ()})
    issue_sheet(desk.store, Scope(), desk.days.day, now=desk.now(), print_sheet=lambda _sheet: made)
    desk.store.db.execute("DROP TRIGGER issued_file_is_kept")
    desk.store.db.execute("DELETE FROM issued_file")
    risk_map = RiskMapTab(desk)
    qtbot.addWidget(risk_map)
    shown = PapersDialog(desk, risk_map, None)
    qtbot.addWidget(shown)
    shown.show()
    assert "cadangan" in shown.said.text()
    assert len(shown.tree._items) > 100


def test_a_group_is_ticked_as_far_as_the_search_shows_it(dialog, qtbot) -> None:
    dialog.search.setText("lembar kantor jakarta")
    group = next(top for name, top in dialog.tree._groups.items() if name == "Lembar kantor")
    dialog.tree.tick()
    group.setCheckState(0, Qt.CheckState.Checked)
    with qtbot.waitSignal(dialog.tree.ticks_changed):
        pass
    assert len(dialog.tree.ticked()) == 17 and all("Jakarta" in one.name for one in dialog.tree.ticked())
    assert group.checkState(0) is Qt.CheckState.PartiallyChecked
    assert dialog.told.text() == "17 kertas dicentang"


def test_enter_in_the_search_goes_to_what_it_found_and_saves_nothing(dialog, qtbot, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append("file") or ("", ""))
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "kantor setiabudi")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.tree.current_choice().key == "office/DKI-05" and dialog.tree.hasFocus()
    assert not asked
    dialog.search.setText("tidak ada")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible() and not asked


def test_cancelled_in_the_middle_no_file_is_written(dialog, tmp_path: Path, qtbot) -> None:
    offices = [one.key for _item, one in dialog.tree._items if one.key.startswith(("region/", "office/"))]
    assert len(offices) == 123 + 11
    dialog.tree.tick(*offices)
    dialog.save_pdf(tmp_path / "x.pdf")
    shares: list[float] = []
    dialog.work.progressed.connect(shares.append)
    qtbot.waitUntil(lambda: len(shares) > 2)
    dialog.cancel()
    assert "Dibatalkan" in dialog.said.text() and dialog.pdf.isEnabled()
    assert [file.name for file in tmp_path.iterdir()] == ["demo.desk"]
    dialog.save_folder(tmp_path / "gone")
    qtbot.waitUntil(lambda: not dialog.work.running)
    assert "gone" in dialog.said.text()


def test_every_kind_of_paper_of_the_list_can_be_made(dialog) -> None:
    """One of each group, laid out; none shows a person's name."""
    store, first = dialog._desk.store, {}
    for _item, one in dialog.tree._items:
        first.setdefault((one.group, one.key.partition("/")[0]), one)
    names = {e.name for e in store.people.all()}
    assert {kind for _group, kind in first} == {
        "sheet", "week", "region", "region-week", "office", "map", "moves", "register", "log", "calls",
        "form", "roster", "run", "blank",
    }  # fmt: skip
    for (_group, kind), one in first.items():
        pages = Pages(one.make())
        assert pages.count >= 1, kind
        if kind not in ("register", "log", "roster"):  # signers; people told their own days
            assert not [name for name in names if name in pages.text()], kind
