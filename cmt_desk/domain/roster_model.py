"""The roster of one office as an integer program, goals in strict order.

Hard: the rooms of the days (cap, cohort, who may come, cover) and people's runs. Without a rule on runs the
days are independent until somebody's burden is counted, so the first two goals, waived cover and presence,
are known by counting and become equations; with one, the program decides them. Then, in this order:

* change: what differs from the published roster. A near day costs more, taking a WFH day away costs more than
  giving one, and each person disturbed costs extra, so that few people are told to change.
* fairness: the most loaded person has as few office days as can be, carried-over days included, then the
  second, and so on. Told as the sum of their squares. Where days are chosen freely of each other the loads
  form an M♮-convex set, and there the least sum of squares is that order (Tamir 1995, "Least majorized
  elements and generalized polymatroids"; Frank & Murota 2022, "Decreasing minimization on M-convex sets").
  What was told, rules on runs and cohorts kept apart by wave tie days together; then it is minimised level by
  level.
* weekdays: the same for each person's Mondays, Tuesdays …
* told: who is disturbed, where it is all one so far: by employee number.
* comfort: changes between office and home within a week, the cost of the ways, wishes that are not met.
* order: among equals, the roster is one and the same on every laptop; low employee numbers come first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby, pairwise
from typing import TypeVar

from cmt_desk.domain.lines import told_apart
from cmt_desk.domain.mip import Chain, Model, Reached, Row, Solution, Tier
from cmt_desk.domain.planner import roster_of
from cmt_desk.domain.rooms import Room, Rooms
from cmt_desk.domain.run_rules import run_rows
from cmt_desk.domain.schedule import PLACES, Cell, Problem, Roster, week_of
from cmt_desk.domain.wave_rooms import EARLY, GUEST, LATE
from cmt_desk.records import record

NODE_ROWS = 5_000  # rows times nodes: with rules on runs more took minutes and found nothing better
_Key = TypeVar("_Key")
Loads = dict[int, tuple[list[int], list[int]]]  # column → all columns of its person, and their unit steps
Told = dict[
    int, tuple[int, bool]
]  # column → the column of its person being disturbed, and whether told to come


@record
class RosterModel:
    """The program, and which column is whose day in the office."""

    rooms: Rooms
    model: Model
    cells: Mapping[tuple[str, date], int]
    counted: tuple[Reached, ...]  # goals known without the solver

    @property
    def problem(self) -> Problem:
        return self.rooms.problem

    def roster(self, solution: Solution) -> dict[tuple[str, date], Cell]:
        inside = {room.day: set(room.inside) for room in self.rooms.days}
        for (number, day), column in self.cells.items():
            if solution.values[column]:
                inside[day].add(number)
        return roster_of(self.rooms, inside)

    def values(self, roster: Roster) -> dict[int, int]:
        """The columns of a roster made elsewhere, for the solver to start from."""
        return {column: int(roster.get(key) is Cell.OFFICE) for key, column in self.cells.items()}


def build(facts: Rooms, told: Roster) -> RosterModel:
    """The program of rooms without breaches; `told` is what people were told."""
    model, cells = Model(), dict[tuple[str, date], int]()
    missing, short = dict[int, int](), dict[int, int]()
    for room in facts.days:
        for e in room.able:
            cells[e.number, room.day] = model.column()
        _one_day(facts.problem, model, cells, room, missing, short)
    weights = facts.problem.settings.weights.cover
    lost = sum(n * weights.get(f, 1) for room in facts.days for f, n in room.missing.items())
    empty = sum(room.short for room in facts.days)
    made = RosterModel(facts, model, cells, _counted(facts.problem, ("cover", lost), ("presence", empty)))
    if not facts.problem.settings.runs.free:
        model.rows += run_rows(facts, cells)
        model.nodes = NODE_ROWS // len(model.rows)
        model.tiers += [Tier("cover", missing, lost), Tier("presence", short, empty)]
    promised = _changes(made, told)
    burden, before, loads = _burden(made, promised)
    levels = () if _exchangeable(made, promised) else _levels(burden)
    model.tiers.append(Tier("fairness", burden, before, levels=levels))
    model.tiers.append(Tier("weekdays", *_weekdays(made, promised)[:2]))
    if model.picks:
        model.tiers.append(
            Tier("told", {column: n for n, column in enumerate(model.picks, start=1)}, tie=True)
        )
    if comfort := _comfort(made, loads):
        model.tiers.append(Tier("comfort", *comfort, by_lines=told_apart(facts)))
    model.tiers.append(Tier("order", _order(made), tie=True))
    return made


def _counted(problem: Problem, *goals: tuple[str, int]) -> tuple[Reached, ...]:
    return tuple(Reached(name, value, value) for name, value in goals) if problem.settings.runs.free else ()


def _one_day(
    problem: Problem,
    model: Model,
    cells: Mapping[tuple[str, date], int],
    room: Room,
    missing: dict[int, int],
    short: dict[int, int],
) -> None:
    """Presence between what can be reached and the cap, and the cover of each critical function."""
    pinned = [e for e in problem.employees if e.number in room.inside]
    all_of = {cells[e.number, room.day]: 1 for e in room.able}
    free_runs, least = problem.settings.runs.free, max(0, room.least - len(pinned))
    if not free_runs and least:
        lack = model.column(least, follows=True)
        short[lack] = 1
        model.rows.append(Row(least, len(all_of) + least, {**all_of, lack: 1}))
        least = 0
    model.rows.append(Row(least, room.cap - len(pinned), all_of))
    if room.sides:
        _two_waves(model, cells, room)
    for f in problem.functions:
        need = room.needs.get(f.code, 0) - sum(e.function == f.code for e in pinned)
        if need <= 0:
            continue
        here = {cells[e.number, room.day]: 1 for e in room.able if e.function == f.code}
        if not free_runs and problem.cover_waived(f, room.day):
            lack = model.column(need, follows=True)
            missing[lack] = problem.settings.weights.cover.get(f.code, 1)
            here[lack] = 1
        model.rows.append(Row(need, len(here) + need, here))


def _two_waves(model: Model, cells: Mapping[tuple[str, date], int], room: Room) -> None:
    """Neither cohort is ahead of the other by more than one, and one for each guest."""
    for ahead in (EARLY, LATE):
        terms = {n: 1 if room.sides.get(n, GUEST) == ahead else -1 for n in room.inside}
        free = {
            cells[e.number, room.day]: 1 if room.sides.get(e.number, GUEST) == ahead else -1
            for e in room.able
        }
        model.rows.append(Row(-len(free), 1 - sum(terms.values()), free))


def _changes(made: RosterModel, told: Roster) -> Told:
    """One cost for each cell that leaves what was told, and one for each person it reaches."""
    model, problem, constant = made.model, made.problem, 0
    weights, cost = problem.settings.weights, dict[int, int]()
    touched: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    forced = {number for (number, day), cell in told.items() if _forced(made, number, day, cell)}
    for (number, day), column in made.cells.items():
        before = told.get((number, day))
        if before not in PLACES:
            continue
        was_in = before is Cell.OFFICE
        near = problem.nearness(day)
        cost[column] = -weights.given * near if was_in else weights.taken * near
        constant += weights.given * near if was_in else 0
        touched[number].append((column, was_in))
    promised: Told = {}
    for number in sorted(touched.keys() - forced):
        disturbed = model.column()
        model.picks.append(disturbed)
        cost[disturbed] = weights.disturbed
        for column, was_in in touched[number]:
            promised[column] = disturbed, was_in
            # disturbed ≥ (1 - x) where x was promised 1, ≥ x where it was promised 0
            model.rows.append(
                Row(1, 2, {disturbed: 1, column: 1}) if was_in else Row(0, 1, {disturbed: 1, column: -1})
            )
    if cost:
        model.tiers.append(Tier("change", cost, constant))
    return promised


def _forced(made: RosterModel, number: str, day: date, told: Cell) -> bool:
    """Told to come, and cannot: disturbed whatever the roster."""
    problem = made.problem
    stays = problem.pins.get((number, day)) is Cell.OFFICE
    counts = told is Cell.OFFICE and day in problem.working and problem.open(day)
    return counts and not stays and (number, day) not in made.cells


def _fixed(made: RosterModel) -> Iterable[tuple[str, date]]:
    """Office days of the problem that cannot be chosen: pinned, or before the first open day."""
    days = set(made.problem.days)
    yield from ((n, room.day) for room in made.rooms.days for n in sorted(room.inside))
    for (number, day), cell in made.rooms.kept.items():
        if cell is Cell.OFFICE and day in days and not made.problem.open(day):
            yield number, day


def _burden(made: RosterModel, promised: Told) -> tuple[dict[int, int], int, Loads]:
    carried = dict(made.problem.load)
    for number, _day in _fixed(made):
        carried[number] = carried.get(number, 0) + 1
    return _squares(
        made.model, ((number, column) for (number, _day), column in made.cells.items()), carried, promised
    )


def _exchangeable(made: RosterModel, promised: Told) -> bool:
    """Each day is chosen freely of the others, by functions alone."""
    return not promised and made.problem.settings.runs.free and not any(r.sides for r in made.rooms.days)


def _levels(burden: Mapping[int, int]) -> list[list[int]]:
    """The unit steps by the office day they stand for, the highest first; a step costs 2n - 1."""
    found: dict[int, list[int]] = defaultdict(list)
    for step, cost in burden.items():
        found[cost].append(step)
    return [found[cost] for cost in sorted(found, reverse=True)]


def _weekdays(made: RosterModel, promised: Told) -> tuple[dict[int, int], int, Loads]:
    carried = dict(made.problem.weekday_load)
    for number, day in _fixed(made):
        key = number, day.weekday()
        carried[key] = carried.get(key, 0) + 1
    keys = (((number, day.weekday()), column) for (number, day), column in made.cells.items())
    return _squares(made.model, keys, carried, promised)


def _squares(
    model: Model, columns: Iterable[tuple[_Key, int]], carried: Mapping[_Key, int], promised: Told
) -> tuple[dict[int, int], int, Loads]:
    """Σ (office days)²: each further day costs 2n - 1, so the least burdened comes next."""
    own: dict[_Key, list[int]] = defaultdict(list)
    for key, column in columns:
        own[key].append(column)
    cost, constant, loads = dict[int, int](), 0, Loads()
    for key, mine in own.items():
        before = carried.get(key, 0)
        constant += before * before
        steps = [model.column(follows=True) for _column in mine]
        for n, step in enumerate(steps, start=1):
            cost[step] = 2 * (before + n) - 1
        model.rows.append(Row(0, 0, {**dict.fromkeys(mine, 1), **dict.fromkeys(steps, -1)}))
        model.rows += _unless_disturbed(mine, steps, promised)
        loads.update(dict.fromkeys(mine, (mine, steps)))
    return cost, constant, loads


def _unless_disturbed(mine: list[int], steps: list[int], promised: Told) -> Iterable[Row]:
    """Who is not disturbed has the days that were told: true anyway, and a far better linear program."""
    told = [promised[column] for column in mine if column in promised]
    if not told:
        return
    disturbed = told[0][0]
    least = sum(was_in for _disturbed, was_in in told)
    most = least + len(mine) - len(told)
    for n, step in enumerate(steps, start=1):
        if n <= least:
            yield Row(1, 2, {step: 1, disturbed: 1})
        elif n > most:
            yield Row(-1, 0, {step: 1, disturbed: -1})


def _comfort(made: RosterModel, loads: Loads) -> tuple[dict[int, int], int]:
    """Broken blocks, commutes and wishes in one sum."""
    problem, weights = made.problem, made.problem.settings.weights
    cost, constant = defaultdict[int, int](int), 0
    for (number, day), column in made.cells.items():
        cost[column] += weights.commute * problem.commute.get(number, 0)
        wish = problem.wishes.get((number, day))
        if wish is Cell.OFFICE:
            constant += weights.wish
            cost[column] -= weights.wish
        elif wish is Cell.HOME:
            cost[column] += weights.wish
    if weights.block:
        for days in _chains(made):
            breaks: list[int] = []
            for one, other in pairwise(days):
                breaks.append(broken := made.model.column(follows=True))
                cost[broken] = weights.block
                made.model.rows.append(Row(0, 2, {broken: 1, one: -1, other: 1}))
                made.model.rows.append(Row(0, 2, {broken: 1, one: 1, other: -1}))
            every, steps = loads[days[0]]
            made.model.chains.append(Chain(days, breaks, every, steps))
    return {column: weight for column, weight in cost.items() if weight}, constant


def _chains(made: RosterModel) -> Iterable[list[int]]:
    """Two or more days of one person that follow each other in a week, all free to choose."""
    for _week, stretch in groupby(made.rooms.days, lambda room: week_of(room.day)):
        rooms = list(stretch)
        for number in sorted({e.number for room in rooms for e in room.able}):
            columns = [made.cells.get((number, room.day)) for room in rooms]
            for free, run in groupby(columns, lambda c: c is not None):
                days = [c for c in run if c is not None]
                if free and len(days) > 1:
                    yield days


def _order(made: RosterModel) -> dict[int, int]:
    """Weights under which hardly two rosters are equal: by employee number and day, spread out."""
    rank = {n: r for r, n in enumerate(sorted({number for number, _day in made.cells}), start=1)}
    first = made.problem.days[0] if made.problem.days else date.min
    return {
        column: rank[number] + (rank[number] * 7919 + (day - first).days * 104729) % 997
        for (number, day), column in made.cells.items()
    }
