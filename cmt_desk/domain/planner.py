"""A roster built day by day: cover first, then up to the cap, the team on duty and the least burdened first.

Constructive, not optimal: it keeps every hard rule or names the one that cannot be kept. Teams take turns
by the week, so people meet the same colleagues; within a team the one with the fewest office days comes
first, ties by employee number, so the same input gives the same roster on every laptop.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Breach, Cell, Problem, week_of


@dataclass(frozen=True)
class Plan:
    """`roster` keeps every hard rule except those in `conflicts`, which no roster could keep."""

    roster: Mapping[tuple[str, date], Cell]
    conflicts: tuple[Breach, ...]


def plan(problem: Problem) -> Plan:
    """A roster for the days of the problem. Never over the cap, nobody blocked or vulnerable inside."""
    roster: dict[tuple[str, date], Cell] = {}
    conflicts: list[Breach] = []
    load = Counter(problem.load)
    teams = sorted({e.team for e in problem.employees if e.team})
    for day in problem.days:
        inside: set[str] = set()
        if day in problem.working:
            inside = _choose(problem, day, load, _turns(teams, day), conflicts)
            load.update(inside)
        for employee in problem.employees:
            roster[employee.number, day] = _cell(problem, employee, day, inside)
    return Plan(roster, tuple(conflicts))


def _choose(
    problem: Problem,
    day: date,
    load: Mapping[str, int],
    turns: Mapping[str, int],
    conflicts: list[Breach],
) -> set[str]:
    """Who comes in on one day."""
    cap = problem.caps[day]
    if not cap.known or cap.rounds_to_nobody:
        conflicts.append(Breach("CAP_ZERO" if cap.known else "ZONE_UNKNOWN", day))
        return set()
    queue = sorted(
        (e for e in problem.employees if problem.may_come(e, day)),
        key=lambda e: (turns.get(e.team or "", 0), load.get(e.number, 0), e.number),
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


def team_on_duty(employees: Iterable[Employee], day: date) -> str | None:
    """The team whose people come first in the week of a day; None for an office without teams."""
    turns = _turns(sorted({e.team for e in employees if e.team}), day)
    return next((team for team, turn in turns.items() if turn == 0), None)


def _turns(teams: list[str], day: date) -> dict[str, int]:
    """0 for the team on duty this week, 1 for the next … Who has no team is always on duty."""
    week = week_of(day).toordinal() // 7
    return {team: (n - week) % len(teams) for n, team in enumerate(teams)}


def _cell(problem: Problem, employee: Employee, day: date, inside: set[str]) -> Cell:
    if not employee.active(day):
        return Cell.UNPLANNED
    if employee.number in inside:
        return Cell.OFFICE
    if blocked := problem.blocked.get((employee.number, day)):
        return blocked
    return Cell.HOME if day in problem.working else Cell.OFF
