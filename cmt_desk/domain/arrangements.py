"""What is arranged around a roster: absences, wishes, and who belongs together."""

from collections.abc import Iterable
from datetime import date

from cmt_desk.records import record

ABSENCES = ("LEAVE", "TRAINING", "TRAVEL", "SICK")


@record
class Absence:
    """Days away, both ends included. `kind`: one of ABSENCES."""

    id: str
    employee: str
    kind: str
    since: date
    until: date

    def meets(self, since: date, until: date) -> bool:
        return self.since <= until and since <= self.until


@record
class Wish:
    """A day in the office or at home that somebody asked for; `weekday` None: every day of the period."""

    id: str
    employee: str
    cell: str  # W or H
    weekday: int | None
    since: date
    until: date
    note: str = ""

    def asks(self, day: date) -> bool:
        return self.since <= day <= self.until and self.weekday in (None, day.weekday())


@record
class Bond:
    """Two who live together or share a car, so that one infects the other: one cohort for both (H8)."""

    first: str
    second: str
    kind: str  # HOUSEHOLD or CAR_POOL


@record
class LocalHoliday:
    """A day off beside the national calendar; without `branches`, of every office."""

    day: date
    name: str
    branches: frozenset[str] = frozenset()


@record
class Commute:
    """One way, in minutes; `shared`: by public transport."""

    minutes: int
    shared: bool = False


def circles(bonds: Iterable[Bond]) -> list[frozenset[str]]:
    """Who belongs together through any chain of bonds, each circle once, ordered by its first member."""
    of: dict[str, set[str]] = {}
    for bond in bonds:
        joined = of.get(bond.first, {bond.first}) | of.get(bond.second, {bond.second})
        of |= dict.fromkeys(joined, joined)
    return sorted({frozenset(circle) for circle in of.values()}, key=min)
