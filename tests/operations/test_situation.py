"""The situation of a day in figures, over the demo desk."""

from datetime import date, datetime, timedelta

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


def test_who_was_over_the_cap_the_day_before_is_told_unless_nobody_told(demo: Store):
    """The whole office came on the first of December, and half of it may."""
    before = DAY - timedelta(days=1)
    rows = [
        {
            "employee": e.number,
            "day": before.isoformat(),
            "branch": e.branch,
            "place": "WAO",
            "source": "daftar",
        }
        for e in demo.people.all()
        if e.branch == "DKI-05"
    ]
    with demo.operation("came", "Semua datang"):
        demo.attendance.put(rows)
    told = demo.situation.on(DAY, datetime(2020, 12, 2, 16)).before
    assert told["attendance.over"] == 1
    assert told["attendance.wao"] == sum(there.wao for there in demo.attendance.on(before).values())
    long_ago = demo.situation.on(date(2019, 3, 4), datetime(2019, 3, 4, 16)).before
    assert not [name for name in long_ago if name.startswith("attendance.")]
