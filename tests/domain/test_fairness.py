"""The most loaded person as little as possible, then the second: held against every roster there is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.fairness import Spread, spread
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import FREE, Cohorts, RosterSettings, Runs
from cmt_desk.domain.schedule import Cell, Problem, Roster
from cmt_desk.operations.engine import best_roster

pytest.importorskip("highspy")

MONDAY = date(2020, 12, 7)
DAYS = [MONDAY + timedelta(days=n) for n in range(4)]
RULE = CapRule("R", "R", MONDAY, None, "NATIONAL", "FLAT", 1, {})
Line = tuple[bool, ...]


def office(size: int, cap: int, runs: Runs, load: Mapping[str, int]) -> Problem:
    people = [Employee(str(n), "N", "X", "UMUM") for n in range(size)]
    caps = {day: OfficeCap(size, 100, RULE, decided=cap) for day in DAYS}
    return Problem("X", people, DAYS, frozenset(DAYS), caps, [], load=load,
                   settings=RosterSettings(Cohorts.NONE, runs))  # fmt: skip


def keeps(line: Line, runs: Runs) -> bool:
    """H7 once more, for four days in a row with nothing before them."""
    stretches, at = [], 0
    for inside, same in groupby(line):
        length = len(list(same))
        stretches.append((inside, at, length))
        at += length
    for inside, first, length in stretches:
        ends = first + length == len(line)
        if inside and runs.longest and length > runs.longest:
            return False
        if inside and length < runs.shortest and first > 0 and not ends:
            return False
        if not inside and first > 0 and not ends and length < runs.rest:
            return False
    return True


def best(problem: Problem, told: Roster) -> tuple[int, int, list[int]]:
    """Places left empty, the cost of the change, and the loads, highest first: the best of all rosters."""
    weights, cap = problem.settings.weights, problem.caps[MONDAY].people
    reached = {((0,) * len(DAYS), 0, ())}
    for e in problem.employees:
        reached = {
            (
                total,
                change + cost,
                tuple(sorted((*loads, days + problem.load.get(e.number, 0)), reverse=True)),
            )
            for counts, change, loads in reached
            for line, cost, days in lines(
                problem, told, e.number, weights.given, weights.taken, weights.disturbed
            )
            if max(total := tuple(a + b for a, b in zip(counts, line, strict=True))) <= cap
        }
    return min((cap * len(DAYS) - sum(counts), change, list(loads)) for counts, change, loads in reached)


def lines(
    problem: Problem, told: Roster, number: str, given: int, taken: int, disturbed: int
) -> Iterator[tuple[Line, int, int]]:
    for line in product((False, True), repeat=len(DAYS)):
        if not keeps(line, problem.settings.runs):
            continue
        cost = 0
        for n, (day, inside) in enumerate(zip(DAYS, line, strict=True)):
            was = told.get((number, day))
            if was is not None and (was is Cell.OFFICE) != inside:
                cost += (3 if n <= 2 else 2) * (given if was is Cell.OFFICE else taken)
        yield line, cost + (disturbed if cost else 0), sum(line)


def measured(problem: Problem, roster: Roster) -> list[int]:
    return sorted(
        (
            problem.load.get(e.number, 0) + sum(roster[e.number, day] is Cell.OFFICE for day in DAYS)
            for e in problem.employees
        ),
        reverse=True,
    )


LOADS = st.dictionaries(st.sampled_from("0123"), st.integers(0, 6))


@settings(max_examples=8, deadline=None)
@given(LOADS, st.integers(1, 3), st.sampled_from([FREE, Runs(2, 3, 2), Runs(2, 2, 1), Runs(1, 2, 1)]))
def test_no_roster_is_fairer(load: dict[str, int], cap: int, runs: Runs):
    """Freely chosen days, and runs that tie them together."""
    problem = office(4, cap, runs, load)
    made = best_roster(problem, {})
    short, _change, loads = best(problem, {})
    tiers = {tier.name: tier for tier in made.tiers}
    assert (tiers["presence"].value, measured(problem, made.roster)) == (short, loads)
    assert tiers["fairness"].optimal and tiers["fairness"].value == sum(n * n for n in loads)


@settings(max_examples=8, deadline=None)
@given(LOADS, LOADS, st.integers(1, 3), st.integers(1, 3))
def test_no_replan_is_fairer_among_those_of_the_least_change(before: dict, load: dict, cap: int, now: int):
    """What was told ties the days together too."""
    told = best_roster(office(4, cap, FREE, before), {}).roster
    problem = replace(office(4, now, FREE, load))
    made = best_roster(problem, told)
    _short, change, loads = best(problem, told)
    tiers = {tier.name: tier for tier in made.tiers}
    assert (tiers["change"].value, measured(problem, made.roster)) == (change, loads)
    assert tiers["fairness"].optimal and tiers["fairness"].value == sum(n * n for n in loads)


def test_the_spread_is_told_in_days_and_its_bound_is_never_above_it():
    """Four people, two places, eight days to fill: 3 carried by one; another is away for a day."""
    problem = office(4, 2, FREE, {"0": 3})
    made = best_roster(problem, {})
    assert made.spread == Spread(3, 2, 3)
    assert spread(problem, made.roster, proved=False) == Spread(3, 2, 3)
    unfair = {(n, day): Cell.OFFICE if n in "01" else Cell.HOME for n in "0123" for day in DAYS}
    assert spread(problem, unfair, proved=False) == Spread(7, 0, 3)
    away = replace(problem, load={}, blocked={("3", DAYS[0]): Cell.LEAVE, ("2", DAYS[0]): Cell.LEAVE})
    least = spread(away, {(n, DAYS[0]): Cell.OFFICE for n in "01"}, proved=False)
    assert least == Spread(1, 1, 1)  # who is kept out on a day does not count as least
