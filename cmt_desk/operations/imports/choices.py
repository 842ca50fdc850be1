"""What people decided about a file that is being imported; nothing of it is ever guessed."""

from collections.abc import Mapping
from dataclasses import field

from cmt_desk.domain.cases import OldTerm, Status
from cmt_desk.domain.mapping import ColumnMapping
from cmt_desk.records import record


@record
class Choices:
    """How to read a file anew. Lines are those of the file.

    `terms`: what an older term stands for in this file. `people`: a stranger's key → the employee it is.
    `same`: a line → the desk's case it continues, or the line it repeats. `apart`: a line and what it is not.
    `cells`: corrected cells, by line and header.
    """

    mapping: ColumnMapping | None = None
    terms: Mapping[OldTerm, Status] = field(default_factory=dict[OldTerm, Status])
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    same: Mapping[int, str] = field(default_factory=dict[int, str])
    apart: frozenset[tuple[int, str]] = frozenset()
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])
