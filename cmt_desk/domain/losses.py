"""Losses as a function of time: three kinds that are never added to each other, and the unexpected part.

UL(t) is what was lost up to a day less what was expected: the longer a crisis of unknown length lasts, the
deeper it gets. A life has no price: it is counted on an axis of its own.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from cmt_desk.records import record

SLOPE_DAYS = 7


class LossKind(StrEnum):
    FINANCIAL = "FINANCIAL"  # in rupiah
    REPUTATION = "REPUTATION"  # in severity, 1 to 5
    LIFE = "LIFE"  # in people


class LossStatus(StrEnum):
    SUSPECTED = "SUSPECTED"
    VERIFIED = "VERIFIED"
    CLOSED = "CLOSED"
    WITHDRAWN = "WITHDRAWN"  # it was no loss: it stays readable and counts no more


SUB_KINDS: dict[LossKind, Sequence[str]] = {
    LossKind.FINANCIAL: ("COST", "REDUCED", "DEFERRED", "PENALTY", "FRAUD", "INVESTMENT"),
    LossKind.REPUTATION: ("COMPLAINT", "NEWS", "SERVICE", "HOAX"),
    LossKind.LIFE: ("DEATH", "ILLNESS"),
}
DEFERRED = "DEFERRED"  # a contribution that comes later: a matter of time, no loss


@record
class LossStep:
    """Who took a version of a loss one step on, and when."""

    step: LossStatus
    day: date
    name: str
    note: str = ""


@record
class Loss:
    """One version of a loss. `amount`: rupiah, severity 1 to 5 or people; `low`, `high`: an estimate's range.

    `expected`: the part that was budgeted for; `recovered`: what came back. `corrected`: since when another
    version stands in its place.
    """

    id: str
    occurred: date
    known: date
    recorded: date
    kind: LossKind
    sub: str
    text: str
    amount: int
    low: int | None = None
    high: int | None = None
    expected: int = 0
    recovered: int = 0
    branch: str = ""
    function: str = ""
    case: str = ""
    decision: str = ""
    run: str = ""
    evidence: str = ""
    by: str = ""
    corrects: str = ""
    reason: str = ""
    steps: Sequence[LossStep] = ()
    corrected: date | None = None

    def status(self, on: date) -> LossStatus:
        """The last step up to a day."""
        taken = [s.step for s in self.steps if s.day <= on]
        return max(taken, key=list(LossStatus).index, default=LossStatus.SUSPECTED)

    def stands(self, on: date) -> bool:
        """Whether this is the version in force on a day."""
        return self.recorded <= on and (self.corrected is None or on < self.corrected)

    def counts(self, on: date) -> bool:
        return self.occurred <= on and self.stands(on) and self.status(on) is not LossStatus.WITHDRAWN

    @property
    def actual(self) -> int:
        return self.amount - self.recovered

    @property
    def unexpected(self) -> int:
        return self.actual - self.expected

    @property
    def deferred(self) -> bool:
        return self.sub == DEFERRED


@record
class LossSum:
    """What was lost of a kind up to a day. `today`: of what occurred that day; `low`, `high`: of `actual`.

    `deferred` comes later and is in none of the other figures. `worst`: the largest single amount.
    """

    kind: LossKind
    count: int = 0
    count_today: int = 0
    today: int = 0
    actual: int = 0
    expected: int = 0
    low: int = 0
    high: int = 0
    unverified: int = 0
    deferred: int = 0
    worst: int = 0

    @property
    def unexpected(self) -> int:
        return self.actual - self.expected

    @property
    def total(self) -> int:
        """Rupiah or people; events where the amounts are levels of severity, which do not add up."""
        return self.count if self.kind is LossKind.REPUTATION else self.actual

    @property
    def total_today(self) -> int:
        return self.count_today if self.kind is LossKind.REPUTATION else self.today


def sums(losses: Iterable[Loss], on: date) -> dict[LossKind, LossSum]:
    """By kind what the versions in force on a day add up to, as it was known then."""
    counting = _counting(losses, on)
    return {kind: _sum(kind, [loss for loss in counting if loss.kind is kind], on) for kind in LossKind}


def _counting(losses: Iterable[Loss], on: date) -> list[Loss]:
    return [loss for loss in losses if loss.counts(on)]


def _sum(kind: LossKind, losses: Sequence[Loss], on: date) -> LossSum:
    lost = [loss for loss in losses if not loss.deferred]
    return LossSum(
        kind,
        count=len(lost),
        count_today=sum(loss.occurred == on for loss in lost),
        today=sum(loss.actual for loss in lost if loss.occurred == on),
        actual=sum(loss.actual for loss in lost),
        expected=sum(loss.expected for loss in lost),
        low=sum(_at_least(loss) for loss in lost),
        high=sum((loss.amount if loss.high is None else loss.high) - loss.recovered for loss in lost),
        unverified=sum(loss.actual for loss in lost if loss.status(on) is LossStatus.SUSPECTED),
        deferred=sum(loss.actual for loss in losses if loss.deferred),
        worst=max((loss.actual for loss in lost), default=0),
    )


def _at_least(loss: Loss) -> int:
    return max(0, (loss.amount if loss.low is None else loss.low) - loss.recovered)


def curve(losses: Iterable[Loss], kind: LossKind, first: date, last: date) -> list[tuple[date, int]]:
    """UL(t) of a kind for every day of a span: by when losses occurred, as they are known on its last day."""
    of_day: dict[date, int] = {}
    for loss in _counting(losses, last):
        if loss.kind is kind and not loss.deferred:
            day = max(loss.occurred, first)
            of_day[day] = of_day.get(day, 0) + loss.unexpected
    found: list[tuple[date, int]] = []
    total = 0
    for n in range((last - first).days + 1):
        total += of_day.get(first + timedelta(days=n), 0)
        found.append((first + timedelta(days=n), total))
    return found


def slope(points: Sequence[tuple[date, int]]) -> float:
    """How much a curve rises a day, over its last seven days."""
    if len(points) < 2:
        return 0.0
    back = min(SLOPE_DAYS, len(points) - 1)
    return (points[-1][1] - points[-1 - back][1]) / back


def days_to(limit: int, points: Sequence[tuple[date, int]]) -> int | None:
    """Whole days until a curve reaches a limit at its present slope: 0 if it has, None if it never will."""
    if not points:
        return None
    if points[-1][1] >= limit:
        return 0
    rising = slope(points)
    return ceil((limit - points[-1][1]) / rising) if rising > 0 else None
