"""Whole lines: no roster is more comfortable, and everything that matters more stays."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmt_desk.domain.blocks import discomfort
from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.lines import Lines, told_apart
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.planner import plan_rooms
from cmt_desk.domain.rooms import rooms
from cmt_desk.domain.roster_settings import Apart, Cohorts, RosterSettings, Runs, Waves
from cmt_desk.domain.schedule import Cell, Problem, Roster, days_between
from cmt_desk.domain.start_waves import start_waves
from cmt_desk.operations.engine import best_roster
from cmt_desk.operations.line_search import mix

pytest.importorskip("highspy")

MONDAY = date(2020, 12, 7)
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {})
CASH = BusinessFunction("KAS", "Kas", "Cash", True, 1)
SHORT = [MONDAY + timedelta(days=n) for n in (2, 3, 4, 7, 8)]  # Wednesday to Friday, Monday, Tuesday
KEYS = st.tuples(st.sampled_from("0123"), st.sampled_from(SHORT))
PLACE = st.sampled_from([Cell.OFFICE, Cell.HOME])


def small(cap: int, wishes: Roster, load: dict[str, int], ways: dict[str, int], away: set) -> Problem:
    people = [Employee(n, "N", "X", "KAS" if n < "2" else "UMUM") for n in "0123"]
    caps = {day: OfficeCap(4, 100, RULE, decided=cap) for day in SHORT}
    return Problem("X", people, SHORT, frozenset(SHORT), caps, [CASH], dict.fromkeys(away, Cell.LEAVE),
                   load, wishes=wishes, commute=ways, settings=RosterSettings(Cohorts.NONE))  # fmt: skip


def every(problem: Problem) -> Iterator[dict[tuple[str, date], Cell]]:
    """All rosters that keep the rules with as many people as can be."""
    choices: list[list[tuple[str, ...]]] = []
    for day in SHORT:
        able = [n for n in "0123" if (n, day) not in problem.blocked]
        most = min(problem.caps[day].people, len(able))
        choices.append([c for c in combinations(able, most) if {"0", "1"} & set(c)])
    for inside in product(*choices):
        yield {
            (n, day): Cell.OFFICE if n in here else problem.blocked.get((n, day), Cell.HOME)
            for day, here in zip(SHORT, inside, strict=True)
            for n in "0123"
        }


def worth(problem: Problem, roster: Roster) -> tuple[list[int], int, int]:
    """Fairness, the balance of weekdays, comfort."""
    inside = [key for key, cell in roster.items() if cell is Cell.OFFICE]
    days, weekdays = Counter(n for n, _d in inside), Counter((n, d.weekday()) for n, d in inside)
    able = [n for n in "0123" if any((n, day) not in problem.blocked for day in SHORT)]
    loads = sorted((days[n] + problem.load.get(n, 0) for n in able), reverse=True)
    return loads, sum(n * n for n in weekdays.values()), discomfort(rooms(problem, {}), roster)


@settings(max_examples=8, deadline=None)
@given(
    st.integers(1, 3),
    st.dictionaries(KEYS, PLACE, max_size=6),
    st.dictionaries(st.sampled_from("0123"), st.integers(0, 3)),
    st.dictionaries(st.sampled_from("0123"), st.integers(0, 5)),
    st.sets(st.tuples(st.sampled_from("123"), st.sampled_from(SHORT)), max_size=3),
)
def test_no_roster_is_more_comfortable(cap: int, wishes: dict, load: dict, ways: dict, away: set):
    """Held against every roster there is."""
    problem = small(cap, wishes, load, ways, away)
    made = best_roster(problem, {})
    last, best = made.tiers[-1], min(worth(problem, roster) for roster in every(problem))
    assert worth(problem, made.roster)[:2] == best[:2]
    assert last.bound <= best[2] <= last.value == worth(problem, made.roster)[2]


def office(size: int, percent: int, chosen: RosterSettings) -> Problem:
    people = [
        Employee(f"{n:02}", "N", "X", "KAS" if n % 4 == 0 else "UMUM", team="AB"[n % 2]) for n in range(size)
    ]
    days = days_between(MONDAY, MONDAY + timedelta(days=20))
    caps = {day: OfficeCap(size, percent, RULE) for day in days}
    working = frozenset(d for d in days if d.weekday() < 5)
    return Problem("X", people, days, working, caps, [CASH], settings=chosen)


BY_WAVE = RosterSettings(waves=Waves(), apart=Apart.WAVE)


@settings(max_examples=8, deadline=None)
@given(st.integers(8, 14), st.sampled_from([50, 75]), st.sampled_from([RosterSettings(), BY_WAVE]), st.data())
def test_only_the_lines_change(size: int, percent: int, chosen: RosterSettings, data: st.DataObject):
    """The number of people a day, cover, waves, days a person and who is disturbed stay."""
    problem = office(size, percent, chosen)
    told = dict(plan_rooms(rooms(problem, {})).roster)
    sent = data.draw(st.sampled_from([e.number for e in problem.employees]))
    ill = {(sent, MONDAY + timedelta(days=n)): Cell.ISOLATION for n in range(data.draw(st.integers(0, 9)))}
    told = {k: c for k, c in told.items() if k[1] < MONDAY + timedelta(days=data.draw(st.integers(0, 14)))}
    problem = replace(problem, blocked=ill)
    facts = rooms(problem, told)
    start = plan_rooms(facts).roster
    value = discomfort(facts, start)
    mixed = mix(facts, told, start, value)
    assert 0 <= mixed.bound <= value and mix(facts, told, start, value) == mixed
    if mixed.roster is None:
        return
    assert mixed.bound <= discomfort(facts, mixed.roster) < value
    assert breaches(mixed.roster, problem, start_waves(problem, mixed.roster)) == breaches(start, problem)
    for part in (0, 1):  # people, days
        counted = [Counter(k[part] for k, c in r.items() if c is Cell.OFFICE) for r in (start, mixed.roster)]
        assert sorted(counted[0].values()) == sorted(counted[1].values())
    as_told = {n for n, _d in told} - {k[0] for k, c in told.items() if start[k] is not c}
    assert all(mixed.roster[k] is c for k, c in told.items() if k[0] in as_told)


def test_lines_are_told_apart_only_where_counts_alone_tie_days_together():
    problem = office(8, 50, RosterSettings(runs=Runs(1, 5, 9)))
    assert not told_apart(rooms(problem, {}))
    free = rooms(replace(problem, settings=RosterSettings()), {})
    assert told_apart(free)
    roster = plan_rooms(free).roster
    lines = Lines(free, {}, roster)
    assert lines.with_lines({e.number: lines.line(e.number) for e in problem.employees}) == roster


def test_the_days_of_one_cohort_office_are_proved():
    """Fifty people at 75 % without teams: no block is broken that must not be."""
    people = [Employee(f"{n:02}", "N", "X", "UMUM") for n in range(50)]
    days = days_between(MONDAY, MONDAY + timedelta(days=27))
    caps = {day: OfficeCap(50, 75, RULE) for day in days}
    made = best_roster(
        Problem("X", people, days, frozenset(d for d in days if d.weekday() < 5), caps, []), {}
    )
    last = made.tiers[-1]
    # ten people have 14 days: four of them lack a Monday or a Friday, six a day inside a week
    assert (last.value, last.optimal) == (2 * (4 + 6 * 2), True)
