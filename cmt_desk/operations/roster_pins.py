"""Pinning cells: what is pinned no planning moves."""

from collections.abc import Iterable
from datetime import date

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store

PINNABLE = (Cell.OFFICE, Cell.HOME)
Key = tuple[str, date]  # employee number, day


def pin_cells(store: Store, branch: str, keys: Iterable[Key], *, today: date | None = None) -> bool:
    """Pin days in the office or at home as they are; where all of them are pinned already, let them go.

    True when they are pinned now. Raises Refused for a day that is past, for a cell that is neither, and for
    a person who may not come then: a pin that no roster could keep would stop every planning.
    """
    today = today or today_of(store)
    chosen = sorted(set(keys))
    if not chosen:
        return False
    first, last = min(day for _n, day in chosen), max(day for _n, day in chosen)
    if first < today:
        raise Refused(_("{day} is past; what happened stays as it is.").format(day=short_date(first)))
    facts, cells = problem(store, branch, first, last, today), store.schedule.cells(branch, first, last)
    if all(key in facts.pins for key in chosen):
        with store.operation(
            "unpin_cells", _label(_("{branch}: {n} cells no longer pinned"), branch, chosen)
        ):
            store.arrangements.remove_pins(chosen)
        return False
    people = {e.number: e for e in facts.employees}
    for employee, day in chosen:
        cell, person = cells.get((employee, day), Cell.UNPLANNED), people.get(employee)
        if person is None or cell not in PINNABLE:
            raise Refused(_("Only days in the office or at home can be pinned."))
        if cell is Cell.OFFICE and not facts.may_come(person, day):
            raise Refused(
                _("{name} may not come on {day}; this day in the office cannot be pinned.").format(
                    name=person.name, day=short_date(day)
                )
            )
    with store.operation("pin_cells", _label(_("{branch}: {n} cells pinned"), branch, chosen)):
        store.arrangements.put_pins([(e, day, cells[e, day]) for e, day in chosen], "")
    return True


def _label(sentence: str, branch: str, chosen: list[Key]) -> str:
    return sentence.format(branch=branch, n=number(len(chosen)))
