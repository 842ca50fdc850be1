"""H7 as rows of the program: how long somebody comes in without a pause, and how long they then stay away."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from cmt_desk.domain.mip import Row
from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import Room, Rooms
from cmt_desk.domain.schedule import Cell, Roster, week_of
from cmt_desk.records import record

Term = tuple[int | None, int]  # a column, or nothing and what is known


def run_rows(facts: Rooms, cells: Mapping[tuple[str, date], int]) -> Iterator[Row]:
    """The rows of everybody whose runs are not waived; the past counts as it was."""
    days = timeline(facts)
    for e in sorted(facts.problem.employees, key=lambda e: e.number):
        terms = [_term(facts, cells, e, day) for day in days]
        yield from _Runs(facts, e, days, terms).rows()
        if facts.problem.settings.runs.whole_weeks:
            yield from _whole_weeks(facts, cells, e)


def timeline(facts: Rooms) -> list[date]:
    """Working days from the remembered past to the end of the problem."""
    before = {d for (_n, d), cell in facts.kept.items() if cell in (Cell.OFFICE, Cell.HOME)}
    return sorted(before | facts.problem.working)


def was_in(facts: Rooms, number: str, day: date) -> bool:
    """In the office on a day that cannot be chosen."""
    kept: Roster = facts.kept if not facts.problem.open(day) or day < facts.problem.days[0] else {}
    return (kept.get((number, day)) or facts.problem.pins.get((number, day))) is Cell.OFFICE


def _term(facts: Rooms, cells: Mapping[tuple[str, date], int], e: Employee, day: date) -> Term:
    column = cells.get((e.number, day))
    return (column, 0) if column is not None else (None, int(was_in(facts, e.number, day)))


@record
class _Runs:
    facts: Rooms
    employee: Employee
    days: Sequence[date]
    terms: Sequence[Term]

    def rows(self) -> Iterator[Row]:
        rules, n = self.facts.problem.settings.runs, len(self.days)
        for i, day in enumerate(self.days):
            if rules.longest and i + rules.longest < n:
                yield from self._most(range(i, i + rules.longest + 1), rules.longest)
            for j in range(i + 2, n):
                if (self.days[j] - day).days - 1 >= rules.rest:
                    break
                # in on day i, home on the next: not back before the rest is over
                yield from self._row(1, (i, 1), (i + 1, -1), (j, 1))
            if i and rules.shortest > 1:
                yield from self._shortest(i, rules.shortest)

    def _most(self, days: range, most: int) -> Iterator[Row]:
        yield from self._row(most, *((i, 1) for i in days))

    def _shortest(self, i: int, shortest: int) -> Iterator[Row]:
        """Who begins on day i stays until `shortest` days are full, as long as nothing stops it."""
        for j in range(i + 1, min(i + shortest, len(self.days))):
            if not self._may_go_on(j):
                return
            yield from self._row(0, (i, 1), (i - 1, -1), (j, -1))

    def _may_go_on(self, j: int) -> bool:
        problem, day, before = self.facts.problem, self.days[j], self.days[j - 1]
        caps, key = problem.caps, (self.employee.number, day)
        shrinks = before in caps and day in caps and caps[day].people < caps[before].people
        return problem.may_come(self.employee, day) and key not in problem.pins and not shrinks

    def _row(self, upper: int, *terms: tuple[int, int]) -> Iterator[Row]:
        """Σ factor × day ≤ upper, from the day of its last free cell on; nothing where all is known."""
        e, problem, last = self.employee, self.facts.problem, self.days[max(i for i, _f in terms)]
        if problem.waived("H7", last, e.number, e.function):
            return
        columns: dict[int, int] = {}
        for i, factor in terms:
            column, known = self.terms[i]
            upper -= factor * known
            if column is not None:
                columns[column] = factor
        if columns and sum(max(0, f) for f in columns.values()) > upper:
            yield Row(-len(terms), upper, columns)


def _whole_weeks(facts: Rooms, cells: Mapping[tuple[str, date], int], e: Employee) -> Iterator[Row]:
    """All of a person's free days of one week, cap and cohort are the same."""

    def key(room: Room) -> tuple[date, int, tuple[int, ...]]:
        return week_of(room.day), room.cap, room.cohorts

    for _key, stretch in groupby(facts.days, key):
        days = [room.day for room in stretch if (e.number, room.day) in cells]
        for day in days[1:]:
            if not facts.problem.waived("H7", day, e.number, e.function):
                yield Row(0, 0, {cells[e.number, days[0]]: 1, cells[e.number, day]: -1})
