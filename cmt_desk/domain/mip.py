"""A small integer program as plain records: what a solver is given and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Terms = Mapping[int, int]  # column → coefficient


@dataclass(frozen=True)
class Row:
    lower: float
    upper: float
    terms: Terms


@dataclass(frozen=True)
class Tier:
    """One goal, minimised before the next is looked at: a constant plus weighted columns."""

    name: str
    terms: Terms
    constant: int = 0


@dataclass
class Model:
    """Columns are integers between 0 and `upper`; the tiers are minimised in their order."""

    upper: list[int] = field(default_factory=list[int])
    whole: list[bool] = field(default_factory=list[bool])  # False: a whole number follows from the others
    rows: list[Row] = field(default_factory=list[Row])
    tiers: list[Tier] = field(default_factory=list[Tier])

    def column(self, upper: int = 1, *, follows: bool = False) -> int:
        self.upper.append(upper)
        self.whole.append(not follows)
        return len(self.upper) - 1


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Solution:
    values: Sequence[int]
    tiers: tuple[Reached, ...]
