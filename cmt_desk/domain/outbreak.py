"""The outbreak day by day: who was newly confirmed, and where those under care were."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cmt_desk.records import record


class CaseStep(NamedTuple):
    """What one day changed in the country's counts; only `new` cannot fall."""

    day: date
    new: int = 0
    hospital: int = 0
    home: int = 0
    facility: int = 0
    unknown: int = 0


@record
class Outbreak:
    """Figures for each day from `first` on, without gaps."""

    first: date
    new: Sequence[int]
    hospital: Sequence[int]
    home: Sequence[int]
    facility: Sequence[int]
    unknown: Sequence[int]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=len(self.new) - 1)


def outbreak(steps: Sequence[CaseStep], last: date, days: int) -> Outbreak:
    """The `days` days up to `last`, from the steps of all days in their order."""
    first = last - timedelta(days=days - 1)
    new, places = [0] * days, [[0] * days for _place in range(4)]
    now = [0, 0, 0, 0]
    reached = 0
    for step in steps:
        if step.day > last:
            break
        n = (step.day - first).days
        if n >= 0:
            for place, level in zip(places, now, strict=True):
                place[reached:n] = [level] * (n - reached)
            reached, new[n] = n, step.new
        now = [level + change for level, change in zip(now, step[2:], strict=True)]
    for place, level in zip(places, now, strict=True):
        place[reached:] = [level] * (days - reached)
    return Outbreak(first, new, *places)
