"""The day's figures of service and strategies: how a value is read, and what offices add up to.

SUM: counted anew each day; the offices of that day add up. MAX: likewise, the largest counts. LEVEL: the
last value stands until the next one, and the offices add up. LATEST: the last value stands, and offices
do not add up (a ratio). A value of the institution itself goes before what its offices give, unless theirs
is newer. An office that did not report is never counted as nothing: `reported` says how many did.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from cmt_desk.records import record

MOST = 1e15  # a spreadsheet keeps 15 digits
_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")


class Combine(StrEnum):
    SUM = "SUM"
    MAX = "MAX"
    LEVEL = "LEVEL"
    LATEST = "LATEST"

    @property
    def stands(self) -> bool:
        """Whether a value holds until the next one."""
        return self in (Combine.LEVEL, Combine.LATEST)


@record
class Indicator:
    """What is asked. `section`: of the daily sheet, F or G; `decimals`: at most so many, 0 to 2."""

    code: str
    name_id: str
    name_en: str
    unit_id: str
    unit_en: str
    section: str
    kind: Combine
    decimals: int = 0
    retired: bool = False
    position: int = 0


class Reading(NamedTuple):
    """A value of a place (branch "": the institution) on a day."""

    indicator: str
    branch: str
    day: date
    value: float
    source: str = ""


@record
class Figure:
    """An indicator of a scope on a day. `value` None: nobody reported.

    `since`: the oldest day a part of it is from. `own`: the institution's own value; `of_offices` is what its
    offices give. `reported`: offices with a value that counts. `before`: the same of the day before.
    """

    indicator: Indicator
    day: date
    value: float | None
    since: date | None = None
    own: bool = False
    of_offices: float | None = None
    reported: int = 0
    before: float | None = None

    @property
    def age(self) -> int | None:
        """Days since the oldest part of it."""
        return (self.day - self.since).days if self.since else None


def figure(
    indicator: Indicator, readings: Iterable[Reading], day: date, scope: Collection[str] | None = None
) -> Figure:
    """What is known of an indicator on a day; readings of other indicators and later days do not matter.

    `scope`: the offices asked for; None is the institution. One office alone gives its value of every kind.
    """
    known = [r for r in readings if r.indicator == indicator.code and r.day <= day]
    now = _of_day(indicator, known, day, scope)
    before = _of_day(indicator, known, day - timedelta(days=1), scope).value
    return Figure(
        indicator, day, now.value, now.since, now.own, now.of_offices, now.reported, before
    )  # fmt: skip


def _of_day(
    indicator: Indicator, readings: Iterable[Reading], day: date, scope: Collection[str] | None
) -> Figure:
    last: dict[str, Reading] = {}
    for r in readings:
        counts = r.day <= day if indicator.kind.stands else r.day == day
        if counts and (scope is None or r.branch in scope) and (r.branch not in last or last[r.branch] < r):
            last[r.branch] = r
    own = last.pop("", None) if scope is None else None
    offices = list(last.values())
    combined = _combined(
        indicator.kind, [r.value for r in offices], alone=scope is not None and len(scope) == 1
    )
    newest = max((r.day for r in offices), default=day)
    if own and (combined is None or own.day >= newest):
        return Figure(indicator, day, own.value, own.day, True, combined, len(offices))
    since = min((r.day for r in offices), default=None) if combined is not None else None
    return Figure(indicator, day, combined, since, False, combined, len(offices))


def _combined(kind: Combine, values: Sequence[float], *, alone: bool) -> float | None:
    if not values or (kind is Combine.LATEST and not alone):
        return None
    return max(values) if kind in (Combine.MAX, Combine.LATEST) else sum(values)


def series(
    indicator: Indicator, readings: Iterable[Reading], first: date, last: date, branch: str = ""
) -> list[tuple[date, float]]:
    """The figure of every day on which something is known, for a chart; branch "" is the institution."""
    scope = None if branch == "" else {branch}
    own = sorted((r for r in readings if r.indicator == indicator.code), key=lambda r: r.day)
    found: list[tuple[date, float]] = []
    standing: dict[str, Reading] = {}
    at = 0
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        while at < len(own) and own[at].day <= day:
            standing[own[at].branch] = own[at]
            at += 1
        value = _of_day(indicator, standing.values(), day, scope).value
        if value is not None:
            found.append((day, value))
    return found


class Unreadable(ValueError):
    """`why`: WORD, SIGN, PLACES (too many decimals), AMBIGUOUS or LARGE."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_value(text: str, decimals: int) -> float:
    """A number as it is typed or pasted: 29.562.882, 29,562,882, 80,49 or 80.49. Raises Unreadable.

    A single mark before three digits parts thousands where whole numbers are asked; where decimals are, it
    could be either, so it is refused rather than guessed; after four digits it can only be that of decimals.
    """
    plain = text.strip().removeprefix("Rp").removesuffix("%").strip().replace("\u00a0", " ")
    if plain.startswith(("-", "\u2212")):
        raise Unreadable("SIGN")
    if not plain.isascii() or not _NUMBER.fullmatch(plain):
        raise Unreadable("WORD")
    marks = [c for c in plain if not c.isdigit()]
    parts = re.split(r"[.,\s]", plain)
    fraction = ""
    if marks and _is_decimal(marks, parts, decimals):
        fraction = parts.pop().rstrip("0")
        marks.pop()
    if len(set(marks)) > 1 or any(len(p) != 3 for p in parts[1:]) or (marks and not 1 <= len(parts[0]) <= 3):
        raise Unreadable("WORD")
    if len(fraction) > decimals:
        raise Unreadable("PLACES")
    value = float(f"{''.join(parts)}.{fraction or '0'}")
    if value >= MOST:
        raise Unreadable("LARGE")
    return value


def check_value(value: float, decimals: int) -> None:
    """Whether a number may be recorded; raises Unreadable where it may not."""
    if value < 0:
        raise Unreadable("SIGN")
    if not value < MOST:  # nor what is no number
        raise Unreadable("LARGE")
    if abs(value - round(value, decimals)) > 1e-9 * max(1.0, value):
        raise Unreadable("PLACES")


def _is_decimal(marks: Sequence[str], parts: Sequence[str], decimals: int) -> bool:
    """Whether the last mark stands before decimals."""
    if marks[-1].isspace() or marks.count(marks[-1]) > 1:
        return False
    if len(parts[-1]) != 3 or len(marks) > 1:
        return len(parts[-1]) != 3 or marks[-1] != marks[0]
    if parts[0].startswith("0"):
        return True
    if decimals and len(parts[0]) <= 3:
        raise Unreadable("AMBIGUOUS")
    return bool(decimals)
