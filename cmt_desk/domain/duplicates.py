"""Two cases that may be one: the same employee, or a similar name in the same office at the same time."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations, islice

from rapidfuzz import fuzz

from cmt_desk.domain.people import HIDDEN

LIKENESS = 88  # of 100, words in any order; below it different people of one office meet (proposed)
NEAR = timedelta(days=14)  # between the first days of two cases


@dataclass(frozen=True)
class Known:
    """What two cases are compared by; `ended` is None while the case is open.

    `name` is the real one even of a protected person, or likeness would mean nothing: screens show
    `shown_name`.
    """

    case: str
    employee: str
    name: str
    branch: str
    began: date
    ended: date | None
    protected: bool = False

    @property
    def shown_name(self) -> str:
        return HIDDEN if self.protected else self.name


@dataclass(frozen=True)
class Pair:
    """Two cases that may be one; `likeness` of the names is 100 for the same employee."""

    first: Known
    second: Known
    likeness: int

    @property
    def same_employee(self) -> bool:
        return self.first.employee == self.second.employee

    @property
    def key(self) -> tuple[str, str]:
        """The two cases in the order in which a decision about them is kept."""
        a, b = sorted((self.first.case, self.second.case))
        return a, b


def alike(name: str, other: str) -> int:
    """How alike two names are, whatever the order of their words: 0 below LIKENESS, else up to 100."""
    return round(fuzz.ratio(_in_order(name), _in_order(other), score_cutoff=LIKENESS))


@cache
def _in_order(name: str) -> str:
    """The words of a name in alphabetical order, kept: 100,000 cases compare millions of pairs."""
    return " ".join(sorted(name.casefold().replace(",", " ").split()))


def compare(a: Known, b: Known) -> Pair | None:
    """The pair, if the two may be one case."""
    if a.employee == b.employee:
        return Pair(a, b, 100) if _overlap(a, b) else None
    if a.branch != b.branch or abs(a.began - b.began) > NEAR:
        return None
    likeness = alike(a.name, b.name)
    return Pair(a, b, likeness) if likeness >= LIKENESS else None


def _overlap(a: Known, b: Known) -> bool:
    first, second = sorted((a, b), key=lambda k: (k.began, k.case))
    return first.ended is None or second.began < first.ended


def duplicates(known: Sequence[Known], told_apart: Collection[tuple[str, str]]) -> list[Pair]:
    """Every pair nobody has decided about yet, the same employee first, then the most alike."""
    found: dict[tuple[str, str], Pair] = {}
    for a, b in _neighbours(known):
        if (pair := compare(a, b)) and pair.key not in told_apart:
            found[pair.key] = pair
    return sorted(found.values(), key=lambda p: (not p.same_employee, -p.likeness, p.key))


def _neighbours(known: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    """Only cases of one employee, or of one office at one time, are compared: the rest cannot be one."""
    people: dict[str, list[Known]] = {}
    offices: dict[str, list[Known]] = {}
    for case in sorted(known, key=lambda k: (k.began, k.case)):
        people.setdefault(case.employee, []).append(case)
        offices.setdefault(case.branch, []).append(case)
    for mine in people.values():
        yield from combinations(mine, 2)
    for office in offices.values():
        for n, a in enumerate(office):
            last = a.began + NEAR
            for b in islice(office, n + 1, None):
                if b.began > last:
                    break
                yield a, b
