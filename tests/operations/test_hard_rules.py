"""Random offices with every hard rule at once: kept, or named; the cells alone are checked."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmt_desk.domain.breaches import breaches, waived_cover
from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.cohorts import cohorts_of_day, membership
from cmt_desk.domain.dealing import LEAVES, form_cohorts
from cmt_desk.domain.idle_cohorts import idle_cohorts
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.planner import plan
from cmt_desk.domain.roster_settings import (
    FIVE_NINE,
    FOUR_TEN,
    FREE,
    WHOLE_WEEKS,
    Apart,
    Away,
    Cohorts,
    RosterSettings,
    Runs,
    Waiver,
    Waves,
)
from cmt_desk.domain.schedule import RULES, Breach, Cell, Problem, days_between, in_office
from cmt_desk.operations import solver
from cmt_desk.operations.engine import best_roster
from cmt_desk.operations.relaxing import smallest_waivers, why

pytest.importorskip("highspy")

MONDAY = date(2020, 12, 7)
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {})
CASH = BusinessFunction("KAS", "Kas", "Cash", True, 1)
OTHER = BusinessFunction("UMUM", "Umum", "General", False, 0)
ALL = Waiver("H4", MONDAY, MONDAY + timedelta(days=60), decision="KEP/1")


def office(size: int, percent: int = 50, weeks: int = 2, **changes: object) -> Problem:
    """One in three at the till; two, four … people in each leaf."""
    people = [
        Employee(f"{n:02}", f"N{n}", "X", "KAS" if n % 3 == 0 else "UMUM", team=LEAVES[n % 4])
        for n in range(size)
    ]
    days = days_between(MONDAY, MONDAY + timedelta(days=7 * weeks - 1))
    caps = {day: OfficeCap(size, percent, RULE) for day in days}
    made = Problem("X", people, days, frozenset(d for d in days if d.weekday() < 5), caps, [CASH, OTHER])
    return replace(made, **changes)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    size = draw(st.integers(4, 9))
    problem = office(size, draw(st.sampled_from([25, 50, 75, 100])))
    numbers = [e.number for e in problem.employees]
    keys = st.tuples(st.sampled_from(numbers), st.sampled_from(sorted(problem.working)))
    later = draw(st.sampled_from([25, 50, 75]))
    caps = {
        d: replace(c, percent=later) if d > MONDAY + timedelta(days=8) else c for d, c in problem.caps.items()
    }
    return replace(
        problem,
        caps=caps,
        reasons=draw(st.dictionaries(keys, st.sampled_from(list(Away)), max_size=6)),
        pins=draw(st.dictionaries(keys, st.sampled_from([Cell.OFFICE, Cell.HOME]), max_size=3)),
        waivers=draw(st.sampled_from([[], [ALL], [ALL, replace(ALL, rule="H6")]])),
        bonds=draw(st.sampled_from([[], [frozenset({"00", "04"})], [frozenset({"00", "01"})]])),
        settings=RosterSettings(
            draw(st.sampled_from(list(Cohorts))),
            draw(st.sampled_from([FREE, FREE, FIVE_NINE, FOUR_TEN, WHOLE_WEEKS, Runs(2, 3, 2)])),
            draw(st.sampled_from([None, Waves()])),
            apart=draw(st.sampled_from(list(Apart))),
        ),
    )


@settings(max_examples=25, deadline=None)
@given(problems())
def test_every_hard_rule_is_kept_or_a_conflict_is_named(problem: Problem):
    made = best_roster(problem, {})
    if made.conflicts:
        assert made.roster == {} and all(b.rule in RULES for b in made.conflicts)
    else:
        assert breaches(made.roster, problem, made.waves) == []


@settings(max_examples=25, deadline=None)
@given(problems())
def test_without_the_solver_every_hard_rule_is_kept_or_named_too(problem: Problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solver, "available", lambda: False)
        made = best_roster(problem, {})
    if not made.conflicts:
        assert breaches(made.roster, problem, made.waves) == []
    pinned = Counter(day for (_number, day), cell in problem.pins.items() if cell is Cell.OFFICE)
    laid = plan(problem).roster  # it keeps the pins; more of them than the cap are a conflict, named above
    for day in problem.working:
        assert in_office(laid, day, problem.employees) <= max(problem.caps[day].people, pinned[day])


def test_two_cohorts_are_never_in_on_one_day():
    made = best_roster(office(16), {})
    members = membership(office(16))
    for day in office(16).working:
        assert (
            len(
                {members.cohort(n, day) for (n, d), c in made.roster.items() if d == day and c is Cell.OFFICE}
            )
            == 1
        )


BY_WAVE = RosterSettings(waves=Waves(), apart=Apart.WAVE)


@pytest.mark.parametrize("percent", [25, 50, 75])
def test_by_wave_two_cohorts_share_a_day_and_never_a_wave(percent: int):
    """At 50 % everybody may come on any day, half of them in each wave; at 25 % two cohorts of four."""
    problem = office(16, percent, settings=BY_WAVE)
    made = best_roster(problem, {})
    assert breaches(made.roster, problem, made.waves) == [] and not made.conflicts
    team = {e.number: (e.team or "")[: {25: 2, 50: 1, 75: 0}[percent]] for e in problem.employees}
    for day in problem.working:
        waves = [[n for (n, d), w in made.waves.items() if d == day and w == wave] for wave in (1, 2)]
        assert abs(len(waves[0]) - len(waves[1])) <= 1 and sum(map(len, waves)) == 16 * percent // 100
        assert all(len({team[n] for n in wave}) == 1 for wave in waves)
        assert percent == 75 or {team[n] for n in waves[0]} != {team[n] for n in waves[1]}


def test_a_cohort_comes_alone_where_the_other_is_in_quarantine():
    away = {(e.number, MONDAY): Away.QUARANTINE for e in office(16).employees if (e.team or "")[0] == "B"}
    problem = office(16, settings=BY_WAVE, reasons=away)
    made = best_roster(problem, {})
    inside = [n for (n, d), c in made.roster.items() if d == MONDAY and c is Cell.OFFICE]
    assert len(inside) == 8 and {made.waves[n, MONDAY] for n in inside} == {1, 2}
    assert breaches(made.roster, problem, made.waves) == []


def test_a_wave_of_two_cohorts_is_a_breach_with_its_name():
    problem = office(16, settings=BY_WAVE)
    made = best_roster(problem, {})
    a, b = (min(n for (n, d), w in made.waves.items() if (d, w) == (MONDAY, wave)) for wave in (1, 2))
    swapped = {**made.waves, (a, MONDAY): made.waves[b, MONDAY], (b, MONDAY): made.waves[a, MONDAY]}
    found = breaches(made.roster, problem, swapped)
    assert {(x.rule, x.employee) for x in found} == {("COHORTS_WAVE", a), ("COHORTS_WAVE", b)}


def test_told_waves_stay_when_the_office_is_planned_again():
    """The halves were told the other way round; a re-plan turns nobody's hours."""
    problem = office(16, settings=BY_WAVE)
    first = best_roster(problem, {})
    told = {key: 3 - wave for key, wave in first.waves.items()}
    after = best_roster(replace(problem, told_waves=told, reasons={("00", MONDAY): Away.LEAVE}), first.roster)
    kept = [key for key in after.waves if key in told]
    assert len(kept) > 50 and all(after.waves[key] == told[key] for key in kept)


def test_cover_that_only_one_cohort_can_give_names_the_wave_rule_and_its_waiver():
    """Three tills, all in A, and a post of B, in four places: one wave would hold three of them."""
    functions = [replace(CASH, minimum=3), replace(OTHER, critical=True, minimum=1)]
    people = [replace(e, function="KAS" if e.team in ("A1", "A2") else "UMUM") for e in office(8).employees]
    h6 = Waiver("H6", MONDAY, MONDAY + timedelta(days=60), decision="KEP/1")
    problem = office(8, settings=BY_WAVE, employees=people, functions=functions, waivers=[h6])
    made = best_roster(problem, {})
    assert {b.rule for b in made.conflicts} == {"WAVE"}
    found = smallest_waivers(problem, {})
    assert [w.rule for w in found.waivers] == ["H9"] and not found.impossible


def test_the_wave_rule_is_waived_in_an_office_of_any_size():
    """The same shortage in an office of 120: all the tills are in one wave."""
    functions = [replace(CASH, minimum=45), replace(OTHER, critical=True, minimum=1)]
    large = office(120, weeks=1)
    people = [replace(e, function="KAS" if e.team in ("A1", "A2") else "UMUM") for e in large.employees]
    h6 = Waiver("H6", MONDAY, MONDAY + timedelta(days=60), decision="KEP/1")
    problem = replace(large, settings=BY_WAVE, employees=people, functions=functions, waivers=[h6])
    found = smallest_waivers(problem, {})
    assert [w.rule for w in found.waivers] == ["H9"] and not found.impossible


def test_a_smaller_cap_only_parts_people_and_a_larger_one_rejoins_them():
    """Whoever meets at 25 % met at 50 % too."""
    met = {}
    for percent in (25, 50):
        problem = office(16, percent, weeks=4)
        roster = best_roster(problem, {}).roster
        inside = [
            {n for (n, d), c in roster.items() if d == day and c is Cell.OFFICE} for day in problem.working
        ]
        met[percent] = {pair for group in inside for pair in combinations(sorted(group), 2)}
    assert met[25] < met[50]


def test_dealing_spreads_functions_keeps_households_and_moves_nobody_for_a_newcomer():
    people = [replace(e, team=None) for e in office(13).employees]
    dealt = form_cohorts(people, [CASH, OTHER], [frozenset({"01", "02"})], [("03", "06")])
    assert {dealt[e.number] for e in people if e.function == "KAS"} == set(LEAVES)
    assert dealt["01"] == dealt["02"] and dealt["03"][0] != dealt["06"][0]
    more = form_cohorts([*people, Employee("99", "N", "X", "KAS")], [CASH, OTHER], keep=dealt)
    assert {n: more[n] for n in dealt} == dealt


def test_the_past_and_pins_stay():
    told = best_roster(office(12), {}).roster
    third = MONDAY + timedelta(days=2)
    pinned = next(k for k, c in told.items() if c is Cell.OFFICE and k[1] > third)
    problem = office(12, 25, first_open=third, pins={pinned: Cell.HOME})
    made = best_roster(problem, told)
    assert all(made.roster[k] is c for k, c in told.items() if k[1] < third)
    assert made.roster[pinned] is Cell.HOME


def test_no_lexicographically_better_load_exists():
    """Four people of one cohort, three days, half may come: every roster tried."""
    problem = office(4, 50, settings=RosterSettings(Cohorts.NONE), load={"00": 2, "02": 1}, functions=[])
    days = problem.days[:3]
    problem = replace(problem, days=days, working=frozenset(days))
    best = min(
        sorted(
            (sum(n in day for day in days_in) + problem.load.get(n, 0) for n in ("00", "01", "02", "03")),
            reverse=True,
        )
        for days_in in product(list(combinations(("00", "01", "02", "03"), 2)), repeat=3)
    )
    made = best_roster(problem, {})
    loads = [
        sum(made.roster[e.number, d] is Cell.OFFICE for d in days) + problem.load.get(e.number, 0)
        for e in problem.employees
    ]
    assert sorted(loads, reverse=True) == best


def test_the_smallest_waiver_for_an_empty_till_is_ready_to_sign():
    """Everybody at the till is away for two days: one waiver of the cover, for these two days."""
    till = [e.number for e in office(12).employees if e.function == "KAS"]
    days = [MONDAY, MONDAY + timedelta(days=1)]
    problem = office(12, reasons={(n, day): Away.QUARANTINE for n in till for day in days})
    assert {b.rule for b in best_roster(problem, {}).conflicts} == {"COVER"}
    found = smallest_waivers(problem, {})
    assert found.waivers == (Waiver("H4", days[0], days[1], None, "KAS"),) and not found.impossible
    mended = replace(problem, waivers=[replace(w, decision="KEP/2", by="CMT") for w in found.waivers])
    made = best_roster(mended, {})
    assert made.conflicts == () and made.tiers[0].value == 2
    assert waived_cover(made.roster, mended) == 2


def test_the_days_of_one_waiver_are_near_each_other():
    """Two days of one week and one two weeks later: two papers, and nothing is waived between."""
    till = [e.number for e in office(12).employees if e.function == "KAS"]
    days = [MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=16)]
    problem = office(12, weeks=3, reasons={(n, day): Away.QUARANTINE for n in till for day in days})
    found = smallest_waivers(problem, {})
    assert [(w.rule, w.first, w.last) for w in found.waivers] == [
        ("H4", days[0], days[1]),
        ("H4", days[2], days[2]),
    ]


def test_a_cohort_that_lacks_a_function_by_decision_is_named_when_it_never_comes_in():
    """No till in B: a waiver of H6 alone leaves every day to A; with H4, or a guest under H5, B comes in."""
    people = [
        replace(e, function="UMUM") if e.team in ("B1", "B2") else e for e in office(12, weeks=4).employees
    ]
    until = MONDAY + timedelta(days=60)
    h6 = Waiver("H6", MONDAY, until, decision="KEP/1")
    problem = office(12, weeks=4, employees=people, waivers=[h6])
    made = best_roster(problem, {})
    b = [e.number for e in people if e.team in ("B1", "B2")]
    assert breaches(made.roster, problem) == []
    (idle,) = idle_cohorts(made.roster, problem)
    assert (idle.cohort, idle.function, list(idle.people)) == ("B", "KAS", b)
    guest = next(e.number for e in people if e.function == "KAS")
    for more in (Waiver("H4", MONDAY, until), Waiver("H5", MONDAY, until, guest)):
        helped = replace(problem, waivers=[h6, replace(more, decision="KEP/2")])
        made = best_roster(helped, {})
        assert breaches(made.roster, helped) == [] and idle_cohorts(made.roster, helped) == []
        assert any(made.roster[n, day] is Cell.OFFICE for n in b for day in helped.working)


def test_whose_day_it_is_is_told_by_who_comes_in():
    """The turns say B; A came in, so the day is A's. One of B under a waiver changes nothing."""
    problem = office(12)
    members = membership(problem)
    turn = members.turn(MONDAY)[0][0]
    others = [e.number for e in problem.employees if members.cohort(e.number, MONDAY) != turn]
    roster = {(n, MONDAY): Cell.OFFICE for n in others[:2]}
    assert cohorts_of_day(problem, members, {}, MONDAY) == (turn,)
    assert cohorts_of_day(problem, members, roster, MONDAY) == (1 - turn,)
    guests = [e.number for e in problem.employees if members.cohort(e.number, MONDAY) == turn][:3]
    waivers = [Waiver("H5", MONDAY, MONDAY, n, decision="KEP/3") for n in guests]
    mixed = roster | {(n, MONDAY): Cell.OFFICE for n in guests}
    assert cohorts_of_day(replace(problem, waivers=waivers), members, mixed, MONDAY) == (1 - turn,)


def test_a_wish_against_the_cohorts_names_the_rule_and_health_cannot_be_waived():
    problem = office(12)
    roster = best_roster(problem, {}).roster
    absent = next(n for (n, d), c in roster.items() if d == MONDAY and c is Cell.HOME)
    told = why(problem, roster, roster, absent, MONDAY)
    assert [b.rule for b in told.rules] == ["COHORTS"]
    assert told.waivers == (Waiver("H5", MONDAY, MONDAY, absent),)
    ill = replace(problem, reasons={(absent, MONDAY): Away.ISOLATION})
    assert smallest_waivers(ill, roster, (absent, MONDAY, Cell.OFFICE)).impossible == (
        Breach("BLOCKED", MONDAY, absent),
    )


def test_a_cell_that_no_rule_fixes_is_fixed_by_what_was_told():
    problem = office(12, 100)
    roster = best_roster(problem, {}).roster
    assert why(problem, roster, roster, "01", MONDAY).goal == "presence"
