"""How evenly the days in the office are spread, in days and people, as a lay reader asks."""

from collections import Counter

from cmt_desk.domain.schedule import Cell, Problem, Roster
from cmt_desk.records import record


@record
class Spread:
    """Days in the office a person, those carried over from the weeks before included.

    `least` is told of those whom nothing keeps out on any day. `bound`: no roster as good in the goals before
    fairness gives the most loaded person fewer.
    """

    most: int
    least: int
    bound: int


def spread(problem: Problem, roster: Roster, *, proved: bool) -> Spread | None:
    """None where nobody may come. `proved`: no roster is fairer, so that the most is its own bound."""
    days = [day for day in sorted(problem.working) if problem.open(day)]
    able = {e.number: [problem.may_come(e, day) for day in days] for e in problem.employees}
    come = sorted(number for number, here in able.items() if any(here))
    if not come:
        return None
    carried, own = Counter(problem.load), Counter[str]()
    for (number, day), cell in roster.items():
        if cell is Cell.OFFICE:
            (own if problem.open(day) else carried)[number] += 1
    loads = {number: carried[number] + own[number] for number in come}
    free = [number for number in come if all(able[number])] or come
    most = max(loads.values())
    if proved:
        bound = most
    else:
        room = [(carried[number], sum(able[number])) for number in come]
        bound = _level(room, sum(own[number] for number in come))
    return Spread(most, min(loads[number] for number in free), min(bound, most))


def _level(room: list[tuple[int, int]], days: int) -> int:
    """As water fills a basin: the lowest level at which people (bottom, depth) hold all the days."""
    level = max(bottom for bottom, _depth in room)
    while sum(min(depth, level - bottom) for bottom, depth in room) < days:
        level += 1
    return level
