"""Cohorts that never have a day: a signed waiver of H6 lets them lack a function, but H4 still asks for it.

Such a cohort cannot keep H4 alone, so that its days go to the others. That breaks no rule, and whoever signed
should know it: another waiver (H4 for its days, H5 for somebody who comes with both) brings its people back.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from cmt_desk.domain.cohorts import Membership, cohort_name, membership
from cmt_desk.domain.rooms import holders
from cmt_desk.domain.schedule import Cell, Problem, Roster
from cmt_desk.records import record


@record
class IdleCohort:
    """`cohort`: A, A1 …; `function`: the code of what it lacks; `people`: numbers of who stays at home."""

    cohort: str
    function: str
    people: Sequence[str]


def idle_cohorts(roster: Roster, problem: Problem) -> list[IdleCohort]:
    """Cohorts whose turn came on planned days, with nobody in for want of a function waived by H6."""
    members = membership(problem)
    planned = {day for _number, day in roster}
    days = [day for day in sorted(problem.working & planned) if problem.open(day)]
    found: list[IdleCohort] = []
    for count, alike in groupby(sorted(days, key=lambda d: members.count[d]), lambda d: members.count[d]):
        if count > 1:
            found += _of_count(roster, problem, members, list(alike))
    return found


def _of_count(
    roster: Roster, problem: Problem, members: Membership, days: Sequence[date]
) -> Iterator[IdleCohort]:
    for cohort in members.existing(days[0]):
        mine = [e for e in problem.employees if members.cohort(e.number, days[0]) == cohort]
        turns = [day for day in days if cohort in members.turn(day)[0]]
        if any(roster.get((e.number, day)) is Cell.OFFICE for e in mine for day in days):
            continue
        for f in problem.functions:
            unable = [
                day
                for day in turns
                if problem.waived("H6", day, function=f.code)
                and not problem.cover_waived(f, day)
                and holders(problem, members, f, cohort, day) < problem.minimum(f, day)
            ]
            kept = [e.number for e in mine if any(problem.may_come(e, day) for day in unable)]
            if kept:
                yield IdleCohort(cohort_name(cohort, members.count[days[0]]), f.code, kept)
                break
