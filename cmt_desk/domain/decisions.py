"""Decisions of named people: a level of the plan, its stand-down, WFH-Full, a rule waived, a cap.

Nothing counts before it is signed. What was signed is never rewritten: a correction is a new version that
names the one before it, and an end before its time is a withdrawal with a reason.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time
from enum import StrEnum

from cmt_desk.records import record

WAIVABLE = ("H3", "H4", "H5", "H6", "H7", "H8", "H9")  # the cap and who is kept out are never waived


class DecisionKind(StrEnum):
    """PLAN: a level of the plan; WAIVER: a rule of the roster; CAP: how many may come where the share of the
    rule rounds to nobody."""

    PLAN = "PLAN"
    STAND_DOWN = "STAND_DOWN"
    WAIVER = "WAIVER"
    WFH_FULL = "WFH_FULL"
    CAP = "CAP"


OF_ROSTER = frozenset({DecisionKind.WAIVER, DecisionKind.WFH_FULL, DecisionKind.CAP})
BY_AUTHORITY = frozenset({DecisionKind.PLAN, DecisionKind.STAND_DOWN, DecisionKind.WFH_FULL})  # CMT or ECMT


class Step(StrEnum):
    """In the order of the flow. AGREED: one of several who have to sign; the last of them decides."""

    PROPOSED = "PROPOSED"
    RECOMMENDED = "RECOMMENDED"
    AGREED = "AGREED"
    DECIDED = "DECIDED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


TOLD = (Step.AGREED, Step.DECIDED, Step.REJECTED, Step.WITHDRAWN)  # what the log and the sheet tell of


class DecisionState(StrEnum):
    """Where a decision stands on a day."""

    OPEN = "OPEN"  # nobody has decided yet
    REJECTED = "REJECTED"
    CORRECTED = "CORRECTED"  # a signed later version took its place
    WITHDRAWN = "WITHDRAWN"
    AHEAD = "AHEAD"
    IN_FORCE = "IN_FORCE"
    OVER = "OVER"


@record
class Signature:
    step: Step
    name: str
    role: str
    signed: date
    note: str = ""
    mandate: str | None = None
    at: time | None = None  # in WIB


@record
class Review:
    """Looked at again and kept, until `next` at the latest."""

    day: date
    name: str
    role: str
    note: str
    next: date


@record
class Decision:
    """One version. `branch` None: the whole institution; `valid_to` None: until it is withdrawn.

    Of the plan: `level`, `review` (the first day to look at it again), `follows` (whose place it takes from
    its first day), `offices` and `functions` (none: the whole institution). `figures`: the day's, as JSON.
    Of WFH-Full: `tests`, the codes of those it rests on ("T1, T4"), empty where nobody told.
    """

    id: str
    kind: DecisionKind
    valid_from: date
    valid_to: date | None
    reason: str
    branch: str | None = None
    rule: str | None = None
    employee: str | None = None
    function: str | None = None
    people: int | None = None
    letter: str = ""
    corrects: str | None = None
    level: int | None = None
    review: date | None = None
    figures: str | None = None
    follows: str | None = None
    offices: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    tests: str = ""
    signatures: Sequence[Signature] = ()
    reviews: Sequence[Review] = ()

    def signature(self, step: Step) -> Signature | None:
        return next((s for s in self.signatures if s.step is step), None)

    @property
    def needs_both(self) -> bool:
        """Level 3 and a stand-down need a member of CMT and one of ECMT."""
        return self.kind is DecisionKind.STAND_DOWN or self.level == 3

    @property
    def look_again(self) -> date | None:
        """The day by which it has to be looked at again."""
        return self.reviews[-1].next if self.reviews else self.review

    @property
    def decided(self) -> bool:
        return self.signature(Step.DECIDED) is not None

    @property
    def settled(self) -> bool:
        """Decided or rejected: what it says is sealed."""
        return self.decided or self.signature(Step.REJECTED) is not None

    def covers(self, day: date) -> bool:
        """Signed and valid for a day; a withdrawal ends it from its own day on."""
        if not self.decided or day < self.valid_from or (self.valid_to and day > self.valid_to):
            return False
        gone = self.signature(Step.WITHDRAWN)
        return gone is None or day < gone.signed

    def concerns(self, branch: str) -> bool:
        return self.branch in (None, branch)

    def touches(self, first: date, last: date) -> bool:
        return self.valid_from <= last and (self.valid_to is None or self.valid_to >= first)


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The signed versions that no signed version corrects. Being withdrawn ends days, it does not revive."""
    signed = [d for d in decisions if d.decided]
    replaced = {d.corrects for d in signed}
    return [d for d in signed if d.id not in replaced]


def state(decision: Decision, decisions: Iterable[Decision], on: date) -> DecisionState:
    """Where a version stands on a day, among all versions."""
    if decision.signature(Step.REJECTED):
        return DecisionState.REJECTED
    if not decision.decided:
        return DecisionState.OPEN
    if any(d.corrects == decision.id and d.decided for d in decisions):
        return DecisionState.CORRECTED
    gone = decision.signature(Step.WITHDRAWN)
    if gone and gone.signed <= on:
        return DecisionState.WITHDRAWN
    if on < decision.valid_from:
        return DecisionState.AHEAD
    return DecisionState.IN_FORCE if decision.covers(on) else DecisionState.OVER


def version(decision: Decision, decisions: Iterable[Decision]) -> int:
    """1 for the first; each correction counts one more."""
    of_id = {d.id: d for d in decisions}
    n, current = 1, decision
    while current.corrects and (before := of_id.get(current.corrects)):
        n, current = n + 1, before
    return n
