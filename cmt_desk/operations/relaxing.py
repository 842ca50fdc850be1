"""What would have to be waived: the smallest set of rules for a wish, an empty cover, a whole office.

A rule that can be waived gets a slack that costs its weight once for the person or function it concerns.
The program finds the cheapest set, then the fewest days of it. What nobody can waive (the cap, health) stays.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cmt_desk.domain.mip import Model, Row, Tier
from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import Room, Rooms, rooms
from cmt_desk.domain.roster_settings import Waiver
from cmt_desk.domain.run_rules import run_rows
from cmt_desk.domain.schedule import RULES, Breach, Cell, Problem, Roster
from cmt_desk.domain.wave_rooms import EARLY, GUEST, LATE
from cmt_desk.operations import solver
from cmt_desk.operations.engine import best_roster
from cmt_desk.records import record

# How grave a waiver is: a vulnerable person inside is graver than a run, a run than two cohorts on one day.
WEIGHTS: Mapping[str, int] = {"H7": 2, "H5": 3, "H4": 5, "H6": 3, "H8": 3, "H9": 2, "H3": 8}
APART = 5  # working days: so long without a need, and nothing is waived between two needs
Key = tuple[str, str | None, str | None]  # rule, employee, function
Wish = tuple[str, date, Cell]  # employee number, day, OFFICE or HOME


@record
class Relaxed:
    """The waivers to sign, each ready, or what no waiver can mend."""

    waivers: tuple[Waiver, ...] = ()
    impossible: tuple[Breach, ...] = ()


def smallest_waivers(problem: Problem, told: Roster, wish: Wish | None = None) -> Relaxed:
    """The least set of rules to waive so that the office can be planned, with the wish where there is one.

    An empty answer without anything impossible: no waiver is needed.
    """
    if wish:
        number, day, cell = wish
        problem = replace(problem, pins={**problem.pins, (number, day): cell})
    facts = rooms(problem, told)
    standing = tuple(_standing_waivers(problem, facts))
    with_standing = replace(problem, waivers=[*problem.waivers, *standing])
    facts = rooms(with_standing, told)
    hard = tuple(b for b in facts.breaches if RULES[b.rule] in ("H1", "H2", "H11"))
    if hard or not solver.available():
        return Relaxed(standing, hard)
    elastic = _Elastic(with_standing, facts)
    found = elastic.solve()
    if found is None:
        return Relaxed(standing, tuple(b for b in facts.breaches if b not in facts.standing))
    return Relaxed((*standing, *found))


def _standing_waivers(problem: Problem, facts: Rooms) -> list[Waiver]:
    """H6 and H8: who shares a cohort is the same on every day."""
    first, last = problem.days[0], problem.days[-1]
    found: list[Waiver] = []
    for breach in facts.standing:
        waiver = Waiver(RULES[breach.rule], first, last, breach.employee, breach.function)
        if waiver not in found:
            found.append(waiver)
    return found


@dataclass
class _Elastic:
    """The hard rules with slack. Columns: who is in, what is waived at all, and on which days."""

    problem: Problem
    facts: Rooms
    model: Model = field(default_factory=Model)
    cells: dict[tuple[str, date], int] = field(default_factory=dict[tuple[str, date], int])
    groups: dict[Key, int] = field(default_factory=dict[Key, int])
    uses: dict[tuple[Key, date], int] = field(default_factory=dict[tuple[Key, date], int])

    def solve(self) -> list[Waiver] | None:
        for room in self.facts.days:
            self._one_day(room)
        if not self.problem.settings.runs.free:
            self._runs()
        grave = {column: WEIGHTS[key[0]] for key, column in self.groups.items()}
        self.model.tiers = [
            Tier("grave", grave),
            Tier("days", dict.fromkeys(self.uses.values(), 1)),
            Tier("order", {c: n for n, c in enumerate(self.groups.values(), start=1)}),
        ]
        solution = solver.solve(self.model)
        if solution is None:
            return None
        days: dict[Key, list[date]] = defaultdict(list)
        for (key, day), column in self.uses.items():
            if solution.values[column]:
                days[key].append(day)
        return [
            Waiver(key[0], first, last, key[1], key[2])
            for key, used in sorted(days.items(), key=str)
            for first, last in _stretches(used, sorted(self.problem.working))
        ]

    def _slack(self, key: Key, day: date) -> int:
        """1 where this rule is waived on this day."""
        if key not in self.groups:
            self.groups[key] = self.model.column()
        if (key, day) not in self.uses:
            self.uses[key, day] = use = self.model.column()
            self.model.rows.append(Row(-1, 0, {use: 1, self.groups[key]: -1}))
        return self.uses[key, day]

    def _one_day(self, room: Room) -> None:
        problem, day = self.problem, room.day
        here: list[Employee] = []
        for e in sorted(problem.employees, key=lambda e: e.number):
            pin = problem.pins.get((e.number, day))
            if not e.active(day) or problem.away(e.number, day) or pin not in (None, Cell.OFFICE):
                continue
            here.append(e)
            column = self.cells[e.number, day] = self.model.column()
            if pin is Cell.OFFICE:
                self.model.rows.append(Row(1, 1, {column: 1}))
            if not problem.may_come(e, day):
                self._only_if(column, ("H3", e.number, None), day)
            bound = self.facts.members.cohort(e.number, day) not in room.cohorts
            if bound and not problem.waived("H5", day, e.number, e.function):
                self._only_if(column, ("H5", e.number, None), day)
        columns = {self.cells[e.number, day]: 1 for e in here}
        self.model.rows.append(Row(0, room.cap, columns))
        for ahead in (EARLY, LATE) if room.sides else ():
            terms = {
                self.cells[e.number, day]: 1 if room.sides.get(e.number, GUEST) == ahead else -1 for e in here
            }
            slack = self._slack(("H9", None, None), day)
            self.model.rows.append(Row(-2 * len(here), 1, {**terms, slack: -len(here)}))
        for f in problem.functions:
            need = problem.minimum(f, day)
            if need and not problem.cover_waived(f, day):
                able = {self.cells[e.number, day]: 1 for e in here if e.function == f.code}
                lack = self._slack(("H4", None, f.code), day)
                self.model.rows.append(Row(need, len(able) + need, {**able, lack: need}))

    def _only_if(self, column: int, key: Key, day: date) -> None:
        self.model.rows.append(Row(-1, 0, {column: 1, self._slack(key, day): -1}))

    def _runs(self) -> None:
        """Each person's rows on runs give way where H7 is waived for that person."""
        owner = {column: key for key, column in self.cells.items()}
        for row in run_rows(self.facts, self.cells):
            number, day = max((owner[c] for c in row.terms), key=lambda key: key[1])
            slack = self._slack(("H7", number, None), day)
            most = sum(max(0, w) for w in row.terms.values())
            least = sum(min(0, w) for w in row.terms.values())
            self.model.rows.append(Row(-99, row.upper, {**row.terms, slack: min(0, int(row.upper) - most)}))
            if row.lower > least:
                self.model.rows.append(
                    Row(row.lower, 99, {**row.terms, slack: max(0, int(row.lower) - least)})
                )


def _stretches(used: Sequence[date], working: Sequence[date]) -> list[tuple[date, date]]:
    """First and last days of the waivers: days up to `APART` working days apart are one paper to sign."""
    place = {day: n for n, day in enumerate(working)}
    found: list[tuple[date, date]] = []
    for day in sorted(used):
        if found and place[day] - place[found[-1][1]] <= APART:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


# --- why ---------------------------------------------------------------------------------------------


@record
class Fixed:
    """Why a cell is as it is: hard rules that forbid the opposite, else the first goal it would worsen."""

    rules: tuple[Breach, ...] = ()
    waivers: tuple[Waiver, ...] = ()  # what would have to be signed for the opposite
    goal: str = ""  # cover, presence, change, fairness, weekdays or comfort
    worse: int = 0


def why(problem: Problem, told: Roster, roster: Roster, number: str, day: date) -> Fixed:
    """The rules that fix one cell, found by asking for the opposite."""
    opposite = Cell.HOME if roster.get((number, day)) is Cell.OFFICE else Cell.OFFICE
    if problem.pins.get((number, day), opposite) is not opposite:
        return Fixed((Breach("PIN", day, number),))
    if not problem.open(day):
        return Fixed((Breach("PAST", day, number),))
    asked = replace(problem, pins={**problem.pins, (number, day): opposite})
    other = best_roster(asked, told)
    if other.conflicts:
        relaxed = smallest_waivers(problem, told, (number, day, opposite))
        return Fixed(tuple(b for b in other.conflicts if b.day == day), relaxed.waivers)
    now = best_roster(problem, told)
    kept = told.get((number, day)) is roster.get((number, day))
    for before, after in zip(now.tiers, other.tiers, strict=False):
        worse = max(after.value - before.value, int(kept and before.name == "change"))
        if before.name == after.name and worse > 0:
            return Fixed((), (), before.name, worse)
    return Fixed()
