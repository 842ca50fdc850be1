"""Exchanges make blocks whole and leave everything that matters more as it is."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmt_desk.domain.blocks import discomfort, with_whole_blocks
from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.planner import plan_rooms
from cmt_desk.domain.rooms import rooms
from cmt_desk.domain.roster_settings import Apart, RosterSettings, Waves
from cmt_desk.domain.schedule import Cell, Problem, days_between
from cmt_desk.domain.start_waves import start_waves

MONDAY = date(2020, 12, 7)
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {})
CASH = BusinessFunction("KAS", "Kas", "Cash", True, 2)
LEAVES = ("A1", "A2", "B1", "B2")


def office(size: int, percent: int, **changes: object) -> Problem:
    people = [
        Employee(f"{n:02}", "N", "X", "KAS" if n % 4 == 0 else "UMUM", team=LEAVES[n // 4 % 4])
        for n in range(size)
    ]
    days = days_between(MONDAY, MONDAY + timedelta(days=20))
    caps = {day: OfficeCap(size, percent, RULE) for day in days}
    made = Problem("X", people, days, frozenset(d for d in days if d.weekday() < 5), caps, [CASH])
    return replace(made, **changes)


def loads(problem: Problem, roster: dict) -> tuple[Counter, Counter, int]:
    """Days inside by day and by person, and how far weekdays are from balance."""
    inside = [(n, d) for (n, d), c in roster.items() if c is Cell.OFFICE]
    weekdays = Counter((n, d.weekday()) for n, d in inside)
    return (
        Counter(d for _n, d in inside),
        Counter(n for n, _d in inside),
        sum(w * w for w in weekdays.values()),
    )


@settings(max_examples=12, deadline=None)
@given(st.integers(9, 16), st.sampled_from([50, 75]), st.data())
def test_an_exchange_changes_only_the_blocks(size: int, percent: int, data: st.DataObject):
    """How many come each day, cover, how many have how many days, weekdays and what was told stay."""
    problem = office(size, percent)
    numbers = st.sampled_from([e.number for e in problem.employees])
    wishes = data.draw(
        st.dictionaries(
            st.tuples(numbers, st.sampled_from(sorted(problem.working))), st.sampled_from(["W", "H"])
        )
    )
    ways = data.draw(st.dictionaries(numbers, st.integers(1, 9)))
    problem = replace(problem, wishes={key: Cell(cell) for key, cell in wishes.items()}, commute=ways)
    facts = rooms(problem, {})
    roster = plan_rooms(facts).roster
    told = {key: cell for key, cell in roster.items() if key[1] < MONDAY + timedelta(days=3)}
    after = with_whole_blocks(facts, told, roster)
    assert breaches(after, problem) == breaches(roster, problem)
    before, now = loads(problem, roster), loads(problem, after)
    assert before[0] == now[0] and now[2] <= before[2]
    assert sorted(before[1].values()) == sorted(now[1].values())
    assert all(after[key] is cell for key, cell in told.items())
    assert discomfort(facts, after) <= discomfort(facts, roster)
    assert with_whole_blocks(facts, told, roster) == after


def test_three_of_four_weeks_are_whole_for_everybody_where_that_is_possible():
    """Twelve people at 75 %, three weeks: nine come; days scattered over the weeks become whole weeks."""
    problem = office(12, 75, functions=[])
    facts = rooms(problem, {})
    numbers = [e.number for e in problem.employees]
    home = {
        day: {numbers[(n + 4 * k) % 12] for k in range(3)} for n, day in enumerate(sorted(problem.working))
    }
    roster = {
        (n, day): Cell.OFF if day not in home else Cell.HOME if n in home[day] else Cell.OFFICE
        for n in numbers
        for day in problem.days
    }
    broken = discomfort(facts, roster)
    after = discomfort(facts, with_whole_blocks(facts, {}, roster))
    assert after <= broken / 4


@pytest.mark.parametrize("percent", [25, 50])
def test_by_wave_only_people_of_one_side_exchange(percent: int):
    settings_ = RosterSettings(waves=Waves(), apart=Apart.WAVE)
    problem = office(24, percent, settings=settings_, functions=[replace(CASH, minimum=1)])
    facts = rooms(problem, {})
    after = with_whole_blocks(facts, {}, plan_rooms(facts).roster)
    assert breaches(after, problem, start_waves(problem, after)) == []
