"""Files from outside: read, shown, then taken whole; rows that do not fit are set aside with the reason."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from pathlib import Path

from cmt_desk.domain.intake import Column, fold, match_columns
from cmt_desk.domain.mapping import SAMPLE, ColumnMapping, guess_mapping, guess_word, header_position
from cmt_desk.i18n import _
from cmt_desk.operations.imports import (
    attendance,
    branches,
    case_words,
    cases,
    contacts,
    employees,
    readings,
    supplies,
    zones,
)
from cmt_desk.operations.imports.attendance import read_attendance
from cmt_desk.operations.imports.branches import read_branches
from cmt_desk.operations.imports.cases import reading_cases
from cmt_desk.operations.imports.choices import Choices
from cmt_desk.operations.imports.contacts import reading_contacts
from cmt_desk.operations.imports.employees import branch_words, read_employees
from cmt_desk.operations.imports.files import Table, read_table
from cmt_desk.operations.imports.intake import (
    HEADER_WITHIN,
    NOTHING_CHOSEN,
    Intake,
    Work,
    done,
    save_aside,
)
from cmt_desk.operations.imports.readings import read_readings
from cmt_desk.operations.imports.roster import is_roster, read_roster
from cmt_desk.operations.imports.supplies import read_supplies
from cmt_desk.operations.imports.zones import DateNeeded, read_zones
from cmt_desk.operations.mappings import remembered
from cmt_desk.store import Store

__all__ = [
    "COLUMNS",
    "KINDS",
    "SLICED",
    "Choices",
    "DateNeeded",
    "Intake",
    "guess_kind",
    "guessed_mapping",
    "header_of",
    "is_foreign",
    "known_words",
    "mapped_words",
    "opening",
    "preview",
    "reading",
    "save_aside",
    "take",
    "taking",
]

READERS: Mapping[str, Callable[..., Intake]] = {
    "zones": read_zones,
    "branches": read_branches,
    "employees": read_employees,
    "attendance": read_attendance,
    "roster": read_roster,
    "supplies": read_supplies,
    "readings": read_readings,
}
SLICED: Mapping[str, Callable[..., Work[Intake]]] = {  # long lists, and those that may be foreign
    "cases": reading_cases,
    "contacts": reading_contacts,
}
KINDS = (*READERS, *SLICED)
COLUMNS: Mapping[str, Sequence[Column]] = {
    "branches": branches.COLUMNS,
    "employees": employees.COLUMNS,
    "cases": cases.COLUMNS,
    "contacts": contacts.COLUMNS,
    "zones": zones.COLUMNS,
    "attendance": attendance.COLUMNS,
    "supplies": supplies.COLUMNS,
    "readings": readings.COLUMNS,
}


def guess_kind(file: Path) -> str | None:
    """What a dropped file holds, told from its header: the kind that finds most of its columns."""
    rows = read_table(file).rows[:HEADER_WITHIN]
    if any(is_roster(header) for _line, header in rows):
        return "roster"
    found: dict[str, int] = {}
    for kind, columns in COLUMNS.items():
        for _line, header in rows:
            where, missing, _extra = match_columns(header, columns)
            if not missing:
                found[kind] = max(found.get(kind, 0), len(where))
    return max(found, key=lambda kind: found[kind], default=None)


def is_foreign(kind: str, table: Table) -> bool:
    """Whether a list of cases or contacts needs a column mapping: its header lacks columns we need."""
    header = (cells for _line, cells in table.rows[:HEADER_WITHIN])
    return kind in SLICED and all(match_columns(cells, COLUMNS[kind])[1] for cells in header)


def preview(
    store: Store,
    kind: str,
    file: Path,
    choices: Choices = NOTHING_CHOSEN,
    *,
    repair_dates: bool = False,
    on: date | None = None,
) -> Intake:
    """What importing this file would do; nothing is written. Raises Refused for what is not a table.

    `repair_dates` and `on` (the day of a bulletin that names none) are for bulletins. A foreign list is read
    with the mapping chosen, else with the one that is remembered for its header.
    """
    table = read_table(file)
    if kind == "zones":
        return read_zones(store, table, repair_dates=repair_dates, on=on)
    if kind in READERS:
        return READERS[kind](store, table)
    kept = None
    if choices.mapping is None and is_foreign(kind, table):
        kept = remembered(store, kind, header_of(table))
        choices = replace(choices, mapping=kept.mapping if kept else None)
    intake = done(reading(store, kind, table, choices))
    if kept:
        intake.notices.insert(0, _("Read with the column mapping “{name}”.").format(name=kept.name))
    return intake


def opening(file: Path) -> Work[Table]:
    """The rows of a file, read beside the window; yields while it lasts. Raises Refused like `read_table`."""
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(copy_context().run, read_table, file)
        while not waiting.done():
            wait([waiting], 0.004)
            yield 0
        return waiting.result()


def mapped_words(table: Table, column: str) -> Counter[str]:
    """The words that stand under a header of the file, with how often."""
    header = header_of(table)
    at = header.index(column)
    below = table.rows[[cells for _line, cells in table.rows].index(list(header)) + 1 :]
    return Counter(cells[at] for _line, cells in below if at < len(cells) and cells[at])


def known_words(store: Store, kind: str) -> dict[str, dict[str, str]]:
    """Our columns that hold words, each with the words we know and what they stand for."""
    if kind == "contacts":
        return dict(contacts.KNOWN)
    return {**case_words.KNOWN, "branch": branch_words(store.branches.all())}


def guessed_mapping(store: Store, kind: str, table: Table) -> ColumnMapping:
    """A proposal for a foreign list: its columns, and the words that have a counterpart of ours."""
    header = header_of(table)
    rows = [cells for _line, cells in table.rows[1 : HEADER_WITHIN + SAMPLE]]
    known = known_words(store, kind)
    guess = guess_mapping(header, rows, COLUMNS[kind], known)
    words = {
        name: {fold(word): guess_word(word, known[name]) for word in mapped_words(table, title)}
        for name, title in guess.columns.items()
        if name in known
    }
    return replace(guess, words=words)


def reading(store: Store, kind: str, table: Table, choices: Choices) -> Work[Intake]:
    """A preview in slices, of cases and contacts; raises Refused where a column is missing."""
    return SLICED[kind](store, table, choices)


def header_of(table: Table) -> Sequence[str]:
    """The row that names the columns of a foreign list."""
    return table.rows[header_position([cells for _line, cells in table.rows[:HEADER_WITHIN]])][1]


def take(store: Store, intake: Intake) -> None:
    """Write everything the preview counted as new or changed, and what was ticked, as one operation."""
    with store.operation(f"import_{intake.kind}", intake.label, reason=intake.reason):
        for _share in _written(store, intake):
            pass


def taking(store: Store, intake: Intake) -> Iterator[float]:
    """The same in slices: all or nothing. Closing it before its end takes everything back."""
    return store.in_slices(f"import_{intake.kind}", intake.label, _written(store, intake))


def _written(store: Store, intake: Intake) -> Iterator[float]:
    yield from intake.write(store) or ()
