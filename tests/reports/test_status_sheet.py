"""The sheet's words and figures. Golden pages: tests/golden/status_sheet.{en,id}.html.

After a wanted change of the page or of a translation write them anew, and read the difference:
    GOLDEN=write python -m pytest tests/reports/test_status_sheet.py
"""

import io
import os
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cmt_desk import i18n
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.sheet_sections import Part, Sections, Silent
from cmt_desk.domain.sheets import DayFacts, Scope, Stamp, status_sheet
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.reports.sheet_code import qr_text
from cmt_desk.reports.sheet_table import as_xlsx, office_table
from cmt_desk.reports.sheet_text import as_text
from cmt_desk.reports.status_sheet import as_html, as_paper
from cmt_desk.reports.summary import summary
from cmt_desk.store import Store

GOLDEN = Path(__file__).parents[1] / "golden"


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._style = False

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag):
        self._style = False

    def handle_data(self, data):
        if data.strip() and not self._style:
            self.found.append(" ".join(data.split()))


def read(html: str) -> _Words:
    words = _Words()
    words.feed(html)
    return words


def text(html: str) -> str:
    return " | ".join(read(html).found).replace("\u200b", "")


def sheet_of(facts: DayFacts) -> str:
    return as_html(status_sheet(facts), prepared_by="Sekretariat CMT")


@pytest.fixture
def facts(demo: Store) -> DayFacts:
    return demo.sheets.facts(Scope(), DAY)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_demos_sheet_is_the_golden_one(demo: Store, language: str) -> None:
    """Sections A to L as they would be issued; the journal's letters are another matter each time."""
    with i18n.speaking(language):
        sheet = day_sheet(demo, Scope(), DAY)
        stamp = Stamp(sheet.number, 1, datetime(2020, 12, 2, 16, 40), "Sekretariat", "", "0" * 64, "0" * 64)
        paper = as_paper(replace(sheet, stamp=stamp), prepared_by="Sekretariat CMT")
    html = "\n".join((paper.html, paper.annexes[0]))
    golden = GOLDEN / f"status_sheet.{language}.html"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(html, "utf-8", newline="\n")
    assert html == golden.read_text("utf-8")
    assert len(paper.annexes) == 11


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_section_stands_on_the_sheet_in_its_language(demo: Store, language: str) -> None:
    with i18n.speaking(language):
        said = text(as_html(day_sheet(demo, Scope(), DAY)))
        other = "No data yet" if language == "en" else "Belum ada data"
    for letter in "BCDEFGHIJKL":  # A is the head
        assert re.search(rf"\| {letter} · \w", said), letter
    assert other not in said  # the demo has something to say in each


def test_the_published_day_stands_on_the_sheet(facts: DayFacts) -> None:
    with i18n.speaking("en"):
        said = text(sheet_of(facts))
    for line in (
        "| Green | No cases / not affected | 0 | 0.00 % |",
        "| Yellow | Low risk | 0 | 0.00 % |",
        "| Orange | Medium risk | 99 | 80.49 % |",
        "| Red | High risk | 24 | 19.51 % |",
        "| Cumulative positive | 282 |",
        "| Recovered | 211 |",
        "| Under care | 71 |",
        "| Hospital | 12 |",
        "| Self-isolation | 59 |",
        "| Exposed work units | 76 |",
        "| Runs of 24 protocols: running / finished |",
        "LSH/261/122020",
        "Level 2 (Wide), day 261",
        "illustrative, not published",
    ):
        assert line in said


def test_indonesian_percent_has_a_comma(facts: DayFacts) -> None:
    said = text(sheet_of(facts))
    assert "80,49 %" in said
    assert "19,51 %" in said


def test_the_summary_tells_the_day_in_five_sentences(facts: DayFacts) -> None:
    with i18n.speaking("en"):
        zones, cases, attendance, protocols, trust = summary(status_sheet(facts))
    assert zones.startswith(
        "Of 123 offices, 24 lie in a red zone (19.51 %) and 99 in an orange one (80.49 %)."
    )
    change = i18n.signed(71 - facts.cases_before.active)
    assert cases.startswith(
        f"Under care: 71 ({change} since yesterday), 12 in hospital, 59 isolating at home"
    )
    assert attendance.endswith("no office is over its cap.")
    assert "overdue steps" in protocols
    assert trust == "The zones are those of 29 November 2020, 3 days old. All cross-checks passed."


def test_an_office_over_its_cap_is_named_and_its_check_fails(facts: DayFacts) -> None:
    crowded = replace(facts.offices[0], in_office=facts.offices[0].cap.people + 5)
    with i18n.speaking("en"):
        sheet = status_sheet(replace(facts, offices=[crowded, *facts.offices[1:]]))
        said = text(as_html(sheet))
        assert f"over the cap: {crowded.branch.name}." in summary(sheet)[2]
    assert "1 of 5 cross-checks failed" in said
    assert "People planned above the cap: 5 ≠ 0 | FAILED" in said


def test_offices_without_a_roster_are_not_counted_as_empty(facts: DayFacts) -> None:
    silent = replace(facts, offices=[replace(o, in_office=None) for o in facts.offices])
    half = replace(facts, offices=[*silent.offices[:23], *facts.offices[23:]])
    with i18n.speaking("en"):
        assert "No roster is planned for this day" in summary(status_sheet(silent))[2]
        assert "without a roster and not counted: 23 offices" in summary(status_sheet(half))[2]
        assert "| without a roster: 23 offices |" in text(sheet_of(half))


def test_an_old_bulletin_is_called_too_old(facts: DayFacts) -> None:
    assert facts.bulletin
    old = replace(facts, bulletin=replace(facts.bulletin, day=date(2020, 11, 15), illustrative=False))
    with i18n.speaking("en"):
        said = text(sheet_of(old))
    assert "17 days old" in said
    assert "| too old |" in said
    assert "obtain a newer bulletin" in said
    assert "illustrative" not in said


def test_at_most_twelve_moves_of_a_kind_are_listed_and_the_rest_counted(facts: DayFacts) -> None:
    moved = [replace(o, zone=Zone.RED, zone_before=Zone.ORANGE) for o in facts.offices[:40]]
    with i18n.speaking("en"):
        html = sheet_of(replace(facts, offices=moved))
    assert html.count('src="mark:to"') == 12
    assert "and 28 more" in text(html)


def test_a_day_before_all_data_says_so_section_by_section(store: Store) -> None:
    with i18n.speaking("en"):
        said = text(sheet_of(store.sheets.facts(Scope(), date(2019, 1, 1))))
    for line in (
        "No zone bulletin is known",
        "No bulletin to compare.",
        "No employees are recorded here yet.",
        "No zone bulletin on or before this day.",
        "No rule limits the offices",
        "Not activated",
    ):
        assert line in said


def test_no_offices_at_all_leave_a_whole_sheet(facts: DayFacts) -> None:
    with i18n.speaking("en"):
        said = text(sheet_of(replace(facts, offices=[], regional_offices=[])))
    assert "No offices are recorded here yet." in said
    assert "Approved by: Chair of the CMT" in said


def test_names_stay_text_and_long_words_can_break(facts: DayFacts) -> None:
    evil = '<img src="file:///etc/passwd"><script>x</script>'
    office = facts.offices[0]
    named = replace(office, branch=replace(office.branch, name=evil), zone=Zone.RED, zone_before=Zone.GREEN)
    html = sheet_of(replace(facts, institution="W" * 500, offices=[named, *facts.offices[1:]]))
    sources = [attrs["src"] or "" for tag, attrs in read(html).tags if tag == "img"]
    assert sources
    assert all(
        source.partition(":")[0] in ("zone", "mark", "bar", "map", "use", "qr", "curve") for source in sources
    )
    assert not any(tag == "script" for tag, _ in read(html).tags)
    assert "&lt;img src=" in html
    assert not re.search(r"W{17}", html)


def test_a_branch_sheet_tells_its_own_zone_cap_and_people(demo: Store) -> None:
    scope = demo.sheets.scope("BNP-05")
    assert scope
    with i18n.speaking("en"):
        paper = as_paper(status_sheet(demo.sheets.facts(scope, DAY)))
    said = text(paper.html)
    assert paper.file_name == "LSH-261-122020-BNP-05.pdf"
    assert "Branch Papua Jayapura (BNP-05)" in said
    assert "2 Dec 2020 16:00 WIT" in said
    assert re.search(r"\| Papua Jayapura \| (Orange|Red) \| \d+ \| (50|25) % \|", said)
    assert "Zones of the offices" not in said


def test_an_office_whose_service_stands_still_says_so_on_its_own_sheet(demo: Store) -> None:
    said = {}
    for code in ("JTM-03", "JTM-06", "JTM"):
        scope = demo.sheets.scope(code)
        assert scope
        said[code] = text(as_html(day_sheet(demo, scope, DAY)))
    for code in ("JTM-03", "JTM"):
        assert "Pelayanan | : Terganggu, masih dalam RTO (Surabaya Rungkut)" in said[code]
        assert "sisa RTO" in said[code]
    assert "Pelayanan | : Berjalan normal" in said["JTM-06"]
    for letter in "FGHJKL":
        assert all(re.search(rf"\| {letter} · \w", words) for words in said.values()), letter
    assert all("Klaim masuk |" in words and "dari 123" not in words for words in said.values())


def test_a_regional_sheet_lists_its_offices(demo: Store) -> None:
    scope = demo.sheets.scope("DKI")
    assert scope
    facts = demo.sheets.facts(scope, DAY)
    with i18n.speaking("en"):
        said = text(sheet_of(facts))
    assert len(facts.offices) == 17
    for office in facts.offices:
        zone = "Red" if office.zone is Zone.RED else "Orange"
        assert f"| {office.branch.name} | {zone} |" in said


def test_an_issued_sheet_says_when(facts: DayFacts) -> None:
    with i18n.speaking("en"):
        sheet = status_sheet(facts)
        stamp = Stamp(
            sheet.number, 1, datetime(2020, 12, 2, 16, 40), "Sekretariat CMT", "", "a" * 64, "b" * 64
        )
        issued = as_html(replace(sheet, stamp=stamp))
    assert "Issued 2 Dec 2020 16:40 WIB" in text(issued)
    assert "Draft" not in text(issued)


def test_words_that_people_wrote_are_text_and_say_that_they_were_edited(facts: DayFacts) -> None:
    words = {Part.SUMMARY: "Satu <b>baris</b>.\n\nDua & tiga.", Part.REQUESTS: "500 masker"}
    sheet = status_sheet(facts, sections=Sections(texts=words))
    html = as_html(sheet)
    said = text(html)
    assert "| B · Ringkasan situasi (disunting) | Satu <b>baris</b>. | Dua & tiga. |" in said
    assert "| Permintaan bantuan (disunting) | 500 masker |" in said
    assert "<b>baris" not in html
    assert "Perkiraan 7 hari (disunting)" not in said


def test_who_did_not_report_is_named_with_the_last_day(facts: DayFacts) -> None:
    first = facts.offices[0].branch
    silent = [Silent(first.code, date(2020, 11, 27)), Silent("BNP-05", None)]
    with i18n.speaking("en"):
        said = text(as_html(status_sheet(facts, sections=Sections(silent=silent))))
    assert "Not reporting: 2 offices" in said
    assert "for 3 days or more: 2" in said
    assert f"{first.name} (27 Nov 2020); Papua Jayapura (never)" in said


def test_an_office_that_did_not_report_says_it_of_itself(facts: DayFacts) -> None:
    office = facts.offices[0]
    scope = Scope("branch", office.branch.code, office.branch.name)
    silent = Sections(silent=[Silent(office.branch.code, date(2020, 11, 30))])
    said = text(as_html(status_sheet(replace(facts, scope=scope, offices=[office]), sections=silent)))
    assert "Kantor ini belum melapor | – Bali Denpasar (30 Nov 2020)" in said
    assert "1 kantor, " not in said


def test_the_qr_code_says_number_figures_and_hash_in_its_closest_alphabet(facts: DayFacts) -> None:
    sheet = status_sheet(facts)
    stamp = Stamp(sheet.number, 2, datetime(2020, 12, 2, 16, 40), "x", "why", "a" * 64, "c0ffee" + "0" * 58)
    said = qr_text(replace(sheet, stamp=stamp))
    assert said.startswith(
        "LSH/261/122020 V2 2020-12-02 POS:282/211/71/0 CARE:12/59/0 ZONE:0/0/99/24/0 UNIT:76"
    )
    assert said.endswith("SHA:C0FFEE0000000000")
    assert re.fullmatch(r"[0-9A-Z $%*+./:-]+", said)


def test_a_short_message_stays_short_whatever_the_names(facts: DayFacts) -> None:
    long = replace(facts, institution="W" * 900, scope=Scope("regional", "X", "Kota " * 300))
    said = as_text(status_sheet(long))
    assert len(said) <= 1024
    assert "282" in said
    assert "*Lembar Status Harian 2 Desember 2020*" in as_text(status_sheet(facts))


def test_a_table_file_holds_numbers_and_no_formula(facts: DayFacts) -> None:
    evil = replace(facts.offices[0], branch=replace(facts.offices[0].branch, name='=HYPERLINK("http://x")'))
    made = as_xlsx(status_sheet(replace(facts, offices=[evil, *facts.offices[1:]])), {})
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        leaves = [book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2)]
        words = book.read("xl/sharedStrings.xml").decode()
    assert "<v>282</v>" in leaves[0]
    assert not any("<f>" in leaf or "<hyperlink" in leaf for leaf in leaves)
    assert "=HYPERLINK" in words


def test_a_day_is_a_day_in_the_table_file(facts: DayFacts) -> None:
    """Sheets of many days are laid one under another: a day in words could not be sorted."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(status_sheet(facts), {})))
    cells = {row[0]: row[2] for row in book.get_sheet_by_index(0).to_python()}
    assert (cells["day"], cells["bulletin"]) == (date(2020, 12, 2), date(2020, 11, 29))
    assert isinstance(cells["cases.cumulative"], float)


def test_what_an_office_did_not_tell_is_empty_in_the_table_file(facts: DayFacts) -> None:
    silent = replace(facts.offices[0], in_office=None)
    rows = office_table(status_sheet(replace(facts, offices=[silent, facts.offices[1]])))
    wao = rows[0].index("WAO")
    assert rows[1][wao] is None
    assert isinstance(rows[2][wao], int)
