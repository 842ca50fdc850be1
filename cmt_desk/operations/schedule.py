"""Planning an office's roster, publishing it, and recording leave."""

from datetime import date, timedelta

from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.calendar import days_off
from cmt_desk.domain.caps import office_cap, rule_in_force
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.planner import Plan
from cmt_desk.domain.schedule import Cell, Problem, days_between
from cmt_desk.i18n import _, short_date
from cmt_desk.operations.conflicts import conflict_text, told
from cmt_desk.operations.engine import best_roster
from cmt_desk.store import Store

LONGEST = 366  # days in one plan


def problem(store: Store, branch: str, first: date, last: date) -> Problem:
    """Everything the roster of an office follows from. Raises Refused for an unknown office or period."""
    office = store.branches.by_code().get(branch)
    if office is None:
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
    if last < first or (last - first).days >= LONGEST:
        raise Refused(_("The period must be from 1 to {n} days, first day first.").format(n=LONGEST))
    days = days_between(first, last)
    employees = store.people.of_branch(branch)
    history, rules = store.branches.history(office.area), store.branches.cap_rules()
    scopes = store.branches.scopes().get(office.area, set())
    off = days_off(first, last) | store.schedule.local_holidays()
    return Problem(
        branch=branch,
        employees=employees,
        days=days,
        working=frozenset(d for d in days if d.weekday() < 5 and d not in off),
        caps={
            day: office_cap(
                sum(e.active(day) for e in employees),
                history.zone(office.area, day),
                rule_in_force(rules, scopes, day),
            )
            for day in days
        },
        functions=store.people.functions(),
        blocked=_blocked(store, branch, first, last),
        load=store.schedule.load(branch, first),
    )


def _blocked(store: Store, branch: str, first: date, last: date) -> dict[tuple[str, date], Cell]:
    """Who may not come: an open case until it is closed (nobody returns uncleared), and leave."""
    days = days_between(first, last)
    blocked: dict[tuple[str, date], Cell] = {}
    for employee, since, until in store.schedule.absences(branch, first, last):
        for day in days_between(max(since, first), min(until, last)):
            blocked[employee, day] = Cell.LEAVE
    for case in store.cases.of_branch(branch):
        for day in days:
            if case.is_open(day):
                blocked[case.employee, day] = Cell.ISOLATION
    return blocked


def plan_office(store: Store, branch: str, first: date, last: date) -> Plan:
    """Plan the roster of an office and store it, as near as can be to what is published.

    Raises Refused, naming the conflict, when a hard rule cannot be kept: nothing is relaxed silently.
    """
    facts = problem(store, branch, first, last)
    if not facts.employees:
        raise Refused(_("This office has no employees; import them first."))
    made = best_roster(facts, store.schedule.published(branch, first, last))
    if made.conflicts:
        raise Refused(conflict_text(store, facts, made.conflicts))
    label = _("Plan {branch}, {first} – {last}").format(
        branch=branch, first=short_date(first), last=short_date(last)
    )
    with store.operation("plan_office", label):
        store.schedule.put_cells(branch, made.roster)
    return made


def publish(store: Store, branch: str, first: date, last: date) -> int:
    """What is planned becomes what people are told; the number of cells that were not told so before.

    Raises Refused when nothing is planned, or when the roster breaks a rule: that is mended first.
    """
    facts = problem(store, branch, first, last)
    cells = store.schedule.cells(branch, first, last)
    if not cells:
        raise Refused(_("Nothing is planned from {first} to {last}; plan the office first.").format(
            first=short_date(first), last=short_date(last)))  # fmt: skip
    planned = {day for _employee, day in cells}
    if broken := [b for b in breaches(cells, facts) if b.day in planned]:
        raise Refused(
            _("The roster breaks a rule and cannot be published. {broken}.").format(
                broken=told(facts, broken)
            )
        )
    before = store.schedule.published(branch, first, last)
    label = _("Publish {branch}, {first} – {last}").format(
        branch=branch, first=short_date(first), last=short_date(last)
    )
    with store.operation("publish", label):
        store.schedule.put_published(branch, first, last)
    return sum(before.get(key) is not cell for key, cell in cells.items())


def record_absence(store: Store, employee: str, kind: str, since: date, until: date) -> None:
    """Leave, training, travel or sick days. Raises Refused for a wrong period or an overlap."""
    person = store.people.get(employee)
    if person is None:
        raise Refused(_("There is no employee with the number {number}.").format(number=employee))
    if until < since or until - since > timedelta(days=LONGEST):
        raise Refused(_("The last day cannot be before the first."))
    for other, begins, ends in store.schedule.absences(person.branch, since, until):
        if other == employee:
            raise Refused(
                _("{name} is already away from {since} to {until}.").format(
                    name=person.name, since=short_date(begins), until=short_date(ends)
                )
            )
    with store.operation("record_absence", _("Leave: {number}").format(number=employee)):
        store.schedule.put_absences(
            [
                {
                    "id": store.new_id(),
                    "employee": employee,
                    "kind": kind,
                    "since": since.isoformat(),
                    "until": until.isoformat(),
                }
            ]
        )
