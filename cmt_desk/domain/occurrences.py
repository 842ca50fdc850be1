"""When a step is due, and when it comes back: derived from its anchor, never stored ahead.

All moments are local to the office. A step counts from an *anchor*: the trigger (the start of the run), a
time of day, the end of a week, month or year, or an event whose moment the case's clock or a person tells.
"""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import count, takewhile
from typing import Protocol as Shape

DAY_ENDS = time(17)  # what is due "on a day" is due when the office closes
OPEN_HOURS = timedelta(hours=10)  # an office that opens at 07.30 has closed after this
PERIODS = ("daily", "weekly", "monthly", "yearly")
FIXED_EVENTS = {"24h before end": ("end", -24.0), "retention": ("retention", 0.0)}
CASE_EVENTS = frozenset({"isolation_end", "last_contact"})  # told by the clock of the run's case


class Timed(Shape):
    """The part of a step that says when."""

    @property
    def due_hours(self) -> float | None: ...
    @property
    def anchor(self) -> str: ...
    @property
    def repeats(self) -> str | None: ...


def every_hours(repeats: str | None) -> int | None:
    """4 for "4h"; None for a rhythm in days or for none."""
    if repeats and repeats.endswith("h") and repeats[:-1].isdigit():
        return int(repeats[:-1]) or None
    return None


def time_of_day(anchor: str) -> time | None:
    """The time in "daily 15:00" and in "day-1 20:00"; None for any other anchor. Raises ValueError."""
    word, _space, rest = anchor.partition(" ")
    return time.fromisoformat(rest) if word in ("daily", "day-1") and rest else None


def event_of(step: Timed) -> str | None:
    """The event a step waits for: somebody, or the case, must say when it was; None where none is needed."""
    if step.anchor in FIXED_EVENTS:
        return FIXED_EVENTS[step.anchor][0]
    if step.anchor in ("trigger", *PERIODS) or time_of_day(step.anchor):
        return None
    return step.anchor


def first_due(step: Timed, start: datetime, events: Mapping[str, datetime]) -> datetime | None:
    """The first deadline; None without one, or while its event has no moment."""
    at = time_of_day(step.anchor)
    if at or step.anchor == "daily":
        due = datetime.combine(start.date(), at or DAY_ENDS)
        return due if due >= start else due + timedelta(days=1)
    if step.anchor in PERIODS:
        return _period_end(step.anchor, start)
    event, hours = FIXED_EVENTS.get(step.anchor, (step.anchor, step.due_hours))
    moment = start if event == "trigger" else events.get(event)
    return None if moment is None or hours is None else moment + timedelta(hours=hours)


def occurrences(
    step: Timed, start: datetime, events: Mapping[str, datetime], until: datetime | None, rhythm: str = ""
) -> Iterator[datetime | None]:
    """The deadlines of a step in order, the first always, the later ones while they lie within `until`.

    `rhythm`: how often the protocol itself is started anew ("" for never). A step that comes back just as
    often stands in each run once; one that comes back more rarely only in the run its deadline falls into.
    """
    first = first_due(step, start, events)
    if rhythm and step.repeats in PERIODS and PERIODS.index(step.repeats) >= PERIODS.index(rhythm):
        if step.repeats == rhythm or first is None or until is None or first <= until:
            yield first
        return
    if first is None or step.repeats is None:
        yield first
        return
    series = _series(step, first)
    yield next(series)
    yield from series if until is None else takewhile(lambda due: due <= until, series)


def _series(step: Timed, first: datetime) -> Iterator[datetime]:
    """`first` and what follows, without an end."""
    if hours := every_hours(step.repeats):
        if step.anchor == "opening":
            return _while_open(first, timedelta(hours=step.due_hours or 0), timedelta(hours=hours))
        return (first + n * timedelta(hours=hours) for n in count())
    match step.repeats:
        case "weekly":
            return (first + timedelta(weeks=n) for n in count())
        case "monthly":
            return (_months_on(first, n, step.anchor == "monthly") for n in count())
        case "yearly":
            return (_months_on(first, 12 * n, False) for n in count())
        case _ if step.anchor == "opening":
            return (due for n in count() if (due := first + timedelta(days=n)).weekday() < 5 or n == 0)
        case _:
            return (first + timedelta(days=n) for n in count())


def _while_open(first: datetime, after: timedelta, step: timedelta) -> Iterator[datetime]:
    """Every few hours from the opening until the office closes, again on each working day."""
    opened = first - after
    for n in count():
        morning = opened + timedelta(days=n)
        due = morning + after
        while (n == 0 or morning.weekday() < 5) and due <= morning + OPEN_HOURS:
            yield due
            due += step


def _period_end(period: str, start: datetime) -> datetime:
    """The close of Friday, of the month's last day, of 31 December: the next one from a moment on."""
    day = start.date()
    match period:
        case "weekly":
            end = datetime.combine(day + timedelta(days=(4 - day.weekday()) % 7), DAY_ENDS)
            return end if end >= start else end + timedelta(weeks=1)
        case "monthly":
            end = datetime.combine(_last_of(day), DAY_ENDS)
            return end if end >= start else _months_on(end, 1, True)
        case _:
            end = datetime.combine(date(day.year, 12, 31), DAY_ENDS)
            return end if end >= start else _months_on(end, 12, False)


def _last_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _months_on(moment: datetime, months: int, at_end: bool) -> datetime:
    """The same day some months on, or the last of a month that is too short (or always, `at_end`)."""
    years, month = divmod(moment.month - 1 + months, 12)
    last = calendar.monthrange(moment.year + years, month + 1)[1]
    day = last if at_end else min(moment.day, last)
    return moment.replace(year=moment.year + years, month=month + 1, day=day)
