"""A roster keeps every hard rule or names the one it cannot keep."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.planner import plan
from cmt_desk.domain.roster_settings import FIVE_NINE, FOUR_TEN, WHOLE_WEEKS, RosterSettings, Runs
from cmt_desk.domain.schedule import Breach, Cell, Problem, in_office

MONDAY = date(2020, 12, 7)
SERVICE = BusinessFunction("PELAYANAN", "Pelayanan", "Service", True, 1)
MONEY = BusinessFunction("KEUANGAN", "Keuangan", "Finance", False, 0)
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {})


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    size, days = draw(st.integers(1, 14)), draw(st.integers(1, 12))
    people = [
        Employee(
            f"{n:03}",
            f"Nama {n}",
            "X",
            draw(st.sampled_from(["PELAYANAN", "KEUANGAN"])),
            team=draw(st.sampled_from([None, "A", "B"])),
            vulnerable=draw(st.booleans()) and n > 0,
        )
        for n in range(size)
    ]
    dates = [MONDAY + timedelta(days=n) for n in range(days)]
    blocked = {
        (e.number, day): draw(st.sampled_from([Cell.ISOLATION, Cell.LEAVE]))
        for e in people
        for day in dates
        if draw(st.integers(0, 5)) == 0
    }
    percent = draw(st.sampled_from([0, 25, 50, 75, 100]))
    return Problem(
        "X",
        people,
        dates,
        frozenset(d for d in dates if d.weekday() < 5),
        {day: OfficeCap(size, percent, RULE) for day in dates},
        [SERVICE, MONEY],
        blocked,
    )


@settings(max_examples=300, deadline=None)
@given(problems())
def test_no_plan_is_over_the_cap_or_brings_in_who_may_not_come(problem: Problem):
    made = plan(problem)
    found = breaches(made.roster, problem)
    assert {b.rule for b in found} <= {"COVER", "COHORT_COVER"}
    closed = {c.day for c in made.conflicts if c.rule in ("CAP_ZERO", "ZONE_UNKNOWN")}
    named = {(c.rule, c.day, c.function) for c in made.conflicts}
    assert all(b.day in closed or (b.rule, b.day, b.function) in named for b in found)


@settings(max_examples=60, deadline=None)
@given(
    problems(), st.sampled_from([FIVE_NINE, FOUR_TEN, WHOLE_WEEKS, Runs(1, 3, 2), Runs(2, 3, 2)]), st.data()
)
def test_day_by_day_nobody_comes_in_longer_or_sooner_than_the_runs_allow(
    problem: Problem, runs: Runs, data: st.DataObject
):
    """Three weeks, H7; who is pinned to the office gets the rest before, and lengthens no run."""
    days = [MONDAY + timedelta(days=n) for n in range(19)]
    working = [d for d in days if d.weekday() < 5]
    settled = RosterSettings(runs=runs)
    caps = dict.fromkeys(days, problem.caps[MONDAY])
    problem = replace(problem, days=days, working=frozenset(working), caps=caps, settings=settled)
    if runs.whole_weeks:  # with absences a week is sometimes left to the solver
        problem = replace(problem, blocked={})
    free = [(e.number, d) for e in problem.employees for d in working if not problem.away(e.number, d)]
    if free and runs.shortest == 1 and not runs.whole_weeks:
        pinned = data.draw(st.lists(st.sampled_from(free), unique_by=lambda key: key[0], max_size=2))
        problem = replace(problem, pins=dict.fromkeys(pinned, Cell.OFFICE))
    found = breaches(plan(problem).roster, problem)
    assert [b for b in found if b.rule in ("RUN_LONG", "RUN_SHORT", "REST")] == []


@settings(max_examples=50, deadline=None)
@given(problems())
def test_the_same_office_gets_the_same_roster_twice(problem: Problem):
    assert plan(problem) == plan(problem)


def office(size: int, **changes: object) -> Problem:
    people = [Employee(f"{n:03}", "N", "X", "PELAYANAN", team="AB"[n % 2]) for n in range(size)]
    days = [MONDAY + timedelta(days=n) for n in range(12)]
    values = {
        "branch": "X",
        "employees": people,
        "days": days,
        "working": frozenset(d for d in days if d.weekday() < 5),
        "caps": {day: OfficeCap(size, 50, RULE) for day in days},
        "functions": [SERVICE],
    }
    return Problem(**{**values, **changes})


def test_the_cap_is_used_not_only_kept():
    problem = office(10)
    made = plan(problem)
    assert {in_office(made.roster, day, problem.employees) for day in problem.working} == {5}


def test_teams_take_turns_by_the_week():
    problem = office(10)
    made = plan(problem)
    weeks = [
        {e.team for e in problem.employees for d in days if made.roster[e.number, d] is Cell.OFFICE}
        for days in (problem.days[:5], problem.days[7:])
    ]
    assert sorted(weeks, key=str) == [{"A"}, {"B"}]


def test_who_was_in_often_before_waits():
    problem = office(4, load={"000": 9}, caps={d: OfficeCap(4, 25, RULE) for d in office(4).days})
    first_week = [plan(problem).roster["000", d] for d in problem.days[:5]]
    assert Cell.OFFICE not in first_week


def test_a_cap_that_rounds_to_nobody_is_a_conflict():
    problem = office(3, caps={d: OfficeCap(3, 25, RULE) for d in office(3).days})
    assert Breach("CAP_ZERO", MONDAY) in plan(problem).conflicts


def test_cover_that_nobody_can_give_is_named():
    blocked = {(f"{n:03}", MONDAY): Cell.ISOLATION for n in range(4)}
    conflict = plan(office(4, blocked=blocked)).conflicts[0]
    assert conflict == Breach("COVER", MONDAY, function="PELAYANAN", have=0, need=1)


def test_a_roster_made_by_hand_is_checked_against_every_rule():
    people = [
        Employee("1", "A", "X", "PELAYANAN", vulnerable=True),
        Employee("2", "B", "X", "KEUANGAN"),
        Employee("3", "C", "X", "KEUANGAN"),
    ]
    problem = office(
        3,
        employees=people,
        days=[MONDAY],
        working=frozenset([MONDAY]),
        caps={MONDAY: OfficeCap(3, 75, RULE)},
        blocked={("2", MONDAY): Cell.LEAVE},
    )
    roster = {(e.number, MONDAY): Cell.OFFICE for e in people}
    assert {b.rule for b in breaches(roster, problem)} == {"CAP", "VULNERABLE", "BLOCKED"}


def test_a_pin_to_stay_at_home_holds_for_who_falls_ill_and_a_past_day_holds_as_it_was():
    """H10: at home or ill, a pinned person is out; what a day that is over was, it was."""
    ill = {("001", MONDAY): Cell.ISOLATION}
    problem = office(3, pins={("001", MONDAY): Cell.HOME})
    pinned = [b.rule for b in breaches(ill, problem) if b.employee == "001"]
    gone = replace(problem, pins={}, past={("001", MONDAY): Cell.HOME}, first_open=MONDAY + timedelta(days=1))
    past = [b.rule for b in breaches(ill, gone) if b.employee == "001"]
    assert ("PIN" in pinned, "PAST" in past) == (False, True)
    office_day = {("001", MONDAY): Cell.OFFICE}
    assert "PIN" in [b.rule for b in breaches(office_day, problem)]
