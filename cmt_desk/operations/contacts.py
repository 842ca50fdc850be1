"""Naming the contacts of a case, calling them each day, and what becomes of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from cmt_desk.domain.clocks import contact_window
from cmt_desk.domain.contacts import (
    Contact,
    ContactKind,
    Proposed,
    first_symptoms,
    follow_up_days,
    proposed_contacts,
    status_of_new_case,
)
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.cases import open_case
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.wording import proposed_reason

WARMEST, COLDEST = 45.0, 30.0


@record
class NewContact:
    """What is asked of a contact: an employee's number, or an outsider's name."""

    last_contact: date
    kind: ContactKind
    employee: str | None = None
    name: str = ""
    phone: str = ""
    place: str = ""
    household: bool = False
    notes: str = ""


def add_contacts(store: Store, case: str, contacts: Iterable[NewContact], on: date) -> list[str]:
    """Record contacts of a case; returns their ids. Raises Refused for a stranger, the same person twice,
    the case's own person, or a last contact in the future."""
    current = store.cases.get(case)
    if current is None:
        raise Refused(_("This case no longer exists."))
    known = {c.employee for c in store.contacts.of_case(case) if c.employee}
    rows: list[dict[str, object]] = []
    for contact in contacts:
        _check(store, contact, current.employee, known, on)
        known |= {contact.employee} if contact.employee else set()
        rows.append(
            {
                "id": store.new_id(),
                "case_file": case,
                "employee": contact.employee,
                "name": "" if contact.employee else contact.name.strip(),
                "phone": contact.phone.strip(),
                "kind": contact.kind.value,
                "last_contact": contact.last_contact.isoformat(),
                "recorded": on.isoformat(),
                "place": contact.place.strip(),
                "household": int(contact.household),
                "notes": contact.notes.strip(),
                "became": None,
            }
        )
    label = _("Case {number}: {n} contacts").format(number=current.employee, n=number(len(rows)))
    with store.operation("add_contacts", label):
        store.contacts.put_contacts(rows)
    return [str(row["id"]) for row in rows]


def _check(store: Store, contact: NewContact, ill: str, known: set[str], on: date) -> None:
    if contact.employee is None and not contact.name.strip():
        raise Refused(_("A contact needs a name or an employee number."))
    if contact.last_contact > on:
        raise Refused(_("{day} lies in the future.").format(day=long_date(contact.last_contact)))
    if contact.employee is None:
        return
    if store.people.get(contact.employee) is None:
        raise Refused(_("There is no employee with the number {number}.").format(number=contact.employee))
    if contact.employee == ill:
        raise Refused(_("Nobody is a contact of their own case."))
    if contact.employee in known:
        raise Refused(_("{number} is a contact of this case already.").format(number=contact.employee))


def remove_contact(store: Store, contact: str) -> None:
    """Take a contact named by mistake away, with its calls. Raises Refused once it has become a case."""
    current = _contact(store, contact)
    if current.became:
        raise Refused(_("This contact has become a case; it stays."))
    with store.operation("remove_contact", _("Remove a contact: {who}").format(who=_who(current))):
        store.contacts.remove_contact(current)


def tick_contact(
    store: Store, contact: str, day: date, *, temperature: float | None = None, symptoms: str = ""
) -> None:
    """Record the call of a day: temperature in °C and symptoms, empty for none. Raises Refused for a day
    before the quarantine or a temperature nobody has."""
    current = _contact(store, contact)
    days = follow_up_days(current, store.cases.clock_rules())
    if not days or day < days[0]:
        raise Refused(
            _("The calls of this contact begin on {day}.").format(day=long_date(days[0] if days else day))
        )
    if temperature is not None and not COLDEST <= temperature <= WARMEST:
        raise Refused(_("{value} °C is not a temperature of a person.").format(value=number(temperature, 1)))
    with store.operation(
        "tick_contact", _("Call: {who}, {day}").format(who=_who(current), day=long_date(day))
    ):
        store.contacts.put_ticks(
            [
                {
                    "contact": contact,
                    "day": day.isoformat(),
                    "temperature": temperature,
                    "symptoms": symptoms.strip(),
                    "by": store.actor,
                }
            ]
        )


def tick_healthy(store: Store, contacts: Iterable[str], day: date) -> None:
    """Several calls of a day at once: nobody had symptoms."""
    contacts = list(contacts)
    with store.operation("tick_healthy", _("Calls without symptoms: {n}").format(n=number(len(contacts)))):
        for contact in contacts:
            tick_contact(store, contact, day)


def untick_contact(store: Store, contact: str, day: date) -> None:
    """Take a call back that was not made."""
    current = _contact(store, contact)
    label = _("Call taken back: {who}, {day}").format(who=_who(current), day=long_date(day))
    with store.operation("untick_contact", label):
        store.contacts.remove_tick(contact, day)


def open_case_of_contact(store: Store, contact: str, on: date) -> str:
    """A contact becomes a case: suspect with symptoms, else close contact; an open case is only linked.

    Returns the case. Raises Refused for somebody from outside.
    """
    current = _contact(store, contact)
    if current.employee is None:
        raise Refused(_("Only employees have a case in this desk; tell the health office of others."))
    if current.became:
        return current.became
    label = _("Contact becomes a case: {who}").format(who=_who(current))
    with store.operation("open_case_of_contact", label):
        mine = [c for c in store.cases.of_employee(current.employee) if c.is_open(on)]
        case = mine[0].id if mine else open_case(
            store, current.employee, status_of_new_case(current), on,
            last_contact=current.last_contact, onset=first_symptoms(current),
        )  # fmt: skip
        store.contacts.put_became(contact, case)
    return case


def propose_contacts(store: Store, case: str, on: date) -> list[Proposed]:
    """Who was in the office with a case within its contact window, by the roster; contacts left out."""
    current = store.cases.get(case)
    person = store.people.get(current.employee) if current else None
    window = contact_window(current, store.cases.clock_rules(), on) if current else None
    if current is None or person is None or window is None:
        return []
    roster = store.schedule.cells(current.branch, window.first, window.last)
    known = {c.employee for c in store.contacts.of_case(case) if c.employee}
    recorded = store.attendance.of_branch(current.branch, window.first, window.last)
    office = store.people.of_branch(current.branch)
    return proposed_contacts(person, window, roster, office, known, recorded)


def add_proposed(store: Store, case: str, proposed: Sequence[Proposed], on: date) -> list[str]:
    """Take proposed contacts: same room, last contact on the last day together, the reason as note."""
    return add_contacts(
        store,
        case,
        [
            NewContact(
                p.days[-1], ContactKind.SAME_ROOM, p.employee.number, place=_("Office"),
                notes=proposed_reason(p),
            )
            for p in proposed
        ],
        on,
    )  # fmt: skip


def _contact(store: Store, contact: str) -> Contact:
    found = store.contacts.get(contact)
    if found is None:
        raise Refused(_("This contact no longer exists."))
    return found


def _who(contact: Contact) -> str:
    """For the journal's label: a number, never a name."""
    return contact.employee or _("from outside")
