"""What an import would do, and the tools its readers share."""

import gc
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import Column, DateRepair, NotADate, SetAside, fold, match_columns, read_date
from cmt_desk.domain.mapping import ColumnMapping, header_position
from cmt_desk.i18n import _
from cmt_desk.operations.imports.choices import Choices
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.questions import Difference, Questions
from cmt_desk.operations.spreadsheet import as_csv
from cmt_desk.store import Store
from cmt_desk.store.safety import save_whole

HEADER_WITHIN = 15  # titles may stand above the header
NOTHING_CHOSEN = Choices()
SHOWN = 6  # rows that are shown as they will be understood


Row = Mapping[str, str]
Read = TypeVar("Read")
Work = Generator[
    float, None, Read
]  # long work in slices: yields how far it is (0 to 1), returns what it made


def done(work: Work[Read]) -> Read:
    """Do long work in one go: where nobody watches.

    Without the collector of cycles, which would look through a growing list again and again for none.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        while True:
            next(work)
    except StopIteration as finished:
        return finished.value
    finally:
        if collecting:
            gc.enable()


@dataclass
class Intake:
    """The preview: counts, what is set aside, what to know; and how to write it.

    Always: read = taken + set aside, and taken = new + changed + unchanged.
    """

    kind: str
    source: str
    label: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    aside: list[SetAside] = field(default_factory=list[SetAside])
    notices: list[str] = field(default_factory=list[str])
    repairs: list[DateRepair] = field(default_factory=list[DateRepair])
    columns: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])  # our column → its header in the file
    sample: list[tuple[int, Row]] = field(default_factory=list[tuple[int, Row]])  # first rows, our words
    questions: Questions = field(default_factory=Questions)
    differences: list[Difference] = field(default_factory=list[Difference])
    taken_over: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])  # those people ticked
    write: Callable[[Store], Work[None] | None] = lambda store: None
    reason: str | None = None  # what the journal keeps beside the label
    of_cells: bool = False  # a grid is counted by its cells, not by its rows

    @property
    def taken(self) -> int:
        return self.new + self.changed + self.unchanged

    @property
    def read(self) -> int:
        return self.taken + len(self.aside)

    @property
    def writes(self) -> int:
        """Rows that will be written: new, changed, and those with a difference that was ticked."""
        ticked = {d.line for d in self.differences if (d.line, d.field) in self.taken_over and not d.changes}
        return self.new + self.changed + len(ticked)

    def count(self, before: object, after: object) -> bool:
        """Count a row by what it does; True if it has to be written."""
        if before is None:
            self.new += 1
        elif before == after:
            self.unchanged += 1
        else:
            self.changed += 1
        return before != after

    def take_over_all(self) -> None:
        """The file's values instead of the desk's, wherever they differ."""
        self.taken_over = {(d.line, d.field) for d in self.differences}

    def summary(self) -> str:
        return f"read={self.read} taken={self.taken} unchanged={self.unchanged} set_aside={len(self.aside)}"


class Unfit(Exception):
    """One value that cannot be taken; the row is set aside with it."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(column, value, reason)
        self.column, self.value, self.reason = column, value, reason


def each_understood(
    table: Table,
    columns: Sequence[Column],
    intake: Intake,
    understand: Callable[[int, Row], Read],
    choices: Choices = NOTHING_CHOSEN,
) -> Iterator[Read | None]:
    """What `understand` makes of each row below the header; None for a row that is set aside (Unfit).

    Raises Refused when a needed column is missing.
    """
    mapping = choices.mapping
    position, where, extra = _mapped(table, mapping) if mapping else _header(table, columns)
    header = table.rows[position][1]
    intake.columns = header
    intake.headers = {name: header[at] for name, at in where.items()}
    if extra:
        intake.notices.append(
            _("Columns not read, left in the file: {columns}.").format(columns=", ".join(extra))
        )
    said = {column.name: column.headers[0] for column in columns}  # of what the file does not have
    for line, cells in table.rows[position + 1 :]:
        padded = cells if len(cells) >= len(header) else [*cells, *[""] * (len(header) - len(cells))]
        if corrected := choices.cells.get(line):
            padded = [corrected.get(title, cell) for title, cell in zip(header, padded, strict=False)]
        row = {name: padded[at] for name, at in where.items()}
        ours = _translated(row, mapping) if mapping else row
        if len(intake.sample) < SHOWN:
            intake.sample.append((line, ours))
        try:
            yield understand(line, ours)
        except Unfit as unfit:
            whole = dict(zip(header, padded, strict=False))
            column = intake.headers.get(unfit.column) or said.get(unfit.column, unfit.column)
            value = whole.get(column) or unfit.value
            intake.aside.append(SetAside(line, column, value, unfit.reason, whole))
            yield None


def understood(
    table: Table, columns: Sequence[Column], intake: Intake, understand: Callable[[int, Row], Read]
) -> Iterator[Read]:
    """What `understand` makes of each row that is not set aside."""
    for made in each_understood(table, columns, intake, understand):
        if made is not None:
            yield made


def _translated(row: dict[str, str], mapping: ColumnMapping) -> Row:
    """A foreign row in our words; those without a counterpart stay as they are, to be set aside."""
    row |= mapping.fixed
    for name, words in mapping.words.items():
        if name in row and (ours := words.get(fold(row[name]))):
            row[name] = ours
    return row


def _mapped(table: Table, mapping: ColumnMapping) -> tuple[int, dict[str, int], list[str]]:
    """Where a mapping's columns stand. Raises Refused for a file that does not have them."""
    position = header_position([cells for _line, cells in table.rows[:HEADER_WITHIN]])
    header = [fold(cell) for cell in table.rows[position][1]]
    absent = [title for title in mapping.columns.values() if title and fold(title) not in header]
    if absent:
        raise Refused(
            _(
                "{file} has no column {columns}, which the column mapping names; choose another mapping."
            ).format(file=table.name, columns=", ".join(f"“{title}”" for title in absent))
        )
    where = {name: header.index(fold(title)) for name, title in mapping.columns.items() if title}
    return position, where, []


def _header(table: Table, columns: Sequence[Column]) -> tuple[int, dict[str, int], list[str]]:
    """Which row is the header, where our columns stand in it, and what else it names."""
    rows = [header for _line, header in table.rows[:HEADER_WITHIN]]
    found = [match_columns(header, columns) for header in rows]
    position = min(range(len(found)), key=lambda n: len(found[n][1]))
    where, missing, extra = found[position]
    if missing:
        raise refuse_missing(table, missing)
    return position, where, extra


def refuse_missing(table: Table, columns: Sequence[str]) -> Refused:
    return Refused(
        _("{file} has no column {columns}; the first row must name the columns.").format(
            file=table.name, columns=", ".join(f"“{m}”" for m in columns)
        )
    )


def needed(row: Row, column: str) -> str:
    """The value of a column that may not be empty."""
    value = row.get(column, "").strip()
    if not value:
        raise Unfit(column, "", _("is empty"))
    return value


def past_date(row: Row, column: str, today: date) -> date | None:
    """A date that is not in the future, None if empty. Raises Unfit with the reason."""
    value = row.get(column, "").strip()
    if not value:
        return None
    try:
        day = read_date(value)
    except NotADate as error:
        raise Unfit(column, value, date_reason(str(error))) from None
    if day > today and day > today + timedelta(days=1):
        raise Unfit(column, value, _("lies in the future"))
    return day


def date_reason(code: str) -> str:
    match code:
        case "TWO_DIGIT_YEAR":
            return _("has a two-digit year; write four digits")
        case "IMPOSSIBLE":
            return _("is not a day of the calendar")
        case "EMPTY":
            return _("is empty")
        case _:
            return _("is not a date; write it like 2 Desember 2020 or 2020-12-02")


def save_aside(intake: Intake, file: Path) -> None:
    """The rows set aside with line, column and reason, in a CSV that can be corrected and imported again.

    Raises Trouble.
    """
    rows = [[*intake.columns, _("line"), _("column"), _("value"), _("reason")]]
    for entry in intake.aside:
        cells = [entry.row.get(column, "") for column in intake.columns]
        rows.append([*cells, str(entry.line), entry.column, entry.value, entry.reason])
    save_whole(as_csv(rows), file)
