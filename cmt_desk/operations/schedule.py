"""Planning an office's roster and publishing it."""

from collections.abc import Iterator, Sequence
from datetime import date

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.planner import Plan
from cmt_desk.domain.schedule import Problem
from cmt_desk.i18n import _, short_date
from cmt_desk.operations.cohorts import keep_places
from cmt_desk.operations.conflicts import conflict_text
from cmt_desk.operations.engine import best_roster
from cmt_desk.operations.roster_quality import keep_quality
from cmt_desk.operations.roster_reader import RosterReader
from cmt_desk.store import Store

LONGEST = 366  # days in one plan


def problem(store: Store, branch: str, first: date, last: date, today: date | None = None) -> Problem:
    """Everything the roster of an office follows from, as known on a day (today, if none is named).

    Raises Refused for an unknown office or period.
    """
    check_period(first, last)
    return RosterReader(store, first, last, today).problem(branch)


def problems(
    store: Store, branches: Sequence[str], first: date, last: date, today: date | None = None
) -> Iterator[Problem]:
    """The same for many offices, in their order; each step takes a few milliseconds, so a window answers."""
    check_period(first, last)
    return RosterReader(store, first, last, today).problems(branches)


def check_period(first: date, last: date) -> None:
    """Raises Refused for a period that ends before it begins or is too long to plan."""
    if last < first or (last - first).days >= LONGEST:
        raise Refused(_("The period must be from 1 to {n} days, first day first.").format(n=LONGEST))


def staffed(facts: Problem) -> bool:
    """Somebody works at the office on one of the days; who has left is still on its list."""
    return any(e.active(day) for e in facts.employees for day in facts.days)


def plan_office(store: Store, branch: str, first: date, last: date) -> Plan:
    """Plan the roster of an office and store it, as near as can be to what is published.

    Raises Refused, naming the conflict, when a hard rule cannot be kept: nothing is relaxed silently.
    """
    facts = problem(store, branch, first, last)
    if not staffed(facts):
        raise Refused(_("This office has no employees; import them first."))
    told = store.schedule.published(branch, first, last)
    made = best_roster(facts, told, store.schedule.published_before(branch, first, last))
    if made.conflicts:
        raise Refused(conflict_text(store, facts, made.conflicts))
    label = _("Plan {branch}, {first} – {last}").format(
        branch=branch, first=short_date(first), last=short_date(last)
    )
    with store.operation("plan_office", label):
        keep_places(store, facts)
        store.schedule.put_cells(branch, made.roster, made.waves)
        keep_quality(store, branch, facts.days, made)
    return made
