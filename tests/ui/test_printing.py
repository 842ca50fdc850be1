"""From a sheet to paper: figures in the PDF, fonts inside, nothing clipped, nothing loaded from outside."""

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter

from cmt_desk import i18n
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.sheet_sections import Decided, Part, Sections, Silent
from cmt_desk.domain.sheets import DayFacts, Scope, status_sheet
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.reports.paper import Paper
from cmt_desk.reports.status_sheet import as_paper
from cmt_desk.store import Store, Trouble
from cmt_desk.ui import look
from cmt_desk.ui.printing import Pages, as_pdf, save_pdf, to_pdf, to_printer
from cmt_desk.ui.printing.pages import BODY, MM
from cmt_desk.ui.printing.targets import PdfBook
from cmt_desk.ui.printing.web_page import as_web_page
from cmt_desk.ui.risk_map import RiskMapTab
from tests.pdf_text import text_of_page

FIGURES = ("99 80,49 %", "24 19,51 %", "0 0,00 %", "282", "211", "71", "12", "59", "76", "LSH/261/122020")


@pytest.fixture(scope="module")
def read_demo(qapp, demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo desk, opened once for all tests here: none writes to it."""
    copy = shutil.copy(demo_file, tmp_path_factory.mktemp("demo") / "demo.desk")
    with Store.open(Path(copy)) as opened:
        yield opened


@pytest.fixture(scope="module")
def facts(read_demo: Store) -> DayFacts:
    return read_demo.sheets.facts(Scope(), DAY)


@pytest.fixture(scope="module")
def national(read_demo: Store) -> pypdf.PdfReader:
    """The country's sheet of the day in English, with its annexes, printed once."""
    with i18n.speaking("en"):
        return pypdf.PdfReader(io.BytesIO(as_pdf(Pages(as_paper(day_sheet(read_demo, Scope(), DAY))))))


def pages_of(facts: DayFacts) -> Pages:
    return Pages(as_paper(status_sheet(facts), prepared_by="Sekretariat", annexes=False))


def on_paper(body: str) -> Pages:
    return Pages(Paper(body, "title", "header", "footer", "file.pdf"))


def test_a_page_that_lies_on_its_side_is_printed_so(qapp, tmp_path: Path) -> None:
    """The roster's page: 297 × 210 mm, in the preview, the PDF and the printer."""
    lying = Pages(replace(on_paper("<p>roster</p>").paper, landscape=True))
    picture = lying.image(0, 1191)
    assert picture.width() / picture.height() == pytest.approx(297 / 210, abs=0.002)
    box = pypdf.PdfReader(io.BytesIO(as_pdf(lying))).pages[0].mediabox
    assert float(box.width) / float(box.height) == pytest.approx(297 / 210, abs=0.002)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert to_printer(lying, printer) == 1
    box = pypdf.PdfReader(tmp_path / "out.pdf").pages[0].mediabox
    assert box.width > box.height


def text_of(pdf: bytes, first: int = 0) -> str:
    """Of the first pages, or of all: reading a page costs more than printing it."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(text_of_page(page) for page in pages[: first or len(pages)]).split())


def count_pixels(image: QImage, colour: QColor) -> int:
    wanted = colour.rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def fits_the_width(pages: Pages) -> bool:
    """A table too wide would be cut at the margin; Qt rounds columns up, which adds less than half a mm."""
    return all(part._document.size().width() < BODY.width() + MM / 2 for part in pages._parts)


def test_the_pdf_of_the_demos_day_says_the_published_figures(read_demo: Store, tmp_path: Path) -> None:
    """Two pages with every section."""
    file = tmp_path / "sheet.pdf"
    assert to_pdf(as_paper(day_sheet(read_demo, Scope(), DAY), annexes=False), file) == 2
    said = text_of(file.read_bytes())
    for figure in FIGURES:
        assert figure in said
    assert pypdf.PdfReader(file).metadata.title.startswith("LSH/261/122020")


def test_every_page_says_which_of_how_many_in_the_papers_language(national: pypdf.PdfReader) -> None:
    """The two pages, and an annex for each regional office."""
    assert len(national.pages) == 2 + 11
    for n in (1, 2, 3, 13):
        said = text_of_page(national.pages[n - 1])
        assert f"Page {n} of 13" in said
        assert "LSH/261/122020 · draft · RESTRICTED" in said


def test_leaving_out_the_drawings_changes_no_text(national: pypdf.PdfReader) -> None:
    assert text_of_page(national.pages[0]) == national.pages[0].extract_text()


def test_fonts_are_inside_and_ours(national: pypdf.PdfReader) -> None:
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for page in national.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        assert "Roboto" in font["/BaseFont"]
        assert font["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()


def test_the_pdf_keeps_within_what_an_archive_takes(desk) -> None:
    """PDF/A-1b: RGB alone, no number above 32,767 (the map is drawn far beyond its page), no transparency."""
    risk_map = RiskMapTab(desk)
    made = risk_map.paper()
    assert made is not None
    content = as_pdf(Pages(made))
    risk_map.deleteLater()
    assert b"/OutputIntent" in content and b"/DeviceCMYK" not in content
    assert b'pdfaid:part="1" pdfaid:conformance="B"' in content
    page = pypdf.PdfReader(io.BytesIO(content)).pages[0]
    ink = page.get_contents().get_data().decode("latin-1")
    assert max(abs(float(n)) for n in re.findall(r"(?<![\w.])-?\d+\.?\d*(?=\s)", ink)) < 32_767
    states = [state.get_object() for state in page["/Resources"]["/ExtGState"].values()]
    assert {float(state.get(key, 1)) for state in states for key in ("/CA", "/ca")} == {1.0}


def test_the_same_sheet_prints_the_same_ink(facts: DayFacts) -> None:
    first, second = (pypdf.PdfReader(io.BytesIO(as_pdf(pages_of(facts)))) for _ in range(2))
    for one, other in zip(first.pages, second.pages, strict=True):
        assert one.get_contents().get_data() == other.get_contents().get_data()


def test_zone_marks_are_vectors_and_coloured(qapp) -> None:
    pages = on_paper('<p><img src="zone:MERAH" width="300" height="300"></p>')
    assert count_pixels(pages.image(0, 300), look.ZONE_COLOURS[Zone.RED]) > 200
    page = pypdf.PdfReader(io.BytesIO(as_pdf(pages))).pages[0]
    assert not list(page.images)


def test_no_file_named_in_data_is_ever_read(qapp, tmp_path: Path) -> None:
    """Images, backgrounds and style sheets: each would paint the page red if it were loaded."""
    red = QImage(400, 400, QImage.Format.Format_RGB32)
    red.fill(QColor("#FF0000"))
    picture, style = tmp_path / "red.png", tmp_path / "red.css"
    assert red.save(str(picture))
    style.write_text("body { background-color: #FF0000; } p { background-color: #FF0000; }")
    url = picture.as_uri()
    pages = on_paper(
        f'<html><head><link rel="stylesheet" href="{style.as_uri()}">'
        f'<style>p.b {{ background-image: url("{url}"); }}</style></head>'
        f'<body background="{url}"><p class="b">text</p><img src="{url}"><img src="{picture}">'
        f'<table background="{url}"><tr><td style="background-image: url({url})">cell</td></tr></table>'
        "</body></html>"
    )
    assert "cell" in pages.text()
    assert count_pixels(pages.image(0, 400), QColor("#FF0000")) == 0


@pytest.mark.parametrize("name", ['<img src="file:///etc/passwd">', "W" * 300, "Kota " * 60])
def test_markup_and_endless_names_leave_the_sheet_whole(facts: DayFacts, name: str) -> None:
    offices = [
        replace(o, branch=replace(o.branch, name=name, city=name), zone=Zone.RED, zone_before=Zone.GREEN)
        for o in facts.offices
    ]
    regions = [replace(r, short=name, name=name) for r in facts.regional_offices]
    wild = replace(facts, institution=name, offices=offices, regional_offices=regions)
    for scope, n in ((Scope(), 123), (Scope("regional", "DKI", name), 17), (Scope("branch", "X", name), 1)):
        pages = pages_of(replace(wild, scope=scope, offices=offices[:n]))
        assert fits_the_width(pages)
        assert name[:4] in text_of(as_pdf(pages), 1)


def test_a_thousand_offices_flow_over_pages_under_their_headings(facts: DayFacts) -> None:
    many = (list(facts.offices) * 9)[:1000]
    book = PdfBook("many")
    with i18n.speaking("en"):
        pages = pages_of(replace(facts, scope=Scope("regional", "ALL", "All"), offices=many))
        for n in (2, 9):
            book.add_page(pages, n)
    assert pages.count > 15
    for page in pypdf.PdfReader(io.BytesIO(book.close())).pages:
        assert "WFH/WAO attendance" in text_of_page(page)
    assert fits_the_width(pages)


def stays_whole(pages: Pages) -> bool:
    """No section lies over another, none leaves its page at the side; a margin between two may be shared."""
    for part in pages._parts:
        boxes = [part._layout.frameBoundingRect(f) for f in part._document.rootFrame().childFrames()]
        if any(box.bottom() > after.top() + 20 for box, after in pairwise(boxes)):
            return False
    return fits_the_width(pages)


@pytest.mark.parametrize("words", ["Situasi di semua kantor. " * 200, "W" * 5000, "W\n" * 99])
def test_a_summary_of_five_thousand_letters_flows_on(facts: DayFacts, words: str) -> None:
    sheet = status_sheet(facts, sections=Sections(texts={Part.SUMMARY: words, Part.LIMITS: words}))
    pages = Pages(as_paper(sheet, annexes=False))
    assert stays_whole(pages)
    assert 2 < pages.count < 12
    said = text_of(as_pdf(pages))
    assert said.count(words[0]) >= 2 * words.count(words[0])
    assert "Disetujui oleh: Ketua CMT" in said


@pytest.mark.parametrize("count", [0, 1000])
def test_no_offices_and_a_thousand_leave_the_countrys_sheet_whole(facts: DayFacts, count: int) -> None:
    offices = [
        replace(o, branch=replace(o.branch, code=f"X-{n}", name=f"Kantor {n}"), zone=None)
        for n, o in enumerate((list(facts.offices) * 9)[:count])
    ]
    sheet = status_sheet(replace(facts, offices=offices), sections=Sections(
        silent=[Silent(o.branch.code, None) for o in offices]
    ))  # fmt: skip
    pages = Pages(as_paper(sheet))
    assert stays_whole(pages)
    said = pages.text()
    assert ("Kantor 999" in said) is (count == 1000)
    assert "Belum melapor: 1.000 kantor" in said or count == 0
    assert not pages.image(pages.count - 1, 200).isNull()


def test_a_day_before_the_first_data_says_so_in_every_section(store: Store, qapp) -> None:
    pages = Pages(as_paper(day_sheet(store, Scope(), date(2019, 1, 1)), annexes=False))
    assert stays_whole(pages)
    said = pages.text()
    assert "Belum ada karyawan yang dicatat di sini." in said
    assert "Belum ada buletin zona pada atau sebelum hari ini." in said
    assert said.count("Belum ada data.") >= 3  # strategies, losses, supplies
    assert "Belum melapor: 123 kantor" in said


@pytest.mark.parametrize(
    "what", ["logo:", "logo:x.png", "map:", "map:a,b;1,;;", "curve:x/1", "qr:", "use:", "light:X"]
)
def test_a_drawing_that_is_missing_or_wrong_leaves_the_page_whole(qapp, what: str) -> None:
    pages = on_paper(f'<p>before <img src="{what}" width="90" height="90"> after</p>')
    assert count_pixels(pages.image(0, 300), QColor("#FF0000")) == 0
    assert "after" in text_of(as_pdf(pages))


def test_grey_print_tells_the_zones_apart(qapp) -> None:
    """A circle, a triangle, a diamond and a square, each with its letter."""
    shapes = set[bytes]()
    for zone in Zone:
        image = on_paper(f'<p><img src="zone:{zone.value}" width="300" height="300"></p>').image(0, 200)
        grey = image.convertToFormat(QImage.Format.Format_Mono)
        shapes.add(bytes(grey.constBits()))
    assert len(shapes) == 4


def test_grey_print_tells_the_parts_of_the_zones_bar_apart(qapp) -> None:
    """Orange and green are nearly one grey: hatching tells them apart, also where no letter has room."""
    image = on_paper('<p><img src="bar:20/0/20/0/0" width="600" height="60"></p>').image(0, 1191)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [0, 0]  # dots of ink in the left and the right half, beside the letters
    for half, left in enumerate((130, 430)):
        for x in range(left, left + 60):
            dark[half] += sum(grey.pixelColor(x, y).value() < 60 for y in range(115, 145))
    assert dark[0] == 0 < dark[1]


def test_the_web_page_needs_nothing_from_outside(read_demo: Store) -> None:
    evil = '<img src="http://evil.example/x"><script>x</script>'
    sheet = day_sheet(read_demo, Scope(), DAY)
    office = replace(sheet.facts.offices[0], branch=replace(sheet.facts.offices[0].branch, name=evil))
    facts = replace(sheet.facts, offices=[office, *sheet.facts.offices[1:]], institution=evil)
    page = as_web_page(as_paper(replace(sheet, facts=facts)))
    assert "default-src 'none'" in page
    assert page.count("<section>") == 12
    assert '[align="right"] { text-align: right; }' in page  # the paper's own style would win in a browser
    assert "<img" not in page
    assert not re.search(r"url\((?!#d\d+-)", page)
    shown = re.findall(r'<use href="#(d\d+)"/>', page)
    drawn = re.findall(r'<symbol id="(d\d+)"', page)
    assert set(shown) == set(drawn) and len(drawn) == len(set(drawn))  # each once
    assert len(shown) > 5 * len(drawn)
    assert len(page) < 400_000
    for inside in re.findall(r"<symbol.*?</symbol>", page, re.DOTALL):
        ElementTree.fromstring(inside)  # a browser is less strict
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))  # a clip of one drawing is not another's
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)
    assert "<script" not in page
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert "evil" in styles[-1] and "evil.example" not in styles[-1]  # a margin names the institution
    assert 'content: "Halaman\\20 " counter(page) "\\20 dari\\20 " counter(pages)' in styles[-1]
    assert "px" not in page.replace("1px solid", "")
    assert "80,49 %" in page


def test_a_branch_fits_one_page_and_every_region_two(read_demo: Store) -> None:
    """Whole days with every section, as they are issued."""
    scopes = [Scope("regional", r.code, r.name) for r in read_demo.branches.regional_offices()]
    scopes += [Scope("branch", b.code, b.name) for b in read_demo.branches.all()[::12]]
    for scope in scopes:
        pages = Pages(as_paper(day_sheet(read_demo, scope, DAY)))
        assert pages.count == (2 if scope.kind == "regional" else 1), scope


def test_a_day_of_decisions_keeps_the_signatures_on_the_second_page(read_demo: Store) -> None:
    """Each decision takes one line, and what was done, is planned and is overdue give theirs."""
    title = "BC Plan tingkat 3 di seluruh kantor wilayah, mulai 3 Des " * 4
    one = Decided(
        datetime(2020, 12, 2, 10), True, title, "Ditetapkan", "B/11868/102020", "Ratna Puspita " * 9
    )
    sheet = day_sheet(read_demo, Scope(), DAY)
    for count in (1, 4, 7):
        decided = replace(sheet, sections=replace(sheet.sections, decided=[one] * count))
        pages = Pages(as_paper(decided, annexes=False))
        assert pages.count == 2 and pages.text().count("B/11868") == min(count, 4)
    office = day_sheet(read_demo, Scope("branch", "DKI-05", "Jakarta Setiabudi"), DAY)
    office = replace(office, sections=replace(office.sections, decided=[one] * 4))
    pages = Pages(as_paper(office, code="3DXT Q4SM JHFA AAAG 975H SS5B WJ8B"))
    assert pages.count == 1 and "CMT/ECMT 4" in pages.text()


def test_nobody_signs_a_page_that_says_nothing(read_demo: Store) -> None:
    """Where the list of silent offices does not fit, the signatures move with the quality of the data."""
    sheet = day_sheet(read_demo, Scope(), DAY)
    silent = [Silent(o.branch.code, date(2020, 11, 27)) for o in sheet.facts.offices[:40]]
    made = as_pdf(
        Pages(as_paper(replace(sheet, sections=replace(sheet.sections, silent=silent)), annexes=False))
    )
    pages = [text_of_page(page) for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert len(pages) == 3
    assert [("Mutu data" in text, "Disusun oleh" in text.split("Mutu data")[-1]) for text in pages[1:]] == [
        (False, False), (True, True),
    ]  # fmt: skip


def test_an_empty_desk_prints_too(store: Store, qapp) -> None:
    pages = pages_of(store.sheets.facts(Scope(), DAY))
    assert 1 <= pages.count <= 2
    assert "LSH/337/122020" in text_of(as_pdf(pages))


def test_a_file_that_cannot_be_written_is_trouble_and_leaves_nothing(facts: DayFacts, tmp_path: Path) -> None:
    pages = pages_of(facts)
    with pytest.raises(Trouble):
        save_pdf(pages, tmp_path / "nowhere" / "sheet.pdf")
    folder = tmp_path / "sheet.pdf"
    folder.mkdir()
    with pytest.raises(Trouble):
        save_pdf(pages, folder)
    assert not list(tmp_path.glob("*.part"))


def test_a_printer_that_jams_has_its_job_taken_back(facts: DayFacts, tmp_path: Path) -> None:
    class Jammed(QPrinter):
        aborted = False

        def newPage(self) -> bool:
            return False

        def abort(self) -> bool:
            self.aborted = True
            return super().abort()

    printer = Jammed()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert to_printer(pages_of(facts), printer) == 0
    assert printer.aborted


def test_the_printer_prints_the_pages_asked_for(facts: DayFacts, tmp_path: Path) -> None:
    """A printer that prints into a file: the same way a paper one is driven."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    assert to_printer(pages_of(facts), printer) == 1
    printed = pypdf.PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == 1
    assert "DKI Jakarta" in text_of_page(printed.pages[0])
