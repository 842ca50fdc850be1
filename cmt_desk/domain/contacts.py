"""Contacts of a case: whom to call today, until when, and who else was near.

A contact is followed daily from the day after the last contact to the end of quarantine (d1–d14 under
KMK HK.01.07/MENKES/413/2020).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum

from cmt_desk.domain.attendance import Attendance
from cmt_desk.domain.cases import Status
from cmt_desk.domain.cells import Cell, Roster, days_between
from cmt_desk.domain.clocks import ClockRule, Window, rule_on
from cmt_desk.domain.people import Employee
from cmt_desk.records import record


class ContactKind(StrEnum):
    """How near somebody was: the first four are the regulation's."""

    NEAR = "DEKAT"
    TOUCH = "SENTUH"
    CARE = "RAWAT"
    SAME_ROOM = "SERUANG"
    OTHER = "LAIN"


@record
class FollowUp:
    """One call on one day; no symptoms is an empty text."""

    day: date
    temperature: float | None
    symptoms: str
    by: str


@record
class Contact:
    """Somebody who was near a case: an employee, or an outsider known by name."""

    id: str
    case_file: str
    employee: str | None
    name: str
    kind: ContactKind
    last_contact: date
    recorded: date
    phone: str = ""
    place: str = ""
    household: bool = False
    notes: str = ""
    became: str | None = None
    ticks: Mapping[date, FollowUp] = field(default_factory=dict[date, FollowUp])


def follow_up_days(contact: Contact, rules: Iterable[ClockRule]) -> list[date]:
    """The days to call: d1 is the day after the last contact, the last one ends the quarantine."""
    rule = rule_on(rules, contact.last_contact)
    if rule is None:
        return []
    first = contact.last_contact + timedelta(days=1)
    return days_between(first, contact.last_contact + timedelta(days=rule.quarantine_days))


def first_symptoms(contact: Contact) -> date | None:
    """The first day on which the contact told of symptoms."""
    return min((day for day, tick in contact.ticks.items() if tick.symptoms), default=None)


def status_of_new_case(contact: Contact) -> Status:
    """A contact with symptoms is a suspect, one without is a close contact (KMK 413/2020)."""
    return Status.SUSPECT if first_symptoms(contact) else Status.CLOSE_CONTACT


@record
class Call:
    """A contact to call on a day: which day of the quarantine, and how many calls were missed."""

    contact: Contact
    n: int
    of: int
    missed: int
    last_day: date

    @property
    def final(self) -> bool:
        return self.n >= self.of


def call_on(contact: Contact, rules: Iterable[ClockRule], on: date) -> Call | None:
    """The call this contact is owed on a day; None once it was made, is over, or is not yet due.

    A quarantine whose last call was never made stays owed: nobody is let go unasked.
    """
    days = follow_up_days(contact, rules)
    if not days or contact.became or on < max(days[0], contact.recorded):
        return None
    done = {day for day in contact.ticks if day <= on}
    if on in done or any(day >= days[-1] for day in done):
        return None
    owed = [day for day in days if contact.recorded <= day < on]
    missed = sum(day not in done for day in owed)
    return Call(contact, min((on - contact.last_contact).days, len(days)), len(days), missed, days[-1])


def calls_on(contacts: Iterable[Contact], rules: Iterable[ClockRule], on: date) -> list[Call]:
    """Whom to call on a day: overdue first, the most overdue before the rest, then who is nearest the end."""
    rules = list(rules)
    found = [call for contact in contacts if (call := call_on(contact, rules, on))]
    return sorted(found, key=lambda c: (-c.missed, c.last_day, c.contact.id))


@record
class Proposed:
    """Somebody who was in the same office on the same days, with the reason.

    `recorded` are the days the attendance list tells of; the other ones are only the roster's.
    """

    employee: Employee
    days: Sequence[date]
    same_team: bool
    recorded: Sequence[date] = ()
    same_wave: bool = False

    @property
    def planned(self) -> list[date]:
        return [day for day in self.days if day not in self.recorded]


def proposed_contacts(
    person: Employee,
    window: Window,
    roster: Roster,
    office: Iterable[Employee],
    known: Collection[str],
    attendance: Attendance = Attendance({}),  # noqa: B008 (frozen and empty)
) -> list[Proposed]:
    """People who were in the office on the days the case was there, within the window.

    A day with recorded attendance is told by it alone; any other day by the roster. Who was recorded comes
    before who was only planned, then the same team, the same wave, the most days together.
    """
    recorded = attendance.days

    def was_there(employee: str, day: date) -> bool:
        if day in recorded:
            return attendance.was_there(employee, day)
        return roster.get((employee, day)) is Cell.OFFICE

    there = [d for d in days_between(window.first, window.last) if was_there(person.number, d)]
    found: list[Proposed] = []
    for other in office:
        if other.number == person.number or other.number in known:
            continue
        if days := [day for day in there if was_there(other.number, day)]:
            waves = [(attendance.wave(n, day) for n in (person.number, other.number)) for day in days]
            same_team = other.team is not None and other.team == person.team
            same_wave = any(a is not None and a == b for a, b in waves)
            found.append(Proposed(other, days, same_team, [d for d in days if d in recorded], same_wave))
    return sorted(found, key=_nearest)


def _nearest(p: Proposed) -> tuple[bool, bool, bool, int, str]:
    return not p.recorded, not p.same_team, not p.same_wave, -len(p.days), p.employee.number
