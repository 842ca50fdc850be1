"""Papers without a test of their own. Golden pages: tests/golden/NAME.{en,id}.html, GOLDEN=write anew."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.domain.cases import CarePlace, Case, Spell, Status
from cmt_desk.domain.contacts import Call, Contact, ContactKind
from cmt_desk.domain.people import Employee
from cmt_desk.domain.sheets import DayFacts, Scope, Stamp
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.paths import RESOURCES
from cmt_desk.reports import case_form, follow_up_list, map_page, moves, weekly
from cmt_desk.reports.paper import Paper
from cmt_desk.reports.status_sheet import as_paper
from cmt_desk.store import Store
from cmt_desk.ui.papers.week import week_facts
from cmt_desk.ui.sheet_paper import code_for

GOLDEN = Path(__file__).parents[1] / "golden"
OURS = "BPJS Ketenagakerjaan"
PERSON = Employee("100047", "Yuli <b>Salim</b>", "DKI-05", "PELAYANAN", "Penata Pelayanan")
CONTACT = Contact(
    "k1", "c1", "100048", "Agus Hutapea", ContactKind.NEAR, date(2020, 11, 28), date(2020, 11, 29), "0811-1"
)
CASE = Case(
    "c1", PERSON.number, "DKI-05",
    [
        Spell(Status.SUSPECT, date(2020, 11, 27), 1),
        Spell(Status.CONFIRMED_SYMPTOMS, date(2020, 11, 29), 2, "PCR"),
    ],
    [Spell(CarePlace.HOME, date(2020, 11, 27), 1)], onset=date(2020, 11, 26),
)  # fmt: skip
FACTS = case_form.CaseFacts(CASE, PERSON, "Jakarta Setiabudi", [CONTACT], "9 Desember 2020", revealed=False)
CALL = follow_up_list.CallLine(
    "A.. H...", "100048", "", Call(CONTACT, 4, 14, 1, date(2020, 12, 12)), "100047", "Jakarta Setiabudi"
)
PAPERS: dict[str, Callable[[], Paper]] = {
    "case_form": lambda: case_form.as_paper(FACTS, OURS, DAY),
    "case_form_empty": lambda: case_form.as_paper(None, OURS, DAY),
    "release_letter": lambda: case_form.letter(replace(FACTS, revealed=True), OURS, DAY, "KMK 413/2020"),
    "follow_up_list": lambda: follow_up_list.as_paper([CALL], OURS, DAY, masked=True),
    "map": lambda: map_page.as_paper(OURS, DAY, "Buletin 29 Nov", ["Ilustrasi"], print),
}


def compare(name: str, language: str, paper: Paper) -> None:
    golden = GOLDEN / f"{name}.{language}.html"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(paper.html, "utf-8", newline="\n")
    assert paper.html == golden.read_text("utf-8")


def test_every_paper_has_golden_pages_in_each_language():
    pieces = {"pieces", "web_page"}  # of papers
    papers = {file.stem for file in (RESOURCES / "templates").glob("*.html")} - pieces
    golden = {file.name for file in GOLDEN.iterdir()}
    assert {f"{name}.{language}.html" for name in papers for language in i18n.LANGUAGES} <= golden


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_are_the_golden_ones(name: str, language: str):
    with i18n.speaking(language):
        paper = PAPERS[name]()
    assert "<b>Salim" not in paper.html
    compare(name, language, paper)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_weeks_of_the_demo_are_the_golden_ones(demo: Store, language: str):
    """From the country's 44 under care to 71, and the offices that moved, in the country and in a region."""
    with i18n.speaking(language):
        facts = week_facts(demo, Scope(), DAY)
        compare("weekly", language, weekly.as_paper(facts))
        region = Scope("regional", "DKI", "DKI Jakarta")
        compare("weekly_region", language, weekly.as_paper(week_facts(demo, region, DAY)))
        now, then = facts.last, facts.before
        compare("moves", language, moves.as_paper(moved(demo, now, then)))
    assert (then.cases.active, now.cases.active) == (44, 71)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_sheets_of_a_region_and_of_an_office_are_the_golden_ones(demo: Store, language: str):
    """As they would be issued; the office's carries the typed code, in letters and in its QR."""
    for name, scope in (
        ("status_sheet_region", Scope("regional", "BTN", "Banten")),
        ("status_sheet_office", Scope("branch", "DKI-05", "Jakarta Setiabudi")),
    ):
        with i18n.speaking(language):
            sheet = day_sheet(demo, scope, DAY)
            stamp = Stamp(
                sheet.number, 1, datetime(2020, 12, 2, 16, 40), "Sekretariat", "", "0" * 64, "0" * 64
            )
            code = code_for(demo, scope, DAY)
            paper = as_paper(replace(sheet, stamp=stamp), prepared_by="Sekretariat CMT", code=code)
        assert not code or paper.html.count(code) == 2
        compare(name, language, paper)


def moved(store: Store, now: DayFacts, then: DayFacts) -> moves.MovesFacts:
    assert now.bulletin and then.bulletin
    regional = {r.code: r.name for r in store.branches.regional_offices()}
    return moves.MovesFacts(
        now.institution, DAY, now.bulletin, then.bulletin, now.moved, 123, 123, regional
    )  # fmt: skip


def test_a_week_counts_from_the_day_before_it(demo: Store):
    facts = week_facts(demo, Scope(), DAY)
    assert [day.day for day in (facts.before, facts.days[1], facts.last)] == [
        date(2020, 11, 25), date(2020, 11, 26), DAY,
    ]  # fmt: skip
    new = sum(day.cases.new for day in facts.days[1:])
    assert facts.last.cases.cumulative - facts.before.cases.cumulative == new
    text = weekly.as_paper(facts).html
    assert f"{i18n.number(new)} kasus konfirmasi baru" in text
    assert "18 kantor pindah zona: 7 mendekati merah, 11 mendekati hijau" in text


def test_a_day_off_has_no_attendance_and_never_zero(demo: Store):
    facts = week_facts(demo, Scope(), DAY)
    saturday = next(n for n, day in enumerate(facts.days[1:]) if day.day.weekday() == 5)
    inside = weekly._work(facts)[0]
    assert inside.values[saturday] == inside.values[saturday + 1] == "–"
    assert "0" not in inside.values


def test_a_week_before_the_first_data_is_whole(store: Store):
    paper = weekly.as_paper(week_facts(store, Scope(), date(2019, 3, 3)))
    assert "0 kasus konfirmasi baru" in paper.html and paper.file_name.endswith("2019-03-03.pdf")
