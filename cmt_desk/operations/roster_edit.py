"""Entering a roster by hand: what is typed or drawn in the grid is one operation, undone as one."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.absences import alter_absence, record_absence, remove_absence
from cmt_desk.operations.away_words import away_text
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.roster_waves import deal_waves
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store
from cmt_desk.wording import cell_name

Key = tuple[str, date]  # employee number, day
BY_HAND = (
    Cell.OFFICE,
    Cell.HOME,
    Cell.LEAVE,
    Cell.UNPLANNED,
)  # isolation follows from a case, off from the calendar
SHORTENED = ("LEAVE", "TRAINING")  # absences that end where somebody is typed to work


def edit_cells(store: Store, branch: str, cells: Mapping[Key, Cell], *, today: date | None = None) -> int:
    """Enter cells by hand as one operation; the number of cells that changed.

    A rule may be broken: the screen marks it at once, and what breaks a rule is not published. Leave that is
    typed is recorded as leave, so that no planning forgets it; a working day typed over leave or training
    shortens it. What is about health stays: sick days, journeys, isolation; `kept_out_text` says so. Raises
    Refused, changing nothing, for a day that is past, for somebody who does not work at this office then, and
    for a cell that other facts decide.
    """
    today = today or today_of(store)
    _check(store, branch, cells, today)
    first, last = min(day for _n, day in cells), max(day for _n, day in cells)
    before = store.schedule.cells(branch, first, last)
    told = store.schedule.published(branch, first, last)
    changed = {k: cell for k, cell in cells.items() if before.get(k, Cell.UNPLANNED) is not cell}
    if not changed:
        return 0
    with store.operation("edit_cells", _label(store, branch, changed), reason=notice(told, changed, today)):
        store.schedule.put_cells(branch, changed)
        _move_pins(store, branch, changed)
        for employee, days in _runs(key for key, cell in changed.items() if cell is Cell.LEAVE):
            _leave(store, employee, days)
        for employee, days in _runs(key for key, cell in changed.items() if cell in (Cell.OFFICE, Cell.HOME)):
            _end_leave(store, employee, days[0], days[-1])
        deal_waves(store, branch, {day for _n, day in changed}, today)
    return len(changed)


def kept_out_text(store: Store, branch: str, cells: Mapping[Key, Cell], today: date) -> str:
    """What to know of typed days in the office on which somebody may not come; empty where all may."""
    typed = sorted(key for key, cell in cells.items() if cell is Cell.OFFICE)
    if not typed:
        return ""
    days = [day for _number, day in typed]
    facts = problem(store, branch, min(days), max(days), today)
    people = {e.number: e for e in facts.employees}
    kept = [key for key in typed if key[0] in people and not facts.may_come(people[key[0]], key[1])]
    if not kept:
        return ""
    (who, day), more = kept[0], len(kept) - 1
    told = _(
        "{name} may not come on {day}: {why}. The cell is marked and keeps the roster from being published."
    )
    sentence = told.format(
        name=people[who].name, day=short_date(day), why=away_text(store, facts, people[who], day)
    )
    return sentence + (_(" (and {n} more)").format(n=more) if more else "")


def _move_pins(store: Store, branch: str, changed: Mapping[Key, Cell]) -> None:
    """A pinned cell that is typed over is pinned as it is now, or no longer."""
    days = [day for _n, day in changed]
    pinned = store.arrangements.pins([branch], min(days), max(days)).keys() & changed.keys()
    if pinned:
        store.arrangements.remove_pins(pinned)
        kept = [(*key, changed[key]) for key in sorted(pinned) if changed[key] in (Cell.OFFICE, Cell.HOME)]
        store.arrangements.put_pins(kept, "")


def _check(store: Store, branch: str, cells: Mapping[Key, Cell], today: date) -> None:
    people = {e.number: e for e in store.people.of_branch(branch)}
    for (number_, day), cell in cells.items():
        person = people.get(number_)
        if day < today:
            raise Refused(_("{day} is past; what happened stays as it is.").format(day=short_date(day)))
        if person is None or not person.active(day):
            raise Refused(
                _("{number} does not work at this office on {day}.").format(
                    number=number_, day=short_date(day)
                )
            )
        if cell not in BY_HAND:
            raise Refused(
                _("“{cell}” follows from a case or the calendar; it is not entered by hand.").format(
                    cell=cell_name(cell)
                )
            )


def _label(store: Store, branch: str, changed: Mapping[Key, Cell]) -> str:
    """ "SBU-01: Siti Rahmawati, 7 Des → WAO", or how many cells of how many people."""
    people = sorted({number_ for number_, _day in changed})
    if len(changed) == 1:
        (((number_, day), cell),) = changed.items()
        name = next(e.name for e in store.people.of_branch(branch) if e.number == number_)
        return f"{branch}: {name}, {short_date(day)} → {cell_name(cell)}"
    return _("{branch}: {cells} cells of {people} people by hand").format(
        branch=branch, cells=number(len(changed)), people=number(len(people))
    )


def notice(told: Mapping[Key, Cell], changed: Mapping[Key, Cell], today: date) -> str | None:
    """What the journal keeps of a change to what people were told: how many, and how many days ahead."""
    kept = [key for key, cell in changed.items() if told.get(key, cell) is not cell]
    if not kept:
        return None
    return _("{cells} published cells of {people} people, the first in {days} days").format(
        cells=number(len(kept)),
        people=number(len({employee for employee, _day in kept})),
        days=number((min(day for _e, day in kept) - today).days),
    )


def _runs(keys: Iterable[Key]) -> list[tuple[str, list[date]]]:
    """Days that follow each other, by person."""
    found: list[tuple[str, list[date]]] = []
    for employee, own in groupby(sorted(keys), key=lambda key: key[0]):
        for _employee, day in own:
            if found and found[-1][0] == employee and found[-1][1][-1] == day - timedelta(days=1):
                found[-1][1].append(day)
            else:
                found.append((employee, [day]))
    return found


def _leave(store: Store, employee: str, days: list[date]) -> None:
    """Record leave on the days on which nothing else keeps this person away."""
    away = store.arrangements.absences_of(employee)
    free = [(employee, day) for day in days if not any(a.meets(day, day) for a in away)]
    for _employee, run in _runs(free):
        record_absence(store, employee, "LEAVE", run[0], run[-1])


def _end_leave(store: Store, employee: str, first: date, last: date) -> None:
    """Take these days out of leave and training: what lies before them stays, and what lies after."""
    for leave in store.arrangements.absences_of(employee):
        if leave.kind not in SHORTENED or not leave.meets(first, last):
            continue
        ahead, behind = leave.since < first, last < leave.until
        if ahead:
            alter_absence(store, leave.id, leave.kind, leave.since, first - timedelta(days=1))
        elif behind:
            alter_absence(store, leave.id, leave.kind, last + timedelta(days=1), leave.until)
        else:
            remove_absence(store, leave.id)
        if ahead and behind:
            record_absence(store, employee, leave.kind, last + timedelta(days=1), leave.until)
