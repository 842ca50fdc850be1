"""WFH-Full that follows from a met test, written down in the name of the office's head for CMT to sign."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.mandates import Mandate, Role
from cmt_desk.domain.proposals import Line
from cmt_desk.i18n import _
from cmt_desk.operations.decisions import propose
from cmt_desk.operations.ripple_words import Names, line_words
from cmt_desk.operations.signing import at_desk, shown_name
from cmt_desk.store import Store


def propose_full(store: Store, lines: Iterable[Line], at: datetime) -> list[str]:
    """A proposal for each office whose test was accepted, from that day on for the test's days; the keys.

    The head of the office proposes where one is recorded, and the note says who accepted at the desk; else
    whoever sits there. `at` is local time of the desk, WIB. Raises Refused where WFH-Full stands already.
    """
    names, on = Names.of(store), at.date()
    by_fact = {line.fact: line for line in lines}  # a fact may open several protocols, but is one decision
    return [_propose(store, line, names, at, _head(store, line.branch, on)) for line in by_fact.values()]


def _propose(store: Store, line: Line, names: Names, at: datetime, head: Mandate | None) -> str:
    first, moment = at.date(), at.time().replace(second=0, microsecond=0)
    last = first + timedelta(days=max(1, line.count or 1) - 1)
    reason = line_words(line, names).reason
    made = Decision("", DecisionKind.WFH_FULL, first, last, reason, line.branch, tests=line.rule)
    by, note = at_desk(store, first, moment), ""
    if head and head.id != store.mandate:
        note = _("accepted at the desk by {name}").format(name=store.actor)
        by = replace(by, name=shown_name(head), role=head.role.value, mandate=head.id)
    return propose(store, made, by, note)


def _head(store: Store, branch: str, on: date) -> Mandate | None:
    """Who heads an office on a day; the deputy, where one is recorded, comes after the head."""
    found = [m for m in store.mandates.on(on) if m.role is Role.BRANCH_HEAD and m.branch == branch]
    return min(found, key=lambda m: m.deputy_of is not None, default=None)
