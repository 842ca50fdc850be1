"""The line list: one row is one case, saved as one operation."""

from collections.abc import Collection, Sequence
from datetime import date

from cmt_desk.domain.cases import Case, in_time, restarted
from cmt_desk.domain.clocks import moves_release, release
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.operations.cases import (
    date_case,
    move_case,
    note_case,
    open_case,
    redate_step,
    redated,
    step_case,
)
from cmt_desk.operations.duplicates import like_a_new_case, tell_apart
from cmt_desk.operations.line_cells import Line, titles
from cmt_desk.store import Store
from cmt_desk.wording import release_text, status_name


class LooksLike(Refused):
    """The row may be a case that is known; saving it again says that it is not. `cases`: their ids."""

    def __init__(self, sentence: str, cases: Collection[str]) -> None:
        super().__init__(sentence)
        self.cases = cases


def save_line(store: Store, case: str, line: Line, on: date, unlike: Collection[str] = ()) -> str:
    """Open the case of a row, or change the case it shows, as one operation; returns the case.

    `unlike`: similar cases it was compared with. Raises Refused where a rule does, LooksLike for a
    similar case that is not among those.
    """
    if case:
        _change(store, case, line, on)
        return case
    return _open(store, line, on, unlike)


def save_lines(store: Store, rows: Sequence[tuple[str, Line]], on: date) -> list[str | Refused]:
    """Save pasted rows (case, line) as one operation; a refused one is left out, its refusal returned."""
    saved: list[str | Refused] = []
    with store.operation("paste_lines", _("Paste {n} rows").format(n=number(len(rows)))):
        for case, line in rows:
            try:
                with store.attempt():
                    saved.append(save_line(store, case, line, on))
            except Refused as refused:
                saved.append(refused)
    return saved


def _open(store: Store, line: Line, on: date, unlike: Collection[str]) -> str:
    if any(known.is_open(on) for known in store.cases.of_employee(line.number)):
        told = _("{number} already has an open case; continue that one.")
        raise Refused(told.format(number=line.number))
    alike = [p.first for p in like_a_new_case(store, line.number, line.since, on) if not p.same_employee]
    if fresh := [known for known in alike if known.case not in unlike]:
        told = _("May be the same person as {numbers}, same office. Save again if it is not.")
        numbers = ", ".join(known.employee for known in fresh)
        raise LooksLike(told.format(numbers=numbers), [known.case for known in alike])
    label = _("Open a case: {number}, {status}").format(
        number=line.number, status=status_name(line.status)
    )  # fmt: skip
    with store.operation("open_case", label):
        made = open_case(store, line.number, line.status, line.since, place=line.place, notes=line.notes)
        if any(line.dates.values()):
            date_case(store, made, on, **line.dates)
        for other in alike:
            tell_apart(store, made, other.case, on)
    return made


def _change(store: Store, case: str, line: Line, on: date) -> None:
    """Only what differs from the stored case is done: dates, then place, then the step, then the notes."""
    current = _case(store, case)
    if line.number != current.employee:
        raise Refused(_("A case stays with its employee; make a new row for another one."))
    seen = max(on, current.opened_on())
    if line.place is None and current.place(seen):
        raise Refused(_("A care place cannot be emptied; enter where the person is now."))
    stepped = line.status is not current.status(seen)
    last = in_time(s for s in current.statuses if s.since <= seen)[-1]
    restarts = not stepped and line.since != last.since
    dates = {name: day for name, day in line.dates.items() if day != getattr(current, name)}
    moved = line.place is not None and line.place is not current.place(seen)
    noted = line.notes != current.notes
    named = titles()
    told = [named[name] for name in dates]
    done = {"place": moved, "status": stepped, "since": restarts, "notes": noted}
    told += [named[name] for name, did in done.items() if did]
    label = _("Case {number}: {fields}").format(number=current.employee, fields=", ".join(told))
    with store.operation("edit_case", label, reason=line.reason or None):
        if restarts:
            redate_step(store, case, last, line.since, on)
        if dates:
            date_case(store, case, on, **dates)
        if moved and line.place:
            move_case(store, case, line.place, line.since if stepped else on)
        if stepped:
            step_case(store, case, line.status, line.since, reason=line.reason or None)
        if noted:
            note_case(store, case, line.notes)


def moved_release(store: Store, case: str, line: Line, on: date) -> tuple[str, str] | None:
    """How the release date would move by the row's days, before and after; None where it would not."""
    current, rules = _case(store, case), store.cases.clock_rules()
    seen = max(on, current.opened_on())
    corrected = redated(current, **line.dates)
    if line.status is current.status(seen):
        last = in_time(s for s in current.statuses if s.since <= seen)[-1]
        corrected = restarted(corrected, last, line.since)
    if not moves_release(current, corrected, rules, seen):
        return None
    before, after = release(current, rules, seen), release(corrected, rules, seen)
    return (
        release_text(before) if before else _("no clock"),
        release_text(after) if after else _("no clock"),
    )


def _case(store: Store, case: str) -> Case:
    found = store.cases.get(case)
    if found is None:
        raise Refused(_("This case no longer exists."))
    return found
