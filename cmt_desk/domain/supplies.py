"""Supplies of an office: what was counted, what is left by now, how long it lasts, since when it is short."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from math import floor
from typing import NamedTuple

from cmt_desk.records import record

STALE_AFTER = 14  # days: PRT-13 counts every week
FAR = 36_525  # days: a century ahead nothing is said to run short
EMPTY_WITHIN = 7  # days of cover: below, an order may come too late


@record
class Item:
    """A kind of supplies. `minimum` and `use` (a day) hold for an office that names none of its own."""

    code: str
    name_id: str
    name_en: str
    unit_id: str
    unit_en: str
    minimum: int = 0
    use: float = 0.0
    retired: bool = False
    position: int = 0


class Need(NamedTuple):
    """What an office must have, and what it uses a day, from a day on."""

    since: date
    minimum: int
    use: float


class Count(NamedTuple):
    day: date
    quantity: int
    source: str = ""


@record
class Stock:
    """One kind at one office as of a day. `counts`: up to that day, the oldest first."""

    branch: str
    item: str
    day: date
    need: Need
    counts: Sequence[Count] = ()

    @property
    def last(self) -> Count | None:
        return self.counts[-1] if self.counts else None

    @property
    def age(self) -> int | None:
        """Days since the last count."""
        return (self.day - self.last.day).days if self.last else None

    @cached_property
    def left(self) -> int | None:
        """What is left by now, if use went on as reckoned; None where nothing was counted."""
        return left(self.last, self.need.use, self.day) if self.last else None

    @cached_property
    def days_left(self) -> int | None:
        """Whole days until it is used up; None where nothing was counted or nothing is used."""
        remains = self.left
        return days_of(remains, self.need.use) if remains is not None else None

    @property
    def low(self) -> bool:
        remains = self.left
        return remains is not None and remains < self.need.minimum

    @cached_property
    def low_since(self) -> date | None:
        """The first day of the shortage that lasts; counting again while it lasts begins no new one."""
        if not self.low:
            return None
        began: date | None = None
        for n, count in enumerate(self.counts):
            until = self.counts[n + 1].day if n + 1 < len(self.counts) else self.day + timedelta(days=1)
            falls = falls_below(count, self.need)
            if falls is None or falls >= until:
                began = None
            elif began is None or falls > count.day:
                began = falls
        return began

    @property
    def rank(self) -> tuple[int, float]:
        """Problems first: too little, then soon used up, then never or long not counted; the worst first."""
        days = self.days_left
        short = days if days is not None else float("inf")
        if self.low:
            return 0, short
        if days is not None and days < EMPTY_WITHIN:
            return 1, short
        if self.age is None or self.age > STALE_AFTER:
            return 2, -(self.age or 0)
        return 3, short


def left(count: Count, use: float, on: date) -> int:
    """What a count leaves on a later day: whole pieces, never less than none."""
    return max(0, floor(count.quantity - use * (on - count.day).days + 1e-9))


def days_of(quantity: int, use: float) -> int | None:
    """Whole days a quantity lasts; None for what is not used up."""
    return floor(quantity / use + 1e-9) if use > 0 else None


def falls_below(count: Count, need: Need) -> date | None:
    """The first day on which what was counted is less than the minimum; None if it never is."""
    if count.quantity < need.minimum:
        return count.day
    if need.use <= 0 or need.minimum <= 0:
        return None
    days = floor((count.quantity - need.minimum) / need.use + 1e-9)
    if days > FAR:
        return None
    while left(count, need.use, count.day + timedelta(days=days)) >= need.minimum:
        days += 1  # at most once or twice: what is left is rounded down
    return count.day + timedelta(days=days)


def shortest(stocks: Iterable[Stock]) -> dict[str, Stock]:
    """By kind the stock that is used up first: the line of the daily sheet."""
    found: dict[str, Stock] = {}
    for stock in stocks:
        days = stock.days_left
        best = found.get(stock.item)
        if days is not None and (best is None or days < (best.days_left or 0)):
            found[stock.item] = stock
    return found
