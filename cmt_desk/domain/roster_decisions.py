"""What signed decisions mean for a roster: rules waived, offices at home in full, caps set by name."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.decisions import Decision, DecisionKind, Step

if TYPE_CHECKING:
    from cmt_desk.domain.roster_settings import Waiver


def waivers(decisions: Iterable[Decision], branch: str) -> "list[Waiver]":
    """The rules that signed decisions waive for an office, withdrawn days left out."""
    from cmt_desk.domain.roster_settings import Waiver

    found: list[Waiver] = []
    for decision in decisions:
        signed, gone = decision.signature(Step.DECIDED), decision.signature(Step.WITHDRAWN)
        if decision.kind is not DecisionKind.WAIVER or not decision.concerns(branch) or not signed:
            continue
        last = decision.valid_to or date.max
        if gone:
            last = min(last, gone.signed - timedelta(days=1))
        if decision.rule and last >= decision.valid_from:
            found.append(
                Waiver(
                    decision.rule,
                    decision.valid_from,
                    last,
                    decision.employee,
                    decision.function,
                    decision.letter or decision.id,
                    f"{signed.name} ({signed.role})",
                )
            )
    return found


def decided_cap(cap: OfficeCap, decisions: Iterable[Decision], branch: str, day: date) -> OfficeCap:
    """WFH-Full beats every rule; a decided number fills in only where the share leaves nobody."""
    for decision in decisions:
        if not decision.concerns(branch) or not decision.covers(day):
            continue
        if decision.kind is DecisionKind.WFH_FULL:
            return replace(cap, closed=True, decision=named(decision))
        if decision.kind is DecisionKind.CAP and cap.rounds_to_nobody:
            cap = replace(cap, decided=decision.people, decision=named(decision))
    return cap


def named(decision: Decision) -> str:
    """The letter's number, else who signed."""
    signed = decision.signature(Step.DECIDED)
    return decision.letter or (f"{signed.name} ({signed.role})" if signed else "")
