"""The roster of one office as an integer program, goals in strict order.

Hard: the cap, nobody blocked or vulnerable inside, minimum cover, the past (days before the first are not in
the problem). Days are independent until somebody's burden is counted, so the first two goals, cover and
presence up to the cap, are known per day by counting and become equations: no roster can do better. What is
left for the solver, in this order:

* change: what differs from the published roster. A near day costs more, taking a WFH day away costs more than
  giving one, and each person disturbed costs extra, so that few people are told to change.
* turns: the cohort on duty comes before the others.
* fairness: the sum of squared office days, carried-over days included. Where nothing is published this makes
  the most loaded person as little loaded as possible, then the second, and so on (rosters with fixed daily
  numbers form an M-convex set: Frank & Murota 2022, "Decreasing minimization on M-convex sets").
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cmt_desk.domain.cohorts import teams_of, turn_of, turns
from cmt_desk.domain.mip import Model, Row, Solution, Tier
from cmt_desk.domain.planner import cell_of
from cmt_desk.domain.schedule import Breach, Cell, Problem, Roster

GIVEN, TAKEN, DISTURBED = 2, 3, 12  # a WFH day given, a WFH day taken away, a person told to change
SOON, NEXT = 2, 7  # days from the first: a change so near costs three and two times as much
PLACES = (Cell.OFFICE, Cell.HOME)


@dataclass(frozen=True)
class RosterModel:
    """The program, and which column is whose day in the office."""

    problem: Problem
    model: Model
    cells: Mapping[tuple[str, date], int]

    def roster(self, solution: Solution) -> dict[tuple[str, date], Cell]:
        inside: dict[date, set[str]] = defaultdict(set)
        for (number, day), column in self.cells.items():
            if solution.values[column]:
                inside[day].add(number)
        return {
            (e.number, day): cell_of(self.problem, e, day, inside[day])
            for day in self.problem.days
            for e in self.problem.employees
        }

    def values(self, roster: Roster) -> dict[int, int]:
        """The columns of a roster made elsewhere, for the solver to start from."""
        return {column: int(roster.get(key) is Cell.OFFICE) for key, column in self.cells.items()}


def conflicts(problem: Problem) -> list[Breach]:
    """The hard rules that no roster could keep, told without making one."""
    found: list[Breach] = []
    for day in sorted(problem.working):
        cap = problem.caps[day]
        if not cap.known or cap.rounds_to_nobody:
            found.append(Breach("CAP_ZERO" if cap.known else "ZONE_UNKNOWN", day))
            continue
        room = cap.people
        for function in problem.functions:
            need = problem.minimum(function, day)
            able = sum(problem.may_come(e, day) and e.function == function.code for e in problem.employees)
            if min(able, room) < need:
                found.append(Breach("COVER", day, function=function.code, have=min(able, room), need=need))
            room -= min(able, room, need)
    return found


def build(problem: Problem, published: Roster) -> RosterModel:
    """The program of a problem without conflicts; `published` is what people were told."""
    model, cells = Model(), dict[tuple[str, date], int]()
    change, turn = dict[int, int](), dict[int, int]()
    teams = teams_of(problem.employees)
    for day in sorted(problem.working):
        taking = turns(teams, day, problem.caps[day])
        for e in sorted(problem.employees, key=lambda e: e.number):
            if problem.may_come(e, day):
                column = cells[e.number, day] = model.column()
                if late := turn_of(e, taking):
                    turn[column] = late
        _one_day(problem, model, cells, day)
    made = RosterModel(problem, model, cells)
    _changes(made, published, change)
    model.tiers.append(Tier("turns", turn))
    model.tiers.append(Tier("fairness", _burden(made)))
    return made


def _one_day(problem: Problem, model: Model, cells: Mapping[tuple[str, date], int], day: date) -> None:
    """The cap with the presence that can be reached, and the cover of each critical function."""
    able = [e for e in problem.employees if (e.number, day) in cells]
    present = min(problem.caps[day].people, len(able))
    model.rows.append(Row(present, present, {cells[e.number, day]: 1 for e in able}))
    for function in problem.functions:
        if need := problem.minimum(function, day):
            here = {cells[e.number, day]: 1 for e in able if e.function == function.code}
            model.rows.append(Row(need, len(here), here))


def _changes(made: RosterModel, published: Roster, cost: dict[int, int]) -> None:
    """One cost for each cell that leaves what was published, and one for each person it reaches."""
    model, problem, constant = made.model, made.problem, 0
    touched: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    forced = {n for (n, day), cell in published.items() if _forced(made, n, day, cell)}
    for (number, day), column in made.cells.items():
        told = published.get((number, day))
        if told not in PLACES:
            continue
        was_in = told is Cell.OFFICE
        near = nearness(problem, day)
        cost[column] = -GIVEN * near if was_in else TAKEN * near
        constant += GIVEN * near if was_in else 0
        touched[number].append((column, was_in))
    for number in sorted(touched.keys() - forced):
        disturbed = model.column(follows=True)
        cost[disturbed] = DISTURBED
        for column, was_in in touched[number]:
            # disturbed ≥ (1 - x) where x was promised 1, ≥ x where it was promised 0
            model.rows.append(
                Row(1, 2, {disturbed: 1, column: 1}) if was_in else Row(0, 1, {disturbed: 1, column: -1})
            )
    if cost:
        model.tiers.append(Tier("change", cost, constant))


def _forced(made: RosterModel, number: str, day: date, told: Cell) -> bool:
    """Told to come, and cannot: disturbed whatever the roster."""
    return told is Cell.OFFICE and day in made.problem.working and (number, day) not in made.cells


def nearness(problem: Problem, day: date) -> int:
    ahead = (day - problem.days[0]).days
    return 3 if ahead <= SOON else 2 if ahead <= NEXT else 1


def _burden(made: RosterModel) -> dict[int, int]:
    """Σ (office days)²: each further day of a person costs 2n - 1, so the least burdened comes next."""
    own: dict[str, list[int]] = defaultdict(list)
    for (number, _day), column in made.cells.items():
        own[number].append(column)
    cost: dict[int, int] = {}
    for number, columns in sorted(own.items()):
        carried = made.problem.load.get(number, 0)
        steps = [made.model.column(follows=True) for _column in columns]
        for n, step in enumerate(steps, start=1):
            cost[step] = 2 * (carried + n) - 1
        made.model.rows.append(Row(0, 0, {**dict.fromkeys(columns, 1), **dict.fromkeys(steps, -1)}))
    return cost
