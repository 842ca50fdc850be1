"""The business continuity plan: its level on a day follows from the decisions about it.

Levels 0 Siaga, 1 Terbatas, 2 Luas, 3 Nasional are proposals of this program.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from cmt_desk.domain.decisions import Decision, DecisionKind, DecisionState, Step, standing, state
from cmt_desk.records import record

DAY = timedelta(days=1)
REVIEW_DAYS = 14  # so many days at most until a decision is looked at again
LETTER = re.compile(r"^(B|SE|ME|SPRIN|KEP|PERDIR)/\d+/(0[1-9]|1[0-2])20\d{2}$")
OF_PLAN = frozenset({DecisionKind.PLAN, DecisionKind.STAND_DOWN})


def usual_letter(letter: str) -> bool:
    """Does a number look like the agency's, JENIS/nomor/BBTTTT? Others are warned of, never refused."""
    return not letter or LETTER.match(letter) is not None


@record
class Activation:
    """A level in force from a day on. Without `offices` and `functions`: of the whole institution."""

    level: int
    effective_from: date
    effective_to: date | None
    letter: str
    decided_by: str
    id: str = ""  # the decision; empty for a level older than the register
    offices: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    review: date | None = None

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (not self.effective_to or on <= self.effective_to)

    @property
    def whole(self) -> bool:
        return not self.offices and not self.functions


@record
class PlanState:
    """What the header says: the level, and which day of the unbroken activation this is.

    `offices` and `functions`: where that level holds; none is the whole institution. `parts`: the higher
    levels of some offices or functions beside it.
    """

    level: int
    day_number: int
    since: date
    letter: str
    review: date | None = None
    decision: str = ""
    offices: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    parts: tuple[Activation, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.offices and not self.functions


def activations(decisions: Iterable[Decision], older: Sequence[Activation] = ()) -> list[Activation]:
    """What the signed decisions amount to, in the order of their days.

    A level ends with its own last day, or the day before the decision that follows it. Levels older than the
    register end the day before its first decision.
    """
    known = list(decisions)
    signed = sorted(
        (d for d in standing(known) if d.kind in OF_PLAN),
        key=lambda d: (d.valid_from, d.signatures[-1].signed),
    )
    first = min((d.valid_from for d in signed), default=None)
    found = [_cut(a, first) for a in older]
    newest = {old: d.id for d in signed for old in _versions(d, known)}
    next_one = {newest.get(d.follows, d.follows): d.valid_from for d in signed if d.follows}
    found += [
        _cut(
            Activation(
                d.level or 0,
                d.valid_from,
                d.valid_to,
                d.letter,
                next((s.role for s in d.signatures if s.step is Step.DECIDED), ""),
                d.id,
                d.offices,
                d.functions,
                d.look_again,
            ),
            next_one.get(d.id),
        )
        for d in signed
        if d.kind is DecisionKind.PLAN
    ]
    return [a for a in found if a.effective_to is None or a.effective_to >= a.effective_from]


def _cut(activation: Activation, end: date | None) -> Activation:
    """Over before `end`, the first day of what comes after it."""
    if end is None or (activation.effective_to and activation.effective_to < end):
        return activation
    return replace(activation, effective_to=end - DAY)


def _versions(decision: Decision, known: Iterable[Decision]) -> list[str]:
    """Its key and those of the versions it took the place of."""
    of_id = {d.id: d for d in known}
    found, current = [decision.id], decision
    while current.corrects and (before := of_id.get(current.corrects)):
        found.append(before.id)
        current = before
    return found


def plan_state(activations: Sequence[Activation], on: date, office: str = "") -> PlanState | None:
    """The institution's level, with the parts of it that stand higher; without one, the highest of the parts.

    Of one `office`: the highest level that holds there. None while no plan is active. Levels without a gap
    count on.
    """
    here = [a for a in activations if a.in_force(on) and (not office or a.whole or office in a.offices)]
    current = max(here, key=lambda a: (a.whole and not office, a.level, a.effective_from), default=None)
    if current is None:
        return None
    since = current.effective_from
    for earlier in sorted(activations, key=lambda a: a.effective_from, reverse=True):
        joins = earlier.effective_to is None or earlier.effective_to >= since - DAY
        if earlier.effective_from < since and joins:
            since = earlier.effective_from
    higher = tuple(a for a in here if a is not current and not a.whole and a.level > current.level)
    parts = higher if current.whole else tuple(a for a in here if a is not current and not a.whole)
    return PlanState(
        current.level, (on - since).days + 1, since, current.letter, current.review, current.id,
        current.offices, current.functions, () if office else parts,
    )  # fmt: skip


def in_place_of(proposal: Decision, in_force: Sequence[Activation]) -> str | None:
    """The level that ends where a proposal begins: the one it names, or else the one of its own scope.

    A level of some offices never ends that of the institution, nor that of more offices: it stands beside.
    """
    named = next((a for a in in_force if a.id and a.id == proposal.follows), None)
    if named is None or _within(named, proposal):
        return proposal.follows
    ends = [a for a in in_force if a.id and a.in_force(proposal.valid_from) and _within(a, proposal)]
    return ends[-1].id if ends else None


def _within(level: Activation, proposal: Decision) -> bool:
    """Whether a level holds nowhere but where the proposal would."""
    if not (proposal.offices or proposal.functions):
        return True
    return not level.whole and level.offices <= proposal.offices and level.functions <= proposal.functions


def meets(one: Decision | Activation, other: Decision | Activation) -> bool:
    """Whether two scopes have an office or a function in common; the institution has all of them."""
    if not (one.offices or one.functions) or not (other.offices or other.functions):
        return True
    return bool(one.offices & other.offices or one.functions & other.functions)


class Flaw(StrEnum):
    """Why a proposal about the plan cannot be taken."""

    REVIEW = "REVIEW"
    OVERLAP = "OVERLAP"
    NOTHING_TO_END = "NOTHING_TO_END"
    BEFORE_ITS_START = "BEFORE_ITS_START"


def flaw(
    proposal: Decision, on: date, in_force: Sequence[Activation]
) -> tuple[Flaw, Activation | None] | None:
    """What a proposal of `on` breaks, with the level it meets; None when it can be taken.

    `in_force`: the activations without the one that `corrects` names. A level may stand beside the
    institution's own only where it is higher; where it `follows` the other, that one ends the day before.
    """
    if proposal.kind is DecisionKind.STAND_DOWN:
        followed = next((a for a in in_force if a.id == (proposal.follows or "")), None)
        if followed is None:
            return Flaw.NOTHING_TO_END, None
        if proposal.valid_from <= followed.effective_from:
            return Flaw.BEFORE_ITS_START, followed
        return None if followed.in_force(proposal.valid_from - DAY) else (Flaw.NOTHING_TO_END, followed)
    start = max(proposal.valid_from, on)
    if proposal.review is None or not start < proposal.review <= start + REVIEW_DAYS * DAY:
        return Flaw.REVIEW, None
    for other in in_force:
        if other.id == (proposal.follows or "-") or not _together(proposal, other):
            continue
        if not _beside(proposal, other):
            return Flaw.OVERLAP, other
    return None


def _together(proposal: Decision, other: Activation) -> bool:
    ends = other.effective_to is not None and other.effective_to < proposal.valid_from
    begins_after = proposal.valid_to is not None and proposal.valid_to < other.effective_from
    return not ends and not begins_after and meets(proposal, other)


def _beside(proposal: Decision, other: Activation) -> bool:
    """A part of the institution may be on a higher level than the whole, which may rise to it later."""
    whole, level = not (proposal.offices or proposal.functions), proposal.level or 0
    return whole is not other.whole and (other.level >= level if whole else level > other.level)


class Stage(StrEnum):
    """Where a decision stands, in the words of the register."""

    PROPOSED = "PROPOSED"
    RECOMMENDED = "RECOMMENDED"
    AGREED = "AGREED"  # signed by one of two
    DECIDED = "DECIDED"  # signed, its first day is ahead
    RUNNING = "RUNNING"
    EXTENDED = "EXTENDED"  # runs, as a version that lasts longer than the one before it
    OVER = "OVER"
    CORRECTED = "CORRECTED"
    WITHDRAWN = "WITHDRAWN"
    AMENDED = "AMENDED"  # taken otherwise than proposed: a changed proposal took its place
    REJECTED = "REJECTED"


_WORDED = {
    DecisionState.CORRECTED: Stage.CORRECTED,
    DecisionState.WITHDRAWN: Stage.WITHDRAWN,
    DecisionState.AHEAD: Stage.DECIDED,
    DecisionState.OVER: Stage.OVER,
}


def stage(decision: Decision, known: Sequence[Decision], on: date) -> Stage:
    """The step of the flow a version has reached on a day."""
    where = state(decision, known, on)
    if where is DecisionState.REJECTED:
        return Stage.AMENDED if any(d.corrects == decision.id for d in known) else Stage.REJECTED
    if where is DecisionState.OPEN:
        for step, reached in ((Step.AGREED, Stage.AGREED), (Step.RECOMMENDED, Stage.RECOMMENDED)):
            if decision.signature(step):
                return reached
        return Stage.PROPOSED
    if where is not DecisionState.IN_FORCE:
        return _WORDED[where]
    if decision.kind is DecisionKind.PLAN and not any(a.id == decision.id for a in _running(known, on)):
        return Stage.OVER
    before = next((d for d in known if d.id == decision.corrects and d.decided), None)
    longer = before and before.valid_to and (decision.valid_to is None or decision.valid_to > before.valid_to)
    return Stage.EXTENDED if longer else Stage.RUNNING


def _running(known: Sequence[Decision], on: date) -> list[Activation]:
    return [a for a in activations(known) if a.in_force(on)]


def review_overdue(decision: Decision, on: date) -> bool:
    return decision.look_again is not None and decision.look_again < on


HOURS = {Step.RECOMMENDED: 4, Step.DECIDED: 12}  # of WFH-Full, from the signature before


def due(decision: Decision) -> tuple[Step, datetime] | None:
    """The next step of an open WFH-Full proposal and the moment (WIB) by which it is due.

    None for other kinds, for what is settled, and where the hour of the signature before is not known.
    """
    if decision.kind is not DecisionKind.WFH_FULL or decision.settled or not decision.signatures:
        return None
    recommended = decision.signature(Step.RECOMMENDED)
    before = recommended or decision.signature(Step.PROPOSED)
    if before is None or before.at is None:
        return None
    step = Step.DECIDED if recommended else Step.RECOMMENDED
    return step, datetime.combine(before.signed, before.at) + timedelta(hours=HOURS[step])
