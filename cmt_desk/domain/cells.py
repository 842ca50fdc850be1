"""What one employee does on one day, and the weeks a roster is kept in."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum


class Cell(StrEnum):
    """One employee on one day."""

    OFFICE = "W"  # WAO
    HOME = "H"  # WFH
    ISOLATION = "I"
    LEAVE = "L"
    OFF = "."
    UNPLANNED = "-"


PLACES = (Cell.OFFICE, Cell.HOME)

Roster = Mapping[tuple[str, date], Cell]  # (employee number, day) → cell
Waves = Mapping[tuple[str, date], int]  # (employee number, day in the office) → start wave, 1 or 2


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
