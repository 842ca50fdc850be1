"""Whole blocks in a large office: two people exchange days as long as that breaks fewer blocks.

An exchange leaves everything that matters more as it is: how many come each day, the cover of each function,
how many people have how many days and the balance of their weekdays. Only days of which nobody was told
anything are exchanged. Threshold accepting (Dueck & Scheuer, 1990) with whole numbers and a fixed seed: a
step that makes things worse by less than a falling threshold is taken too, and the best roster seen is kept.
It reaches what branch and bound finds in a hundredth of its time, and proves nothing; the bound is the
solver's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from random import Random

from cmt_desk.domain.rooms import Room, Rooms
from cmt_desk.domain.schedule import PLACES, Cell, Roster, week_of

STEPS = 2_000  # proposals a person; more found nothing better in offices of 45 to 200
WEEKDAY = tuple(1 << n for n in range(7))

Pairs = tuple[tuple[int, int], ...]  # weekdays of one week that follow each other
Wishes = tuple[tuple[int, bool], ...]  # weekday, wanted inside


@dataclass
class _Line:
    """One person: the days inside of each week as bits, which of them may change, what a week costs."""

    number: str
    function: str
    inside: list[int]
    free: list[int]
    cost: list[Sequence[int]]
    weekdays: list[int]  # days inside on each weekday, those before the problem included
    load: int  # all of them
    way: int  # what one of them costs


@dataclass
class _Week:
    rooms: list[Room]
    have: dict[tuple[int, str], int] = field(default_factory=dict[tuple[int, str], int])  # weekday, function
    needs: dict[tuple[int, str], int] = field(default_factory=dict[tuple[int, str], int])


def with_whole_blocks(facts: Rooms, told: Roster, roster: Roster) -> dict[tuple[str, date], Cell]:
    """The roster with fewer broken blocks and wishes; `discomfort` tells how many are left."""
    weeks = _weeks(facts, roster)
    result = dict(roster)
    groups: dict[object, list[_Line]] = defaultdict(list)
    for line in _lines(facts, weeks, told, roster):
        groups[_side(facts, line.number)].append(line)
    search = _Search(weeks, facts.problem.settings.weights.block)
    for _side_of, lines in sorted(groups.items(), key=lambda group: group[1][0].number):
        search.improve(lines)
        for line in lines:
            for n, week in enumerate(weeks):
                for room in week.rooms:
                    bit = WEEKDAY[room.day.weekday()]
                    if line.free[n] & bit:
                        inside = bool(line.inside[n] & bit)
                        result[line.number, room.day] = Cell.OFFICE if inside else Cell.HOME
    return result


def _side(facts: Rooms, number: str) -> tuple[int, ...]:
    """Who exchanges with whom: where two cohorts share the days, only people of one side."""
    return tuple(room.sides.get(number, 0) for room in facts.days if room.sides)


def _weeks(facts: Rooms, roster: Roster) -> list[_Week]:
    weeks: dict[date, _Week] = {}
    for room in facts.days:
        week, n = weeks.setdefault(week_of(room.day), _Week([])), room.day.weekday()
        week.rooms.append(room)
        week.needs.update({(n, function): need for function, need in room.needs.items()})
    function = {e.number: e.function for e in facts.problem.employees}
    for (number, day), cell in roster.items():
        if cell is Cell.OFFICE and (week := weeks.get(week_of(day))) and number in function:
            key = day.weekday(), function[number]
            week.have[key] = week.have.get(key, 0) + 1
    return list(weeks.values())


def _lines(facts: Rooms, weeks: Sequence[_Week], told: Roster, roster: Roster) -> Iterator[_Line]:
    """Everybody with two days to exchange."""
    problem, weights = facts.problem, facts.problem.settings.weights
    able = [{room.day: {e.number for e in room.able} for room in week.rooms} for week in weeks]
    counted = defaultdict[tuple[str, int], int](int, problem.weekday_load)
    loads = Counter(problem.load)
    for (number, day), cell in roster.items():
        if cell is Cell.OFFICE:
            counted[number, day.weekday()] += 1
            loads[number] += 1
    for e in sorted(problem.employees, key=lambda e: e.number):
        weekdays = [counted[e.number, n] for n in range(7)]
        line = _Line(e.number, e.function, [], [], [], weekdays, loads[e.number], 0)
        line.way = weights.commute * problem.commute.get(e.number, 0)
        for n, week in enumerate(weeks):
            here = [e.number in able[n][room.day] for room in week.rooms]
            days = [room.day for room, yes in zip(week.rooms, here, strict=True) if yes]
            line.inside.append(_bits(d for d in days if roster[e.number, d] is Cell.OFFICE))
            line.free.append(_bits(d for d in days if told.get((e.number, d)) not in PLACES))
            rooms = [(room.day.weekday(), yes) for room, yes in zip(week.rooms, here, strict=True)]
            pairs = tuple((one, other) for (one, yes), (other, too) in pairwise(rooms) if yes and too)
            asked = ((d, problem.wishes.get((e.number, d))) for d in days)
            wishes = tuple((d.weekday(), wish is Cell.OFFICE) for d, wish in asked if wish in PLACES)
            line.cost.append(_table(pairs, wishes, weights.block, weights.wish))
        if sum(map(int.bit_count, line.free)) > 1:
            yield line


def _bits(days: Iterator[date]) -> int:
    return sum(WEEKDAY[day.weekday()] for day in days)


@lru_cache(maxsize=512)
def _table(pairs: Pairs, wishes: Wishes, block: int, wish: int) -> Sequence[int]:
    """What a week costs, by the bits of its days inside."""
    return [
        block * sum((bits >> a & 1) != (bits >> b & 1) for a, b in pairs)
        + wish * sum(bool(bits >> day & 1) != wanted for day, wanted in wishes)
        for bits in range(128)
    ]


@dataclass
class _Search:
    weeks: Sequence[_Week]
    unit: int  # what one broken block costs

    def improve(self, lines: Sequence[_Line]) -> None:
        """Leave the best that was seen in the lines."""
        steps, dice = STEPS * len(lines), Random(0)
        now = best = 0
        kept = [list(line.inside) for line in lines]
        if len(lines) < 2 or not self.weeks:
            return
        throw, people, many = dice.random, len(lines), len(self.weeks)
        for step in range(steps):
            p, q = lines[int(throw() * people)], lines[int(throw() * people)]
            a, b = int(throw() * many), int(throw() * many)
            if p is q:
                continue
            flips = _same_weekdays(p, q, a, b, throw()) if a != b else _one_day(p, q, a, throw())
            if flips is None and (flips := _two_weekdays(p, q, a, b, throw())) is None:
                continue
            worse = _worse(p, q, a, b, flips)
            # a threshold that falls to nothing, thrown anew each time
            if worse * steps <= self.unit * (steps - step) * throw() and self._covered(p, q, a, b, flips):
                self._flip(p, q, a, b, flips)
                now += worse
                if now < best:
                    best, kept = now, [list(line.inside) for line in lines]
        for line, inside in zip(lines, kept, strict=True):
            self._restore(line, inside)

    def _covered(self, p: _Line, q: _Line, a: int, b: int, flips: tuple[int, int]) -> bool:
        """No function falls below what it needs; people of one function exchange freely."""
        if p.function == q.function:
            return True
        for n, bits in ((a, flips[0]), (b, flips[1])):
            week = self.weeks[n]
            for day in range(7):
                if bits >> day & 1:
                    leaves = p.function if p.inside[n] >> day & 1 else q.function
                    if week.have.get((day, leaves), 0) <= week.needs.get((day, leaves), 0):
                        return False
        return True

    def _flip(self, p: _Line, q: _Line, a: int, b: int, flips: tuple[int, int]) -> None:
        for line in (p, q):
            for n, bits in ((a, flips[0]), (b, flips[1])):
                self._change(line, n, bits)

    def _change(self, line: _Line, n: int, bits: int) -> None:
        have = self.weeks[n].have
        for day in range(7):
            if bits >> day & 1:
                by = -1 if line.inside[n] >> day & 1 else 1
                line.weekdays[day] += by
                line.load += by
                have[day, line.function] = have.get((day, line.function), 0) + by
        line.inside[n] ^= bits

    def _restore(self, line: _Line, inside: Sequence[int]) -> None:
        for n, bits in enumerate(inside):
            self._change(line, n, line.inside[n] ^ bits)


def _same_weekdays(p: _Line, q: _Line, a: int, b: int, thrown: float) -> tuple[int, int] | None:
    """Weekdays on which the two are opposite in both weeks: all of them, or some."""
    pa, qa = p.inside[a], q.inside[a]
    opposite = (pa ^ p.inside[b]) & (qa ^ q.inside[b]) & (pa ^ qa)
    opposite &= p.free[a] & p.free[b] & q.free[a] & q.free[b]
    if not opposite:
        return None
    some = opposite & int(thrown * 128) or opposite
    return some, some


def _one_day(p: _Line, q: _Line, a: int, thrown: float) -> tuple[int, int] | None:
    """q comes in p's place and has p's number of days from then on, p has q's."""
    day = int(thrown * 7)
    here = p.inside[a] & ~q.inside[a] & p.free[a] & q.free[a]
    same = p.load == q.load + 1 and p.weekdays[day] > q.weekdays[day]
    return (WEEKDAY[day], 0) if same and here >> day & 1 else None


def _two_weekdays(p: _Line, q: _Line, a: int, b: int, thrown: float) -> tuple[int, int] | None:
    """p leaves a day for another weekday, q does the opposite; the balance of weekdays gets no worse."""
    leaving = p.inside[a] & ~q.inside[a] & p.free[a] & q.free[a]
    coming = q.inside[b] & ~p.inside[b] & p.free[b] & q.free[b]
    if not leaving or not coming:
        return None
    one, other = int(thrown * 7), int(thrown * 49) % 7
    if one == other or not leaving >> one & 1 or not coming >> other & 1:
        return None
    moved = (p.weekdays[other] - p.weekdays[one]) + (q.weekdays[one] - q.weekdays[other])
    return (WEEKDAY[one], WEEKDAY[other]) if 2 * moved + 4 <= 0 else None


def _worse(p: _Line, q: _Line, a: int, b: int, flips: tuple[int, int]) -> int:
    total = 0
    for line in (p, q):
        inside, cost = line.inside, line.cost
        if a == b:
            total += cost[a][inside[a] ^ flips[0] ^ flips[1]] - cost[a][inside[a]]
        else:
            total += cost[a][inside[a] ^ flips[0]] - cost[a][inside[a]]
            total += cost[b][inside[b] ^ flips[1]] - cost[b][inside[b]]
    return total if flips[1] else total + q.way - p.way


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
            if wish in PLACES and (wish is Cell.OFFICE) != inside:
                yield weights.wish
            if inside:
                yield weights.commute * problem.commute.get(e.number, 0)
        before = now
