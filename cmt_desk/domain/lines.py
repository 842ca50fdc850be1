"""A roster as lines, one a person: what a line costs in the last goal and counts in those before it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import Room, Rooms
from cmt_desk.domain.schedule import PLACES, Cell, Roster, week_of
from cmt_desk.domain.wave_rooms import EARLY, GUEST, LATE
from cmt_desk.records import record

WEEKDAYS = 5
PATTERNS = 1 << WEEKDAYS
MOST_WEEKS = 5  # of more, there are too many ways to share out a person's days over the weekdays
IMPOSSIBLE = 1e7

Line = tuple[int, ...]  # the days inside of each week as bits, Monday the lowest
Costs = Sequence[float]  # of a week, by the days inside of it
Asked = tuple[tuple[int, bool, int], ...]  # weekday, inside, what it costs otherwise


@record
class Kind:
    """All that people's lines depend on; people of one kind are alike."""

    function: str
    load: int  # office days that cannot be chosen, those of the weeks before included
    weekdays: tuple[int, ...]
    sides: tuple[int, ...]  # on each day that two cohorts share
    comfort: tuple[Costs, ...]
    change: tuple[Costs, ...]

    def cost(self, line: Line) -> float:
        return sum(week[bits] for week, bits in zip(self.comfort, line, strict=True))

    def goals(self, line: Line) -> tuple[float, float, float]:
        """What the line adds to fairness, the balance of weekdays and change."""
        days = [sum(bits >> n & 1 for bits in line) for n in range(WEEKDAYS)]
        weekdays = (before + n for before, n in zip(self.weekdays, days, strict=True))
        changed = sum(week[bits] for week, bits in zip(self.change, line, strict=True))
        return float((self.load + sum(days)) ** 2), float(sum(n * n for n in weekdays)), changed


@record
class DayRow:
    """So many people of a day, each with the factor of the kind, are between two bounds."""

    week: int
    weekday: int
    lower: int
    upper: int
    factors: Sequence[int]


def told_apart(facts: Rooms) -> bool:
    """Lines say all: nothing but counts ties people's days together, and there are not too many."""
    weeks = {week_of(room.day) for room in facts.days}
    working = all(room.day.weekday() < WEEKDAYS for room in facts.days)
    return facts.problem.settings.runs.free and len(weeks) <= MOST_WEEKS and working


@record
class Lines:
    """The lines of a roster that keeps every rule; who is as told in it stays as told."""

    facts: Rooms
    told: Roster
    roster: Roster

    @cached_property
    def kinds(self) -> Mapping[Kind, Sequence[str]]:
        """Each with the employee numbers of its people."""
        able = {number for days in self._able.values() for here in days.values() for number in here}
        found: dict[Kind, list[str]] = defaultdict(list)
        for e in sorted(self.facts.problem.employees, key=lambda e: e.number):
            if e.number in able:
                found[self._kind(e)].append(e.number)
        return found

    @cached_property
    def rows(self) -> Sequence[DayRow]:
        """The people of each day, both waves of a shared one, and the cover of each function."""
        place = {week: n for n, week in enumerate(self._able)}
        function = {e.number: e.function for e in self.facts.problem.employees}
        found, shared = list[DayRow](), 0
        for room in self.facts.days:
            week, weekday, here = place[week_of(room.day)], room.day.weekday(), len(room.inside)
            every = [1] * len(self.kinds)
            found.append(DayRow(week, weekday, max(0, room.least - here), room.cap - here, every))
            for ahead in (EARLY, LATE) if room.sides else ():
                known = sum(1 if room.sides.get(n, GUEST) == ahead else -1 for n in room.inside)
                factors = [1 if kind.sides[shared] == ahead else -1 for kind in self.kinds]
                found.append(DayRow(week, weekday, -len(room.able), 1 - known, factors))
            shared += bool(room.sides)
            for code, need in room.needs.items():
                missing = need - sum(function[n] == code for n in room.inside)
                factors = [int(kind.function == code) for kind in self.kinds]
                found.append(DayRow(week, weekday, missing, len(room.able) + need, factors))
        return found

    def line(self, number: str) -> Line:
        return tuple(
            sum(
                1 << day.weekday()
                for day, able in days.items()
                if number in able and self.roster[number, day] is Cell.OFFICE
            )
            for days in self._able.values()
        )

    def with_lines(self, lines: Mapping[str, Line]) -> dict[tuple[str, date], Cell]:
        """The roster with other lines."""
        changed = dict(self.roster)
        for number, line in lines.items():
            for days, bits in zip(self._able.values(), line, strict=True):
                for day, able in days.items():
                    if number in able:
                        changed[number, day] = Cell.OFFICE if bits >> day.weekday() & 1 else Cell.HOME
        return changed

    @cached_property
    def _able(self) -> dict[date, dict[date, set[str]]]:
        """Week → day → who may be chosen."""
        found: dict[date, dict[date, set[str]]] = {}
        for room in self.facts.days:
            found.setdefault(week_of(room.day), {})[room.day] = {e.number for e in room.able}
        return found

    @cached_property
    def _shared(self) -> Sequence[Room]:
        return [room for room in self.facts.days if room.sides]

    @cached_property
    def _fixed(self) -> tuple[Counter[str], Counter[tuple[str, int]]]:
        """Office days that cannot be chosen, in all and by weekday."""
        problem = self.facts.problem
        loads, weekdays = Counter(problem.load), Counter(problem.weekday_load)
        for (number, day), cell in self.roster.items():
            if cell is Cell.OFFICE and number not in self._able.get(week_of(day), {}).get(day, ()):
                loads[number] += 1
                weekdays[number, day.weekday()] += 1
        return loads, weekdays

    @cached_property
    def _disturbed(self) -> frozenset[str]:
        """Whose day is not as it was told, by choice or because it cannot be."""
        days = {room.day for room in self.facts.days}
        return frozenset(
            number
            for (number, day), cell in self.told.items()
            if day in days
            and cell in PLACES
            and (self.roster.get((number, day)) is Cell.OFFICE) != (cell is Cell.OFFICE)
        )

    def _kind(self, e: Employee) -> Kind:
        loads, weekdays = self._fixed
        weeks = [self._week(e.number, days) for days in self._able.values()]
        return Kind(
            e.function,
            loads[e.number],
            tuple(weekdays[e.number, n] for n in range(WEEKDAYS)),
            tuple(room.sides.get(e.number, GUEST) for room in self._shared),
            tuple(comfort for comfort, _change in weeks),
            tuple(change for _comfort, change in weeks),
        )

    def _week(self, number: str, days: Mapping[date, set[str]]) -> tuple[Costs, Costs]:
        problem, weights = self.facts.problem, self.facts.problem.settings.weights
        here = [(day.weekday(), number in able) for day, able in days.items()]
        wishes, moves = list[tuple[int, bool, int]](), list[tuple[int, bool, int]]()
        for day in (day for day, able in days.items() if number in able):
            wish, was = problem.wishes.get((number, day)), self.told.get((number, day))
            if wish in PLACES:
                wishes.append((day.weekday(), wish is Cell.OFFICE, weights.wish))
            if was in PLACES:
                cost = weights.given if was is Cell.OFFICE else weights.taken
                moves.append((day.weekday(), was is Cell.OFFICE, cost * problem.nearness(day)))
        return _costs(
            sum(1 << day for day, able in here if able),
            tuple((a, b) for (a, yes), (b, too) in pairwise(here) if yes and too),
            (weights.block, weights.commute * problem.commute.get(number, 0)),
            tuple(wishes),
            tuple(moves),
            number in self._disturbed,
        )


@lru_cache(maxsize=1024)
def _costs(
    able: int,
    pairs: tuple[tuple[int, int], ...],
    weights: tuple[int, int],
    wishes: Asked,
    moves: Asked,
    disturbed: bool,
) -> tuple[Costs, Costs]:
    """A week in comfort and in change. `weights`: of a broken block and of one way to the office."""
    comfort, change = [IMPOSSIBLE] * PATTERNS, [0.0] * PATTERNS
    block, way = weights
    for bits in range(PATTERNS):
        moved = _otherwise(moves, bits)
        if not bits & ~able and (disturbed or not moved):
            broken = sum((bits >> a & 1) != (bits >> b & 1) for a, b in pairs)
            comfort[bits] = float(block * broken + way * bits.bit_count() + _otherwise(wishes, bits))
            change[bits] = float(moved)
    return tuple(comfort), tuple(change)


def _otherwise(asked: Asked, bits: int) -> int:
    return sum(cost for day, inside, cost in asked if bool(bits >> day & 1) != inside)
