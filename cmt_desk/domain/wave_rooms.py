"""Two cohorts on one day, each in a start wave of its own: how many can come (H5 by wave, with H9).

Neither wave takes more than half of the day's people, rounded up, so that the cohorts differ by one at most,
and by one more for each guest: somebody whom a waiver of H5 lets into either wave.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from cmt_desk.domain.people import Employee
from cmt_desk.records import record

EARLY, LATE, GUEST = 1, -1, 0
SIDES = (EARLY, LATE, GUEST)


@record
class Sides:
    """So many people of each side and function who may be chosen, and of each side who are pinned."""

    able: Mapping[tuple[int, str], int]
    pinned: Mapping[int, int]
    needs: Mapping[str, int]  # function → so many of those who may be chosen must come

    def must(self, *sides: int) -> int:
        """So many of these sides come at least: the pinned, and who alone can cover a function."""
        others = [side for side in SIDES if side not in sides]
        lacking = (n - sum(self.able.get((s, f), 0) for s in others) for f, n in self.needs.items())
        return sum(self.pinned.get(s, 0) for s in sides) + sum(max(0, n) for n in lacking)

    def most(self, side: int) -> int:
        return self.pinned.get(side, 0) + sum(n for (s, _f), n in self.able.items() if s == side)

    def reach(self, cap: int) -> int | None:
        """The most people who can come under the cap; None where no number keeps both waves to half.

        Exact: sets of people who give each function its number are the bases of a transversal matroid, so the
        bounds on the sides, alone and together, are all there are.
        """
        must = {sides: self.must(*sides) for sides in ((EARLY, GUEST), (LATE, GUEST), (EARLY, LATE), SIDES)}
        best: int | None = None
        for guests in range(self.must(GUEST), self.most(GUEST) + 1):
            for early in range(max(self.must(EARLY), must[EARLY, GUEST] - guests), self.most(EARLY) + 1):
                least = max(
                    self.must(LATE),
                    early - 1 - guests,
                    must[EARLY, LATE] - early,
                    must[LATE, GUEST] - guests,
                    must[SIDES] - early - guests,
                )
                late = min(self.most(LATE), early + 1 + guests, cap - early - guests)
                if least <= late and (best is None or early + guests + late > best):
                    best = early + guests + late
        return best


def sides_of(
    able: Iterable[Employee], inside: Iterable[Employee], side: Mapping[str, int], needs: Mapping[str, int]
) -> Sides:
    """`side`: EARLY or LATE by employee number, guests left out; `needs` counts the pinned too."""
    here = Counter(e.function for e in inside)
    return Sides(
        Counter((side.get(e.number, GUEST), e.function) for e in able),
        Counter(side.get(e.number, GUEST) for e in inside),
        {f: n - here[f] for f, n in needs.items() if n > here[f]},
    )


def lagging(side: Mapping[str, int], inside: Collection[str], allowed: int = 1) -> tuple[int, int] | None:
    """The side that is behind, and by how many more than is allowed; None where the waves are level."""
    if not side:
        return None
    count = Counter(side.get(number, GUEST) for number in inside)
    ahead = count[EARLY] - count[LATE]
    over = abs(ahead) - allowed - (count[GUEST] if allowed else 0)
    return (LATE if ahead > 0 else EARLY, over) if over > 0 else None
