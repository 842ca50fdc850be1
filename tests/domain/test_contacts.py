"""Whom to call today, who was near, and which dates contradict each other."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.cases import CarePlace, Case, Spell, Status
from cmt_desk.domain.clocks import ClockRule, Window
from cmt_desk.domain.contacts import (
    Contact,
    ContactKind,
    FollowUp,
    call_on,
    calls_on,
    follow_up_days,
    proposed_contacts,
    status_of_new_case,
)
from cmt_desk.domain.findings import findings
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Cell

KMK_413 = ClockRule("KMK-413-2020", "KMK 413/2020", date(2020, 7, 13), date(2021, 5, 11), 14, 10, 3)
KMK_4641 = ClockRule("KMK-4641-2021", "KMK 4641/2021", date(2021, 5, 12), None, 10, 10, 3)
RULES = [KMK_413, KMK_4641]
LAST = date(2020, 12, 1)


def contact(id: str = "1", *called: date, symptoms: str = "", **more) -> Contact:
    ticks = {day: FollowUp(day, 36.5, symptoms, "Demo") for day in called}
    made = Contact(id, "c1", "100002", "Siti", ContactKind.NEAR, LAST, LAST, ticks=ticks)
    return replace(made, **more)


def test_fourteen_days_are_followed_ten_under_the_later_rule():
    days = follow_up_days(contact(), RULES)
    assert (days[0], days[-1], len(days)) == (date(2020, 12, 2), date(2020, 12, 15), 14)
    later = contact(last_contact=date(2021, 6, 1))
    assert len(follow_up_days(later, RULES)) == 10


def test_a_call_is_owed_each_day_until_it_is_made():
    on = date(2020, 12, 3)
    call = call_on(contact("1", date(2020, 12, 2)), RULES, on)
    assert call and (call.n, call.of, call.missed, call.final) == (2, 14, 0, False)
    assert call_on(contact("1", on), RULES, on) is None
    assert call_on(contact(), RULES, LAST) is None
    assert call_on(contact(became="c2"), RULES, on) is None


def test_calls_before_the_contact_was_known_are_not_missed():
    late = contact(recorded=date(2020, 12, 6))
    call = call_on(late, RULES, date(2020, 12, 7))
    assert call and (call.n, call.missed) == (6, 1)
    assert call_on(late, RULES, date(2020, 12, 5)) is None


def test_nobody_is_let_go_without_the_last_call():
    days = follow_up_days(contact(), RULES)
    after = days[-1] + timedelta(days=3)
    call = call_on(contact("1", *days[:-1]), RULES, after)
    assert call and call.final and call.missed == 1
    assert call_on(contact("1", days[-1] + timedelta(days=1)), RULES, after) is None


def test_the_most_overdue_is_called_first():
    on = date(2020, 12, 5)
    fresh = contact("a", date(2020, 12, 2), date(2020, 12, 3), date(2020, 12, 4))
    one, three = contact("b", date(2020, 12, 2), date(2020, 12, 3)), contact("c")
    ending = contact("d", last_contact=date(2020, 11, 24), recorded=on)
    assert [call.contact.id for call in calls_on([fresh, one, three, ending], RULES, on)] == list("cbda")


@given(called=st.sets(st.integers(1, 14)), after=st.integers(1, 40))
def test_a_contact_is_either_called_finished_or_owed_a_call(called: set[int], after: int):
    on = LAST + timedelta(days=after)
    person = contact("1", *(LAST + timedelta(days=n) for n in called))
    call = call_on(person, RULES, on)
    made = after in called or (14 in called and after >= 14)
    assert (call is None) == made
    if call:
        assert call.missed == len([n for n in range(1, min(after, 15)) if n not in called])


def test_a_contact_with_symptoms_becomes_a_suspect():
    assert status_of_new_case(contact("1", date(2020, 12, 3))) is Status.CLOSE_CONTACT
    assert status_of_new_case(contact("1", date(2020, 12, 3), symptoms="batuk")) is Status.SUSPECT


def test_team_mates_of_the_same_days_are_proposed_first():
    ill, mate, other, away = (Employee(n, n, "SBU-01", "PELAYANAN", team=t) for n, t in
                              (("1", "A1"), ("2", "A1"), ("3", "B1"), ("4", "A1")))  # fmt: skip
    monday, tuesday = date(2020, 11, 30), date(2020, 12, 1)
    roster = {
        ("1", monday): Cell.OFFICE, ("1", tuesday): Cell.OFFICE, ("2", tuesday): Cell.OFFICE,
        ("3", monday): Cell.OFFICE, ("3", tuesday): Cell.OFFICE, ("4", monday): Cell.HOME,
    }  # fmt: skip
    window = Window(monday, tuesday, tuesday, KMK_413, cut=True)
    found = proposed_contacts(ill, window, roster, [ill, mate, other, away], known=set())
    assert [(p.employee.number, p.same_team, len(p.days)) for p in found] == [("2", True, 1), ("3", False, 2)]
    assert proposed_contacts(ill, window, roster, [mate, other], known={"2", "3"}) == []


# --- contradictions ------------------------------------------------------------------------------------

ON = date(2020, 12, 31)


def ill(id: str, *steps: tuple[Status, date], **more) -> Case:
    return Case(id, "100001", "SBU-01", [Spell(s, d, n) for n, (s, d) in enumerate(steps, 1)], **more)


def rules_broken(*cases: Case, contacts: list[Contact] | None = None) -> list[str]:
    return [f.rule for f in findings(cases, contacts or [], RULES, ON)]


def test_each_contradiction_is_found_and_a_sound_case_has_none():
    confirmed, day = Status.CONFIRMED_SYMPTOMS, timedelta(days=1)
    sound = ill("1", (confirmed, LAST), (Status.RECOVERED, LAST + 14 * day), onset=LAST)
    assert rules_broken(sound) == []
    late = {"onset": LAST + 9 * day, "last_symptom": LAST + 9 * day}
    assert rules_broken(ill("1", (confirmed, LAST), (Status.RECOVERED, LAST + 5 * day), **late)) == [
        "RECOVERED_BEFORE_ONSET"
    ]
    assert rules_broken(ill("1", (confirmed, LAST), (Status.DIED, LAST + 5 * day), **late)) == [
        "DIED_BEFORE_ONSET"
    ]
    assert rules_broken(ill("1", (confirmed, LAST), onset=LAST, last_symptom=LAST)) == ["NO_END"]
    open_one, open_two = (ill(n, (Status.SUSPECT, ON - 2 * day)) for n in "12")
    assert rules_broken(open_one, open_two) == ["TWO_OPEN"]


def test_only_outside_the_household_is_a_contact_after_isolation_odd():
    apart = ill("c1", (Status.CONFIRMED_SYMPTOMS, LAST), (Status.RECOVERED, ON), onset=LAST,
                places=[Spell(CarePlace.HOME, LAST, 1)])  # fmt: skip
    met = contact(last_contact=LAST + timedelta(days=3))
    assert rules_broken(apart, contacts=[met]) == ["CONTACT_AFTER"]
    assert rules_broken(apart, contacts=[replace(met, household=True)]) == []
