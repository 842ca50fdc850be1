"""Opening a case and moving it along the steps the regulation allows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cmt_desk.domain.cases import CarePlace, Case, Spell, Status, in_time
from cmt_desk.domain.clocks import release
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, long_date
from cmt_desk.store import Store
from cmt_desk.store.rows import iso
from cmt_desk.wording import place_name, status_name

DATES = ("last_contact", "onset", "last_symptom", "specimen", "negative_pcr")


def open_case(
    store: Store,
    employee: str,
    status: Status,
    on: date,
    *,
    place: CarePlace | None = None,
    notes: str = "",
    **dates: date | None,
) -> str:
    """Record a case of an employee from a day on; returns its id.

    `dates`: last_contact, onset, last_symptom, specimen, negative_pcr. Raises Refused for an unknown
    employee, a closing status, a second open case of one person, or dates that contradict each other.
    """
    person = store.people.get(employee)
    if person is None:
        raise Refused(_("There is no employee with the number {number}.").format(number=employee))
    if status.closing:
        raise Refused(_("A case cannot begin as “{status}”.").format(status=status_name(status)))
    if any(case.is_open(on) for case in store.cases.of_employee(employee)):
        raise Refused(_("{number} already has an open case; continue that one.").format(number=employee))
    check_dates(on, **dates)
    id = store.new_id()
    label = _("Open a case: {number}, {status}").format(number=employee, status=status_name(status))
    with store.operation("open_case", label):
        store.cases.put_cases(
            [
                {
                    "id": id,
                    "employee": employee,
                    "branch": person.branch,
                    "notes": notes,
                    **{name: iso(dates.get(name)) for name in DATES},
                }
            ]
        )
        _add_status(store, id, status, on, 1, None)
        if place:
            _add_place(store, id, place, on, 1)
    return id


def step_case(store: Store, case: str, status: Status, on: date, *, reason: str | None = None) -> None:
    """Move a case to its next status. A step outside the rule needs a reason, else Refused."""
    current = _case(store, case)
    before = current.status(on)
    latest = max(s.since for s in current.statuses)
    if on < latest:
        raise Refused(
            _("The last step was on {day}; a new one cannot be before it.").format(day=long_date(latest))
        )
    if before is None or (not store.cases.steps().allows(before, status) and not reason):
        raise Refused(
            _("From “{before}” to “{after}” is not a step of the regulation; give a reason.").format(
                before=status_name(before or Status.SELF_REPORT), after=status_name(status)
            )
        )
    label = _("Case {number}: {status}").format(number=current.employee, status=status_name(status))
    with store.operation("step_case", label, reason=reason):
        _add_status(store, case, status, on, len(current.statuses) + 1, reason)


def move_case(store: Store, case: str, place: CarePlace, on: date) -> None:
    """Record where the person is cared for from a day on. Raises Refused for a closed case."""
    current = _case(store, case)
    if not current.is_open(on):
        raise Refused(_("This case is not open on {day}.").format(day=long_date(on)))
    if current.place(on) is place:
        return
    label = _("Case {number}: {place}").format(number=current.employee, place=place_name(place))
    with store.operation("move_case", label):
        _add_place(store, case, place, on, len(current.places) + 1)


def redate_step(store: Store, case: str, spell: Spell, since: date, on: date) -> None:
    """Correct the day a status or a care place began. The order of the steps stays as it is: raises Refused
    for a day beyond its neighbours, and for one after `on`."""
    current = _case(store, case)
    check_day_of_step(current, spell, since, on)
    if since == spell.since:
        return
    label = _("Case {number}: {step} since {day}").format(
        number=current.employee, step=step_name(spell), day=long_date(since)
    )
    with store.operation("redate_step", label):
        store.cases.put_since(case, spell, since)


def check_day_of_step(case: Case, spell: Spell, since: date, on: date) -> None:
    """Raises Refused where a step of a case cannot have begun on a day."""
    if since > on:
        raise Refused(_("{day} lies in the future.").format(day=long_date(since)))
    spells = case.statuses if isinstance(spell.what, Status) else case.places
    if spell not in spells:
        raise Refused(_("This step no longer exists."))
    _check_order(spells, spell, since)


def step_name(spell: Spell) -> str:
    return status_name(spell.what) if isinstance(spell.what, Status) else place_name(spell.what)


def _check_order(spells: Sequence[Spell], spell: Spell, since: date) -> None:
    ordered, moved = in_time(spells), (since, spell.n)
    at = ordered.index(spell)
    for before in ordered[:at]:
        if moved < (before.since, before.n):
            told = _("“{step}” came after “{other}” of {day}; correct that day first.")
            raise Refused(_of_two(told, spell, before))
    for after in ordered[at + 1 :]:
        if (after.since, after.n) < moved:
            told = _("“{step}” came before “{other}” of {day}; correct that day first.")
            raise Refused(_of_two(told, spell, after))


def _of_two(told: str, spell: Spell, other: Spell) -> str:
    return told.format(step=step_name(spell), other=step_name(other), day=long_date(other.since))


def redated(case: Case, **dates: date | None) -> Case:
    """The case as it would be with corrected dates, to ask before it is written."""
    return replace(case, **dates)


def date_case(store: Store, case: str, on: date, **dates: date | None) -> None:
    """Correct the dates of a case: last_contact, onset, last_symptom, specimen, negative_pcr."""
    current = _case(store, case)
    merged = {name: dates.get(name, getattr(current, name)) for name in DATES}
    check_dates(on, **merged)
    with store.operation("date_case", _("Case {number}: dates").format(number=current.employee)):
        _put(store, redated(current, **merged))


def note_case(store: Store, case: str, notes: str) -> None:
    """Replace the notes of a case."""
    current = _case(store, case)
    with store.operation("note_case", _("Case {number}: notes").format(number=current.employee)):
        _put(store, replace(current, notes=notes.strip()))


def check_dates(on: date, **dates: date | None) -> None:
    """Raises Refused for a date after `on`, or a last symptom before the first."""
    for day in dates.values():
        if day and day > on:
            raise Refused(_("{day} lies in the future.").format(day=long_date(day)))
    onset, last = dates.get("onset"), dates.get("last_symptom")
    if onset and last and last < onset:
        raise Refused(_("The last symptom cannot be before the first."))
    negative = dates.get("negative_pcr")
    first = min((day for day in (onset, dates.get("specimen")) if day), default=None)
    if negative and first and negative < first:
        raise Refused(_("The follow-up PCR cannot be before the case began."))


def override_release(store: Store, case: str, day: date, reason: str, on: date) -> None:
    """Decide the release date against the computed one, which stays beside it. Raises Refused without a
    reason, for a case without a clock, or a date before the case was opened."""
    current = _case(store, case)
    if not reason.strip():
        raise Refused(_("A release date of your own needs a reason."))
    clock = release(current, store.cases.clock_rules(), on)
    if clock is None:
        raise Refused(_("This case has no clock yet; enter its dates first."))
    if day < current.opened_on():
        raise Refused(_("Nobody is free before the case was opened."))
    label = _("Case {number}: free {day}, decided").format(number=current.employee, day=long_date(day))
    with store.operation("override_release", label, reason=reason.strip()):
        store.cases.put_override(
            {
                "case_file": case,
                "decided": on.isoformat(),
                "day": day.isoformat(),
                "computed": iso(clock.day),
                "reason": reason.strip(),
            }
        )


def withdraw_override(store: Store, case: str, on: date) -> None:
    """Back to the computed date. Raises Refused where nothing was decided."""
    current = _case(store, case)
    if current.override(on) is None:
        raise Refused(_("The computed date is in force already."))
    label = _("Case {number}: back to the computed date").format(number=current.employee)
    with store.operation("withdraw_override", label):
        for override in current.overrides:
            store.cases.remove_override(case, override.decided)


def _case(store: Store, case: str) -> Case:
    found = store.cases.get(case)
    if found is None:
        raise Refused(_("This case no longer exists."))
    return found


def _put(store: Store, case: Case) -> None:
    """What is written of a case itself, its spells apart."""
    dates = {name: iso(getattr(case, name)) for name in DATES}
    store.cases.change_case({"id": case.id, "notes": case.notes, **dates})


def _add_status(store: Store, case: str, status: Status, on: date, n: int, reason: str | None) -> None:
    store.cases.put_statuses(
        [
            {
                "id": store.new_id(),
                "case_file": case,
                "status": status.value,
                "since": on.isoformat(),
                "n": n,
                "reason": reason,
            }
        ]
    )


def _add_place(store: Store, case: str, place: CarePlace, on: date, n: int) -> None:
    store.cases.put_places(
        [
            {
                "id": store.new_id(),
                "case_file": case,
                "place": place.value,
                "since": on.isoformat(),
                "n": n,
            }
        ]
    )


def reveal_names(store: Store, scope: str, reason: str) -> None:
    """Show names that are masked; the reason is kept in the journal. Raises Refused without one."""
    if not reason.strip():
        raise Refused(_("Revealing names needs a reason."))
    with store.operation("reveal_names", _("Reveal names"), reason=reason.strip()):
        store.cases.add_disclosure({"id": store.new_id(), "scope": scope, "reason": reason.strip()})
