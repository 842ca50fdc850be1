"""Which teams take turns: as many cohorts as the cap asks for, nested, so that a zone only splits or rejoins.

K = ⌊1/share⌋ cohorts, rounded down to a power of two (75–100 % → 1, 50 % → 2, 25 % → 4). The teams of an
office in the order of their names are dealt into K neighbouring groups: A1 and A2 are one cohort at 50 % and
two at 25 %, and nobody meets new colleagues because a zone changed. Cohorts change over on Mondays.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Problem, week_of


def teams_of(employees: Iterable[Employee]) -> list[str]:
    return sorted({e.team for e in employees if e.team})


def turns(teams: list[str], day: date, cap: OfficeCap) -> dict[str, int]:
    """0 for the teams on duty in the week of a day, 1 for those who come next … in turn."""
    count = min(_cohorts(cap.percent), len(teams))
    if count == 0:
        return {}
    week = week_of(day).toordinal() // 7
    return {team: (n * count // len(teams) - week) % count for n, team in enumerate(teams)}


def _cohorts(percent: int | None) -> int:
    ratio = 100 // percent if percent else 1
    return 1 << (ratio.bit_length() - 1)


def teams_on_duty(problem: Problem, day: date) -> frozenset[str]:
    """The teams whose people come first that week; all of them where there is room for everybody."""
    found = turns(teams_of(problem.employees), day, problem.caps[day])
    return frozenset(team for team, turn in found.items() if turn == 0)


def turn_of(employee: Employee, turn: Mapping[str, int]) -> int:
    """Who has no team is always on duty."""
    return turn.get(employee.team or "", 0)
