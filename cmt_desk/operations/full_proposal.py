"""WFH-Full that follows from a met test, written down in the name of the office's head for CMT to sign."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.mandates import Mandate, Role
from cmt_desk.domain.proposals import Line
from cmt_desk.i18n import _
from cmt_desk.operations.decisions import propose
from cmt_desk.operations.plan_rules import frozen_figures
from cmt_desk.operations.ripple_words import Names, line_words
from cmt_desk.operations.signing import Signer, at_desk, shown_name
from cmt_desk.records import record
from cmt_desk.store import Store


@record
class FullProposal:
    """Everything that is written down of one office, read before anything is written."""

    decision: Decision
    by: Signer
    note: str
    figures: str


def full_proposals(store: Store, lines: Iterable[Line], at: datetime) -> list[FullProposal]:
    """One for each office whose test was accepted, from that day on for the test's days.

    The head of the office proposes where one is recorded, and the note says who accepted at the desk; else
    whoever sits there. `at` is local time of the desk, WIB. What a day knows is kept between two writes, so
    the figures of forty offices are read at once.
    """
    by_fact = {line.fact: line for line in lines}  # a fact may open several protocols, but is one decision
    if not by_fact:
        return []
    names, heads = Names.of(store), _heads(store, at.date())
    return [_prepared(store, line, names, at, heads.get(line.branch)) for line in by_fact.values()]


def propose_full(store: Store, prepared: Iterable[FullProposal]) -> list[str]:
    """Write them down; their keys. Raises Refused where WFH-Full stands already."""
    return [propose(store, one.decision, one.by, one.note, one.figures) for one in prepared]


def _prepared(store: Store, line: Line, names: Names, at: datetime, head: Mandate | None) -> FullProposal:
    first, moment = at.date(), at.time().replace(second=0, microsecond=0)
    last = first + timedelta(days=max(1, line.count or 1) - 1)
    reason = line_words(line, names).reason
    made = Decision("", DecisionKind.WFH_FULL, first, last, reason, line.branch, tests=line.rule)
    by, note = at_desk(store, first, moment), ""
    if head and head.id != store.mandate:
        note = _("accepted at the desk by {name}").format(name=store.actor)
        by = replace(by, name=shown_name(head), role=head.role.value, mandate=head.id)
    return FullProposal(made, by, note, frozen_figures(store, made, first))


def _heads(store: Store, on: date) -> dict[str, Mandate]:
    """Who heads each office on a day; a deputy, where one is recorded, comes after the head."""
    found = [m for m in store.mandates.on(on) if m.role is Role.BRANCH_HEAD and m.branch]
    deputies_first = sorted(found, key=lambda m: m.deputy_of is None)
    return {m.branch: m for m in deputies_first if m.branch}
