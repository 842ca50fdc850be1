"""What the sheet tells beside the day's figures, against the plain rules and the rows it comes from."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cmt_desk.domain.cases import Status
from cmt_desk.domain.clocks import release
from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.functions import Light
from cmt_desk.domain.losses import Loss, LossKind
from cmt_desk.domain.sheet_sections import Ending, Sections
from cmt_desk.domain.sheets import Scope, crew, cross_checks
from cmt_desk.operations.attendance import record_attendance
from cmt_desk.operations.decisions import correct, decide, propose, sign_new
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.losses import record_loss
from cmt_desk.operations.office_reports import office_code, take_code
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.operations.signing import Signer
from cmt_desk.reports.sheet_lines import paper_text
from cmt_desk.store import Store


def test_who_is_free_again_is_what_the_clock_of_each_case_says(demo: Store) -> None:
    rules = demo.cases.clock_rules()
    isolated, quarantined, over = Counter[date](), Counter[date](), 0
    for case in (c for c in demo.cases.all() if c.is_open(DAY)):
        clock = release(case, rules, DAY)
        if clock is None or clock.free_on is None:
            continue
        if clock.free_on <= DAY:
            over += 1
        elif case.status(DAY) in (Status.CLOSE_CONTACT, Status.TRAVELLER):
            quarantined[clock.free_on] += 1
        else:
            isolated[clock.free_on] += 1
    sections = demo.sections.of(demo.sheets.facts(Scope(), DAY))
    assert sections.overstayed == over
    assert {e.day: e.isolation for e in sections.endings if e.isolation} == isolated
    assert {e.day: e.quarantine for e in sections.endings if e.quarantine} == quarantined
    assert isolated and quarantined  # or the test compares nothing with nothing


def test_an_attendance_list_counts_before_the_roster(demo: Store) -> None:
    office = demo.branches.all()[0].code
    people = [e.number for e in demo.people.of_branch(office)]
    before = demo.sections.of(demo.sheets.facts(Scope(), DAY)).attendance
    assert not before[office].recorded
    record_attendance(demo, office, DAY, people[:3], on=DAY)
    after = demo.sections.of(demo.sheets.facts(Scope(), DAY)).attendance
    assert after[office].recorded
    assert after[office].wao == 3
    assert after[office].people == before[office].people == len(people)
    assert {c: a for c, a in after.items() if c != office} == {c: a for c, a in before.items() if c != office}


def test_the_checks_see_people_nobody_has_placed(demo: Store) -> None:
    """One employee whose week is not in the roster: attendance no longer adds up."""
    facts = demo.sheets.facts(Scope(), DAY)
    assert all(check.passed for check in cross_checks(facts, demo.sections.of(facts)))
    with demo.operation("test", "test"):
        demo.db.execute(
            "DELETE FROM roster_week WHERE monday = '2020-11-30' AND employee = (SELECT min(employee)"
            " FROM roster_week WHERE substr(cells, 3, 1) = 'H' AND monday = '2020-11-30')"
        )
    facts = demo.sheets.facts(Scope(), DAY)
    failed = [c for c in cross_checks(facts, demo.sections.of(facts)) if not c.passed]
    assert [(c.code, c.left, c.right) for c in failed] == [("ATTENDANCE", 5999, 6000)]


def test_regions_tell_their_part_of_what_the_country_tells(demo: Store) -> None:
    country = demo.sections.of(demo.sheets.facts(Scope(), DAY))
    parts = [
        demo.sections.of(demo.sheets.facts(Scope("regional", r.code, r.name), DAY))
        for r in demo.branches.regional_offices()[:4]
    ]
    codes = {code for part in parts for code in part.attendance}
    for name in ("attendance", "by_branch"):
        told = {code: what for part in parts for code, what in getattr(part, name).items()}
        assert told == {code: what for code, what in getattr(country, name).items() if code in codes}
    assert sum(len(part.supplies) for part in parts) == sum(s.branch in codes for s in country.supplies)
    for name in ("done", "planned", "overdue"):
        assert sum(getattr(part, name).total for part in parts) <= getattr(country, name).total
    assert sum(part.overstayed for part in parts) <= country.overstayed


def test_an_office_and_a_region_tell_their_own_functions_figures_and_losses(demo: Store) -> None:
    """A disruption of one office is not its neighbour's; what the institution lost is no office's."""
    surabaya, gresik = "JTM-03", "JTM-06"
    loss = Loss("", DAY, DAY, DAY, LossKind.FINANCIAL, "COST", "Sewa genset", 12_000_000, branch=surabaya)
    record_loss(demo, loss, today=DAY)
    said = {
        code: demo.sections.of(demo.sheets.facts(scope, DAY))
        for code in (surabaya, gresik, "JTM", "")
        if (scope := demo.sheets.scope(code))
    }
    for code, service in ((surabaya, Light.DISRUPTED), (gresik, Light.NORMAL), ("JTM", Light.DISRUPTED)):
        lights = {state.function: state.light for state in said[code].functions}
        assert lights["PELAYANAN"] is service, code
        assert lights["KEPESERTAAN"] is Light.LIMITED, code  # the institution's concerns everybody

    def claims(code: str) -> float:
        return next(f.value or 0 for f in said[code].indicators if f.indicator.code == "KLAIM_MASUK")

    assert 0 < claims(surabaya) < claims("JTM") < claims("")
    lost = {code: sections.losses[LossKind.FINANCIAL].actual for code, sections in said.items()}
    assert lost[surabaya] == lost["JTM"] == 12_000_000 < lost[""]
    assert lost[gresik] == 0


def test_an_office_that_told_nothing_is_never_counted_as_zero(demo: Store) -> None:
    facts = demo.sheets.facts(Scope(), date(2020, 3, 1))
    sections = demo.sections.of(facts)
    everybody = crew(facts.offices, sections)
    assert everybody.unknown == 123
    assert everybody.told == [] == everybody.over
    assert len(sections.silent) == 123
    assert all(s.last is None or s.last < facts.day for s in sections.silent)


def test_a_corrected_closure_is_told_once_as_it_stands(demo: Store) -> None:
    """The version before it was signed too and covers the same days; it no longer counts."""
    chair, proposer = Signer("Ratna Puspita", "CMT", DAY), Signer("Adi Putra", "Kakacab", DAY)
    first = Decision("", DecisionKind.WFH_FULL, DAY, DAY + timedelta(days=6), "klaster", "SBU-01")
    (key,) = sign_new(demo, [first], chair, proposer)
    longer = replace(first, valid_to=DAY + timedelta(days=13))
    decide(demo, correct(demo, key, longer, proposer), chair)
    (closure,) = demo.sections.of(demo.sheets.facts(Scope(), DAY)).closures
    assert (closure.branch, closure.until) == ("SBU-01", longer.valid_to)


def test_a_decision_waits_on_the_sheet_until_it_is_signed(demo: Store) -> None:
    chair, proposer = Signer("Ratna Puspita", "CMT", DAY), Signer("Adi Putra", "Kakacab", DAY)
    waited = len(day_sheet(demo, Scope(), DAY).sections.waiting)
    key = propose(
        demo, Decision("", DecisionKind.WFH_FULL, DAY, DAY + timedelta(days=6), "klaster", "SBU-01"), proposer
    )
    assert len(day_sheet(demo, Scope(), DAY).sections.waiting) == waited + 1
    decide(demo, key, chair)
    assert len(day_sheet(demo, Scope(), DAY).sections.waiting) == waited


def test_who_is_free_within_days_is_counted_from_the_next_day_on() -> None:
    ends = [Ending(DAY + timedelta(days=n), isolation=n + 1, quarantine=10) for n in range(4)]
    assert Sections(endings=ends).ending_within(DAY, 2) == 2 + 10 + 3 + 10


@pytest.mark.parametrize("days", [0, 40])
def test_a_day_before_or_after_all_data_has_sections_too(store: Store, days: int) -> None:
    sections = store.sections.of(store.sheets.facts(Scope(), date(2019, 1, 1) + timedelta(days=days)))
    assert sections.endings == []
    assert sections.done.total == sections.planned.total == sections.overdue.total == 0


def test_a_report_from_paper_is_a_sign_and_is_shown_beside_the_desks_figures(demo: Store) -> None:
    """An office without a roster that day sends its code: it is not silent, and its lateness is told."""
    office = demo.branches.all()[0]
    code = office_code(demo, office.code, DAY)
    with demo.operation("test", "test"):
        demo.db.execute("DELETE FROM roster_week WHERE branch = ?", [office.code])
    sections = demo.sections.of(demo.sheets.facts(Scope(), DAY))
    assert [s.branch for s in sections.silent] == [office.code]
    take_code(demo, code, now=datetime(2020, 12, 2, 17, 30))
    sheet = day_sheet(demo, Scope(), DAY)
    assert sheet.sections.silent == []
    assert sheet.crew.unknown == 1  # never mixed in
    assert paper_text(sheet).startswith("1 kantor")
    assert f"terlambat: {office.name}" in paper_text(sheet)
