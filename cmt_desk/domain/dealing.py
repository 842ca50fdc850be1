"""Dealing people to the leaves A1, A2, B1, B2: each cohort able to work alone, all of about one size.

In this order: who shares a household or a car stays together (H8), head and deputy go to different halves,
each half and each leaf has enough people of each critical function (H6), functions are spread evenly, sizes
differ little. Who has a leaf keeps it, so that a newcomer moves nobody. Ties by employee number: the same
people are dealt the same way everywhere. What cannot be kept is left to the roster's rules, which name it.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from cmt_desk.domain.people import BusinessFunction, Employee

LEAVES = ("A1", "A2", "B1", "B2")
DEALT = (0, 2, 1, 3)  # the order of dealing: the halves fill evenly, then their parts
ROUNDS = 60  # exchanges after the first dealing; in practice two or three

Unit = tuple[str, ...]  # people who cannot be parted, the lowest number first


def form_cohorts(
    employees: Sequence[Employee],
    functions: Sequence[BusinessFunction],
    bonds: Sequence[frozenset[str]] = (),
    deputies: Sequence[tuple[str, str]] = (),
    keep: Mapping[str, str] | None = None,
    among: Sequence[str] = LEAVES,
    near: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The leaf of each person. `keep`: leaves that stay; `among`: the leaves to deal to.

    `near`: leaves that people leave only where that mends something, so that few meet new colleagues; where
    cohorts dealt from nothing are better, those are taken.
    """
    people = {e.number: e for e in employees}
    places = [leaf for leaf in DEALT if LEAVES[leaf] in among]
    kept, seated = _seats(keep, people, range(4)), _seats(near, people, places)

    def dealt(seated: Mapping[str, int]) -> _Table:
        table = _Table(people, {f.code: f.minimum for f in functions if f.critical and f.minimum})
        for pair in deputies:
            for one, other in (pair, pair[::-1]):
                table.apart.setdefault(one, set()).add(other)
        free = _seat(table, _units(sorted(people), bonds), kept)
        _deal(table, free, places, seated)
        _exchange(table, free, places)
        return table

    def worth(table: _Table) -> tuple[object, ...]:
        return table.trouble(places), sum(table.leaf[n] != leaf for n, leaf in seated.items())

    best = min((dealt(seated), dealt({})), key=worth) if seated else dealt({})
    return {n: LEAVES[leaf] for n, leaf in sorted(best.leaf.items())}


def _seats(
    leaves: Mapping[str, str] | None, people: Collection[str], places: Collection[int]
) -> dict[str, int]:
    known = {n: LEAVES.index(leaf) for n, leaf in (leaves or {}).items() if n in people and leaf in LEAVES}
    return {n: leaf for n, leaf in known.items() if leaf in places}


@dataclass
class _Table:
    """Who sits where, with running counts."""

    people: Mapping[str, Employee]
    minimum: Mapping[str, int]  # of the critical functions
    apart: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    leaf: dict[str, int] = field(default_factory=dict[str, int])
    size: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    able: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])  # function, leaf

    def put(self, unit: Unit, leaf: int) -> None:
        for number in unit:
            self.leaf[number] = leaf
            self._count(number, leaf, 1)

    def move(self, unit: Unit, leaf: int) -> None:
        for number in unit:
            self._count(number, self.leaf[number], -1)
        self.put(unit, leaf)

    def _count(self, number: str, leaf: int, by: int) -> None:
        person = self.people[number]
        self.size[leaf] += by
        if not person.vulnerable:
            self.able[person.function, leaf] += by

    def crowding(self, unit: Unit, leaf: int) -> tuple[int, ...]:
        """How badly a leaf suits some people: what matters most first."""
        twin = leaf ^ 1  # the other leaf of the half
        mine = {self.people[n].function for n in unit if not self.people[n].vulnerable}
        here = {f: self.able[f, leaf] for f in mine}
        half = {f: here[f] + self.able[f, twin] for f in mine}
        needed = mine & self.minimum.keys()
        return (
            sum(self.leaf.get(other, -9) // 2 == leaf // 2 for n in unit for other in self.apart.get(n, ())),
            sum(half[f] for f in needed),
            sum(here[f] for f in needed),
            sum(half.values()),
            sum(here.values()),
            self.size[leaf] + self.size[twin],
            self.size[leaf],
            DEALT.index(leaf),
        )

    def trouble(self, places: Sequence[int]) -> tuple[int, int, int]:
        """Deputies with their heads, people lacking for functions, how far the sizes are apart."""
        together = sum(self.leaf[n] // 2 == self.leaf.get(o, -9) // 2 for n, os in self.apart.items()
                       if n in self.leaf for o in os)  # fmt: skip
        lacking = 0
        for f, need in self.minimum.items():
            have = [self.able[f, leaf] for leaf in places]
            if not any(have):
                continue
            lacking += sum(max(0, need - n) for n in have)
            for half in {leaf // 2 for leaf in places}:
                lacking += max(0, need - self.able[f, 2 * half] - self.able[f, 2 * half + 1])
        sizes = [self.size[leaf] for leaf in places]
        return together, lacking, max(0, max(sizes) - min(sizes) - 1)


def _seat(table: _Table, units: Sequence[Unit], kept: Mapping[str, int]) -> list[Unit]:
    """Seat whoever keeps a leaf, and whoever belongs to them; the others."""
    free: list[Unit] = []
    for unit in units:
        held = next((kept[n] for n in unit if n in kept), None)
        if held is None:
            free.append(unit)
        else:  # a newcomer joins the household; two told apart stay apart
            for n in unit:
                table.put((n,), kept.get(n, held))
    return free


def _deal(table: _Table, free: Sequence[Unit], places: Sequence[int], seated: Mapping[str, int]) -> None:
    """Where most of a unit sat; else big units and the rarest functions first, where there is most room."""
    able = Counter(e.function for e in table.people.values() if not e.vulnerable)
    before = {unit: Counter(seated[n] for n in unit if n in seated).most_common(1) for unit in free}

    def order(unit: Unit) -> tuple[bool, int, int, str]:
        """What comes late fits anywhere."""
        functions = [table.people[n].function for n in unit]
        scarce = min((able[f] for f in functions if f in table.minimum), default=10**6)
        return not before[unit], -len(unit), scarce, unit[0]

    for unit in sorted(free, key=order):
        found = before[unit]
        table.put(unit, found[0][0] if found else min(places, key=lambda leaf: table.crowding(unit, leaf)))


def _exchange(table: _Table, free: Sequence[Unit], places: Sequence[int]) -> None:
    """Move one unit, or exchange two, as long as that mends something; the first that does is taken."""
    trouble = table.trouble(places)
    for _n in range(ROUNDS):
        if not any(trouble):
            return
        better = _first_better(table, free, places, trouble)
        if better is None:
            return
        trouble = better


def _first_better(
    table: _Table, free: Sequence[Unit], places: Sequence[int], trouble: tuple[int, int, int]
) -> tuple[int, int, int] | None:
    for unit, leaf in product(free, places):
        was = table.leaf[unit[0]]
        if leaf != was:
            table.move(unit, leaf)
            if (now := table.trouble(places)) < trouble:
                return now
            table.move(unit, was)
    for one, other in combinations(free, 2):
        mine, theirs = table.leaf[one[0]], table.leaf[other[0]]
        if mine != theirs and _kind(table, one) != _kind(table, other):
            table.move(one, theirs)
            table.move(other, mine)
            if (now := table.trouble(places)) < trouble:
                return now
            table.move(one, mine)
            table.move(other, theirs)
    return None


def _kind(table: _Table, unit: Unit) -> tuple[object, ...]:
    """Units of one kind are the same to every rule, so that exchanging them mends nothing."""
    people = [table.people[n] for n in unit]
    return len(unit), tuple((e.function, e.vulnerable, e.number in table.apart and e.number) for e in people)


def _units(numbers: Sequence[str], bonds: Sequence[frozenset[str]]) -> list[Unit]:
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
    return [tuple(unit) for unit in units.values()]
