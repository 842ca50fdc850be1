"""A small integer program as plain records: what a solver is given and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cmt_desk.records import record

Terms = Mapping[int, int]  # column → coefficient


@record
class Row:
    lower: float
    upper: float
    terms: Terms


@record
class Tier:
    """One goal, minimised before the next is looked at: a constant plus weighted columns.

    A `tie` is no goal: it only makes equals one and the same on every laptop, and nothing is told of it.
    `levels`, columns from the highest level down: as few as can be on the first, then on the second, and so
    on; only then the terms, which say how good that is. `by_lines`: only a bound is wanted, for whole lines
    of people (`domain.lines`) say more about the values than branching does.
    """

    name: str
    terms: Terms
    constant: int = 0
    tie: bool = False
    levels: Sequence[Sequence[int]] = ()
    by_lines: bool = False


@record
class Chain:
    """Days of one person that follow each other, the columns that count a change between two of them, and
    the unit steps whose sum is the person's days in all (with `days`, which `every` lists)."""

    days: Sequence[int]
    breaks: Sequence[int]
    every: Sequence[int]
    steps: Sequence[int]


@dataclass
class Model:
    """Columns are integers between 0 and `upper`; the tiers are minimised in their order."""

    upper: list[int] = field(default_factory=list[int])
    whole: list[bool] = field(default_factory=list[bool])  # False: a whole number follows from the others
    rows: list[Row] = field(default_factory=list[Row])
    tiers: list[Tier] = field(default_factory=list[Tier])
    chains: list[Chain] = field(default_factory=list[Chain])
    nodes: int | None = None  # of branch and bound for one goal, where the program is too large for many
    picks: list[int] = field(default_factory=list[int])  # once these are whole, the rest nearly is

    def column(self, upper: int = 1, *, follows: bool = False) -> int:
        self.upper.append(upper)
        self.whole.append(not follows)
        return len(self.upper) - 1


def parts(model: Model) -> list[tuple[Model, list[int]]]:
    """The independent parts of a model, each with its columns: what no row joins is solved apart.

    Every part has all tiers, in their order, each with the constant of the whole.
    """
    root = list(range(len(model.upper)))

    def find(column: int) -> int:
        while root[column] != column:
            root[column] = root[root[column]]
            column = root[column]
        return column

    for row in model.rows:
        first, *others = (find(column) for column in row.terms) if row.terms else (0,)
        for other in others:
            root[find(other)] = find(first)
    columns: dict[int, list[int]] = {}
    for column in range(len(model.upper)):
        columns.setdefault(find(column), []).append(column)
    found: list[tuple[Model, list[int]]] = []
    for mine in columns.values():
        place = {column: n for n, column in enumerate(mine)}
        part = Model([model.upper[c] for c in mine], [model.whole[c] for c in mine], nodes=model.nodes)
        part.tiers = [
            replace(
                t,
                terms={place[c]: w for c, w in t.terms.items() if c in place},
                levels=[[place[c] for c in level if c in place] for level in t.levels],
            )
            for t in model.tiers
        ]
        found.append((part, mine))
    part_of = {column: n for n, (_part, mine) in enumerate(found) for column in mine}
    place = {column: n for _part, mine in found for n, column in enumerate(mine)}
    for row in model.rows:
        if row.terms:
            part = found[part_of[next(iter(row.terms))]][0]
            part.rows.append(Row(row.lower, row.upper, {place[c]: w for c, w in row.terms.items()}))
    for column in model.picks:
        found[part_of[column]][0].picks.append(place[column])
    for chain in model.chains:
        part = found[part_of[chain.days[0]]][0]
        moved = (
            [place[c] for c in columns] for columns in (chain.days, chain.breaks, chain.every, chain.steps)
        )
        part.chains.append(Chain(*moved))
    return found


@record
class Reached:
    """How far one tier got: its value, and the bound below which no roster can be."""

    name: str
    value: int
    bound: int

    @property
    def optimal(self) -> bool:
        return self.value <= self.bound

    @property
    def gap(self) -> float:
        """Percent above the bound."""
        return 100 * (self.value - self.bound) / max(1, abs(self.value))


@record
class Solution:
    values: Sequence[int]
    tiers: tuple[Reached, ...]
