"""Whole blocks in a large office: two people exchange two days as long as that breaks fewer blocks.

An exchange leaves everything that matters more as it is: the people of each day, their functions, everybody's
days in all and the balance of their weekdays. Only days of which nobody was told anything are exchanged.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import Rooms
from cmt_desk.domain.schedule import Cell, Roster, week_of

Bits = dict[date, bool]
SWEEPS = 30


@dataclass
class _Line:
    """One person's free days, and how many were in the office on each weekday."""

    employee: Employee
    days: Bits
    weekdays: dict[int, int] = field(default_factory=dict[int, int])


def with_whole_blocks(facts: Rooms, told: Roster, roster: Roster) -> dict[tuple[str, date], Cell]:
    """The roster with fewer broken blocks and wishes; `discomfort` tells how many are left."""
    lines = _lines(facts, told, roster)
    result = dict(roster)
    weeks: dict[date, list[date]] = defaultdict(list)
    for room in facts.days:
        weeks[week_of(room.day)].append(room.day)
    needed = {room.day: frozenset(room.needs) for room in facts.days}
    for _n in range(SWEEPS):
        if not sum(_exchange(facts, lines, weeks, needed, pair) for pair in combinations(needed, 2)):
            break
    for line in lines:
        for day, inside in line.days.items():
            result[line.employee.number, day] = Cell.OFFICE if inside else Cell.HOME
    return result


def _lines(facts: Rooms, told: Roster, roster: Roster) -> list[_Line]:
    problem, found = facts.problem, dict[str, _Line]()
    for room in facts.days:
        for e in room.able:
            key = e.number, room.day
            if told.get(key) in (Cell.OFFICE, Cell.HOME):
                continue
            line = found.setdefault(e.number, _Line(e, {}))
            line.days[room.day] = roster[key] is Cell.OFFICE
    counted = defaultdict[tuple[str, int], int](int, problem.weekday_load)
    for (number, day), cell in roster.items():
        if cell is Cell.OFFICE:
            counted[number, day.weekday()] += 1
    for number, line in found.items():
        line.weekdays = {n: counted[number, n] for n in range(7)}
    return [found[number] for number in sorted(found)]


def _exchange(
    facts: Rooms,
    lines: list[_Line],
    weeks: Mapping[date, list[date]],
    needed: Mapping[date, frozenset[str]],
    pair: tuple[date, date],
) -> int:
    """Pair who would rather leave one day for the other with who would rather do the opposite."""
    one, other = pair
    critical = needed[one] | needed[other]
    sides: dict[tuple[str, int], tuple[list[tuple[int, int]], list[tuple[int, int]]]] = defaultdict(
        lambda: ([], [])
    )
    for n, line in enumerate(lines):
        if one not in line.days or other not in line.days or line.days[one] == line.days[other]:
            continue
        leaves = line.days[one]
        balance = _balance(line, one, other) if leaves else _balance(line, other, one)
        gain = _after(facts, line, weeks, pair)
        kind = line.employee.function if line.employee.function in critical else ""
        sides[kind, balance if leaves else -balance][0 if leaves else 1].append((gain, n))
    done = 0
    for _kind, (leaving, coming) in sorted(sides.items()):
        for (gain, p), (back, q) in zip(sorted(leaving), sorted(coming), strict=False):
            if gain + back >= 0:
                break
            for line in (lines[p], lines[q]):
                _flip(line, one)
                _flip(line, other)
            done += 1
    return done


def _flip(line: _Line, day: date) -> None:
    line.days[day] = not line.days[day]
    line.weekdays[day.weekday()] += 1 if line.days[day] else -1


def _balance(line: _Line, left: date, taken: date) -> int:
    """What moving a day from one weekday to another adds to the sum of squares."""
    if left.weekday() == taken.weekday():
        return 0
    return 2 * (line.weekdays[taken.weekday()] - line.weekdays[left.weekday()]) + 2


def _after(facts: Rooms, line: _Line, weeks: Mapping[date, list[date]], pair: tuple[date, date]) -> int:
    """How much worse somebody's weeks would be with both days turned round."""
    touched = {week_of(day) for day in pair}
    before = sum(_cost(facts, line, weeks[week]) for week in touched)
    for day in pair:
        line.days[day] = not line.days[day]
    after = sum(_cost(facts, line, weeks[week]) for week in touched)
    for day in pair:
        line.days[day] = not line.days[day]
    return after - before


def _cost(facts: Rooms, line: _Line, week: list[date]) -> int:
    weights, wishes = facts.problem.settings.weights, facts.problem.wishes
    total, before = 0, None
    for day in week:
        inside = line.days.get(day)
        if inside is not None:
            total += weights.block * (before is not None and before != inside)
            wish = wishes.get((line.employee.number, day)) if wishes else None
            total += weights.wish * (wish in _PLACES and (wish is Cell.OFFICE) != inside)
        before = inside
    return total


_PLACES = (Cell.OFFICE, Cell.HOME)


def discomfort(facts: Rooms, roster: Roster) -> int:
    """Broken blocks, ways and wishes of a roster: the value of the goal `comfort`."""
    return sum(_discomforts(facts, roster))


def _discomforts(facts: Rooms, roster: Roster) -> Iterator[int]:
    problem, weights = facts.problem, facts.problem.settings.weights
    before: dict[str, tuple[date, bool]] = {}
    for room in facts.days:
        now: dict[str, tuple[date, bool]] = {}
        for e in room.able:
            inside = roster[e.number, room.day] is Cell.OFFICE
            now[e.number] = room.day, inside
            last = before.get(e.number)
            if last and week_of(last[0]) == week_of(room.day) and last[1] != inside:
                yield weights.block
            wish = problem.wishes.get((e.number, room.day))
            if wish in _PLACES and (wish is Cell.OFFICE) != inside:
                yield weights.wish
            if inside:
                yield weights.commute * problem.commute.get(e.number, 0)
        before = now
