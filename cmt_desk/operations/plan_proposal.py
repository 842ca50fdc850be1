"""A level of the plan that follows from a function out of its time, written down for CMT or ECMT to sign."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.proposals import Line
from cmt_desk.operations.decisions import propose
from cmt_desk.operations.plan_rules import frozen_figures
from cmt_desk.operations.ripple_words import Names, line_words
from cmt_desk.operations.signing import Signer, at_desk
from cmt_desk.records import record
from cmt_desk.store import Store

REVIEW = timedelta(days=1)  # levels 2 and 3 are looked at daily at the latest


@record
class PlanProposal:
    """What is written down, read before anything is written."""

    decision: Decision
    by: Signer
    figures: str


def plan_proposal(store: Store, lines: Iterable[Line], at: datetime) -> PlanProposal | None:
    """One proposal, of the highest level among the lines, with all their reasons, in place of the level in
    force; None without lines. Whoever is at the desk proposes. `at` is local time of the desk, WIB."""
    asked = sorted(lines, key=lambda line: line.after, reverse=True)
    if not asked:
        return None
    day, names = at.date(), Names.of(store)
    state = store.plans.state(day)
    made = Decision(
        "", DecisionKind.PLAN, day, None, "; ".join(dict.fromkeys(_reason(line, names) for line in asked)),
        level=int(asked[0].after), review=day + REVIEW, follows=(state.decision or None) if state else None,
    )  # fmt: skip
    signer = at_desk(store, day, at.time().replace(second=0, microsecond=0))
    return PlanProposal(made, signer, frozen_figures(store, made, day))


def propose_plan(store: Store, prepared: PlanProposal | None) -> str:
    """Write it down; its key. Raises Refused where another decision stands in its way."""
    return propose(store, prepared.decision, prepared.by, "", prepared.figures) if prepared else ""


def _reason(line: Line, names: Names) -> str:
    words = line_words(line, names)
    return f"{words.reason} ({words.subject})"
