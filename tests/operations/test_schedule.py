"""Planning an office on real facts: caps by day, people who may not come, conflicts named."""

from datetime import date

import pytest

from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.cases import Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.fairness import Spread
from cmt_desk.domain.mip import Reached
from cmt_desk.domain.schedule import Cell
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.cases import open_case, step_case
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.roster_edit import edit_cells
from cmt_desk.operations.roster_quality import kept_quality_text, quality
from cmt_desk.operations.roster_words import all_quality_text, bounds_text, quality_text
from cmt_desk.operations.schedule import plan_office, problem
from cmt_desk.store import Store

FIRST, LAST = date(2020, 12, 14), date(2021, 1, 8)  # beyond the demo's rosters; over Christmas


def test_every_office_gets_a_roster_that_keeps_every_rule(demo: Store):
    last = date(2020, 12, 27)  # two weeks, with Christmas
    for branch in demo.branches.all()[::9]:
        made = plan_office(demo, branch.code, FIRST, last)
        assert breaches(made.roster, problem(demo, branch.code, FIRST, last)) == []


def test_holidays_and_joint_leave_are_days_off(demo: Store):
    made = plan_office(demo, "SBU-01", FIRST, LAST)
    off = {day for (_e, day), cell in made.roster.items() if cell is Cell.OFF and day.weekday() < 5}
    assert {date(2020, 12, 24), date(2020, 12, 25), date(2020, 12, 31), date(2021, 1, 1)} <= off


def test_who_is_ill_or_on_leave_or_vulnerable_stays_out(demo: Store):
    people = demo.people.of_branch("SBU-01")
    open_already = {c.employee for c in demo.cases.of_branch("SBU-01") if c.is_open(DAY)}
    ill, away = [e for e in people if not e.vulnerable and e.number not in open_already][5:7]
    case = open_case(demo, ill.number, Status.SUSPECT, DAY)
    record_absence(demo, away.number, "LEAVE", date(2020, 12, 15), date(2020, 12, 17))
    made = plan_office(demo, "SBU-01", FIRST, LAST)
    assert {made.roster[ill.number, d] for d in problem(demo, "SBU-01", FIRST, LAST).days} == {Cell.ISOLATION}
    assert made.roster[away.number, date(2020, 12, 15)] is Cell.LEAVE
    assert made.roster[away.number, date(2020, 12, 18)] in (Cell.OFFICE, Cell.HOME)
    for employee in people:
        if employee.vulnerable:
            assert Cell.OFFICE not in {made.roster[employee.number, d] for d in (FIRST, date(2020, 12, 15))}
    step_case(demo, case, Status.DISCARDED, DAY)
    again = plan_office(demo, "SBU-01", FIRST, LAST)
    assert Cell.OFFICE in {cell for (e, _d), cell in again.roster.items() if e == ill.number}


def test_a_red_zone_halves_the_office_the_day_it_is_published(demo: Store):
    """Orange 50 %, red 25 %, from the next bulletin on; outside Jabodetabek."""
    headcount = len(demo.people.of_branch("SBU-01"))
    assert problem(demo, "SBU-01", FIRST, FIRST).caps[FIRST].people == headcount * 50 // 100
    with demo.operation("bulletin", "x"):
        demo.branches.put_bulletins([{"day": "2020-12-13", "source": "x", "sha256": None, "illustrative": 0}])
        demo.branches.put_readings(
            [{"bulletin": "2020-12-13", "area": "KOTAMEDAN", "zone": "MERAH", "published": "RESIKO TINGGI"}]
        )
    made = plan_office(demo, "SBU-01", FIRST, FIRST)
    assert sum(cell is Cell.OFFICE for cell in made.roster.values()) == headcount * 25 // 100


def test_a_plan_is_stored_and_undone_exactly(demo: Store):
    before = demo.schedule.cells("SBU-01", date(2020, 11, 30), LAST)
    made = plan_office(demo, "SBU-01", date(2020, 12, 9), LAST)
    stored = demo.schedule.cells("SBU-01", date(2020, 12, 9), LAST)
    assert stored == {k: v for k, v in made.roster.items() if v is not Cell.UNPLANNED}
    kept = demo.schedule.cells("SBU-01", date(2020, 11, 30), date(2020, 12, 8))
    assert kept == {k: v for k, v in before.items() if k[1] <= date(2020, 12, 8)}
    undo(demo)
    assert demo.schedule.cells("SBU-01", date(2020, 11, 30), LAST) == before


def test_an_office_that_cannot_be_planned_names_its_conflict(demo: Store):
    for employee in demo.people.of_branch("SBU-01"):
        if employee.function == "PELAYANAN":
            record_absence(demo, employee.number, "TRAINING", FIRST, FIRST)
    before = demo.journal.entries()
    with pytest.raises(Refused, match="Pelayanan"):
        plan_office(demo, "SBU-01", FIRST, FIRST)
    assert demo.journal.entries() == before


def test_an_empty_office_an_unknown_office_and_a_wrong_period(store: Store, demo: Store):
    with pytest.raises(Refused):
        plan_office(store, "SBU-01", FIRST, LAST)
    for branch, first, last in (("XXX", FIRST, LAST), ("SBU-01", LAST, FIRST)):
        with pytest.raises(Refused):
            plan_office(demo, branch, first, last)


def test_overlapping_leave_is_refused(demo: Store):
    number = demo.people.of_branch("SBU-02")[0].number
    record_absence(demo, number, "LEAVE", date(2021, 2, 1), date(2021, 2, 5))
    with pytest.raises(Refused):
        record_absence(demo, number, "SICK", date(2021, 2, 5), date(2021, 2, 6))


def test_a_planned_roster_keeps_how_good_it_is_until_it_is_another(demo: Store):
    """The state and both bounds; typed over, it is no longer proved; undone, it is again."""
    made = plan_office(demo, "SBU-01", FIRST, LAST)
    found = quality(demo, "SBU-01")
    assert found is not None and (found.first, found.last, found.same) == (FIRST, LAST, True)
    assert tuple(found.tiers) == made.tiers and found.spread == made.spread
    told = kept_quality_text(found)
    assert made.spread and f"paling banyak {made.spread.most}, paling sedikit {made.spread.least}" in told
    assert ("terbukti optimal" in told) is made.optimal
    key = next(key for key, cell in made.roster.items() if cell is Cell.OFFICE)
    edit_cells(demo, "SBU-01", {key: Cell.HOME})
    changed = quality(demo, "SBU-01")
    assert changed is not None and "tidak lagi terbukti" in kept_quality_text(changed)
    undo(demo)
    assert quality(demo, "SBU-01") == found
    undo(demo)
    assert quality(demo, "SBU-01") is None


def test_a_proof_that_stopped_names_its_goal_and_the_bounds():
    tiers = (Reached("cover", 0, 0), Reached("change", 46, 46), Reached("fairness", 400, 398))
    told = "berhenti pada keadilan, dalam batas 0,5 %; tujuan sebelumnya optimal"
    assert quality_text(tiers) == told
    days = (
        "Hari di kantor per orang, termasuk empat minggu sebelumnya: paling banyak 12, paling sedikit 9;"
        " batas bawah untuk yang terbanyak 11"
    )
    assert (
        bounds_text(tiers, Spread(12, 9, 11))
        == f"{days}; perubahan sekecil mungkin (46 poin, batas bawahnya)"
    )
    assert bounds_text([Reached("change", 46, 40)], None) == "Perubahan 46 poin, batas bawah 40"
    stopped = "1 berhenti pada keadilan, selisih paling jauh 0,5 %"
    assert all_quality_text([tiers, tiers[:2], ()]) == f"1 terbukti optimal; {stopped}; 1 tanpa pemecah"
