"""Counts by day, place and office as the series that charts draw; each case is counted once a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from cmt_desk.domain.cases import CarePlace
from cmt_desk.records import record


@record
class DaySeries:
    """A figure for each day from `first` on, without gaps."""

    first: date
    values: Sequence[int]

    def day(self, n: int) -> date:
        return self.first + timedelta(days=n)

    @property
    def total(self) -> int:
        return sum(self.values)


@record
class Stay:
    """So many confirmed cases under care in a place from `since` until the day before `until`."""

    place: CarePlace | None
    since: date
    until: date | None
    cases: int = 1


@record
class UnitCount:
    """Confirmed cases of a regional office or a function, and how many of them are under care."""

    unit: str
    cases: int
    active: int


def by_day(counts: Mapping[date, int], last: date) -> DaySeries:
    """From the first day with a case to `last`; later days are left out. No cases: one day with none."""
    first = min((day for day in counts if day <= last), default=last)
    days = (last - first).days + 1
    return DaySeries(first, [counts.get(first + timedelta(days=n), 0) for n in range(days)])


def mean_of_week(values: Sequence[int]) -> list[float]:
    """The mean of each day and the six before it; the first days over as many as there are."""
    found: list[float] = []
    window = 0
    for n, value in enumerate(values):
        window += value - (values[n - 7] if n >= 7 else 0)
        found.append(window / min(7, n + 1))
    return found


def under_care(stays: Iterable[Stay], last: date) -> dict[CarePlace | None, DaySeries]:
    """Cases in each place on each day, the same days for every place; places nobody was in are left out."""
    stays = [s for s in stays if s.since <= last and s.cases]
    first = min((s.since for s in stays), default=last)
    days = (last - first).days + 1
    steps: dict[CarePlace | None, list[int]] = {}
    for stay in stays:
        change = steps.setdefault(stay.place, [0] * (days + 1))
        change[(stay.since - first).days] += stay.cases
        if stay.until is not None and stay.until <= last:
            change[(stay.until - first).days] -= stay.cases
    found: dict[CarePlace | None, DaySeries] = {}
    for place in (*CarePlace, None):
        if place in steps:
            values, now = list[int](), 0
            for change in steps[place][:days]:
                now += change
                values.append(now)
            found[place] = DaySeries(first, values)
    return found


def largest_first(counts: Iterable[UnitCount]) -> list[UnitCount]:
    return sorted(counts, key=lambda c: (-c.cases, c.unit))


def without_gaps(counts: Mapping[int, int]) -> list[tuple[int, int]]:
    """A histogram's columns from the smallest to the largest number of days."""
    if not counts:
        return []
    return [(days, counts.get(days, 0)) for days in range(min(counts), max(counts) + 1)]


def median(counts: Mapping[int, int]) -> float | None:
    """The middle of all counted values, or the mean of the two in the middle; None if nothing was counted."""
    total = sum(counts.values())
    if total == 0:
        return None
    lower, upper, passed = (total - 1) // 2, total // 2, 0
    middle: list[int] = []
    for value in sorted(counts):
        before, passed = passed, passed + counts[value]
        middle += [value for place in (lower, upper) if before <= place < passed]
    return sum(middle) / 2
