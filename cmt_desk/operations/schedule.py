"""Planning an office's roster, and recording leave."""

from datetime import date, timedelta

from cmt_desk.domain.calendar import days_off
from cmt_desk.domain.caps import office_cap, rule_in_force
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.planner import Plan, plan
from cmt_desk.domain.schedule import Cell, Problem, days_between
from cmt_desk.i18n import _, either, short_date
from cmt_desk.store import Store
from cmt_desk.wording import breach_text

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
    """Plan the roster of an office and store it. Raises Refused, naming the conflict, when a hard rule cannot
    be kept: nothing is relaxed silently and nothing is stored."""
    facts = problem(store, branch, first, last)
    if not facts.employees:
        raise Refused(_("This office has no employees; import them first."))
    made = plan(facts)
    if made.conflicts:
        functions = {f.code: either(f.name_id, f.name_en) for f in facts.functions}
        told = "; ".join(breach_text(c, functions, {}) for c in made.conflicts[:3])
        more = len(made.conflicts) - 3
        rest = _(" (and {n} more)").format(n=more) if more > 0 else ""
        raise Refused(_("No roster keeps every rule. {conflicts}{rest}.").format(conflicts=told, rest=rest))
    label = _("Plan {branch}, {first} – {last}").format(
        branch=branch, first=short_date(first), last=short_date(last)
    )
    with store.operation("plan_office", label):
        store.schedule.put_cells(branch, made.roster)
    return made


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
