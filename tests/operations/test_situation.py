"""The situation of a day in figures, over the demo desk."""

from datetime import date

from cmt_desk.domain.sheets import Crew, Scope
from cmt_desk.domain.situation import by_region
from cmt_desk.store import Store

DAY = date(2020, 12, 2)


def test_a_region_is_measured_by_the_offices_that_told(demo: Store):
    """Who told nothing has no share in the cap either, or the others would look half empty."""
    facts, there = demo.sheets.facts(Scope(), DAY), dict(demo.attendance.on(DAY))
    all_told = {r.code: r for r in by_region(Crew(facts.offices, there), facts.regional_offices)}
    silent = next(o for o in facts.offices if o.cap.people)
    del there[silent.branch.code]
    found = {r.code: r for r in by_region(Crew(facts.offices, there), facts.regional_offices)}
    code = silent.branch.regional_office
    assert found[code].cap == all_told[code].cap - silent.cap.people
    assert (found[code].told, found[code].unknown) == (all_told[code].told - 1, 1)
    (nothing,) = (r for r in by_region(Crew(facts.offices, {}), facts.regional_offices) if r.code == code)
    assert (nothing.told, nothing.cap) == (0, all_told[code].cap)
