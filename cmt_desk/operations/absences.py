"""Leave, training, business travel and sick days: recorded, altered, taken out."""

from dataclasses import replace
from datetime import date

from cmt_desk.domain.arrangements import ABSENCES, Absence
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.i18n import _, short_date
from cmt_desk.operations.people import employee_named
from cmt_desk.store import Store

LONGEST = 366  # days of one absence


def record_absence(store: Store, employee: str, kind: str, since: date, until: date) -> str:
    """A new absence; its key. Raises Refused for a wrong period, or one that meets another, naming both."""
    person = employee_named(store, employee)
    absence = Absence(store.new_id(), employee, kind, since, until)
    _check(store, person, absence)
    with store.operation("record_absence", _("Leave: {number}").format(number=employee)):
        store.arrangements.put_absence(absence)
    return absence.id


def alter_absence(store: Store, absence: str, kind: str, since: date, until: date) -> None:
    """Another kind or other days for one that is recorded. Raises Refused as `record_absence` does."""
    before = _known(store, absence)
    after = replace(before, kind=kind, since=since, until=until)
    _check(store, employee_named(store, before.employee), after)
    if after != before:
        with store.operation("alter_absence", _("Change leave: {number}").format(number=before.employee)):
            store.arrangements.put_absence(after)


def remove_absence(store: Store, absence: str) -> None:
    """It does not take place, or was entered by mistake."""
    before = _known(store, absence)
    with store.operation("remove_absence", _("Remove leave: {number}").format(number=before.employee)):
        store.arrangements.remove_absence(absence)


def _known(store: Store, absence: str) -> Absence:
    found = store.arrangements.absence(absence)
    if found is None:
        raise Refused(_("This absence is no longer recorded."))
    return found


def _check(store: Store, person: Employee, absence: Absence) -> None:
    since, until = absence.since, absence.until
    if absence.kind not in ABSENCES:
        raise Refused(_("{kind} is not a kind of absence.").format(kind=absence.kind))
    if until < since:
        raise Refused(_("The last day cannot be before the first."))
    if (until - since).days >= LONGEST:
        raise Refused(_("One absence is at most {n} days; record the rest as another.").format(n=LONGEST))
    for other in store.arrangements.absences_of(person.number):
        if other.id != absence.id and other.meets(since, until):
            told = _(
                "{name} is already away from {since} to {until}, which meets {first} to {last}."
                " Change one of the two."
            )
            raise Refused(
                told.format(
                    name=person.name,
                    since=short_date(other.since),
                    until=short_date(other.until),
                    first=short_date(since),
                    last=short_date(until),
                )
            )
