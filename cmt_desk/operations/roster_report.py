"""What planning did to each office, under the names automation relies on."""

from collections.abc import Sequence
from dataclasses import asdict

from cmt_desk.domain.breaches import waived_cover
from cmt_desk.domain.idle_cohorts import idle_cohorts
from cmt_desk.domain.schedule import in_office
from cmt_desk.operations.replan import Proposal

Report = dict[str, object]


def as_report(proposals: Sequence[Proposal]) -> Report:
    """One entry an office, and the totals."""
    return {
        "offices": [_office(made) for made in proposals],
        "cells_changed": sum(made.moved[0] for made in proposals),
        "people_changed": sum(made.moved[1] for made in proposals),
    }


def status(proposal: Proposal) -> str:
    """conflict, optimal, within (a gap is left), or unproved (made without the solver)."""
    plan = proposal.plan
    if proposal.conflict:
        return "conflict"
    return "optimal" if plan.optimal else "within" if plan.tiers else "unproved"


def _office(made: Proposal) -> Report:
    facts, cells_people = made.problem, made.moved
    days = sorted(facts.working)
    inside = {d.isoformat(): in_office(made.plan.roster, d, facts.employees) for d in days}
    return {
        "branch": made.branch,
        "status": status(made),
        "conflict": made.conflict or None,
        "tiers": [
            {"name": t.name, "value": t.value, "bound": t.bound, "optimal": t.optimal}
            for t in made.plan.tiers
        ],
        "office_days": asdict(made.plan.spread) if made.plan.spread else None,
        "bound": {t.name: t.bound for t in made.plan.tiers},
        "cap": {d.isoformat(): facts.caps[d].people for d in days},
        "in_office": inside if not made.conflict else {},
        "waived_cover": 0 if made.conflict else waived_cover(made.plan.roster, facts),
        "idle_cohorts": [
            {"cohort": idle.cohort, "lacks": idle.function, "people": len(idle.people)}
            for idle in ([] if made.conflict else idle_cohorts(made.plan.roster, facts))
        ],
        "cells_changed": cells_people[0],
        "people_changed": cells_people[1],
    }
