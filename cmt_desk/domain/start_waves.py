"""H9: who of the day's people starts early and who late."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from cmt_desk.domain.cohorts import Membership, cohorts_of_day, membership
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Cell, Problem, Roster

EARLY, LATE = 1, 2


def start_waves(problem: Problem, roster: Roster) -> dict[tuple[str, date], int]:
    """A wave for everybody in the office; neither takes more than half of a day's people, rounded up.

    Who was told a wave keeps it where that is possible; car pools and households start together; each
    function is spread over both waves. Kept apart by wave, each of the day's two cohorts has its own.
    """
    found: dict[tuple[str, date], int] = {}
    if problem.settings.waves is None:
        return found
    members = membership(problem) if problem.settings.by_wave else None
    usual: dict[str, int] = {}  # the wave of the day before, so that nobody's hours change without need
    for day in problem.days:
        here = [e for e in problem.employees if roster.get((e.number, day)) is Cell.OFFICE]
        wanted = {e.number: problem.told_waves.get((e.number, day)) or usual.get(e.number, 0) for e in here}
        placed = _by_cohort(problem, members, here, day, wanted) if members else {}
        for number, wave in _one_day(problem, here, wanted, placed).items():
            found[number, day] = usual[number] = wave
    return found


def _by_cohort(
    problem: Problem, members: Membership, here: Sequence[Employee], day: date, wanted: Mapping[str, int]
) -> dict[str, int]:
    """Who has the wave of the own cohort: as told, else the first early. Nobody on a day of one cohort."""
    inside = {(e.number, day): Cell.OFFICE for e in here}
    having = sorted(cohorts_of_day(problem, members, inside, day))
    bound = {
        e.number: having.index(members.cohort(e.number, day))
        for e in here
        if not problem.waived("H5", day, e.number, e.function) and members.cohort(e.number, day) in having
    }
    if len(set(bound.values())) < 2:
        return {}
    kept = Counter((place, wanted[n]) for n, place in bound.items())
    straight = kept[0, EARLY] + kept[1, LATE] >= kept[0, LATE] + kept[1, EARLY]
    waves = (EARLY, LATE) if straight else (LATE, EARLY)
    return {n: waves[place] for n, place in bound.items()}


def _one_day(
    problem: Problem, here: Sequence[Employee], wanted: Mapping[str, int], given: Mapping[str, int]
) -> dict[str, int]:
    half = (len(here) + 1) // 2
    people = {e.number: e for e in here}
    placed = dict(given)
    sizes = Counter(placed.values())
    functions = Counter((people[n].function, wave) for n, wave in placed.items())
    units = _together(problem, sorted(people.keys() - placed.keys()))
    for unit in sorted(units, key=lambda u: (-len(u), not wanted.get(u[0]), people[u[0]].function, u[0])):
        whole = len(unit) <= half - min(sizes[EARLY], sizes[LATE])
        for part in [unit] if whole else [[n] for n in unit]:  # a household larger than the places is parted
            function = people[part[0]].function
            wave = min(
                (EARLY, LATE),
                key=lambda w: (
                    sizes[w] + len(part) > half,
                    w != wanted.get(part[0]) and bool(wanted.get(part[0])),
                    functions[function, w],
                    sizes[w],
                    w,
                ),
            )
            placed.update(dict.fromkeys(part, wave))
            sizes[wave] += len(part)
            functions[function, wave] += len(part)
    return placed


def _together(problem: Problem, numbers: Sequence[str]) -> list[list[str]]:
    left, units = list(numbers), list[list[str]]()
    for bond in problem.bonds:
        unit = [n for n in left if n in bond]
        if len(unit) > 1:
            units.append(unit)
            left = [n for n in left if n not in bond]
    return units + [[n] for n in left]
