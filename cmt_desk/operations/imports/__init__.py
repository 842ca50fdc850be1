"""Files from outside: read, shown, then taken whole; rows that do not fit are set aside with the reason."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from cmt_desk.domain.intake import Column, match_columns
from cmt_desk.operations.imports import attendance, branches, cases, employees, zones
from cmt_desk.operations.imports.attendance import read_attendance
from cmt_desk.operations.imports.branches import read_branches
from cmt_desk.operations.imports.cases import read_cases
from cmt_desk.operations.imports.employees import read_employees
from cmt_desk.operations.imports.files import read_table
from cmt_desk.operations.imports.intake import HEADER_WITHIN, Intake, save_aside
from cmt_desk.operations.imports.roster import is_roster, read_roster
from cmt_desk.operations.imports.zones import DateNeeded, read_zones
from cmt_desk.store import Store

READERS: Mapping[str, Callable[..., Intake]] = {
    "zones": read_zones,
    "branches": read_branches,
    "employees": read_employees,
    "cases": read_cases,
    "attendance": read_attendance,
    "roster": read_roster,
}

COLUMNS: Mapping[str, Sequence[Column]] = {
    "branches": branches.COLUMNS,
    "employees": employees.COLUMNS,
    "cases": cases.COLUMNS,
    "zones": zones.COLUMNS,
    "attendance": attendance.COLUMNS,
}

__all__ = ["READERS", "DateNeeded", "Intake", "guess_kind", "preview", "save_aside", "take"]


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


def preview(
    store: Store, kind: str, file: Path, *, repair_dates: bool = False, on: date | None = None
) -> Intake:
    """What importing this file would do; nothing is written. Raises Refused for what is not a table.

    `repair_dates` and `on` (the day of a bulletin that names none) are for bulletins.
    """
    if kind == "zones":
        return read_zones(store, read_table(file), repair_dates=repair_dates, on=on)
    return READERS[kind](store, read_table(file))


def take(store: Store, intake: Intake) -> None:
    """Write everything the preview counted as new or changed, as one operation."""
    with store.operation(f"import_{intake.kind}", intake.label, reason=intake.reason):
        intake.write(store)
