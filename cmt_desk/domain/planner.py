"""A roster built day by day: cover first, then up to the target, the least burdened first.

Constructive, not optimal: it keeps every hard rule or names the one that cannot be kept. Among equals the
lower employee number comes first, so the same input gives the same roster on every laptop.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import field
from datetime import date

from cmt_desk.domain.fairness import Spread
from cmt_desk.domain.mip import Reached
from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import Room, Rooms, rooms
from cmt_desk.domain.run_state import RunState
from cmt_desk.domain.schedule import Breach, Cell, Problem, Roster, Waves
from cmt_desk.domain.wave_rooms import GUEST, lagging
from cmt_desk.records import record

NONE_INSIDE: Set[str] = frozenset()


@record
class Plan:
    """`roster` keeps every hard rule except those in `conflicts`, which no roster could keep."""

    roster: Mapping[tuple[str, date], Cell]
    conflicts: tuple[Breach, ...]
    tiers: tuple[Reached, ...] = ()  # how far each goal got; empty where no solver was at hand
    waves: Waves = field(default_factory=dict[tuple[str, date], int])  # 1 or 2 (H9)
    spread: Spread | None = None  # of the days in the office

    @property
    def optimal(self) -> bool:
        """Proved: no roster is better in any goal, taken in their order."""
        return bool(self.tiers) and all(tier.optimal for tier in self.tiers)


def plan(problem: Problem, told: Roster | None = None) -> Plan:
    """A roster for the days of the problem. Never over the cap, nobody inside who may not come."""
    return plan_rooms(rooms(problem, told or {}))


def plan_rooms(facts: Rooms) -> Plan:
    problem, inside = facts.problem, dict[date, set[str]]()
    found = facts.breaches
    load = Counter(problem.load)
    load.update(n for (n, day), c in facts.kept.items() if c is Cell.OFFICE and day in problem.caps)
    runs = RunState(facts)
    for room in facts.days:
        inside[room.day] = _choose(problem, room, load, runs, found)
        load.update(inside[room.day])
        runs.note(room.day, inside[room.day])
    return Plan(roster_of(facts, inside), tuple(found))


def _choose(
    problem: Problem, room: Room, load: Mapping[str, int], runs: RunState, found: list[Breach]
) -> set[str]:
    """Who comes in on one day: the pinned, who is in the middle of a run, the cover, the least burdened."""
    chosen = set(room.inside)
    must = [e.number for e in room.able if runs.must_stay(e, room)]
    chosen.update(must[: max(0, room.cap - len(chosen))])
    queue = sorted(
        (e for e in room.able if e.number not in chosen and runs.may_begin(e, room)),
        key=lambda e: (load.get(e.number, 0), e.number),
    )
    functions = {e.number: e.function for e in problem.employees}
    for function in problem.functions:
        need = room.needs.get(function.code, 0)
        have = sum(functions[n] == function.code for n in chosen)
        able = [e.number for e in queue if e.function == function.code]
        able = _in_turn(room, chosen, able, min(need - have, room.cap - len(chosen)))
        if have + len(able) < need and not problem.cover_waived(function, room.day):
            have += len(able)
            found.append(Breach("COVER", room.day, function=function.code, have=have, need=need))
        chosen.update(able)
    rest = [e.number for e in queue if e.number not in chosen]
    chosen.update(_in_turn(room, chosen, rest, room.least - len(chosen)))
    if behind := lagging(room.sides, chosen):  # both cohorts have their wave: level them while the cap allows
        level = [n for n in rest if n not in chosen and room.sides.get(n) == behind[0]]
        chosen.update(level[: min(behind[1], room.cap - len(chosen))])
    return chosen


def _in_turn(room: Room, chosen: Set[str], queue: Sequence[str], places: int) -> list[str]:
    """The first of the queue; where two cohorts share the day, of the one behind as long as it has any."""
    if not room.sides:
        return list(queue[: max(0, places)])
    found, left = list[str](), list(queue)
    while left and len(found) < places:
        behind = lagging(room.sides, {*chosen, *found}, allowed=0)
        ahead = -behind[0] if behind else GUEST
        mine = next((n for n in left if not behind or room.sides.get(n, GUEST) != ahead), left[0])
        found.append(mine)
        left.remove(mine)
    return found


def roster_of(facts: Rooms, inside: Mapping[date, Set[str]]) -> dict[tuple[str, date], Cell]:
    """All cells of the problem's days once it is known who comes in on the open ones."""
    problem, roster = facts.problem, dict[tuple[str, date], Cell]()
    for day in problem.days:
        here, usual = inside.get(day, NONE_INSIDE), Cell.HOME if day in problem.working else Cell.OFF
        if problem.open(day):
            roster |= {(e.number, day): _cell_of(problem, e, day, here, usual) for e in problem.employees}
        else:
            keys = ((e.number, day) for e in problem.employees)
            roster |= {key: facts.kept.get(key, Cell.UNPLANNED) for key in keys}
    return roster


def _cell_of(problem: Problem, employee: Employee, day: date, inside: Set[str], usual: Cell) -> Cell:
    """What somebody's day is once it is known who comes in."""
    key = employee.number, day
    if not employee.active(day):
        return Cell.UNPLANNED
    if employee.number in inside:
        return Cell.OFFICE
    if key in problem.reasons or key in problem.blocked:
        return problem.away_cell(*key) or usual
    pin = problem.pins.get(key, Cell.OFFICE)
    return usual if pin is Cell.OFFICE else pin
