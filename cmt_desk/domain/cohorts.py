"""Which people may meet: nested cohorts, so that a change of zone only splits a cohort or rejoins siblings.

K = ⌊1/share⌋ cohorts, rounded down to a power of two (75–100 % → 1, 50 % → 2, 25 % → 4). Everybody belongs to
one of four leaves A1, A2, B1, B2: A1 and A2 are one cohort at 50 % and two at 25 %, and nobody meets new
colleagues because a zone changed. A leaf is given (`Problem.cohorts`) or follows from the own team: the teams
of an office in the order of their names are dealt to neighbouring leaves. An office without teams is one
cohort until `form_cohorts` has dealt its people.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.roster_settings import Cohorts
from cmt_desk.domain.schedule import Cell, Problem, Roster, week_of

LEAVES = ("A1", "A2", "B1", "B2")
DEALT = (0, 2, 1, 3)  # the order of dealing: the halves fill evenly, then their parts


def teams_of(employees: Iterable[Employee]) -> list[str]:
    return sorted({e.team for e in employees if e.team})


def leaves(problem: Problem) -> dict[str, int]:
    """Employee number → leaf, 0 to 3. Who has neither cohort nor team joins the smallest leaf."""
    teams = teams_of(problem.employees)
    found: dict[str, int] = {}
    loose: list[str] = []
    for e in problem.employees:
        given = problem.cohorts.get(e.number)
        if given in LEAVES:
            found[e.number] = LEAVES.index(given)
        elif e.team:
            found[e.number] = teams.index(e.team) * 4 // len(teams)
        else:
            loose.append(e.number)
    size = Counter(found.values()) or Counter([0])
    for number in sorted(loose):
        found[number] = min(size, key=lambda leaf: (size[leaf], leaf))
        size[found[number]] += 1
    return found


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


@dataclass(frozen=True)
class Membership:
    """Who belongs where on the days of a problem; worked out once and asked often."""

    leaf: Mapping[str, int]
    count: Mapping[date, int]

    def cohort(self, number: str, day: date) -> int:
        return self.leaf[number] * self.count[day] // 4

    def existing(self, day: date) -> list[int]:
        """The cohorts that have people, in their order."""
        return sorted({leaf * self.count[day] // 4 for leaf in self.leaf.values()})

    def turn(self, day: date) -> list[int]:
        """The cohorts in the order of their turns that week: on Mondays the next one takes over."""
        found = self.existing(day)
        first = (week_of(day).toordinal() // 7) % len(found) if found else 0
        return found[first:] + found[:first]


def membership(problem: Problem) -> Membership:
    return Membership(leaves(problem), {day: cohort_count(problem, day) for day in problem.days})


def cohort_of_day(problem: Problem, members: Membership, roster: Roster, day: date) -> int | None:
    """Whose day it is: the cohort most of those inside belong to; of an empty day, the one whose turn it is.

    Who is inside under a waiver of H5 does not count. None for an office without people.
    """
    inside = Counter(
        members.cohort(e.number, day)
        for e in problem.employees
        if roster.get((e.number, day)) is Cell.OFFICE and not problem.waived("H5", day, e.number, e.function)
    )
    turn = members.turn(day)
    return min(inside, key=lambda c: (-inside[c], c)) if inside else next(iter(turn), None)


# --- dealing people ----------------------------------------------------------------------------------


def form_cohorts(
    employees: Sequence[Employee],
    functions: Sequence[BusinessFunction],
    bonds: Sequence[frozenset[str]] = (),
    deputies: Sequence[tuple[str, str]] = (),
    keep: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Deal people to A1, A2, B1, B2 so that each can cover each function (H6) and bonds hold (H8).

    Head and deputy go to different halves. Who is in `keep` stays there, so that a newcomer moves nobody.
    Ties by employee number: the same people are dealt the same way everywhere.
    """
    people = {e.number: e for e in employees}
    needed = {f.code for f in functions if f.critical and f.minimum}
    dealt = {n: LEAVES.index(leaf) for n, leaf in (keep or {}).items() if n in people and leaf in LEAVES}
    units = _units(sorted(people), bonds)
    able = Counter(e.function for e in employees if not e.vulnerable)
    apart = [{a, b} for a, b in deputies]

    def scarcity(unit: list[str]) -> tuple[bool, int, int, str]:
        """Big units and the rarest functions first: what comes late fits anywhere."""
        scarce = [able[people[n].function] for n in unit if people[n].function in needed]
        return not any(n in dealt for n in unit), -len(unit), min(scarce, default=10**6), unit[0]

    for unit in sorted(units, key=scarcity):
        held = next((dealt[n] for n in unit if n in dealt), None)
        leaf = held if held is not None else min(DEALT, key=_crowding(unit, people, dealt, needed, apart))
        for number in unit:
            dealt.setdefault(number, leaf)
    return {n: LEAVES[leaf] for n, leaf in sorted(dealt.items())}


def _units(numbers: Sequence[str], bonds: Sequence[frozenset[str]]) -> list[list[str]]:
    """People who cannot be parted; bonds with a person in common are one."""
    root = {n: n for n in numbers}

    def find(n: str) -> str:
        while root[n] != n:
            n = root[n]
        return n

    for bond in bonds:
        here = sorted(n for n in bond if n in root)
        for other in here[1:]:
            root[max(find(here[0]), find(other))] = min(find(here[0]), find(other))
    units: dict[str, list[str]] = {}
    for n in numbers:
        units.setdefault(find(n), []).append(n)
    return list(units.values())


def _crowding(
    unit: Sequence[str],
    people: Mapping[str, Employee],
    dealt: Mapping[str, int],
    needed: set[str],
    apart: Sequence[set[str]],
) -> Callable[[int], tuple[int, ...]]:
    """How badly a leaf suits some people: what matters most first."""

    def key(leaf: int) -> tuple[int, ...]:
        half = [n for n, other in dealt.items() if other // 2 == leaf // 2]
        here = [n for n in half if dealt[n] == leaf]
        met = sum(bool(pair & set(unit)) and bool(pair & set(half)) for pair in apart)
        mine = {people[n].function for n in unit if not people[n].vulnerable}

        def same(group: Sequence[str], wanted: set[str]) -> int:
            return sum(people[n].function in wanted and not people[n].vulnerable for n in group)

        return (
            met,
            same(half, mine & needed),
            same(here, mine & needed),
            same(half, mine),
            same(here, mine),
            len(half),
            len(here),
            DEALT.index(leaf),
        )

    return key
