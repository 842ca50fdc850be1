"""The roster: who works where on which day, and the hard rules no plan may break."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.people import BusinessFunction, Employee


class Cell(StrEnum):
    """One employee on one day."""

    OFFICE = "W"  # WAO
    HOME = "H"  # WFH
    ISOLATION = "I"
    LEAVE = "L"
    OFF = "."
    UNPLANNED = "-"


Roster = Mapping[tuple[str, date], Cell]  # (employee number, day) → cell


@dataclass(frozen=True)
class Problem:
    """Everything the roster of one office follows from. `blocked` says why somebody cannot come."""

    branch: str
    employees: Sequence[Employee]
    days: Sequence[date]
    working: frozenset[date]
    caps: Mapping[date, OfficeCap]
    functions: Sequence[BusinessFunction]
    blocked: Mapping[tuple[str, date], Cell] = field(default_factory=dict[tuple[str, date], Cell])
    load: Mapping[str, int] = field(default_factory=dict[str, int])  # office days before `days`

    def may_come(self, employee: Employee, day: date) -> bool:
        return employee.active(day) and not employee.vulnerable and (employee.number, day) not in self.blocked

    def minimum(self, function: BusinessFunction, day: date) -> int:
        """Cover is asked only of an office that has people of this function."""
        here = any(e.function == function.code and e.active(day) for e in self.employees)
        return function.minimum if function.critical and here else 0


@dataclass(frozen=True)
class Breach:
    """A hard rule that a roster breaks, or that no roster could keep."""

    rule: str  # ZONE_UNKNOWN, CAP_ZERO, CAP, COVER, BLOCKED or VULNERABLE
    day: date
    employee: str | None = None
    function: str | None = None
    have: int = 0
    need: int = 0


def breaches(roster: Roster, problem: Problem) -> list[Breach]:
    """Every hard rule this roster breaks; empty for a roster that may be used."""
    found: list[Breach] = []
    for day in sorted(problem.working):
        here = [e for e in problem.employees if roster.get((e.number, day)) is Cell.OFFICE]
        cap = problem.caps[day].people
        if len(here) > cap:
            found.append(Breach("CAP", day, have=len(here), need=cap))
        for employee in here:
            if employee.vulnerable:
                found.append(Breach("VULNERABLE", day, employee.number))
            elif not problem.may_come(employee, day):
                found.append(Breach("BLOCKED", day, employee.number))
        for function in problem.functions:
            need = problem.minimum(function, day)
            have = sum(e.function == function.code for e in here)
            if have < need:
                found.append(Breach("COVER", day, function=function.code, have=have, need=need))
    return found


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def in_office(roster: Roster, day: date, employees: Iterable[Employee]) -> int:
    return sum(roster.get((e.number, day)) is Cell.OFFICE for e in employees)
