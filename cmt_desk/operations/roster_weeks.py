"""Four weeks of one office, read once: what the grid, its header, the cover strip and *Why* all show."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from cmt_desk.breach_wording import breach_text
from cmt_desk.domain.attendance import Attendance, really_inside
from cmt_desk.domain.branches import Branch, Zone
from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.calendar import name_of_day_off
from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.cohorts import cohorts_of_day, membership, team_names
from cmt_desk.domain.idle_cohorts import IdleCohort, idle_cohorts
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.schedule import Breach, Cell, Problem, days_between, in_office
from cmt_desk.i18n import _, number
from cmt_desk.operations.replan import Proposal
from cmt_desk.operations.schedule import problem, problems
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.wording import function_name

WEEKS = 4


class Mark(Enum):
    """Told to people, planned but never told, changed since it was told, or only proposed."""

    TOLD = "told"
    DRAFT = "draft"
    CHANGED = "changed"
    PROPOSED = "proposed"


@record
class Line:
    """A row of the grid: an employee, or the heading of a team."""

    team: str
    employee: Employee | None = None


@record
class Weeks:
    """The stored roster against everything it has to follow from."""

    branch: Branch
    problem: Problem
    cells: Mapping[tuple[str, date], Cell]
    zones: Mapping[date, Zone | None]
    local_holidays: frozenset[date]
    published: Mapping[tuple[str, date], Cell] = field(default_factory=dict[tuple[str, date], Cell])
    proposed: frozenset[tuple[str, date]] = frozenset()  # cells that a proposal would change
    waves: Mapping[tuple[str, date], int] = field(default_factory=dict[tuple[str, date], int])
    recorded: Attendance = field(default_factory=lambda: Attendance({}))

    @property
    def days(self) -> Sequence[date]:
        return self.problem.days

    @cached_property
    def people(self) -> list[Employee]:
        """Who worked here on any of the days."""
        return [e for e in self.problem.employees if any(e.active(day) for day in self.days)]

    @cached_property
    def lines(self) -> list[Line]:
        """The people under their teams or dealt cohorts; where there are none, without headings."""
        teams = sorted({self.teams[e.number] for e in self.people}, key=lambda t: (t == "", t))
        found: list[Line] = []
        for team in teams:
            if len(teams) > 1 or team:
                found.append(Line(team))
            members = [e for e in self.people if self.teams[e.number] == team]
            found += [Line(team, e) for e in sorted(members, key=lambda e: (e.name.casefold(), e.number))]
        return found

    @cached_property
    def teams(self) -> dict[str, str]:
        """Employee number → told team, dealt cohort, or nothing."""
        return team_names(self.problem)

    @cached_property
    def planned(self) -> frozenset[date]:
        return frozenset(day for _employee, day in self.cells)

    @cached_property
    def breaches(self) -> list[Breach]:
        """The hard rules the roster breaks; a day that was never planned breaks none."""
        found = breaches(self.cells, self.problem, self.waves)
        return [b for b in found if b.day in self.planned]

    @cached_property
    def idle(self) -> list[IdleCohort]:
        """Cohorts that never have a day, for want of a function that a waiver lets them lack."""
        return idle_cohorts(self.cells, self.problem)

    @cached_property
    def broken_cells(self) -> set[tuple[str, date]]:
        return {(b.employee, b.day) for b in self.breaches if b.employee}

    @cached_property
    def broken_days(self) -> set[date]:
        return {b.day for b in self.breaches if not b.employee}

    def mark(self, key: tuple[str, date]) -> Mark:
        """How far a cell has got on its way to the people."""
        cell = self.cells.get(key, Cell.UNPLANNED)
        if key in self.proposed:
            return Mark.PROPOSED
        if cell in (Cell.UNPLANNED, Cell.OFF):
            return Mark.TOLD
        told = self.published.get(key)
        return Mark.DRAFT if told is None else Mark.TOLD if told is cell else Mark.CHANGED

    def wish_unmet(self, key: tuple[str, date]) -> bool:
        """Somebody asked for the other place on this planned day."""
        places = {self.problem.wishes.get(key), self.cells.get(key)}
        return places == {Cell.OFFICE, Cell.HOME}

    @cached_property
    def marks(self) -> Counter[Mark]:
        return Counter(self.mark(key) for key in self.cells)

    def proposing(self, proposal: Proposal) -> "Weeks":
        """The same weeks as they would be with a proposal taken."""
        cells = {k: c for k, c in proposal.plan.roster.items() if c is not Cell.UNPLANNED}
        changed = frozenset((c.employee, c.day) for c in proposal.changes)
        return replace(self, cells={**self.cells, **cells}, proposed=changed)

    @cached_property
    def inside(self) -> dict[date, int]:
        return {day: in_office(self.cells, day, self.people) for day in self.days}

    @cached_property
    def burden(self) -> dict[str, int]:
        """Office days of each person over the weeks shown and those before, which fairness carries over.

        A day whose attendance is recorded counts as it was, whatever was planned.
        """
        own = Counter(number for number, _day in really_inside(self.cells, self.recorded))
        return {e.number: own[e.number] + self.problem.load.get(e.number, 0) for e in self.people}

    @cached_property
    def most_burdened(self) -> int:
        return max(self.burden.values(), default=0)

    @cached_property
    def critical(self) -> list[BusinessFunction]:
        """The functions that this office has to keep covered."""
        return [f for f in self.problem.functions if any(self.problem.minimum(f, d) for d in self.days)]

    @cached_property
    def _cover(self) -> dict[tuple[str, date], int]:
        function = {e.number: e.function for e in self.people}
        counts: dict[tuple[str, date], int] = {}
        for (person, day), cell in self.cells.items():
            if cell is Cell.OFFICE and person in function:
                key = (function[person], day)
                counts[key] = counts.get(key, 0) + 1
        return counts

    @cached_property
    def duty(self) -> dict[date, frozenset[str]]:
        """The teams of the cohorts whose day it is: told from who comes in, else from the turns.

        Nobody's on a day off, or a week would be marked as the turn of a team that never comes.
        """
        members, found = membership(self.problem), dict.fromkeys(self.days, frozenset[str]())
        for day in filter(self.works, self.days):
            having = cohorts_of_day(self.problem, members, self.cells, day)
            found[day] = frozenset(
                team
                for e in self.people
                if (team := self.teams[e.number]) and members.cohort(e.number, day) in having
            )
        return found

    @cached_property
    def function_names(self) -> dict[str, str]:
        return {f.code: function_name(f.name_id, f.name_en) for f in self.problem.functions}

    @cached_property
    def names(self) -> dict[str, str]:
        return {e.number: e.name for e in self.problem.employees}

    def cover(self, function: BusinessFunction, day: date) -> int:
        return self._cover.get((function.code, day), 0)

    def cap(self, day: date) -> OfficeCap:
        return self.problem.caps[day]

    def works(self, day: date) -> bool:
        return day in self.problem.working

    def why_off(self, day: date) -> str:
        """The name of a day on which the office is closed."""
        if day in self.local_holidays:
            return _("Local holiday")
        return name_of_day_off(day) or _("Weekend")

    def cell(self, employee: Employee, day: date) -> Cell:
        return self.cells.get((employee.number, day), Cell.UNPLANNED)


def read_all_weeks(store: Store, branches: Sequence[Branch], first: date) -> Iterator[Weeks]:
    """Many offices in their order, a step each: what they share is read once."""
    read = problems(store, [branch.code for branch in branches], first, _last(first))
    for branch, facts in zip(branches, read, strict=True):
        yield _weeks(store, branch, facts)


def read_weeks(store: Store, branch: Branch, first: date) -> Weeks:
    return _weeks(store, branch, problem(store, branch.code, first, _last(first)))


def _last(first: date) -> date:
    return first + timedelta(weeks=WEEKS, days=-1)


def _weeks(store: Store, branch: Branch, facts: Problem) -> Weeks:
    first, last = facts.days[0], facts.days[-1]
    history = store.branches.history(branch.area)
    return Weeks(
        branch=branch,
        problem=facts,
        cells=store.schedule.cells(branch.code, first, last),
        zones={day: history.zone(branch.area, day) for day in days_between(first, last)},
        local_holidays=frozenset(store.schedule.local_holidays()),
        published=store.schedule.published(branch.code, first, last),
        waves=store.schedule.waves(branch.code, first, last),
        recorded=store.attendance.of_branch(branch.code, first, last),
    )


def breach_words(weeks: Weeks, breach: Breach) -> str:
    return breach_text(breach, weeks.function_names, weeks.names)


def idle_words(weeks: Weeks, idle: IdleCohort) -> str:
    """Which cohort stays at home all the time, why, and what would bring it back."""
    told = _(
        "Cohort {cohort} ({n} people) never comes in: too few for {function}."
        " Waive H4 for its days, or H5 for somebody who comes with both."
    )
    function = weeks.function_names[idle.function]
    return told.format(cohort=idle.cohort, n=number(len(idle.people)), function=function)
