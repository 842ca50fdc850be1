"""Who may not come, on which days and why (H2, H11): cases, contacts, exposed cohorts, absences, journeys.

Nobody comes back uncleared: a case keeps its person out until it is closed, a contact until the last call of
the quarantine was made. Sources: KMK HK.01.07/MENKES/413/2020; 328/2020 (after a journey).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cmt_desk.domain.arrangements import Absence
from cmt_desk.domain.cases import Case, Status
from cmt_desk.domain.clocks import ClockRule, contact_window, release, rule_on
from cmt_desk.domain.contacts import Contact, follow_up_days
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Away
from cmt_desk.domain.schedule import Cell, Roster, days_between

Reasons = dict[tuple[str, date], Away]
OF_ABSENCE = {
    "LEAVE": Away.LEAVE,
    "TRAINING": Away.TRAINING,
    "TRAVEL": Away.TRAVEL,
    "SICK": Away.SICK,
}
ON_LEAVE = frozenset(OF_ABSENCE.values())  # the others show as isolation in the roster


@dataclass(frozen=True)
class HealthFacts:
    """What is known about the people of one office; `roster` reaches back over the contact windows."""

    employees: Sequence[Employee]
    cases: Sequence[Case]
    contacts: Sequence[Contact]
    absences: Sequence[Absence]
    roster: Roster
    rules: Sequence[ClockRule]
    after_travel: int = 0


def kept_out(facts: HealthFacts, days: Sequence[date], today: date) -> Reasons:
    """The reason of each person and day, as known today; the gravest where there are several."""
    found: Reasons = {}
    if not days:
        return found
    for absence in facts.absences:
        _fill(found, absence.employee, absence.since, absence.until, OF_ABSENCE[absence.kind], days)
        if absence.kind == "TRAVEL" and facts.after_travel:
            back = absence.until + timedelta(days=1)
            last = absence.until + timedelta(days=facts.after_travel)
            _fill(found, absence.employee, back, last, Away.TRAVEL, days)
    for number, first, last in _exposed(facts, today):
        _fill(found, number, first, last, Away.EXPOSED, days)
    for contact in facts.contacts:
        _of_contact(found, contact, facts.rules, days, today)
    for case in facts.cases:
        _of_case(found, case, facts.rules, days, today)
    return found


def cell_of_reason(reason: Away) -> Cell:
    return Cell.LEAVE if reason in ON_LEAVE else Cell.ISOLATION


def _fill(found: Reasons, number: str, first: date, last: date, reason: Away, days: Sequence[date]) -> None:
    for day in days_between(max(first, days[0]), min(last, days[-1])):
        found[number, day] = reason


def _of_contact(
    found: Reasons, contact: Contact, rules: Iterable[ClockRule], days: Sequence[date], today: date
) -> None:
    """From the day it was recorded to the day before the last call, then until that call was made."""
    calls = follow_up_days(contact, rules)
    if contact.employee is None or contact.became or not calls:
        return
    free = calls[-1]
    _fill(found, contact.employee, contact.recorded, free - timedelta(days=1), Away.QUARANTINE, days)
    if today > free and not _cleared(contact, free):
        _fill(found, contact.employee, max(free, contact.recorded), days[-1], Away.NOT_CLEARED, days)


def _cleared(contact: Contact, free: date) -> bool:
    return any(day >= free for day in contact.ticks)


def _of_case(
    found: Reasons, case: Case, rules: Iterable[ClockRule], days: Sequence[date], today: date
) -> None:
    """An open case; from its release day on the person waits for the clearance."""
    clock = release(case, rules, today)
    free = clock.free_on if clock else None
    for day in days:
        status = case.status(day)
        if status is None or status.closing:
            continue
        match status:
            case Status.CLOSE_CONTACT:
                reason = Away.QUARANTINE
            case Status.TRAVELLER:
                reason = Away.TRAVEL
            case _:
                reason = Away.ISOLATION
        found[case.employee, day] = Away.NOT_CLEARED if free and day >= free else reason


def _exposed(facts: HealthFacts, today: date) -> Iterable[tuple[str, date, date]]:
    """(number, first, last): who of its team was in the office with a confirmed case, while in quarantine.

    Who is recorded as a contact of the case follows the contact's own clock and calls.
    """
    team = {e.number: e.team for e in facts.employees}
    confirmed_cases = [case for case in facts.cases if case.confirmed_on(today)]
    inside: Mapping[date, set[str]] = _inside(facts.roster) if confirmed_cases else {}
    recorded = {(c.case_file, c.employee) for c in facts.contacts}
    for case in confirmed_cases:
        confirmed, window = case.confirmed_on(today), contact_window(case, facts.rules, today)
        if confirmed is None or window is None or team.get(case.employee) is None:
            continue
        last_shared: dict[str, date] = {}
        for day in days_between(window.first, window.last):
            here = inside.get(day, set())
            if case.employee in here:
                last_shared |= dict.fromkeys(here, day)
        for number, shared in sorted(last_shared.items()):
            if team.get(number) != team[case.employee] or number == case.employee:
                continue
            rule = rule_on(facts.rules, shared)
            if rule and (case.id, number) not in recorded:
                yield number, confirmed, shared + timedelta(days=rule.quarantine_days - 1)


def _inside(roster: Roster) -> dict[date, set[str]]:
    inside: dict[date, set[str]] = {}
    for (number, day), cell in roster.items():
        if cell is Cell.OFFICE:
            inside.setdefault(day, set()).add(number)
    return inside
