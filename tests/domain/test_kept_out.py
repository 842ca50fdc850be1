"""Who stays out, why and until when, on made-up offices."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.arrangements import Absence
from cmt_desk.domain.cases import Case, Spell, Status
from cmt_desk.domain.clocks import ClockRule
from cmt_desk.domain.contacts import Contact, ContactKind, FollowUp
from cmt_desk.domain.kept_out import Cause, HealthFacts, causes, cell_of_reason, kept_out
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Away
from cmt_desk.domain.schedule import Cell, days_between

TODAY = date(2020, 12, 2)
RULE = ClockRule("R", "KMK 413", date(2020, 7, 13), None, 14, 10, 3)
PEOPLE = [Employee(str(n), f"N{n}", "X", "F", team="A" if n < 3 else "B") for n in range(5)]
DAYS = days_between(TODAY, TODAY + timedelta(days=27))


def _day(n: int) -> date:
    return TODAY + timedelta(days=n)


def _out(**known):
    return kept_out(_facts(**known), DAYS, TODAY)


def _facts(**known) -> HealthFacts:
    return HealthFacts(
        PEOPLE,
        known.get("cases", ()),
        known.get("contacts", ()),
        known.get("absences", ()),
        known.get("roster", {}),
        [RULE],
        known.get("after_travel", 0),
    )


def _case(number: str, status: Status, since: date, **dates: date) -> Case:
    return Case("c" + number, number, "X", [Spell(status, since, 1)], **dates)


def _contact(number: str, last_contact: date, *called: date) -> Contact:
    calls = {day: FollowUp(day, None, "", "CMT") for day in called}
    return Contact("k" + number, "c0", number, "", ContactKind.NEAR, last_contact, last_contact, ticks=calls)


def test_a_case_waits_for_its_clearance_after_its_clock():
    """Asymptomatic, specimen 1 Dec: isolated to 10 Dec, and out until somebody closes the case."""
    out = _out(cases=[_case("0", Status.CONFIRMED_NO_SYMPTOMS, _day(-1), specimen=_day(-1))])
    assert [out["0", d] for d in DAYS[:9]] == [Away.ISOLATION] * 9
    assert {out["0", d] for d in DAYS[9:]} == {Away.NOT_CLEARED}


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.CLOSE_CONTACT, Away.QUARANTINE),
        (Status.TRAVELLER, Away.TRAVEL),
        (Status.SUSPECT, Away.ISOLATION),
    ],
)
def test_the_reason_names_the_kind_of_case(status: Status, reason: Away):
    assert _out(cases=[_case("0", status, TODAY)])["0", TODAY] is reason


def test_each_reason_names_whose_case_it_follows_from_and_its_last_day():
    """Case 0 was inside with 1 on 1 Dec; 2 is a recorded contact, free on 14 Dec."""
    ill = _case("0", Status.CONFIRMED_NO_SYMPTOMS, TODAY, specimen=_day(-1))
    roster = {(n, _day(-1)): Cell.OFFICE for n in "01"}
    facts = _facts(cases=[ill], contacts=[_contact("2", _day(-2))], roster=roster)
    found = causes(facts, DAYS, TODAY)
    assert found["1", TODAY] == Cause(Away.EXPOSED, _day(12), "0")
    assert found["2", TODAY] == Cause(Away.QUARANTINE, _day(11), "0")
    assert found["0", TODAY] == Cause(Away.ISOLATION, _day(8))
    late = causes(facts, DAYS, _day(20))
    assert late["2", _day(12)] == Cause(Away.NOT_CLEARED, None, "0")


def test_a_contact_is_free_on_the_fourteenth_day():
    """Last contact 30 Nov: out to 13 Dec, free on 14 Dec."""
    out = _out(contacts=[_contact("1", _day(-2))])
    assert {d for (_n, d) in out} == set(days_between(TODAY, _day(11)))
    assert set(out.values()) == {Away.QUARANTINE}


def test_a_contact_nobody_called_at_the_end_is_not_cleared():
    assert _out(contacts=[_contact("1", _day(-20))])["1", TODAY] is Away.NOT_CLEARED
    assert _out(contacts=[_contact("1", _day(-20), _day(-6))]) == {}


def test_the_team_that_was_in_with_a_case_is_exposed_and_nobody_else():
    """0 and 1 share team A; 2 of team A was at home; 3 of team B was in, and is asked for by tracing."""
    inside = {(n, _day(-3)): Cell.OFFICE for n in ("0", "1", "3")}
    case = _case("0", Status.CONFIRMED_NO_SYMPTOMS, _day(-1), specimen=_day(-2))
    out = _out(cases=[case], roster={**inside, ("2", _day(-3)): Cell.HOME})
    exposed = {d for (n, d), reason in out.items() if n == "1" and reason is Away.EXPOSED}
    assert exposed == set(days_between(TODAY, _day(10)))  # 29 Nov + 14: free on 13 Dec
    assert {n for n, _d in out} == {"0", "1"}
    cleared = Contact("k", "c0", "1", "", ContactKind.NEAR, _day(-16), _day(-16), ticks={
        _day(-2): FollowUp(_day(-2), None, "", "CMT")})  # fmt: skip
    assert {n for n, _d in _out(cases=[case], roster=inside, contacts=[cleared])} == {"0"}


def test_who_returns_from_a_journey_stays_at_home():
    trip = Absence("a", "4", "TRAVEL", _day(0), _day(1))
    assert {d for _n, d in _out(absences=[trip], after_travel=14)} == set(days_between(TODAY, _day(15)))
    assert {d for _n, d in _out(absences=[trip])} == {TODAY, _day(1)}


@given(
    st.sampled_from(["LEAVE", "TRAINING", "TRAVEL", "SICK"]),
    st.integers(-10, 30),
    st.integers(0, 20),
    st.integers(-25, 5),
)
def test_illness_is_never_hidden_by_leave(kind: str, since: int, length: int, last_contact: int):
    """Whatever overlaps, a day that quarantine covers is told as quarantine, and every absence keeps out."""
    absence = Absence("a", "1", kind, _day(since), _day(since + length))
    contact = _contact("1", _day(last_contact))
    both, ill = _out(absences=[absence], contacts=[contact]), _out(contacts=[contact])
    assert ill.items() <= both.items()
    away = {("1", d) for d in DAYS if absence.since <= d <= absence.until}
    assert both.keys() == ill.keys() | away
    assert all((cell_of_reason(both[k]) is Cell.LEAVE) == (k not in ill) for k in both)
