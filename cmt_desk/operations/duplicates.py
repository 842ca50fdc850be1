"""Two cases that are one are merged, keeping every row; two that are not are told apart for good."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.domain.contacts import FollowUp
from cmt_desk.domain.duplicates import Known, Pair, compare, of_one_office, of_one_person
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.cases import DATES, open_case
from cmt_desk.store import Store
from cmt_desk.store.rows import iso
from cmt_desk.wording import status_name

PART = 25  # people compared between two breaths


def pairs_in_parts(store: Store, on: date) -> Iterator[list[Pair]]:
    """All pairs of cases known on a day, decided about or not, some people or one office at a time.

    Between two parts a window can answer.
    """
    repeated = store.duplicates.repeated()
    for n in range(0, len(repeated), PART):
        cases = store.duplicates.of_people(on, repeated[n : n + PART])
        cases.sort(key=lambda known: known.employee)
        yield [
            pair
            for _number, mine in groupby(cases, key=lambda known: known.employee)
            for pair in of_one_person(mine)
        ]
    for branch in store.branches.all():
        yield from of_one_office(store.duplicates.of_office(on, branch.code))


def like_a_new_case(store: Store, employee: str, since: date, on: date) -> list[Pair]:
    """Cases of similar names at the same office and time, before a new one is opened."""
    person = store.people.get(employee)
    if person is None:
        return []
    new = Known("", employee, store.people.protected_name(employee), person.branch, since, None)
    near = store.duplicates.known(on, person.branch, employee)
    return [pair for known in near if (pair := compare(known, new))]


def open_unlike_case(
    store: Store,
    employee: str,
    status: Status,
    on: date,
    unlike: Iterable[str],
    *,
    place: CarePlace | None = None,
    notes: str = "",
    **dates: date | None,
) -> str:
    """Open a case that was compared with similar ones and is not the same; that is remembered."""
    label = _("Open a case: {number}, {status}").format(number=employee, status=status_name(status))
    with store.operation("open_case", label):
        made = open_case(store, employee, status, on, place=place, notes=notes, **dates)
        for other in unlike:
            tell_apart(store, made, other, on)
    return made


def tell_apart(store: Store, first: str, second: str, on: date) -> None:
    """Remember that two cases are not the same."""
    a, b = sorted((_case(store, first).id, _case(store, second).id))
    with store.operation("tell_apart", _("Two cases are not the same")):
        store.duplicates.put_not_same({"first": a, "second": b, "decided": on.isoformat()})


def merge_cases(store: Store, keep: str, other: str) -> None:
    """Make two cases one: every spell, contact, call and run of the other is kept, empty dates are filled.

    Where both have a date, the kept case's stays. Raises Refused for one and the same case.
    """
    kept, gone = _case(store, keep), _case(store, other)
    if keep == other:
        raise Refused(_("A case cannot be merged with itself."))
    label = _("Merge the case of {other} into {number}").format(other=gone.employee, number=kept.employee)
    with store.operation("merge_cases", label):
        _join_contacts(store, keep, other)
        _join_overrides(store, kept, gone)
        store.duplicates.move_rows(other, keep)
        store.duplicates.remove_case(other)
        store.cases.put_cases(
            [
                {
                    "id": keep,
                    "employee": kept.employee,
                    "branch": kept.branch,
                    "notes": _joined(kept, gone),
                    **_filled(kept, gone),
                }
            ]
        )


def _filled(kept: Case, gone: Case) -> dict[str, str | None]:
    """The kept case's dates, and the other's where it has none; a last symptom before the onset stays out."""
    dates = {name: getattr(kept, name) or getattr(gone, name) for name in DATES}
    if dates["onset"] and dates["last_symptom"] and dates["last_symptom"] < dates["onset"]:
        for name in ("onset", "last_symptom"):
            dates[name] = getattr(kept, name)
    return {name: iso(day) for name, day in dates.items()}


def _joined(kept: Case, gone: Case) -> str:
    said = [text for text in (kept.notes, gone.notes) if text]
    return "\n".join(dict.fromkeys(said))


def _join_contacts(store: Store, keep: str, other: str) -> None:
    """A person who is a contact of both stays once, with what both say of them and the calls of both."""
    mine = {c.employee: c for c in store.contacts.of_case(keep) if c.employee}
    for contact in store.contacts.of_case(other):
        twin = mine.get(contact.employee) if contact.employee else None
        if twin is None:
            continue
        for day in contact.ticks.keys() & twin.ticks.keys():
            _join_calls(store, twin.id, contact.ticks[day], twin.ticks[day])
        store.duplicates.move_ticks(contact.id, twin.id)
        notes = [text for text in (twin.notes, contact.notes) if text]
        store.contacts.put_facts(
            twin.id,
            {
                "last_contact": max(twin.last_contact, contact.last_contact).isoformat(),
                "recorded": max(twin.recorded, contact.recorded).isoformat(),
                "phone": twin.phone or contact.phone,
                "place": twin.place or contact.place,
                "household": int(twin.household or contact.household),
                "notes": "\n".join(dict.fromkeys(notes)),
                "became": twin.became or contact.became,
            },
        )
        left = store.contacts.get(contact.id)
        if left:
            store.contacts.remove_contact(left)


def _join_overrides(store: Store, kept: Case, gone: Case) -> None:
    """Two release dates decided on one day: the later one, with the reasons of both."""
    for mine in kept.overrides:
        for other in gone.overrides:
            if mine.decided == other.decided:
                later, earlier = (mine, other) if mine.day >= other.day else (other, mine)
                store.cases.put_override(
                    {
                        "case_file": kept.id,
                        "decided": mine.decided.isoformat(),
                        "day": later.day.isoformat(),
                        "computed": iso(later.computed),
                        "reason": f"{later.reason}; {long_date(earlier.day)}: {earlier.reason}",
                    }
                )


def _join_calls(store: Store, contact: str, other: FollowUp, kept: FollowUp) -> None:
    """Two calls of one day: the higher temperature, the symptoms of both."""
    warm = [call.temperature for call in (kept, other) if call.temperature is not None]
    told = dict.fromkeys(text for text in (kept.symptoms, other.symptoms) if text)
    store.contacts.put_ticks(
        [
            {
                "contact": contact,
                "day": kept.day.isoformat(),
                "temperature": max(warm, default=None),
                "symptoms": "; ".join(told),
                "by": kept.by,
            }
        ]
    )


def _case(store: Store, case: str) -> Case:
    found = store.cases.get(case)
    if found is None:
        raise Refused(_("This case no longer exists."))
    return found
