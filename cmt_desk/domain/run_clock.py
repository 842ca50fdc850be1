"""What a case tells a run that is for it: when isolation ends, when the last contact was."""

from collections.abc import Iterable
from datetime import date, datetime

from cmt_desk.domain.cases import Case
from cmt_desk.domain.clocks import ClockRule, release
from cmt_desk.domain.occurrences import DAY_ENDS


def case_moments(case: Case, rules: Iterable[ClockRule], on: date) -> dict[str, datetime]:
    """The events of `occurrences.CASE_EVENTS` as a case's clock knows them on a day, without unknown ones.

    A closed case ended on the day it was closed. Days become the moment the office closes.
    """
    closed = case.closed_on()
    clock = None if closed and closed <= on else release(case, rules, on)
    ends = closed if closed and closed <= on else clock.free_on if clock else None
    days = {"isolation_end": ends, "last_contact": case.last_contact}
    return {event: datetime.combine(day, DAY_ENDS) for event, day in days.items() if day}
