"""The solver's rosters: hard rules never broken, the least change, fair, the same each time."""

import os
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.cohorts import Membership, cohorts_for
from cmt_desk.domain.differences import differences, moved
from cmt_desk.domain.drill import lose_each_team
from cmt_desk.domain.mip import parts
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.planner import plan
from cmt_desk.domain.rooms import conflicts, rooms
from cmt_desk.domain.roster_model import build
from cmt_desk.domain.roster_settings import FIVE_NINE, Apart, Cohorts, RosterSettings, Waves
from cmt_desk.domain.schedule import Cell, Problem, days_between, in_office
from cmt_desk.operations import solver
from cmt_desk.operations.engine import best_roster

pytest.importorskip("highspy")

MONDAY = date(2020, 12, 7)
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {})
SERVICE = BusinessFunction("PELAYANAN", "Pelayanan", "Service", True, 2)
MONEY = BusinessFunction("KEUANGAN", "Keuangan", "Finance", False, 0)
EVENTS = int(os.environ.get("CMT_EVENTS", "200"))


def office(size: int, percent: int = 50, weeks: int = 4) -> Problem:
    """Four teams, one in four in service, one in fourteen vulnerable."""
    people = [
        Employee(
            f"{n:03}",
            f"Nama {n}",
            "X",
            "PELAYANAN" if n % 4 == 0 else "KEUANGAN",
            team=("A1", "A2", "B1", "B2")[n // 4 % 4],
            vulnerable=n % 14 == 13,
        )
        for n in range(size)
    ]
    days = days_between(MONDAY, MONDAY + timedelta(days=7 * weeks - 1))
    caps = {day: OfficeCap(size, percent, RULE) for day in days}
    return Problem("X", people, days, frozenset(d for d in days if d.weekday() < 5), caps, [SERVICE, MONEY])


def in_quarantine(problem: Problem, number: str, first: date, days: int) -> Problem:
    away = {(number, first + timedelta(days=n)): Cell.ISOLATION for n in range(days)}
    return replace(problem, blocked={**problem.blocked, **away})


def with_share(problem: Problem, percent: int, since: date) -> Problem:
    size = len(problem.employees)
    caps = {d: OfficeCap(size, percent, RULE) if d >= since else cap for d, cap in problem.caps.items()}
    return replace(problem, caps=caps)


@st.composite
def events(draw: st.DrawFn) -> Problem:
    """A small office after zones, cases and leave struck it."""
    problem = office(draw(st.integers(6, 16)), draw(st.sampled_from([25, 50, 75, 100])), weeks=2)
    for _n in range(draw(st.integers(0, 4))):
        start = MONDAY + timedelta(days=draw(st.integers(0, 13)))
        if draw(st.booleans()):
            problem = with_share(problem, draw(st.sampled_from([0, 25, 50, 75, 100])), start)
        else:
            who = draw(st.sampled_from(problem.employees)).number
            problem = in_quarantine(problem, who, start, draw(st.integers(1, 14)))
    return problem


BEFORE = {size: plan(office(size, weeks=2)).roster for size in range(6, 17)}


@settings(max_examples=EVENTS, deadline=None)
@given(events())
def test_no_event_makes_a_replan_break_a_rule(problem: Problem):
    """The cap, nobody blocked or vulnerable inside, cover: kept, or named before a roster is made."""
    told = BEFORE[len(problem.employees)]
    made = best_roster(problem, told)
    if made.conflicts:
        assert list(made.conflicts) == conflicts(problem, told) and not made.roster
    else:
        assert breaches(made.roster, problem) == []


@settings(max_examples=60, deadline=None)
@given(events())
def test_conflicts_are_told_by_counting_exactly_where_no_roster_exists(problem: Problem):
    """The constructive planner finds a roster exactly where counting finds no conflict."""
    assert bool(conflicts(problem)) == bool(plan(problem).conflicts)


def test_the_same_office_gets_the_same_roster_twice():
    problem = with_share(office(30), 25, MONDAY + timedelta(days=7))
    told = best_roster(office(30), {}).roster
    assert best_roster(problem, told) == best_roster(problem, told)


def cohorts_of(problem: Problem, percent: int) -> list[list[str]]:
    """Who may come of each cohort: the teams A1, A2, B1, B2 split as often as the share asks."""
    prefix = {1: 0, 2: 1, 4: 2}[cohorts_for(percent)]
    names = sorted({(e.team or "")[:prefix] for e in problem.employees})
    able = [e for e in problem.employees if not e.vulnerable]
    return [[e.number for e in able if (e.team or "").startswith(name)] for name in names]


@pytest.mark.parametrize("percent", [25, 50, 75, 100])
def test_the_cap_is_used_on_every_day(percent: int):
    """As many as the cap allows, or everybody of the cohort who may come."""
    problem = office(40, percent)
    made = best_roster(problem, {})
    able = {room.day: len(room.able) for room in rooms(problem, {}).days}
    wanted = {day: min(40 * percent // 100, able[day]) for day in problem.working}
    assert {day: in_office(made.roster, day, problem.employees) for day in problem.working} == wanted
    assert set(able.values()) <= {len(c) for c in cohorts_of(problem, percent)}


def test_one_quarantine_in_an_office_of_45_changes_at_most_15_cells():
    """Whoever it is and whichever week it begins: a few people, not the whole office."""
    problem = office(45)
    told = best_roster(problem, {}).roster
    for employee in problem.employees[::11]:
        for week in (0, 7, 14):
            after = in_quarantine(problem, employee.number, MONDAY + timedelta(days=week), 14)
            made = best_roster(after, told)
            cells, people = moved(differences(after, told, made.roster))
            assert cells <= 15 and people <= 6


def test_a_zone_that_turns_back_gives_back_the_old_roster():
    problem = office(30)
    told = best_roster(problem, {}).roster
    red = best_roster(with_share(problem, 25, MONDAY + timedelta(days=7)), told)
    assert red.roster != told
    assert best_roster(problem, told).roster == told


def test_a_red_zone_only_sends_home():
    """The least change under a smaller cap: half a cohort stays, nobody who was told to stay is called in."""
    problem = office(48)
    told = best_roster(problem, {}).roster
    red = with_share(problem, 25, MONDAY + timedelta(days=7))
    made = best_roster(red, told)
    moves = [c for c in differences(red, told, made.roster) if c.moves]
    assert {c.after for c in moves} == {Cell.HOME} and {c.reason for c in moves} == {"OVER_CAP"}
    late = [d for d in problem.working if d >= MONDAY + timedelta(days=7)]
    inside = [sum(in_office(r, d, problem.employees) for d in late) for r in (told, made.roster)]
    assert len(moves) == inside[0] - inside[1]
    for day in late:  # one of the two siblings that were told to come
        teams = [
            {e.team for e in problem.employees if r[e.number, day] is Cell.OFFICE}
            for r in (told, made.roster)
        ]
        assert len(teams[1]) == 1 and teams[1] < teams[0]
    assert next(tier for tier in made.tiers if tier.name == "change").optimal


def test_the_most_burdened_waits_and_the_rest_share_evenly():
    problem = replace(office(20, weeks=2), load={"000": 9})
    made = best_roster(replace(problem, employees=[replace(e, team=None) for e in problem.employees]), {})
    load = {
        e.number: sum(made.roster[e.number, d] is Cell.OFFICE for d in problem.days)
        for e in problem.employees
        if not e.vulnerable and e.number != "000" and e.function == "KEUANGAN"
    }
    assert max(load.values()) - min(load.values()) <= 1
    assert {tier.name for tier in made.tiers if tier.optimal} >= {"cover", "presence", "fairness", "weekdays"}


def test_siblings_are_one_cohort_at_half_and_two_at_a_quarter():
    """A zone change only splits or rejoins siblings: at 25 % one of the two that come at 50 %."""
    teams = {"A1": 0, "A2": 1, "B1": 2, "B2": 3}
    for n in range(8):
        day = MONDAY + timedelta(weeks=n)
        duty = dict[int, set[str]]()
        for percent in (25, 50, 75, 100):
            members = Membership(teams, {day: cohorts_for(percent)})
            duty[percent] = {team for team in teams if members.cohort(team, day) in members.turn(day)[0]}
        assert len(duty[25]) == 1 and duty[50] in ({"A1", "A2"}, {"B1", "B2"})
        assert duty[75] == duty[100] == set(teams)


def test_without_the_solver_the_constructive_planner_does_the_work(monkeypatch):
    problem = office(20)
    monkeypatch.setattr(solver, "available", lambda: False)
    made = best_roster(problem, {})
    assert breaches(made.roster, problem) == [] and made.tiers == () and not made.optimal


def brute_force(problem: Problem, told: dict) -> int:
    """The least change by trying every roster of a day; persons disturbed are counted over both days."""
    from itertools import combinations, product

    days = sorted(problem.working)
    choices = []
    for day in days:
        able = [e for e in problem.employees if problem.may_come(e, day)]
        size = min(problem.caps[day].people, len(able))
        choices.append(
            [
                {e.number for e in team}
                for team in combinations(able, size)
                if sum(e.function == "PELAYANAN" for e in team) >= problem.minimum(problem.functions[0], day)
            ]
        )
    best = 10**9
    for rosters in product(*choices):
        cost, disturbed = 0, set()
        for day, inside in zip(days, rosters, strict=True):
            for e in problem.employees:
                if not problem.may_come(e, day) or told[e.number, day] not in (Cell.OFFICE, Cell.HOME):
                    continue
                was = told[e.number, day] is Cell.OFFICE
                if was != (e.number in inside):
                    cost += 3 * (2 if was else 3)
                    disturbed.add(e.number)
        forced = {
            e.number
            for e in problem.employees
            for d in days
            if told[e.number, d] is Cell.OFFICE and not problem.may_come(e, d)
        }
        best = min(best, cost + 12 * len(disturbed - forced))
    return best


@pytest.mark.parametrize("who", ["000", "001", "004", "006"])
@pytest.mark.parametrize("percent", [25, 50, 75])
def test_the_least_change_is_the_least_of_all_rosters(who: str, percent: int):
    """Eight people, two days, every roster tried."""
    apart = RosterSettings(cohorts=Cohorts.NONE)
    problem = replace(office(8, 50, weeks=1), settings=apart)
    days = problem.days[:2]
    problem = replace(problem, days=days, working=frozenset(days))
    told = best_roster(problem, {}).roster
    after = with_share(in_quarantine(problem, who, MONDAY, 2), percent, MONDAY)
    after = replace(after, functions=[replace(SERVICE, minimum=1)])
    solution = solver.solve(build(rooms(after, told), told).model)
    assert solution is not None and solution.tiers[0].value == brute_force(after, told)


def test_a_function_that_hangs_on_one_team_is_named_with_its_first_day():
    """Everybody in service sits in team A1: lose it on Wednesday, and service falls from two to none."""
    problem = office(16)
    people = [replace(e, team="A1" if e.function == "PELAYANAN" else "B1") for e in problem.employees]
    losses = lose_each_team(replace(problem, employees=people), MONDAY + timedelta(days=2))
    first, other = losses
    assert (first.team, first.people) == ("A1", 4) and set(first.short) == {"PELAYANAN"}
    breach = first.short["PELAYANAN"]
    assert (breach.day, breach.have, breach.need) == (MONDAY + timedelta(days=2), 0, 2)
    assert other.holds
    spread = lose_each_team(office(16), MONDAY)
    assert [loss.team for loss in spread] == ["A1", "A2", "B1", "B2"] and all(loss.holds for loss in spread)


def test_what_is_short_anyway_is_not_blamed_on_a_team():
    problem = office(16)
    for employee in problem.employees:
        if employee.function == "PELAYANAN":
            problem = in_quarantine(problem, employee.number, MONDAY, 28)
    assert all(loss.holds for loss in lose_each_team(problem, MONDAY))


def test_rules_on_runs_leave_few_branches_to_a_large_program():
    """200 branches of an office of twelve by wave took minutes; freely chosen days need no such limit."""
    by_wave = RosterSettings(runs=FIVE_NINE, waves=Waves(), apart=Apart.WAVE)
    facts = rooms(replace(office(12), settings=by_wave, functions=[]), {})
    made = build(facts, {}).model
    assert made.nodes is not None and 1 <= made.nodes < 10
    assert {part.nodes for part, _columns in parts(made)} == {made.nodes}
    assert build(rooms(office(12), {}), {}).model.nodes is None
