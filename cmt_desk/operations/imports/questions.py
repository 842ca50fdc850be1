"""What an import asks people before it can take the rest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cmt_desk.domain.cases import OldTerm
from cmt_desk.domain.duplicates import Pair
from cmt_desk.records import record


@record
class Difference:
    """A field a known case has otherwise than the file. `changes`: its row is written anyhow."""

    line: int
    case: str
    employee: str
    field: str
    ours: str | date | None
    theirs: str | date | None
    changes: bool = False


@record
class Stranger:
    """Somebody a row names who is not here under that number; `candidates` have a similar name."""

    key: str
    number: str
    name: str
    branch: str
    candidates: Sequence[str] = ()


@record
class RowPair:
    """A row that may be a case that is known (`other`: its id) or an earlier line (`other`: "12")."""

    line: int
    pair: Pair
    other: str


@dataclass
class Questions:
    """What only people can say before the rest is taken: counted by the rows that wait for it."""

    terms: Counter[OldTerm] = field(default_factory=Counter[OldTerm])
    strangers: dict[str, Stranger] = field(default_factory=dict[str, Stranger])
    pairs: list[RowPair] = field(default_factory=list[RowPair])
