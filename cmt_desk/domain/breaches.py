"""Does a roster keep the hard rules? Told from the cells alone, whoever made them: nothing here plans."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise

from cmt_desk.domain.cohorts import Membership, cohorts_of_day, membership
from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import out_rule, shared_cohorts
from cmt_desk.domain.schedule import Breach, Cell, Problem, Roster, Waves, week_of
from cmt_desk.records import record


def breaches(roster: Roster, problem: Problem, waves: Waves | None = None) -> list[Breach]:
    """Every hard rule this roster breaks and no waiver covers; empty for a roster that may be used.

    H9, and H5 by wave, are looked at on days of which `waves` are given, H10 where there are pins or a past.
    """
    members = membership(problem)
    found: list[Breach] = []
    told_of: set[int] = set()
    timed = {day for _number, day in waves or ()} if problem.settings.waves else set[date]()
    for day in sorted(problem.working):
        here = [e for e in problem.employees if roster.get((e.number, day)) is Cell.OFFICE]
        found += _people(problem, members, here, day)
        found += _cover(problem, here, day)
        if waves and day in timed:
            found += _waves(problem, here, day, waves)
            if problem.settings.by_wave:
                found += _one_cohort_a_wave(problem, members, here, day, waves)
        if members.count[day] > 1 and members.count[day] not in told_of:
            told_of.add(members.count[day])
            found += shared_cohorts(problem, members, day)
    found += _kept(roster, problem)
    if not problem.settings.runs.free:
        days = _cohorts_of_days(roster, problem, members)
        for e in sorted(problem.employees, key=lambda e: e.number):
            found += _Line(roster, problem, days, e).breaches()
    return found


def _cohorts_of_days(roster: Roster, problem: Problem, members: Membership) -> dict[date, frozenset[int]]:
    """Whose day it is, told from who is in."""
    return {
        day: frozenset(
            members.cohort(e.number, day)
            for e in problem.employees
            if roster.get((e.number, day)) is Cell.OFFICE
            and not problem.waived("H5", day, e.number, e.function)
        )
        for day in problem.working
    }


def _people(problem: Problem, members: Membership, here: Sequence[Employee], day: date) -> Iterator[Breach]:
    """H1, H2, H3, H11 and H5: too many, the wrong ones, or two cohorts at once."""
    cap = problem.caps[day].people
    if len(here) > cap:
        yield Breach("CAP", day, have=len(here), need=cap)
    for e in here:
        if not problem.may_come(e, day):
            yield Breach(out_rule(problem, e, day), day, e.number)
    yield from _others(problem, members, here, day, "COHORTS")


def _others(
    problem: Problem,
    members: Membership,
    here: Sequence[Employee],
    day: date,
    rule: str,
    most: int | None = None,
) -> Iterator[Breach]:
    """Who is inside beside the cohorts that have the day, or the wave."""
    having = cohorts_of_day(problem, members, {(e.number, day): Cell.OFFICE for e in here}, day, most)
    for e in here:
        bound = not problem.waived("H5", day, e.number, e.function)
        if bound and members.cohort(e.number, day) not in having:
            yield Breach(rule, day, e.number)


def _one_cohort_a_wave(
    problem: Problem, members: Membership, here: Sequence[Employee], day: date, waves: Waves
) -> Iterator[Breach]:
    """H5 by wave: who begins with another cohort than most of that wave."""
    for wave in (1, 2):
        together = [e for e in here if waves.get((e.number, day)) == wave]
        yield from _others(problem, members, together, day, "COHORTS_WAVE", 1)


def waived_cover(roster: Roster, problem: Problem) -> int:
    """People and days by which critical functions stay below their minimum under signed waivers."""
    lacking = 0
    for day in problem.working:
        here = Counter(e.function for e in problem.employees if roster.get((e.number, day)) is Cell.OFFICE)
        for f in problem.functions:
            if problem.cover_waived(f, day):
                lacking += max(0, problem.minimum(f, day) - here[f.code])
    return lacking


def _cover(problem: Problem, here: Sequence[Employee], day: date) -> Iterator[Breach]:
    """H4."""
    for function in problem.functions:
        need = problem.minimum(function, day)
        have = sum(e.function == function.code for e in here)
        if have < need and not problem.cover_waived(function, day):
            yield Breach("COVER", day, function=function.code, have=have, need=need)


def _waves(problem: Problem, here: Sequence[Employee], day: date, waves: Waves) -> Iterator[Breach]:
    """H9: nobody without a wave, and no wave with more than half, rounded up."""
    told = [e for e in here if not problem.waived("H9", day, e.number, e.function)]
    for e in told:
        if waves.get((e.number, day)) not in (1, 2):
            yield Breach("WAVE", day, e.number)
    half = (len(here) + 1) // 2
    for wave in (1, 2):
        have = sum(waves.get((e.number, day)) == wave for e in told)
        if have > half:
            yield Breach("WAVE", day, have=have, need=half)


def _kept(roster: Roster, problem: Problem) -> Iterator[Breach]:
    """H10. A pin to stay out holds whatever keeps somebody out."""
    for rule, cells in (("PIN", problem.pins), ("PAST", problem.past)):
        for (number, day), cell in sorted(cells.items()):
            inside = day in problem.working and (rule == "PIN" or not problem.open(day))
            now = roster.get((number, day), Cell.UNPLANNED)
            stays = now is cell or (rule == "PIN" and Cell.OFFICE not in (now, cell))  # ill at home
            if inside and not stays:
                yield Breach(rule, day, number)


@record
class _Line:
    """H7 for one person, over the past and the days of the problem."""

    roster: Roster
    problem: Problem
    cohorts: Mapping[date, frozenset[int]]
    employee: Employee

    def breaches(self) -> Iterator[Breach]:
        rules = self.problem.settings.runs
        days = self._working_days()
        inside = [self._cell(day) is Cell.OFFICE for day in days]
        runs = self._runs(inside)
        for first, last in runs:
            length = last - first + 1
            if rules.longest and length > rules.longest:
                yield from self._tell("RUN_LONG", days[first + rules.longest], length, rules.longest)
            if length < rules.shortest and first > 0 and self._could_go_on(days, last):
                yield from self._tell("RUN_SHORT", days[last], length, rules.shortest)
        for (_first, last), (begin, _last) in pairwise(runs):
            away = (days[begin] - days[last]).days - 1
            if away < rules.rest:
                yield from self._tell("REST", days[begin], away, rules.rest)
        if rules.whole_weeks:
            yield from self._broken_weeks()

    def _tell(self, rule: str, day: date, have: int, need: int) -> Iterator[Breach]:
        e = self.employee
        asked = self.problem.open(day) and day in self.problem.working
        if asked and not self.problem.waived("H7", day, e.number, e.function):
            yield Breach(rule, day, e.number, have=have, need=need)

    def _working_days(self) -> list[date]:
        first = self.problem.days[0] if self.problem.days else date.min
        before = {
            d for (_n, d), c in self.problem.past.items() if c in (Cell.OFFICE, Cell.HOME) and d < first
        }
        return sorted(before | self.problem.working)

    def _cell(self, day: date) -> Cell | None:
        key = self.employee.number, day
        return self.problem.past.get(key) if day < self.problem.days[0] else self.roster.get(key)

    @staticmethod
    def _runs(inside: Sequence[bool]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for n, yes in enumerate(inside):
            if yes and found and found[-1][1] == n - 1:
                found[-1] = found[-1][0], n
            elif yes:
                found.append((n, n))
        return found

    def _could_go_on(self, days: Sequence[date], last: int) -> bool:
        """Nothing but the plan ended this run: no block, pin, smaller cap, or the end of the days."""
        if last + 1 == len(days):
            return False
        day, after = days[last], days[last + 1]
        e, pins = self.employee, self.problem.pins
        shrinks = after in self.problem.caps and day in self.problem.caps and (
            self.problem.caps[after].people < self.problem.caps[day].people
        )  # fmt: skip
        return self.problem.may_come(e, after) and (e.number, after) not in pins and not shrinks

    def _broken_weeks(self) -> Iterator[Breach]:
        e, problem = self.employee, self.problem
        free = [
            day
            for day in sorted(problem.working)
            if problem.open(day) and problem.may_come(e, day) and (e.number, day) not in problem.pins
        ]
        for _key, stretch in groupby(free, lambda d: (week_of(d), problem.caps[d].people, self.cohorts[d])):
            days = list(stretch)
            inside = sum(self._cell(day) is Cell.OFFICE for day in days)
            if 0 < inside < len(days):
                out = next(day for day in days if self._cell(day) is not Cell.OFFICE)
                yield from self._tell("RUN_SHORT", out, inside, len(days))
