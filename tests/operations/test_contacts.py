"""Contacts are named, called each day, and become cases; the journal remembers each step."""

from datetime import date

import pytest

from cmt_desk.domain.cases import Status
from cmt_desk.domain.clocks import release
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.cases import date_case, override_release, withdraw_override
from cmt_desk.operations.contacts import (
    NewContact,
    add_contacts,
    add_proposed,
    open_case_of_contact,
    propose_contacts,
    remove_contact,
    tick_contact,
    tick_healthy,
    untick_contact,
)
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import redo, undo
from cmt_desk.store import Store
from cmt_desk.store.verify import verify


def some_case(demo: Store) -> str:
    """A confirmed case without contacts, whose office has people who are well."""
    known = {c.case_file for c in demo.contacts.all()}
    return next(r.id for r in demo.cases.rows(DAY) if r.status.confirmed and r.id not in known)


def healthy(demo: Store) -> str:
    ill = {case.employee for case in demo.cases.all()}
    return next(e.number for e in demo.people.all() if e.number not in ill)


def a_contact(demo: Store, last: date = date(2020, 11, 28)) -> str:
    new = NewContact(last, ContactKind.NEAR, healthy(demo))
    return add_contacts(demo, some_case(demo), [new], DAY)[0]


def test_proposed_contacts_are_taken_once_and_undone_as_one(demo: Store):
    case = next(
        r.id for r in demo.cases.rows(DAY) if r.status.confirmed and propose_contacts(demo, r.id, DAY)
        and not demo.contacts.of_case(r.id)
    )  # fmt: skip
    proposed = propose_contacts(demo, case, DAY)
    add_proposed(demo, case, proposed[:3], DAY)
    assert [c.employee for c in demo.contacts.of_case(case)] != []
    again = {p.employee.number for p in propose_contacts(demo, case, DAY)}
    assert again == {p.employee.number for p in proposed[3:]}
    undo(demo)
    assert demo.contacts.of_case(case) == []


def test_a_contact_with_symptoms_becomes_a_suspect_and_keeps_its_links(demo: Store):
    contact = a_contact(demo)
    tick_contact(demo, contact, date(2020, 12, 1), temperature=38.1, symptoms="demam")
    case = open_case_of_contact(demo, contact, DAY)
    made, kept = demo.cases.get(case), demo.contacts.get(contact)
    assert made and kept
    assert (made.status(DAY), made.onset, made.last_contact) == (
        Status.SUSPECT,
        date(2020, 12, 1),
        date(2020, 11, 28),
    )
    assert kept.became == case
    assert [c.id for c in demo.contacts.that_became(case)] == [contact]
    assert open_case_of_contact(demo, contact, DAY) == case
    with pytest.raises(Refused):
        remove_contact(demo, contact)
    undo(demo)
    assert demo.cases.get(case) is None


def test_a_contact_who_has_a_case_already_is_linked_to_it(demo: Store):
    other = next(r for r in demo.cases.rows(DAY) if r.status is Status.CLOSE_CONTACT)
    contact = add_contacts(demo, some_case(demo), [NewContact(DAY, ContactKind.NEAR, other.employee)], DAY)[0]
    assert open_case_of_contact(demo, contact, DAY) == other.id


def test_calls_are_ticked_together_and_taken_back(demo: Store):
    first = a_contact(demo)
    tick_healthy(demo, [first], DAY)
    tick_contact(demo, first, DAY, temperature=36.6)
    found = demo.contacts.get(first)
    assert found and found.ticks[DAY].temperature == 36.6
    untick_contact(demo, first, DAY)
    found = demo.contacts.get(first)
    assert found and found.ticks == {}
    undo(demo)
    undo(demo)
    redo(demo)
    remove_contact(demo, first)
    assert demo.contacts.get(first) is None
    assert all(finding.sound for finding in verify(demo))


@pytest.mark.parametrize(
    "wrong",
    [
        NewContact(DAY, ContactKind.NEAR),
        NewContact(DAY, ContactKind.NEAR, name="  "),
        NewContact(DAY, ContactKind.NEAR, "000"),
        NewContact(date(2020, 12, 3), ContactKind.NEAR, name="Siti"),
    ],
)
def test_a_contact_must_be_somebody_met_before_today(demo: Store, wrong: NewContact):
    with pytest.raises(Refused):
        add_contacts(demo, some_case(demo), [wrong], DAY)


def test_nobody_is_a_contact_of_themselves_or_twice(demo: Store):
    case = some_case(demo)
    own = demo.cases.get(case)
    assert own
    person = NewContact(DAY, ContactKind.NEAR, healthy(demo))
    for wrong in ([NewContact(DAY, ContactKind.NEAR, own.employee)], [person, person]):
        with pytest.raises(Refused):
            add_contacts(demo, case, wrong, DAY)
    assert demo.contacts.of_case(case) == []


def test_an_outsider_is_called_but_has_no_case_here(demo: Store):
    new = NewContact(date(2020, 12, 1), ContactKind.NEAR, name="Ibu Ratna", household=True)
    contact = add_contacts(demo, some_case(demo), [new], DAY)[0]
    tick_contact(demo, contact, DAY)
    with pytest.raises(Refused):
        tick_contact(demo, contact, DAY, temperature=12)
    with pytest.raises(Refused):
        tick_contact(demo, contact, date(2020, 12, 1))
    with pytest.raises(Refused):
        open_case_of_contact(demo, contact, DAY)


def test_a_decided_release_date_keeps_the_computed_one_and_its_reason(demo: Store):
    rules = demo.cases.clock_rules()
    row = next(r for r in demo.cases.rows(DAY) if r.status is Status.CONFIRMED_NO_SYMPTOMS)
    before = demo.cases.get(row.id)
    clock = release(before, rules, DAY) if before else None
    assert clock and clock.day
    with pytest.raises(Refused):
        override_release(demo, row.id, date(2020, 12, 20), " ", DAY)
    override_release(demo, row.id, date(2020, 12, 20), "surat dokter", DAY)
    decided = demo.cases.get(row.id)
    assert decided
    after = release(decided, rules, DAY)
    assert after and (after.free_on, after.day) == (date(2020, 12, 20), clock.day)
    assert decided.overrides[0].computed == clock.day
    withdraw_override(demo, row.id, DAY)
    assert demo.cases.get(row.id) == before


def test_the_history_of_a_case_tells_what_changed_and_what_was_taken_away(demo: Store):
    case = some_case(demo)
    date_case(demo, case, DAY, onset=date(2020, 11, 20), last_symptom=date(2020, 11, 24))
    new = NewContact(date(2020, 12, 1), ContactKind.NEAR, name="Ibu Ratna")
    contact = add_contacts(demo, case, [new], DAY)[0]
    tick_contact(demo, contact, DAY)
    remove_contact(demo, contact)
    told = [(o.name, c.tbl, c.after is None) for o, c in demo.cases.history(case)]
    assert told[0][:2] == ("build_demo", "case_file")
    assert told[-5:] == [
        ("date_case", "case_file", False),
        ("add_contacts", "contact", False),
        ("tick_contact", "follow_up", False),
        ("remove_contact", "follow_up", True),
        ("remove_contact", "contact", True),
    ]
