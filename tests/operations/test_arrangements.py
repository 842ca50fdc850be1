"""Pins, bonds, deputies, wishes, settings, holidays: what reaches the problem, and what is refused."""

from datetime import date, timedelta

import pytest

from cmt_desk.domain.arrangements import Bond, Commute, Wish
from cmt_desk.domain.cases import Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.roster_settings import FIVE_NINE, Apart, Cohorts, RosterSettings, Runs, Waves
from cmt_desk.domain.schedule import Cell
from cmt_desk.operations.absences import alter_absence, record_absence, remove_absence
from cmt_desk.operations.arrangements import (
    add_holiday,
    add_wish,
    bind,
    name_deputy,
    pin,
    remove_holiday,
    set_commute,
    unbind,
    unpin,
)
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.desk import undo
from cmt_desk.operations.roster_settings import follow_institution, set_settings
from cmt_desk.operations.schedule import problem, problems
from cmt_desk.store import Store

FIRST, LAST = date(2020, 12, 14), date(2020, 12, 18)


def _facts(store: Store, branch: str = "SBU-01"):
    return problem(store, branch, FIRST, LAST)


def _able(store: Store) -> list[str]:
    facts = _facts(store)
    return [e.number for e in facts.employees if all(facts.may_come(e, d) for d in facts.days)]


def test_what_is_arranged_reaches_the_problem_and_is_undone(demo: Store):
    one, two, three = _able(demo)[:3]
    pin(demo, "SBU-01", {(one, FIRST): Cell.OFFICE, (two, FIRST): Cell.HOME}, "kunci")
    bind(demo, two, one, "CAR_POOL")
    name_deputy(demo, one, three)
    add_wish(demo, Wish("", three, "H", 4, FIRST, LAST))
    set_commute(demo, one, Commute(75, shared=True))
    facts = _facts(demo)
    assert facts.pins == {(one, FIRST): Cell.OFFICE, (two, FIRST): Cell.HOME}
    assert facts.bonds == [frozenset({one, two})] and facts.deputies == [(one, three)]
    assert facts.wishes == {(three, LAST): Cell.HOME} and facts.commute == {one: 6}
    unpin(demo, [(one, FIRST)])
    unbind(demo, Bond(one, two, "CAR_POOL"))
    assert (_facts(demo).pins, _facts(demo).bonds) == ({(two, FIRST): Cell.HOME}, [])
    undo(demo)
    assert _facts(demo).bonds == [frozenset({one, two})]


def test_a_pin_that_breaks_a_hard_rule_names_it(demo: Store):
    facts = _facts(demo)
    able, weak = _able(demo), next(e.number for e in facts.employees if e.vulnerable)
    ill = able.pop()
    open_case(demo, ill, Status.SUSPECT, date(2020, 12, 2))
    too_many = {(n, FIRST): Cell.OFFICE for n in able[: facts.caps[FIRST].people + 1]}
    wrong = [
        ({(ill, FIRST): Cell.OFFICE}, "H2"),
        ({(weak, FIRST): Cell.OFFICE}, "H3"),
        ({(able[0], date(2020, 12, 1)): Cell.OFFICE}, "H10"),
        ({(able[0], date(2020, 12, 19)): Cell.OFFICE}, "19 Des"),
        ({(able[0], FIRST): Cell.LEAVE}, r"\."),
        (too_many, "H1"),
    ]
    for cells, named in wrong:
        with pytest.raises(Refused, match=named):
            pin(demo, "SBU-01", cells)
    with pytest.raises(Refused):
        unpin(demo, [(able[0], FIRST)])
    assert _facts(demo).pins == {}


def test_bonds_and_deputies_stay_within_an_office_and_between_two_people(demo: Store):
    one, two = _able(demo)[:2]
    other = demo.people.of_branch("SBU-02")[0].number
    name_deputy(demo, one, two)
    for refused in (
        lambda: bind(demo, one, one, "HOUSEHOLD"),
        lambda: bind(demo, one, other, "HOUSEHOLD"),
        lambda: bind(demo, one, two, "FRIENDS"),
        lambda: name_deputy(demo, one, one),
        lambda: name_deputy(demo, two, one),
        lambda: add_wish(demo, Wish("", one, "H", None, LAST, FIRST)),
        lambda: add_wish(demo, Wish("", one, "L", None, FIRST, LAST)),
        lambda: set_commute(demo, one, Commute(999)),
        lambda: add_holiday(demo, FIRST, " "),
        lambda: add_holiday(demo, date(2020, 12, 25), "Natal"),
        lambda: add_holiday(demo, date(2020, 12, 19), "Sabtu"),
        lambda: remove_holiday(demo, FIRST),
    ):
        with pytest.raises(Refused):
            refused()


def test_a_local_holiday_closes_its_offices_only(demo: Store):
    add_holiday(demo, FIRST, "Pilkada ulang", {"SBU-01"})
    assert FIRST not in _facts(demo).working and FIRST in _facts(demo, "SBU-02").working
    remove_holiday(demo, FIRST)
    assert FIRST in _facts(demo).working


def test_an_office_follows_the_institution_until_it_has_its_own_settings(demo: Store):
    house = RosterSettings(Cohorts.STRICT_AB, FIVE_NINE, Waves(), 60, after_travel=7, apart=Apart.WAVE)
    set_settings(demo, None, house)
    assert _facts(demo).settings == house
    own = RosterSettings(Cohorts.NONE, Runs(), None, None)
    set_settings(demo, "SBU-01", own)
    assert (_facts(demo).settings, _facts(demo, "SBU-02").settings) == (own, house)
    follow_institution(demo, "SBU-01")
    assert _facts(demo).settings == house
    for wrong in (
        RosterSettings(runs=Runs(5, 3)),
        RosterSettings(runs=Runs(0)),
        RosterSettings(presence=101),
        RosterSettings(apart=Apart.WAVE),  # without waves
    ):
        with pytest.raises(Refused):
            set_settings(demo, None, wrong)


def test_an_absence_is_altered_and_never_meets_another(demo: Store):
    number = _able(demo)[0]
    first = record_absence(demo, number, "LEAVE", date(2021, 2, 1), date(2021, 2, 5))
    later = record_absence(demo, number, "SICK", date(2021, 2, 8), date(2021, 2, 9))
    with pytest.raises(Refused) as refused:
        alter_absence(demo, later, "SICK", date(2021, 2, 5), date(2021, 2, 9))
    assert all(day in str(refused.value) for day in ("1 Feb", "5 Feb", "9 Feb"))
    alter_absence(demo, first, "TRAVEL", date(2021, 2, 1), date(2021, 2, 3))
    remove_absence(demo, later)
    assert [(a.kind, a.until) for a in demo.arrangements.absences_of(number)] == [
        ("TRAVEL", date(2021, 2, 3))
    ]


def test_many_offices_read_together_are_the_offices_read_alone(demo: Store):
    codes = [b.code for b in demo.branches.all()][::25]
    together = list(problems(demo, codes, FIRST, LAST))
    assert together == [problem(demo, code, FIRST, LAST) for code in codes]
    assert all(facts.load and facts.weekday_load for facts in together)


def test_past_days_stay_and_only_where_they_were_planned(demo: Store):
    today = date(2020, 12, 2)
    crossing = problem(demo, "SBU-01", today - timedelta(days=7), today + timedelta(days=7))
    assert crossing.first_open == today and not crossing.open(today - timedelta(days=1))
    assert crossing.past and max(day for _n, day in crossing.past) < today
    assert _facts(demo).first_open is None
