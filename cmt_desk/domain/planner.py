"""A roster built day by day: cover first, then up to the cap, the team on duty and the least burdened first.

Constructive, not optimal: it keeps every hard rule or names the one that cannot be kept. Teams take turns
by the week, so people meet the same colleagues; within a team the one with the fewest office days comes
first, ties by employee number, so the same input gives the same roster on every laptop.
"""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from cmt_desk.domain.cohorts import teams_of, turn_of, turns
from cmt_desk.domain.mip import Reached
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Breach, Cell, Problem


@dataclass(frozen=True)
class Plan:
    """`roster` keeps every hard rule except those in `conflicts`, which no roster could keep."""

    roster: Mapping[tuple[str, date], Cell]
    conflicts: tuple[Breach, ...]
    tiers: tuple[Reached, ...] = ()  # how far each goal got; empty where no solver was at hand
    waves: Mapping[tuple[str, date], int] = field(default_factory=dict[tuple[str, date], int])  # 1 or 2 (H9)

    @property
    def optimal(self) -> bool:
        """Proved: no roster is better in any goal, taken in their order."""
        return bool(self.tiers) and all(tier.optimal for tier in self.tiers)


def plan(problem: Problem) -> Plan:
    """A roster for the days of the problem. Never over the cap, nobody blocked or vulnerable inside."""
    roster: dict[tuple[str, date], Cell] = {}
    conflicts: list[Breach] = []
    load = Counter(problem.load)
    teams = teams_of(problem.employees)
    for day in problem.days:
        inside: set[str] = set()
        if day in problem.working:
            inside = _choose(problem, day, load, turns(teams, day, problem.caps[day]), conflicts)
            load.update(inside)
        for employee in problem.employees:
            roster[employee.number, day] = cell_of(problem, employee, day, inside)
    return Plan(roster, tuple(conflicts))


def _choose(
    problem: Problem,
    day: date,
    load: Mapping[str, int],
    turn: Mapping[str, int],
    conflicts: list[Breach],
) -> set[str]:
    """Who comes in on one day."""
    cap = problem.caps[day]
    if not cap.known or cap.rounds_to_nobody:
        conflicts.append(Breach("CAP_ZERO" if cap.known else "ZONE_UNKNOWN", day))
        return set()
    queue = sorted(
        (e for e in problem.employees if problem.may_come(e, day)),
        key=lambda e: (turn_of(e, turn), load.get(e.number, 0), e.number),
    )
    inside: list[str] = []
    for function in problem.functions:
        need = problem.minimum(function, day)
        able = [e.number for e in queue if e.function == function.code][:need]
        able = able[: cap.people - len(inside)]
        if len(able) < need:
            conflicts.append(Breach("COVER", day, function=function.code, have=len(able), need=need))
        inside += able
    chosen = set(inside)
    rest = (e.number for e in queue if e.number not in chosen)
    return chosen.union(islice(rest, max(0, cap.people - len(inside))))


def cell_of(problem: Problem, employee: Employee, day: date, inside: Set[str]) -> Cell:
    """What somebody's day is once it is known who comes in."""
    if not employee.active(day):
        return Cell.UNPLANNED
    if employee.number in inside:
        return Cell.OFFICE
    if blocked := problem.blocked.get((employee.number, day)):
        return blocked
    return Cell.HOME if day in problem.working else Cell.OFF
