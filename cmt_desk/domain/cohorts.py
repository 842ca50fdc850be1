"""Which people may meet: nested cohorts, so that a change of zone only splits a cohort or rejoins siblings.

K = ⌊1/share⌋ cohorts, rounded down to a power of two (75–100 % → 1, 50 % → 2, 25 % → 4). Everybody belongs to
one of four leaves A1, A2, B1, B2: A1 and A2 are one cohort at 50 % and two at 25 %, and nobody meets new
colleagues because a zone changed. A leaf is given (`Problem.cohorts`) or follows from the own team: the teams
of an office in the order of their names are dealt to neighbouring leaves. Who has neither is dealt by rule
(`domain.dealing`), among the leaves in use where others have teams.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from cmt_desk.domain.dealing import LEAVES, form_cohorts
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Cohorts
from cmt_desk.domain.schedule import Cell, Problem, Roster, week_of
from cmt_desk.records import record


def teams_of(employees: Iterable[Employee]) -> list[str]:
    return sorted({e.team for e in employees if e.team})


def leaves(problem: Problem, near: Mapping[str, int] | None = None) -> dict[str, int]:
    """Employee number → leaf, 0 to 3: the given one, that of the team, or one dealt by rule.

    `near`: leaves that people leave only where it mends something.
    """
    teams, found = teams_of(problem.employees), dict[str, int]()
    of_team = {team: n * 4 // len(teams) for n, team in enumerate(teams)}
    for e in problem.employees:
        given = problem.cohorts.get(e.number)
        if given in LEAVES:
            found[e.number] = LEAVES.index(given)
        elif e.team:
            found[e.number] = of_team[e.team]
    if len(found) < len(problem.employees):
        found |= _dealt(problem, found, sorted(set(of_team.values())), near or {})
    return found


def dealt_again(problem: Problem) -> dict[str, int]:
    """Leaves as dealt anew: whoever has no team leaves the present cohort where that mends something."""
    return leaves(replace(problem, cohorts={}), near=leaves(problem))


def _dealt(
    problem: Problem, told: Mapping[str, int], in_use: Sequence[int], near: Mapping[str, int]
) -> dict[str, int]:
    """Everybody else. Who has left takes no place from the others."""
    others, dealt = [e for e in problem.employees if e.number not in told], dict[str, str]()
    if problem.settings.cohorts is not Cohorts.NONE:
        here = [e for e in problem.employees if any(e.active(day) for day in problem.days)]
        keep = {number: LEAVES[leaf] for number, leaf in told.items()}
        among = [LEAVES[leaf] for leaf in in_use] or LEAVES
        seats = {number: LEAVES[leaf] for number, leaf in near.items()}
        dealt = form_cohorts(here, problem.functions, problem.bonds, problem.deputies, keep, among, seats)
    return {e.number: LEAVES.index(dealt.get(e.number, LEAVES[0])) for e in others}


def team_names(problem: Problem) -> dict[str, str]:
    """Employee number → the told team, or the leaf dealt; empty where nobody is kept apart."""
    leaf = leaves(problem)
    dealt = problem.settings.cohorts is not Cohorts.NONE
    return {e.number: e.team or (LEAVES[leaf[e.number]] if dealt else "") for e in problem.employees}


def cohort_count(problem: Problem, day: date) -> int:
    """K on a day: 1, 2 or 4."""
    match problem.settings.cohorts:
        case Cohorts.NONE:
            return 1
        case Cohorts.STRICT_AB:
            return 2
        case _:
            return 1 if problem.waived("H5", day) else cohorts_for(problem.caps[day].percent)


def cohorts_for(percent: int | None) -> int:
    ratio = min(4, 100 // percent) if percent else 1
    return 1 << (ratio.bit_length() - 1)


def cohort_name(cohort: int, count: int) -> str:
    """ "A1" of four, "A" of two, nothing where there is only one."""
    return LEAVES[cohort] if count == 4 else "AB"[cohort] if count == 2 else ""


@record
class Membership:
    """Who belongs where on the days of a problem; worked out once and asked often.

    `by_wave`: two cohorts, one of each half, share a day in different start waves.
    """

    leaf: Mapping[str, int]
    count: Mapping[date, int]
    by_wave: bool = False

    def cohort(self, number: str, day: date) -> int:
        return self.leaf[number] * self.count[day] // 4

    def existing(self, day: date) -> list[int]:
        """The cohorts that have people, in their order."""
        return sorted({leaf * self.count[day] // 4 for leaf in self.leaf.values()})

    def turn(self, day: date) -> list[tuple[int, ...]]:
        """Who may have the day, in the order of the turns that week: on Mondays the next takes over.

        By day each cohort alone. By wave pairs first, the early cohort named first, then each alone.
        """
        found, week = self.existing(day), week_of(day).toordinal() // 7
        first = week % len(found) if found else 0
        alone = [(cohort,) for cohort in found[first:] + found[:first]]
        if not self.by_wave:
            return alone
        early = [cohort for cohort in found if cohort * 2 // self.count[day] == 0 and self.count[day] > 1]
        late = [cohort for cohort in found if cohort not in early and self.count[day] > 1]
        pairs = list(product(early, late))
        if pairs:
            pairs.insert(0, (early[week % len(early)], late[week % len(late)]))
        return [*dict.fromkeys(pairs), *alone]


def membership(problem: Problem) -> Membership:
    counts = {day: cohort_count(problem, day) for day in problem.days}
    return Membership(leaves(problem), counts, problem.settings.by_wave)


def cohorts_of_day(
    problem: Problem, members: Membership, roster: Roster, day: date, most: int | None = None
) -> tuple[int, ...]:
    """Whose day it is: told from who is inside, the most numerous first; of an empty day, whose turn it is.

    One cohort, or two where they are kept apart by wave (`most` asks for another number). Who is inside under
    a waiver of H5 does not count. Empty for an office without people.
    """
    inside = Counter(
        members.cohort(e.number, day)
        for e in problem.employees
        if roster.get((e.number, day)) is Cell.OFFICE and not problem.waived("H5", day, e.number, e.function)
    )
    if not inside:
        return next(iter(members.turn(day)), ())
    return tuple(sorted(inside, key=lambda c: (-inside[c], c))[: most or 1 + members.by_wave])
