"""What a new roster asks of people: each cell that changes, and the reason for it."""

from collections.abc import Sequence
from datetime import date

from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.schedule import Cell, Problem, Roster, in_office
from cmt_desk.records import record


@record
class Change:
    """One cell. `moves`: somebody comes who would not have come, or the other way round."""

    employee: str
    day: date
    before: Cell
    after: Cell
    reason: str  # AWAY, CLEARED, OVER_CAP, REPLACES, ROOM, SWAP, NEW or RECORD
    cap: OfficeCap

    @property
    def moves(self) -> bool:
        return (self.before is Cell.OFFICE) != (self.after is Cell.OFFICE)


def differences(problem: Problem, before: Roster, after: Roster) -> tuple[Change, ...]:
    """Every cell that differs on the days of the problem, by person and day, each with its reason."""
    found: list[Change] = []
    planned = {day for _employee, day in before}
    for day in problem.days:
        inside = in_office(before, day, problem.employees)
        cap = problem.caps[day]
        for e in problem.employees:
            old = before.get((e.number, day), Cell.UNPLANNED)
            new = after.get((e.number, day), Cell.UNPLANNED)
            if old is not new:
                reason = "NEW" if day not in planned else _reason(problem, before, day, old, new, inside)
                found.append(Change(e.number, day, old, new, reason, cap))
    return tuple(sorted(found, key=lambda change: (change.employee, change.day)))


def _reason(problem: Problem, before: Roster, day: date, old: Cell, new: Cell, inside: int) -> str:
    missing = sum(
        before.get((e.number, day)) is Cell.OFFICE and not problem.may_come(e, day) for e in problem.employees
    )
    room = problem.caps[day].people
    match old, new:
        case (Cell.OFFICE, Cell.ISOLATION | Cell.LEAVE | Cell.UNPLANNED):
            return "AWAY"
        case (Cell.OFFICE, _):
            return "OVER_CAP" if inside - missing > room else "SWAP"
        case (_, Cell.OFFICE):
            if missing:
                return "REPLACES"
            return "ROOM" if inside < room else "SWAP"
        case (Cell.ISOLATION | Cell.LEAVE, Cell.HOME):
            return "CLEARED"
        case _:
            return "RECORD"


def moved(changes: Sequence[Change]) -> tuple[int, int]:
    """(cells, people) told to be somewhere else; a home day that becomes isolation tells nobody to move."""
    cells = [change for change in changes if change.moves]
    return len(cells), len({change.employee for change in cells})
