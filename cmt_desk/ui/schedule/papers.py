"""The papers of the roster in front: the office on one side of A4, and a slip for each person."""

from cmt_desk.domain.people import Employee
from cmt_desk.operations.roster_weeks import Weeks
from cmt_desk.reports import roster, slip
from cmt_desk.reports.paper import Paper
from cmt_desk.store import Store


def facts_of(store: Store, weeks: Weeks) -> roster.RosterFacts:
    teams: dict[str, list[Employee]] = {}
    for line in weeks.lines:
        if line.employee:
            teams.setdefault(line.team, []).append(line.employee)
    return roster.RosterFacts(
        institution=store.settings.get("institution") or "",
        branch=weeks.branch,
        problem=weeks.problem,
        cells=weeks.cells,
        published=weeks.published,
        zones=weeks.zones,
        teams=list(teams.items()),
    )


def roster_paper(store: Store, weeks: Weeks) -> Paper:
    return roster.as_paper(facts_of(store, weeks))


def slips_paper(store: Store, weeks: Weeks, employee: Employee | None = None) -> Paper:
    """One person's slip, or those of the whole office."""
    return slip.as_paper(facts_of(store, weeks), [employee] if employee else weeks.people)
