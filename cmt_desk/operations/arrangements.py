"""What is arranged around a roster: pins, bonds, deputies, wishes, the way to work, local holidays."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from cmt_desk.domain.arrangements import Bond, Commute, LocalHoliday, Wish
from cmt_desk.domain.calendar import name_of_day_off
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Cell, Problem
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.people import employee_named
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store

Key = tuple[str, date]  # employee number, day
LONGEST_WAY = 300  # minutes
WISH_DAYS = 366


# --- pins ----------------------------------------------------------------------------------------------


def pin(store: Store, branch: str, cells: Mapping[Key, Cell], reason: str = "") -> None:
    """Cells that no planning moves. Raises Refused, naming the rule, for a pin that breaks a hard one.

    H2, H3 and H11 are asked of each person, H1 of everybody pinned into one day.
    """
    if not cells:
        return
    days = [day for _number, day in cells]
    facts = problem(store, branch, min(days), max(days))
    for (who, day), cell in sorted(cells.items()):
        _may_be_pinned(facts, employee_named(store, who), day, cell)
    wanted = {**facts.pins, **cells}
    for day in sorted(set(days)):
        inside = sum(cell is Cell.OFFICE for (_n, d), cell in wanted.items() if d == day)
        if inside > facts.caps[day].people:
            told = _("On {day} {n} people would be pinned into the office; the cap is {cap} (H1).")
            raise Refused(
                told.format(day=short_date(day), n=number(inside), cap=number(facts.caps[day].people))
            )
    with store.operation("pin", _("Pin {n} cells").format(n=number(len(cells)))):
        store.arrangements.put_pins(((n, d, c) for (n, d), c in sorted(cells.items())), reason.strip())


def unpin(store: Store, keys: Collection[Key]) -> None:
    """Cells that planning may move again."""
    pinned = [key for key in sorted(keys) if store.arrangements.pin_reason(*key) is not None]
    if not pinned:
        raise Refused(_("Nothing is pinned here."))
    with store.operation("unpin", _("Unpin {n} cells").format(n=number(len(pinned)))):
        store.arrangements.remove_pins(pinned)


def _may_be_pinned(facts: Problem, person: Employee, day: date, cell: Cell) -> None:
    said = {"name": person.name, "day": short_date(day)}
    if cell not in (Cell.OFFICE, Cell.HOME):
        raise Refused(_("Only a day in the office or at home can be pinned."))
    if person.branch != facts.branch or not person.active(day):
        raise Refused(_("{name} does not work at this office on {day}.").format(**said))
    if day not in facts.working:
        raise Refused(_("{day} is a day off; nobody is pinned into it.").format(**said))
    if not facts.open(day):
        raise Refused(_("{day} is past; past cells stay as they are (H10).").format(**said))
    if cell is Cell.HOME:
        return
    if facts.away(person.number, day):
        raise Refused(_("{name} may not come on {day} (H2): the pin would break the rule.").format(**said))
    if not facts.may_come(person, day):
        told = _("{name} is vulnerable and has no signed waiver for {day} (H3): sign one first.")
        raise Refused(told.format(**said))


# --- who belongs together ------------------------------------------------------------------------------


def bind(store: Store, one: str, other: str, kind: str) -> None:
    """Two who share a household or a car share a cohort (H8). Raises Refused across offices."""
    first, second = employee_named(store, min(one, other)), employee_named(store, max(one, other))
    if one == other:
        raise Refused(_("Nobody is bound to himself; choose another person."))
    if first.branch != second.branch:
        raise Refused(_("{name} works at another office; a bond holds within one.").format(name=second.name))
    if kind not in ("HOUSEHOLD", "CAR_POOL"):
        raise Refused(_("{kind} is neither household nor car pool.").format(kind=kind))
    told = _("Together: {one} and {other}").format(one=first.number, other=second.number)
    with store.operation("bind", told):
        store.arrangements.put_bond(Bond(first.number, second.number, kind))


def unbind(store: Store, bond: Bond) -> None:
    told = _("No longer together: {one} and {other}").format(one=bond.first, other=bond.second)
    with store.operation("unbind", told):
        store.arrangements.remove_bond(bond)


def name_deputy(store: Store, head: str, deputy: str) -> None:
    """The two are not in one cohort (H6). Raises Refused for one's own deputy, or one who is known."""
    first, second = employee_named(store, head), employee_named(store, deputy)
    if head == deputy:
        raise Refused(_("Nobody is the own deputy; choose another person."))
    if first.branch != second.branch:
        raise Refused(_("{name} works at another office; a bond holds within one.").format(name=second.name))
    pairs = store.arrangements.deputies([first.branch])
    if (head, deputy) in pairs or (deputy, head) in pairs:
        raise Refused(_("{name} is already named.").format(name=second.name))
    with store.operation("name_deputy", _("Deputy of {head}: {deputy}").format(head=head, deputy=deputy)):
        store.arrangements.put_deputy(head, deputy)


def remove_deputy(store: Store, head: str, deputy: str) -> None:
    told = _("No longer deputy of {head}: {deputy}").format(head=head, deputy=deputy)
    with store.operation("remove_deputy", told):
        store.arrangements.remove_deputy(head, deputy)


# --- one person's wishes and way ------------------------------------------------------------------------


def add_wish(store: Store, wish: Wish) -> str:
    """A wish is kept where it costs nobody anything; its key. Raises Refused for an impossible one."""
    person = employee_named(store, wish.employee)
    if wish.until < wish.since:
        raise Refused(_("The last day cannot be before the first."))
    if (wish.until - wish.since).days >= WISH_DAYS:
        raise Refused(_("A wish holds for at most {n} days; ask again then.").format(n=WISH_DAYS))
    if wish.cell not in (Cell.OFFICE, Cell.HOME) or wish.weekday not in (None, 0, 1, 2, 3, 4):
        raise Refused(_("A wish is for the office or for home, on a working day."))
    made = replace(wish, id=store.new_id(), note=wish.note.strip())
    with store.operation("add_wish", _("Wish of {number}").format(number=person.number)):
        store.arrangements.put_wish(made)
    return made.id


def remove_wish(store: Store, wish: Wish) -> None:
    with store.operation("remove_wish", _("Remove the wish of {number}").format(number=wish.employee)):
        store.arrangements.remove_wish(wish.id)


def set_commute(store: Store, employee: str, commute: Commute | None) -> None:
    """The way to work, one way; None: not known."""
    employee_named(store, employee)
    if commute and not 0 <= commute.minutes <= LONGEST_WAY:
        raise Refused(_("The way takes from 0 to {n} minutes.").format(n=LONGEST_WAY))
    if commute == store.arrangements.commute(employee):
        return
    with store.operation("set_commute", _("Way to work: {number}").format(number=employee)):
        if commute:
            store.arrangements.put_commute(employee, commute)
        else:
            store.arrangements.remove_commute(employee)


# --- days off --------------------------------------------------------------------------------------------


def add_holiday(store: Store, day: date, name: str, branches: Collection[str] = ()) -> None:
    """A local day off, of some offices or of all. Raises Refused without a name, or for a day off."""
    if not name.strip():
        raise Refused(_("A local holiday needs its name."))
    if day.weekday() > 4:
        raise Refused(_("{day} is a weekend; offices are closed anyway.").format(day=short_date(day)))
    if known := name_of_day_off(day) or next(
        (h.name for h in store.schedule.holidays() if h.day == day), None
    ):
        raise Refused(_("{day} is a day off already: {name}.").format(day=short_date(day), name=known))
    if unknown := sorted(set(branches) - set(store.branches.by_code())):
        raise Refused(_("There is no office with the code {code}.").format(code=unknown[0]))
    label = _("Local holiday {day}: {name}").format(day=short_date(day), name=name.strip())
    with store.operation("add_holiday", label):
        store.schedule.put_holiday(LocalHoliday(day, name.strip(), frozenset(branches)))


def remove_holiday(store: Store, day: date) -> None:
    """Raises Refused where there is none."""
    found = next((h for h in store.schedule.holidays() if h.day == day), None)
    if found is None:
        raise Refused(_("There is no local holiday on {day}.").format(day=short_date(day)))
    label = _("Remove local holiday {day}: {name}").format(day=short_date(day), name=found.name)
    with store.operation("remove_holiday", label):
        store.schedule.remove_holiday(day)
