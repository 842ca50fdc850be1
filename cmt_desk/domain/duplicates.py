"""Two cases that may be one: the same employee, or a similar name in the same office at the same time."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain, combinations

from rapidfuzz import fuzz, process

from cmt_desk.domain.people import HIDDEN
from cmt_desk.records import record

LIKENESS = 88  # of 100, words in any order; below it different people of one office meet (proposed)
NEAR = timedelta(days=14)  # between the first days of two cases
PART = 500  # cases compared between two breaths


@record
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


@record
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
    """The words of a name in alphabetical order, kept: a name is compared many times."""
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
    first, second = sorted((a, b), key=_begun)
    return first.ended is None or second.began < first.ended


def duplicates(known: Sequence[Known], told_apart: Collection[tuple[str, str]]) -> list[Pair]:
    """Every pair nobody has decided about yet, the same employee first, then the most alike."""
    return in_order(chain.from_iterable(pairs_in_parts(known)), told_apart)


def in_order(pairs: Iterable[Pair], told_apart: Collection[tuple[str, str]]) -> list[Pair]:
    """The pairs nobody has decided about, each once, as a person should look at them."""
    found = {pair.key: pair for pair in pairs if pair.key not in told_apart}
    return sorted(found.values(), key=lambda p: (not p.same_employee, -p.likeness, p.key))


def pairs_in_parts(known: Iterable[Known]) -> Iterator[list[Pair]]:
    """Pairs a few hundred cases at a time: between two parts a window can answer.

    Only cases of one employee, or of one office at one time, are compared: the rest cannot be one.
    """
    people: dict[str, list[Known]] = {}
    offices: dict[str, list[Known]] = {}
    for n, case in enumerate(known):
        people.setdefault(case.employee, []).append(case)
        offices.setdefault(case.branch, []).append(case)
        if n % PART == 0:
            yield []
    for n, mine in enumerate(people.values()):
        found = of_one_person(mine)
        if found or n % PART == 0:
            yield found
    for office in offices.values():
        yield from of_one_office(office)


def of_one_person(cases: Iterable[Known]) -> list[Pair]:
    """The pairs of one person's cases whose times overlap."""
    return [Pair(a, b, 100) for a, b in combinations(sorted(cases, key=_begun), 2) if _overlap(a, b)]


def of_one_office(cases: Iterable[Known]) -> Iterator[list[Pair]]:
    """The pairs of similar names in one office; rapidfuzz compares each with all that are near in time."""
    office = sorted(cases, key=_begun)
    names = [_in_order(case.name) for case in office]
    found: list[Pair] = []
    end = 0
    for n, a in enumerate(office):
        last = a.began + NEAR
        while end < len(office) and office[end].began <= last:
            end += 1
        near = process.extract(
            names[n], names[n + 1 : end], scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=None
        )
        for _name, score, at in near:
            b = office[n + 1 + at]
            if a.employee != b.employee:
                found.append(Pair(a, b, round(score)))
        if n % PART == PART - 1:
            yield found
            found = []
    yield found


def _begun(case: Known) -> tuple[date, str]:
    return case.began, case.case
