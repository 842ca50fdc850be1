"""The lines that several triggers bring: a cap, a roster with more room, protocols to open."""

from collections.abc import Collection, Iterable

from cmt_desk.domain.proposal_facts import Facts
from cmt_desk.domain.proposals import Kind, Line, Proposal
from cmt_desk.domain.what_if import OfficeEffect


def bring(fact: Proposal, lines: Iterable[Line]) -> Proposal:
    return Proposal(fact.key, fact.day, fact.branch, fact.case, tuple(lines))


def cap_lines(fact: Proposal, office: OfficeEffect) -> list[Line]:
    before, after = office.cap_before, office.cap_after
    if before.people == after.people or after.rule is None:
        return []
    return [
        Line(
            fact.key, "CAP", Kind.CAP, fact.day, fact.branch, before=str(before.people),
            after=str(after.people), rule=after.rule.number, count=after.percent,
        )
    ]  # fmt: skip


def room_lines(facts: Facts, fact: Proposal, before: int, after: int) -> list[Line]:
    """More may come: another roster is offered, unless one has to change anyhow."""
    waits = fact.branch not in facts.planned or any(b.branch == fact.branch for b in facts.rosters)
    if after <= before or waits:
        return []
    return [
        Line(
            fact.key, "ROSTER", Kind.ROSTER, fact.day, fact.branch, before=str(before), after=str(after),
            rule="ROOM", count=after - before,
        )
    ]  # fmt: skip


def opening(
    facts: Facts, fact: Proposal, follows: Collection[str], *, rule: str = "", person: str = ""
) -> list[Line]:
    """A line for each active protocol that one of the events opens, unless it runs already."""
    codes = facts.opened_by(frozenset(follows))
    return [
        Line(fact.key, code, Kind.PROTOCOL, fact.day, fact.branch, fact.case, code, rule=rule, person=person)
        for code in codes
        if not _runs_already(facts, fact, code)
    ]


def _runs_already(facts: Facts, fact: Proposal, code: str) -> bool:
    """Started for this case at any time, or for this office (or the institution) since the fact."""
    if fact.case and any(run.case == fact.case for run in facts.runs_of.get((code, fact.case), ())):
        return True
    here = facts.runs_of.get((code, fact.branch), ())
    return any(
        run.branch == fact.branch and run.day >= fact.day and not (fact.case and run.case) for run in here
    )
