"""Who may not come, on which days and why (H2, H11): cases, contacts, exposed cohorts, absences, journeys.

Nobody comes back uncleared: a case keeps its person out until it is closed, a contact until the last call of
the quarantine was made. Sources: KMK HK.01.07/MENKES/413/2020; 328/2020 (after a journey).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from cmt_desk.domain.arrangements import Absence
from cmt_desk.domain.cases import Case, Status
from cmt_desk.domain.clocks import ClockRule, contact_window, release, rule_on
from cmt_desk.domain.contacts import Contact, follow_up_days
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Away
from cmt_desk.domain.schedule import Cell, Roster, days_between
from cmt_desk.records import record

OF_ABSENCE = {
    "LEAVE": Away.LEAVE,
    "TRAINING": Away.TRAINING,
    "TRAVEL": Away.TRAVEL,
    "SICK": Away.SICK,
}
ON_LEAVE = frozenset(OF_ABSENCE.values())  # the others show as isolation in the roster


@record
class HealthFacts:
    """What is known about the people of one office; `roster` reaches back over the contact windows."""

    employees: Sequence[Employee]
    cases: Sequence[Case]
    contacts: Sequence[Contact]
    absences: Sequence[Absence]
    roster: Roster
    rules: Sequence[ClockRule]
    after_travel: int = 0


@record
class Cause:
    """Why somebody stays out. `until`: the last day as far as it is known; None waits for a clearance.

    `near`: the employee, by number, whose case it follows from.
    """

    reason: Away
    until: date | None = None
    near: str = ""


Causes = dict[tuple[str, date], Cause]


def kept_out(facts: HealthFacts, days: Sequence[date], today: date) -> dict[tuple[str, date], Away]:
    """The reason of each person and day, as known today; the gravest where there are several."""
    return {key: cause.reason for key, cause in causes(facts, days, today).items()}


def causes(facts: HealthFacts, days: Sequence[date], today: date) -> Causes:
    """The same with how long each reason lasts and whose case it follows from."""
    found: Causes = {}
    if not days:
        return found
    for absence in facts.absences:
        reason, last = OF_ABSENCE[absence.kind], absence.until
        _fill(found, absence.employee, absence.since, last, Cause(reason, last), days)
        if absence.kind == "TRAVEL" and facts.after_travel:
            back, last = last + timedelta(days=1), last + timedelta(days=facts.after_travel)
            _fill(found, absence.employee, back, last, Cause(Away.TRAVEL, last), days)
    team = {e.number: e.team for e in facts.employees}
    inside = _inside(facts.roster) if any(case.confirmed_on(today) for case in facts.cases) else {}
    near_a_case = exposed(facts.cases, facts.contacts, team, inside, facts.rules, today)
    for number, first, last, near in near_a_case:
        _fill(found, number, first, last, Cause(Away.EXPOSED, last, near), days)
    ill = {case.id: case.employee for case in facts.cases}
    for contact in facts.contacts:
        _of_contact(found, contact, ill, facts.rules, days, today)
    for case in facts.cases:
        _of_case(found, case, facts.rules, days, today)
    return found


def cell_of_reason(reason: Away) -> Cell:
    return Cell.LEAVE if reason in ON_LEAVE else Cell.ISOLATION


def _fill(found: Causes, number: str, first: date, last: date, cause: Cause, days: Sequence[date]) -> None:
    for day in days_between(max(first, days[0]), min(last, days[-1])):
        found[number, day] = cause


def _of_contact(
    found: Causes,
    contact: Contact,
    ill: Mapping[str, str],
    rules: Iterable[ClockRule],
    days: Sequence[date],
    today: date,
) -> None:
    """From the day it was recorded to the day before the last call, then until that call was made."""
    calls = follow_up_days(contact, rules)
    if contact.employee is None or contact.became or not calls:
        return
    free, near = calls[-1], ill.get(contact.case_file, "")
    last = free - timedelta(days=1)
    _fill(found, contact.employee, contact.recorded, last, Cause(Away.QUARANTINE, last, near), days)
    if today > free and not _cleared(contact, free):
        waits = Cause(Away.NOT_CLEARED, None, near)
        _fill(found, contact.employee, max(free, contact.recorded), days[-1], waits, days)


def _cleared(contact: Contact, free: date) -> bool:
    return any(day >= free for day in contact.ticks)


def _of_case(
    found: Causes, case: Case, rules: Iterable[ClockRule], days: Sequence[date], today: date
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
        waits = free is not None and day >= free
        last = free - timedelta(days=1) if free and not waits else None
        found[case.employee, day] = Cause(Away.NOT_CLEARED if waits else reason, last)


def exposed(
    cases: Iterable[Case],
    contacts: Iterable[Contact],
    team: Mapping[str, str | None],
    inside: Mapping[date, Collection[str]],
    rules: Sequence[ClockRule],
    today: date,
) -> Iterator[tuple[str, date, date, str]]:
    """(number, first, last, whose case): in the office with a confirmed case of the own team.

    `inside`: who was or is planned in the office. Who is recorded as a contact of the case follows the
    contact's own clock and calls.
    """
    recorded = {(c.case_file, c.employee) for c in contacts}
    mates: dict[str | None, list[str]] = {}
    for number, own in team.items():
        mates.setdefault(own, []).append(number)
    for case in cases:
        confirmed, window = case.confirmed_on(today), contact_window(case, rules, today)
        if confirmed is None or window is None or team.get(case.employee) is None:
            continue
        last_shared: dict[str, date] = {}
        for day in days_between(window.first, window.last):
            here = inside.get(day, ())
            if case.employee in here:
                last_shared |= {number: day for number in mates[team[case.employee]] if number in here}
        for number, shared in sorted(last_shared.items()):
            rule = rule_on(rules, shared)
            if rule and number != case.employee and (case.id, number) not in recorded:
                yield number, confirmed, shared + timedelta(days=rule.quarantine_days - 1), case.employee


def _inside(roster: Roster) -> dict[date, set[str]]:
    inside: dict[date, set[str]] = {}
    for (number, day), cell in roster.items():
        if cell is Cell.OFFICE:
            inside.setdefault(day, set()).add(number)
    return inside
