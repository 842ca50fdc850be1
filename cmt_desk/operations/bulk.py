"""The same edit on many cases: rehearsed first, then done as one operation."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.domain.clocks import moves_release
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.operations.cases import date_case, move_case, note_case, step_case
from cmt_desk.records import record
from cmt_desk.store import Store

MOST = 1000  # cases at once; a rehearsal writes and takes back each of them


@record
class BulkEdit:
    """What is done to each chosen case; what is None or empty stays as it is."""

    status: Status | None = None
    reason: str = ""
    place: CarePlace | None = None
    dates: Mapping[str, date] = field(default_factory=dict[str, date])
    note: str = ""

    @property
    def empty(self) -> bool:
        return not (self.status or self.place or self.dates or self.note.strip())


@record
class RefusedCase:
    """A case the edit cannot be done to, and why."""

    case: str
    employee: str
    why: str


@record
class Rehearsal:
    """What an edit would do: cases changed, left as they are, refused; whose release date would move."""

    accepted: Sequence[str] = ()
    unchanged: Sequence[str] = ()
    refused: Sequence[RefusedCase] = ()
    moved: Sequence[str] = ()  # employee numbers


class _TakenBack(Exception):
    """Ends a rehearsal: everything written in it goes."""


def rehearse(store: Store, cases: Sequence[str], edit: BulkEdit, on: date) -> Rehearsal:
    """Try the edit on every case by the same rules, and take all of it back.

    Raises Refused for an edit that does nothing, or more than `MOST` cases.
    """
    if edit.empty:
        raise Refused(_("Choose what to change first."))
    if len(cases) > MOST:
        raise Refused(_("At most {n} cases can be changed at once.").format(n=number(MOST)))
    result = Rehearsal()
    try:
        with store.operation("rehearse", "rehearse"):
            result = _try_all(store, cases, edit, on)
            raise _TakenBack
    except _TakenBack:
        return result


def edit_cases(store: Store, cases: Sequence[str], edit: BulkEdit, on: date) -> None:
    """Do the edit to all of the cases as one operation. Raises Refused, and changes none, if one refuses."""
    label = _("Edit {n} cases").format(n=number(len(cases)))
    with store.operation("edit_cases", label, reason=edit.reason.strip() or None):
        for case in store.cases.chosen(cases):
            _edit(store, case, edit, on)


def _try_all(store: Store, cases: Sequence[str], edit: BulkEdit, on: date) -> Rehearsal:
    accepted: list[str] = []
    unchanged: list[str] = []
    refused: list[RefusedCase] = []
    moved: list[str] = []
    rules = store.cases.clock_rules()
    for case in store.cases.chosen(cases):
        try:
            with store.attempt():
                changed = _edit(store, case, edit, on)
        except Refused as refusal:
            refused.append(RefusedCase(case.id, case.employee, str(refusal)))
            continue
        (accepted if changed else unchanged).append(case.id)
        after = store.cases.get(case.id)
        if edit.dates and after and moves_release(case, after, rules, on) and after.is_open(on):
            moved.append(case.employee)
    return Rehearsal(accepted, unchanged, refused, moved)


def _edit(store: Store, case: Case, edit: BulkEdit, on: date) -> bool:
    """Dates, then place, then the step, then the note; True if anything was to be done."""
    dates = {name: day for name, day in edit.dates.items() if getattr(case, name) != day}
    moved = edit.place is not None and case.place(on) is not edit.place
    stepped = edit.status is not None and case.status(on) is not edit.status
    note = edit.note.strip()
    if dates:
        date_case(store, case.id, on, **dates)
    if moved and edit.place:
        move_case(store, case.id, edit.place, on)
    if stepped and edit.status:
        step_case(store, case.id, edit.status, on, reason=edit.reason.strip() or None)
    if note:
        note_case(store, case.id, "\n".join(filter(None, (case.notes, note))))
    return bool(dates or moved or stepped or note)
