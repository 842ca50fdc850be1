"""H9: who starts early and who late, on one day in an office with waves."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import RosterSettings, Waves
from cmt_desk.domain.schedule import Cell, Problem
from cmt_desk.domain.start_waves import EARLY, LATE, start_waves

DAY = date(2020, 12, 7)
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {})


def waves(functions: list[str], **changes: object) -> dict[str, int]:
    """Everybody is in; people are numbered as their functions stand here."""
    people = [Employee(f"{n:02}", "N", "X", function) for n, function in enumerate(functions)]
    cap = OfficeCap(len(people), 100, RULE)
    settings = RosterSettings(waves=Waves())
    problem = Problem("X", people, [DAY], frozenset({DAY}), {DAY: cap}, [], settings=settings)
    found = start_waves(replace(problem, **changes), {(e.number, DAY): Cell.OFFICE for e in people})
    return {number: wave for (number, _day), wave in found.items()}


offices = st.lists(st.sampled_from(["KAS", "LAYANAN", "UMUM"]), min_size=1, max_size=14)


@given(offices)
def test_both_waves_and_each_function_in_them_are_halves(functions: list[str]):
    found = waves(functions)
    assert found.keys() == {f"{n:02}" for n in range(len(functions))}
    assert max(Counter(found.values()).values()) <= (len(functions) + 1) // 2
    for name in set(functions):
        early = [found[f"{n:02}"] == EARLY for n, function in enumerate(functions) if function == name]
        assert abs(2 * sum(early) - len(early)) <= 1


@given(offices, st.data())
def test_a_household_starts_together_where_a_wave_has_room_for_it(functions: list[str], data: st.DataObject):
    numbers = [f"{n:02}" for n in range(len(functions))]
    home = data.draw(st.sets(st.sampled_from(numbers)))
    found, half = waves(functions, bonds=[frozenset(home)]), (len(functions) + 1) // 2
    assert max(Counter(found.values()).values()) <= half
    assert len({found[number] for number in home}) <= 1 or len(home) > half


@given(offices, st.data())
def test_who_was_told_a_wave_keeps_it_until_the_other_has_too_few(functions: list[str], data: st.DataObject):
    numbers = [f"{n:02}" for n in range(len(functions))]
    told = data.draw(st.dictionaries(st.sampled_from(numbers), st.sampled_from([EARLY, LATE])))
    found, half = waves(functions, told_waves={(n, DAY): w for n, w in told.items()}), (len(numbers) + 1) // 2
    for wave, count in Counter(told.values()).items():
        assert sum(found[n] == wave for n, w in told.items() if w == wave) == min(count, half)
