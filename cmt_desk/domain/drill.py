"""The lose-a-team drill: a whole team is quarantined tomorrow; which function falls short, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.cohorts import team_names
from cmt_desk.domain.rooms import conflicts
from cmt_desk.domain.schedule import Breach, Cell, Problem
from cmt_desk.records import record


@record
class Loss:
    """What losing one team does: the first day on which each function can no longer be covered."""

    team: str
    people: int  # who would be quarantined
    short: Mapping[str, Breach]  # function → its first shortage

    @property
    def holds(self) -> bool:
        return not self.short


def lose_each_team(problem: Problem, since: date, days: int = 14) -> list[Loss]:
    """Each team of an office in turn quarantined for so many days; nothing else changes.

    What is short even without the loss is not counted: it has nothing to do with the team.
    """
    already = {(breach.day, breach.function) for breach in conflicts(problem)}
    teams = team_names(problem)
    return [
        _lose(problem, team, [n for n in sorted(teams) if teams[n] == team], since, days, already)
        for team in sorted({team for team in teams.values() if team})
    ]


def _lose(
    problem: Problem,
    team: str,
    numbers: Sequence[str],
    since: date,
    days: int,
    already: set[tuple[date, str | None]],
) -> Loss:
    members = [e.number for e in problem.employees if e.number in numbers and e.active(since)]
    away = {(n, since + timedelta(days=d)): Cell.ISOLATION for n in members for d in range(days)}
    short: dict[str, Breach] = {}
    for breach in conflicts(replace(problem, blocked={**problem.blocked, **away})):
        if breach.function and (breach.day, breach.function) not in already:
            short.setdefault(breach.function, breach)
    return Loss(team, len(members), short)
