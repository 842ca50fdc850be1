"""The roster's papers. Golden pages: tests/golden/roster.{en,id}.html and slip.{en,id}.html.

GOLDEN=write pytest tests/reports/test_roster.py writes them anew; look at what changed first.
"""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.domain.branches import Branch, Zone
from cmt_desk.domain.caps import CapRule, office_cap
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.roster_settings import RosterSettings, Waves
from cmt_desk.domain.schedule import Cell, Problem, days_between
from cmt_desk.reports import roster, slip
from cmt_desk.reports.roster import RosterFacts, Told

GOLDEN = Path(__file__).parents[1] / "golden"
MONDAY = date(2020, 12, 7)
RULE = CapRule(
    "SE67", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {"ORANYE": 50, "MERAH": 25}
)
PEOPLE = [
    Employee("101", "Siti <b>Rahmawati</b>", "X", "PEL", team="A1"),
    Employee("102", "Agus Salim", "X", "KEU", team="A1"),
    Employee("103", "Budi Santoso", "X", "PEL", team="B1"),
    Employee("104", "Dewi Lestari", "X", "UM", team="B1", vulnerable=True),
]
FUNCTIONS = [
    BusinessFunction("PEL", "Pelayanan", "Service", True, 1),
    BusinessFunction("KEU", "Keuangan", "Finance", True, 1),
    BusinessFunction("UM", "Umum", "General affairs", False, 0),
]
LETTERS = {"101": "WWHWW..WLI--..", "102": "WHHHH..HHHHH..", "103": "HHWWH..WWHHH..", "104": "HHHHH..HHHHH.."}


def facts() -> RosterFacts:
    """Two weeks: orange, then red; one cell changed since it was told, the second week a draft."""
    days = days_between(MONDAY, MONDAY + timedelta(days=13))
    zones = {d: Zone.ORANGE if d < MONDAY + timedelta(days=7) else Zone.RED for d in days}
    cells = {
        (number, day): Cell(letter)
        for number, letters in LETTERS.items()
        for day, letter in zip(days, letters, strict=True)
        if letter != "-"
    }
    published = {key: cell for key, cell in cells.items() if key[1] < MONDAY + timedelta(days=7)}
    published["102", MONDAY] = Cell.HOME
    problem = Problem(
        "X", PEOPLE, days, frozenset(d for d in days if d.weekday() < 5),
        {d: office_cap(4, zones[d], RULE) for d in days}, FUNCTIONS,
        settings=RosterSettings(waves=Waves()),
    )  # fmt: skip
    branch = Branch("X-01", "Medan & Kota", "KC", "R", "A", "Medan", "Sumatera Utara", 0.0, 100.0, "WIB")
    return RosterFacts(
        "BPJS Ketenagakerjaan", branch, problem, cells, published, zones,
        [("A1", PEOPLE[:2]), ("B1", PEOPLE[2:])], Told(datetime(2020, 12, 4, 7, 5), "Kepala Kantor"),
        {("101", MONDAY): 1, ("102", MONDAY): 2},
    )  # fmt: skip


def compare(name: str, html: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(html, "utf-8", newline="\n")
    assert html == golden.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_papers_are_the_golden_ones(language: str) -> None:
    with i18n.speaking(language):
        compare(f"roster.{language}.html", roster.as_paper(facts()).html)
        compare(f"slip.{language}.html", slip.as_paper(facts(), PEOPLE[:1]).html)


def test_the_roster_says_what_is_over_the_cap_uncovered_and_not_told() -> None:
    """Red: one of four may come in. Two do on the second Monday, and finance is empty."""
    told = {foot.name: foot.days for foot in roster.feet(facts(), {f.code: f.name_id for f in FUNCTIONS})}
    assert told["Di kantor"][7] == ("2", True)
    assert told["Batas"][7] == ("1", False)
    assert told["Keuangan, minimal 1"][7] == ("0", True)
    assert told["Keuangan, minimal 1"][0] == ("1", False)
    assert "Diterbitkan 4 Des 2020 pukul 14.05 oleh Kepala Kantor" in roster.status_text(facts())
    assert "1 berubah sejak terbit" in roster.status_text(facts())
    assert len(roster.cap_lines(facts())) == 2


def test_a_slip_tells_only_its_own_person() -> None:
    paper = slip.as_paper(facts(), PEOPLE[1:2])
    assert "Agus Salim" in paper.html and "Budi" not in paper.html
    assert paper.file_name == "slip-102-2020-12-07.pdf"
    assert "WAO 10.00–10.30" in paper.html  # the later wave
    assert "1 hari di kantor" in paper.html


def test_all_slips_of_an_office_are_one_paper_two_on_a_page() -> None:
    paper = slip.as_paper(facts(), PEOPLE)
    assert [page.count('class="slip"') for page in (paper.html, *paper.annexes)] == [2, 2]


def test_names_are_never_markup() -> None:
    for paper in (roster.as_paper(facts()), slip.as_paper(facts(), PEOPLE)):
        assert "<b>Rahmawati" not in paper.html and "Medan &amp; Kota" in paper.html


def test_a_roster_told_as_it_stands_is_neither_draft_nor_changed() -> None:
    all_told = replace(facts(), published=facts().cells)
    assert {all_told.state(key) for key in all_told.cells} == {""}
    assert roster.status_text(all_told) == "Diterbitkan 4 Des 2020 pukul 14.05 oleh Kepala Kantor"
    far_east = replace(all_told, branch=replace(all_told.branch, time_zone="WIT"))
    assert "pukul 16.05" in roster.status_text(far_east)  # the office's own hour, as on the screen


def test_weeks_nobody_has_planned_are_named_and_not_drawn() -> None:
    """Two weeks of which the first was told: no draft, and no word that nothing is planned."""
    first_week = {key: cell for key, cell in facts().cells.items() if key[1] < MONDAY + timedelta(days=7)}
    told = replace(facts(), cells=first_week, published=first_week, told=None)
    assert roster.status_text(told) == "Sudah diterbitkan, belum disusun: 14 Des – 18 Des"
    paper, own = roster.as_paper(told), slip.as_paper(told, PEOPLE[:1])
    assert "7 Des – 13 Des 2020" in paper.title and "belum disusun: 14 Des" in paper.html
    assert ">7 Des<" in own.html and ">14 Des<" not in own.html
    nothing = replace(told, cells={}, published={})
    assert roster.status_text(nothing) == "Belum disusun" and len(nothing.of_planned_weeks().days) == 14
