"""H9: who of the day's people starts early and who late."""

from collections.abc import Sequence
from datetime import date

from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Cell, Problem, Roster, Waves


def start_waves(problem: Problem, roster: Roster, told: Waves | None = None) -> dict[tuple[str, date], int]:
    """A wave for everybody in the office; neither takes more than half of a day's people, rounded up.

    Who was told a wave keeps it where that is possible; car pools and households start together; each
    function is spread over both waves.
    """
    found: dict[tuple[str, date], int] = {}
    if problem.settings.waves is None:
        return found
    usual: dict[str, int] = {}  # the wave of the day before, so that nobody's hours change without need
    for day in problem.days:
        here = [e for e in problem.employees if roster.get((e.number, day)) is Cell.OFFICE]
        wanted = {**usual, **{e.number: (told or {}).get((e.number, day), 0) for e in here}}
        wanted = {n: wave or usual.get(n, 0) for n, wave in wanted.items()}
        for number, wave in _one_day(problem, here, wanted).items():
            found[number, day] = usual[number] = wave
    return found


def _one_day(problem: Problem, here: Sequence[Employee], wanted: dict[str, int]) -> dict[str, int]:
    half = (len(here) + 1) // 2
    people = {e.number: e for e in here}
    units = _together(problem, sorted(people))
    placed: dict[str, int] = {}
    sizes = {1: 0, 2: 0}
    functions: dict[tuple[str, int], int] = {}
    for unit in sorted(units, key=lambda u: (-len(u), not wanted.get(u[0]), people[u[0]].function, u[0])):
        parts = [unit] if len(unit) <= half - min(sizes.values()) else [[n] for n in unit]
        for part in parts:  # a household larger than the places left is parted
            function = people[part[0]].function
            order = sorted(
                (1, 2),
                key=lambda w: (
                    sizes[w] + len(part) > half,
                    w != wanted.get(part[0]) and bool(wanted.get(part[0])),
                    functions.get((function, w), 0),
                    sizes[w],
                    w,
                ),
            )
            placed.update(dict.fromkeys(part, order[0]))
            sizes[order[0]] += len(part)
            functions[function, order[0]] = functions.get((function, order[0]), 0) + len(part)
    return placed


def _together(problem: Problem, numbers: Sequence[str]) -> list[list[str]]:
    left, units = list(numbers), list[list[str]]()
    for bond in problem.bonds:
        unit = [n for n in left if n in bond]
        if len(unit) > 1:
            units.append(unit)
            left = [n for n in left if n not in bond]
    return units + [[n] for n in left]
