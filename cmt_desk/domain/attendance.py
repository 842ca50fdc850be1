"""Who really was where: recorded attendance counts before the roster, which is only what was planned."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from cmt_desk.domain.cells import Cell, Roster
from cmt_desk.domain.people import Employee
from cmt_desk.records import record

WAVES = (1, 2)  # SE Gugus Tugas 8/2020: work begins in two waves


class Presence(StrEnum):
    """Where an employee spent a working day."""

    OFFICE = "WAO"
    HOME = "WFH"
    TRIP = "DINAS"
    ABSENT = "TIDAK_HADIR"


@record
class Attended:
    """One employee on one day, as recorded; `wave` is 1 or 2, None where it was not noted."""

    employee: str
    day: date
    place: Presence
    wave: int | None = None


@record
class Attendance:
    """What is recorded of an office over some days. A day with any record is a recorded day: whoever is
    not on its list was not there."""

    lines: Mapping[tuple[str, date], Attended]

    @cached_property
    def days(self) -> set[date]:
        return {day for _employee, day in self.lines}

    def was_there(self, employee: str, day: date) -> bool:
        line = self.lines.get((employee, day))
        return line is not None and line.place is Presence.OFFICE

    def wave(self, employee: str, day: date) -> int | None:
        line = self.lines.get((employee, day))
        return line.wave if line else None


def really_inside(roster: Roster, recorded: Attendance) -> set[tuple[str, date]]:
    """(employee number, day) in the office: as recorded on a recorded day, else as planned."""
    planned = {key for key, cell in roster.items() if cell is Cell.OFFICE and key[1] not in recorded.days}
    return planned | {key for key, line in recorded.lines.items() if line.place is Presence.OFFICE}


def expected(people: Iterable[Employee], roster: Roster, recorded: Attendance, day: date) -> set[str]:
    """Who is ticked when a list is opened: who was recorded, else who was planned into the office."""
    if day in recorded.days:
        return {e.number for e in people if recorded.was_there(e.number, day)}
    return {e.number for e in people if roster.get((e.number, day)) is Cell.OFFICE}


def presence(employee: str, day: date, there: Collection[str], roster: Roster) -> Presence:
    """What a tick list says of somebody: in the office; else at home as planned; else absent."""
    if employee in there:
        return Presence.OFFICE
    return Presence.HOME if roster.get((employee, day)) is Cell.HOME else Presence.ABSENT
