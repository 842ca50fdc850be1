"""Weeks with and without a bulletin: a missing one is a gap, never filled in."""

from bisect import bisect_right
from collections.abc import Container, Sequence
from datetime import date, timedelta
from itertools import pairwise

from cmt_desk.domain.branches import Bulletin, Reading, ZoneHistory
from cmt_desk.records import record

ANNOUNCED_AFTER = timedelta(days=2)  # on Tuesday for Sunday's data: only then is a week missing


@record
class Week:
    """`bulletin` is False for a week nobody published; `reading` is None too where the area was left out."""

    day: date
    bulletin: bool
    reading: Reading | None = None


def weeks_until(bulletins: Sequence[Bulletin], history: ZoneHistory, area: str, on: date) -> list[Week]:
    """One week for each bulletin up to a day, and one for each that is missing between or after them."""
    readings = {reading.bulletin: reading for reading in history.weeks(area, on)}
    weeks = list[Week]()
    for bulletin in bulletins:
        if bulletin.day > on:
            break
        if weeks:
            apart = (bulletin.day - weeks[-1].day).days
            weeks += _gap(weeks[-1].day, round(apart / 7) - 1)  # three days early or late miss none
        weeks.append(Week(bulletin.day, True, readings.get(bulletin.day)))
    if weeks:
        weeks += _gap(weeks[-1].day, (on - weeks[-1].day - ANNOUNCED_AFTER).days // 7)
    return weeks


def _gap(last: date, count: int) -> list[Week]:
    return [Week(last + timedelta(weeks=n + 1), False) for n in range(count)]


def stops(bulletins: Sequence[Bulletin], today: date, shown: date) -> list[date]:
    """The days one steps through: each bulletin up to today, today, and a day shown before all of them."""
    days = {b.day for b in bulletins if b.day <= today} | {today}
    return sorted(days | {shown} if shown < min(days) else days)


def stop_of(days: Sequence[date], day: date) -> int:
    """The stop a day belongs to; before the first it is the first."""
    return max(0, bisect_right(days, day) - 1)


WIDEST_GAP = 4  # columns; a longer silence takes no more room than this


@record
class Gap:
    """Weeks nobody published, as one stretch of columns between two stops."""

    slot: int
    slots: int
    weeks: int
    after: date
    before: date


def lay_out_stops(days: Sequence[date], published: Container[date]) -> tuple[list[int], list[Gap]]:
    """The column of each stop, a week a column, and the gaps between: what is missing is seen, not filled.

    The last stop may be today, without a bulletin of its own: the next is only late two days after its week.
    """
    slots, gaps = [0] if days else list[int](), list[Gap]()
    for last, day in pairwise(days):
        apart = day - last
        missing = round(apart.days / 7) - 1 if day in published else (apart - ANNOUNCED_AFTER).days // 7
        if missing > 0 and last in published:
            gaps.append(Gap(slots[-1] + 1, min(missing, WIDEST_GAP), missing, last, day))
            slots.append(slots[-1] + 1 + gaps[-1].slots)
        else:
            slots.append(slots[-1] + 1)
    return slots, gaps
