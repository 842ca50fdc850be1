"""A what-if as proposals: the lines another zone would bring, taken without waiting for the map."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cmt_desk.domain.proposal_facts import Facts
from cmt_desk.domain.proposal_lines import bring, cap_lines, opening
from cmt_desk.domain.proposals import Kind, Line, Proposal
from cmt_desk.domain.what_if import OfficeEffect, events

SUPPOSED = "zone.supposed"


def supposed(facts: Facts, offices: Iterable[OfficeEffect]) -> Iterator[Proposal]:
    """One proposal an office that the zone would change, without what was decided already.

    The zone itself is no fact and no line. A roster is proposed where the supposed cap is the smaller one:
    under a larger one it could break the rule that really holds.
    """
    for office in offices:
        day, code = facts.on, office.branch.code
        fact = Proposal(f"{SUPPOSED}:{code}:{day}:{office.zone_after.value}", day, code)
        follows = events(office) - {"zone.map_published", "wfh_full.proposed"}
        found = [*cap_lines(fact, office), *_roster(facts, fact, office), *_full(facts, fact, office)]
        found += opening(facts, fact, follows)
        if left := [line for line in found if line.id not in facts.decided]:
            yield bring(fact, left)


def _roster(facts: Facts, fact: Proposal, office: OfficeEffect) -> list[Line]:
    before, after = office.cap_before.people, office.cap_after.people
    if after >= before or fact.branch not in facts.planned:
        return []
    return [
        Line(
            fact.key, "ROSTER", Kind.ROSTER, fact.day, fact.branch, before=str(before), after=str(after),
            rule="SUPPOSED", count=office.stay_home,
        )
    ]  # fmt: skip


def _full(facts: Facts, fact: Proposal, office: OfficeEffect) -> list[Line]:
    """The tests that the zone alone would meet."""
    met = [m for m in office.tests if not m.already]
    if not met:
        return []
    tests, days = ", ".join(m.test.code for m in met), max(m.test.days for m in met)
    after = "certain" if any(m.certain for m in met) else "possible"
    opened = opening(facts, fact, {"wfh_full.met", "wfh_full.proposed"}, rule=tests)
    return [replace(line, kind=Kind.WFH_FULL, count=days, after=after) for line in opened]
