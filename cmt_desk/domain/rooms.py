"""What can be said of each day by counting: whose cohort has it, who is free to come, how many must.

Days hang together only through people's burdens and runs, so that the first two goals, waived cover and
presence, are known day by day without a solver, and so are the rules that no roster could keep.

Who has a day is settled here: the cohort that was told keeps it; where nothing was told the cohorts take
turns by the week; a cohort that cannot keep a hard rule gives its day to the next that can. Kept apart by
wave, two cohorts have a day together, and one alone only where the other cannot come.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import groupby

from cmt_desk.domain.cohorts import Membership, cohort_name, membership
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.schedule import Breach, Cell, Problem, Roster, week_of
from cmt_desk.domain.wave_rooms import EARLY, GUEST, LATE, sides_of
from cmt_desk.records import record


@record
class Room:
    """One open working day. `able` may be chosen, `inside` are pinned; both count for `needs` and `cap`.

    `cohorts`: whose day it is. Two share it only by wave, and `sides` then tells them apart (without guests),
    unless H9 is waived; at most `reach` people can come so that neither wave has more than half. `target`: so
    many people are wanted, the share of presence of the headcount, at most the cap.
    """

    day: date
    cohorts: tuple[int, ...]
    cap: int
    able: tuple[Employee, ...]
    inside: frozenset[str]
    needs: Mapping[str, int]  # function → so many of the people who must be inside
    missing: Mapping[str, int]  # function → cover that is waived and cannot be given
    target: int
    breaches: tuple[Breach, ...]
    sides: Mapping[str, int] = field(default_factory=dict[str, int])
    reach: int | None = None

    @cached_property
    def least(self) -> int:
        """So many must come for the target, as far as people and cap reach."""
        here = len(self.able) + len(self.inside)
        return min(self.target, self.cap, here if self.reach is None else self.reach)

    @property
    def short(self) -> int:
        return self.target - self.least


@record
class Rooms:
    """All open working days of a problem, and the cells that cannot be chosen any more."""

    problem: Problem
    days: tuple[Room, ...]
    kept: Roster  # before `first_open`
    members: Membership
    standing: tuple[Breach, ...]  # who shares a cohort: the same on every day

    @property
    def breaches(self) -> list[Breach]:
        """What no roster can keep, as far as counting tells."""
        return [*self.standing, *(b for room in self.days for b in room.breaches)]


def rooms(problem: Problem, told: Roster) -> Rooms:
    """The days of a problem, each given to a cohort; `told` is what people were told before."""
    members = membership(problem)
    open_days = [day for day in sorted(problem.working) if problem.open(day)]
    maker = _Maker(problem, told, members)
    made: list[Room] = []
    for _key, stretch in groupby(open_days, lambda day: (week_of(day), members.count[day])):
        made += maker.stretch(list(stretch))
    first = problem.first_open
    kept = {k: c for k, c in told.items() if first and k[1] < first}
    return Rooms(problem, tuple(made), {**kept, **problem.past}, members, tuple(_standing(problem, members)))


@record
class _Maker:
    problem: Problem
    told: Roster
    members: Membership

    def stretch(self, days: list[date]) -> list[Room]:
        """Days of one week with one number of cohorts: one cohort has them all where it can."""
        turn = self.members.turn(days[0]) or [(0,)]
        having = [self.room(day, turn[0]) for day in days]
        if len(turn) == 1:
            return having
        before = {**self.told, **self.problem.pins}
        if any(before.get((e.number, day)) is Cell.OFFICE for day in days for e in self._sorted):
            choices = [having, *([self.room(day, cohorts) for day in days] for cohorts in turn[1:])]
            having = max(
                choices, key=lambda choice: (sum(map(self._told_inside, choice)), -len(choice[0].cohorts))
            )
        elif any(self._lacks(room) for room in having):
            choices = [having, *([self.room(day, cohorts) for day in days] for cohorts in turn[1:])]
            having = min(choices, key=lambda choice: sum(map(self._lacks, choice)))
        return [self._passed_on(room, turn) if _unkept(room) else room for room in having]

    def _lacks(self, room: Room) -> int:
        """Rules that others might keep; and by wave, places that a cohort alone might fill."""
        return 1000 * _unkept(room) + (room.short if self.members.by_wave else 0)

    def _passed_on(self, room: Room, turn: Sequence[tuple[int, ...]]) -> Room:
        """A day whose cohort breaks a rule goes to the one that breaks fewest: who was told, who is next."""
        others = [self.room(room.day, cohorts) for cohorts in turn if cohorts != room.cohorts]
        others.sort(key=self._told_inside, reverse=True)
        return min([room, *others], key=_unkept)

    def _told_inside(self, room: Room) -> int:
        """So many of those who were told to come still can."""
        told = sum(self.told.get((e.number, room.day)) is Cell.OFFICE for e in room.able)
        return min(room.least, told + len(room.inside))

    def room(self, day: date, cohorts: tuple[int, ...]) -> Room:
        problem, cap, found = self.problem, self.problem.caps[day], list[Breach]()
        if not cap.known or cap.rounds_to_nobody:
            found.append(Breach("CAP_ZERO" if cap.known else "ZONE_UNKNOWN", day))
            return Room(day, cohorts, 0, (), frozenset(), {}, {}, 0, tuple(found))
        able: list[Employee] = []
        inside: dict[str, Employee] = {}
        for e in self._sorted:
            pin = problem.pins.get((e.number, day))
            wrong = self._wrong(e, day, cohorts)
            if pin is Cell.OFFICE and wrong:
                found.append(Breach(wrong, day, e.number))
            elif pin is Cell.OFFICE:
                inside[e.number] = e
            elif pin is None and not wrong:
                able.append(e)
        if len(inside) > cap.people:
            found.append(Breach("CAP", day, have=len(inside), need=cap.people))
        needs, missing = self._cover(day, cap.people, able, inside.values(), found)
        share = problem.settings.presence
        target = 0 if share is None else min(cap.people, cap.headcount * share // 100)
        sides, reach = dict[str, int](), None
        if len(cohorts) > 1 and not problem.waived("H9", day):
            sides = {
                e.number: side for e in (*able, *inside.values()) if (side := self._side(e, day, cohorts))
            }
            numbers = sides_of(able, inside.values(), sides, needs)
            reach = numbers.reach(cap.people)
            if reach is None:
                most = max(numbers.must(EARLY), numbers.must(LATE))
                found.append(Breach("WAVE", day, have=most, need=(cap.people + 1) // 2))
        return Room(
            day, cohorts, cap.people, tuple(able), frozenset(inside), needs, missing, target, tuple(found),
            sides, reach,
        )  # fmt: skip

    def _side(self, e: Employee, day: date, cohorts: tuple[int, ...]) -> int:
        if self.problem.waived("H5", day, e.number, e.function):
            return GUEST
        return EARLY if self.members.cohort(e.number, day) == cohorts[0] else LATE

    @cached_property
    def _sorted(self) -> list[Employee]:
        return sorted(self.problem.employees, key=lambda e: e.number)

    def _wrong(self, e: Employee, day: date, cohorts: tuple[int, ...]) -> str:
        """The rule that keeps somebody out, or nothing."""
        if not self.problem.may_come(e, day):
            return out_rule(self.problem, e, day)
        if self.members.cohort(e.number, day) not in cohorts:
            return "" if self.problem.waived("H5", day, e.number, e.function) else "COHORTS"
        return ""

    def _cover(
        self,
        day: date,
        cap: int,
        able: Sequence[Employee],
        inside: Iterable[Employee],
        found: list[Breach],
    ) -> tuple[dict[str, int], dict[str, int]]:
        """What each function gets. Where the cap is too small for all, unwaived and weightier ones first."""
        problem, weights = self.problem, self.problem.settings.weights.cover
        here, there = Counter(e.function for e in able), Counter(e.function for e in inside)
        left = cap - sum(there.values())
        needs, missing = dict[str, int](), dict[str, int]()

        def order(f: BusinessFunction) -> tuple[bool, int]:
            return problem.cover_waived(f, day), -weights.get(f.code, 1)

        for f in sorted(problem.functions, key=order):
            need = problem.minimum(f, day)
            have = there[f.code] + min(max(0, need - there[f.code]), here[f.code], max(0, left))
            left -= max(0, have - there[f.code])
            if need and have:
                needs[f.code] = min(have, need)
            if have < need and problem.cover_waived(f, day):
                missing[f.code] = need - have
            elif have < need:
                found.append(Breach("COVER", day, function=f.code, have=have, need=need))
        return needs, missing


def _unkept(room: Room) -> int:
    """Rules that another cohort might keep. A pin for somebody of another cohort does not move the day."""
    return sum(breach.rule != "COHORTS" for breach in room.breaches)


def out_rule(problem: Problem, e: Employee, day: date) -> str:
    """Which rule keeps somebody out of the office who may not come."""
    if problem.exposed(e.number, day):
        return "EXPOSED"
    if e.vulnerable and not problem.waived("H3", day, e.number, e.function):
        return "VULNERABLE"
    return "BLOCKED"


def _standing(problem: Problem, members: Membership) -> Iterator[Breach]:
    """H6 and H8 on the first day of each number of cohorts: dealing anew mends them, no roster does."""
    seen: set[int] = set()
    for day in sorted(problem.working):
        if problem.open(day) and members.count[day] > 1 and members.count[day] not in seen:
            seen.add(members.count[day])
            yield from shared_cohorts(problem, members, day)


def shared_cohorts(problem: Problem, members: Membership, day: date) -> Iterator[Breach]:
    """What is wrong with who shares a cohort on one day."""
    people = {e.number: e for e in problem.employees if e.active(day)}
    for f in problem.functions:
        need = problem.minimum(f, day)
        if not need or problem.waived("H6", day, function=f.code):
            continue
        for cohort in members.existing(day):
            have = holders(problem, members, f, cohort, day)
            if have < need:
                name = cohort_name(cohort, members.count[day])
                yield Breach("COHORT_COVER", day, None, f.code, have, need, name)
                break
    for head, deputy in problem.deputies:
        if not {head, deputy} <= people.keys():
            continue
        together = members.cohort(head, day) == members.cohort(deputy, day)
        if together and not any(problem.waived("H6", day, n, people[n].function) for n in (head, deputy)):
            yield Breach("DEPUTY", day, head)
    for bond in problem.bonds:
        here = sorted(bond & people.keys())
        parted = len({members.cohort(n, day) for n in here}) > 1
        if parted and not any(problem.waived("H8", day, n, people[n].function) for n in here):
            yield Breach("BOND", day, here[0])


def holders(problem: Problem, members: Membership, f: BusinessFunction, cohort: int, day: date) -> int:
    """How many of a cohort can do a function, in good health; a waiver of H5 lends people to every cohort."""
    return sum(
        e.function == f.code
        and e.active(day)
        and (not e.vulnerable or problem.waived("H3", day, e.number, e.function))
        and (members.cohort(e.number, day) == cohort or problem.waived("H5", day, e.number, e.function))
        for e in problem.employees
    )


def conflicts(problem: Problem, told: Roster | None = None) -> list[Breach]:
    """The hard rules that no roster could keep, as far as counting tells; runs (H7) need the solver."""
    return rooms(problem, told or {}).breaches
