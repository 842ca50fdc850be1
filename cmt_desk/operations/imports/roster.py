"""A roster that was taken out as a table and corrected there: each cell that differs comes in as a draft."""

from collections.abc import Mapping, Sequence
from datetime import date

from cmt_desk.domain.intake import Column, NotADate, SetAside, fold, match_columns, read_date
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _, medium_date
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import HEADER_WITHIN, Intake, refuse_missing
from cmt_desk.operations.roster_edit import Key, edit_cells, notice
from cmt_desk.store import Store

COLUMNS = (Column("number", ("npp", "employee", "karyawan", "nomor karyawan", "number"), needed=True),)
WORDS = {
    "w": Cell.OFFICE, "wao": Cell.OFFICE, "wfo": Cell.OFFICE,
    "h": Cell.HOME, "wfh": Cell.HOME,
    "c": Cell.LEAVE, "l": Cell.LEAVE, "cuti": Cell.LEAVE, "leave": Cell.LEAVE,
    "i": Cell.ISOLATION, "isolasi": Cell.ISOLATION,
    "-": Cell.UNPLANNED,
}  # fmt: skip
Row = tuple[int, Sequence[str]]  # the line in the file, and its cells


def days_of(header: Sequence[str]) -> dict[int, date]:
    """The columns of a header that stand for a day."""
    found: dict[int, date] = {}
    for n, cell in enumerate(header):
        try:
            found[n] = read_date(cell)
        except NotADate:
            continue
    return found


def is_roster(header: Sequence[str], least: int = 2) -> bool:
    """People by number, and so many days at least: with two no other table of ours looks so."""
    return not match_columns(header, COLUMNS)[1] and len(days_of(header)) >= least


def read_roster(store: Store, table: Table, today: date | None = None) -> Intake:
    """Preview a roster cell by cell: what differs from the desk, and what cannot be taken, cell by cell.

    An empty cell says nothing; "-" empties one. Raises Refused when the table names no people or no days.
    """
    today = today or today_of(store)
    intake = Intake(
        "roster", table.name, label=_("Import a roster from {file}").format(file=table.name), of_cells=True
    )
    position, where, days = _header(table)
    intake.columns = table.rows[position][1]
    wanted: dict[str, dict[Key, Cell]] = {}  # by office
    stored: dict[str, dict[Key, Cell]] = {}
    seen: set[str] = set()
    people = {e.number: e for e in store.people.all()}
    for row in table.rows[position + 1 :]:
        number = row[1][where] if where < len(row[1]) else ""
        person = people.get(number)
        if person is None or number in seen:
            reason = _("stands twice") if person else _("is not the number of an employee")
            _aside(intake, row, where, number, reason)
            continue
        seen.add(number)
        if person.branch not in stored:
            stored[person.branch] = store.schedule.cells(
                person.branch, min(days.values()), max(days.values())
            )
        taken = _read_row(intake, row, person, days, stored[person.branch], today)
        wanted.setdefault(person.branch, {}).update(taken)
    _finish(store, intake, wanted, today)
    return intake


def _header(table: Table) -> tuple[int, int, dict[int, date]]:
    for position, (_line, header) in enumerate(table.rows[:HEADER_WITHIN]):
        if is_roster(header, 1):
            return position, match_columns(header, COLUMNS)[0]["number"], days_of(header)
    raise refuse_missing(table, ["NPP", _("a day such as 2020-12-07")])


def _read_row(
    intake: Intake,
    row: Row,
    person: Employee,
    days: Mapping[int, date],
    stored: Mapping[Key, Cell],
    today: date,
) -> dict[Key, Cell]:
    """The cells of a person that differ from the stored ones and can be taken."""
    taken: dict[Key, Cell] = {}
    for column, day in days.items():
        value = row[1][column].strip() if column < len(row[1]) else ""
        if not value:
            continue
        before = stored.get((person.number, day), Cell.UNPLANNED)
        cell = WORDS.get(fold(value) or value)
        if cell is before:
            intake.unchanged += 1
        elif reason := _unfit(person, cell, before, day, today):
            _aside(intake, row, column, value, reason)
        elif cell:
            intake.count(None if before is Cell.UNPLANNED else before, cell)
            taken[person.number, day] = cell
    return taken


def _unfit(person: Employee, cell: Cell | None, before: Cell, day: date, today: date) -> str:
    """Why a cell cannot be taken; empty where it can."""
    if cell is None:
        return _("is none of W, H, C and -")
    if cell is Cell.ISOLATION or before in (Cell.ISOLATION, Cell.OFF):
        return _("follows from a case or the calendar")
    if day < today:
        return _("lies in the past")
    return "" if person.active(day) else _("does not work there on this day")


def _aside(intake: Intake, row: Row, column: int, value: str, reason: str) -> None:
    """Names the cell as a spreadsheet does: F12."""
    line, cells = row
    name = intake.columns[column] if column < len(intake.columns) else ""
    whole = dict(zip(intake.columns, cells, strict=False))
    intake.aside.append(SetAside(line, f"{_letters(column)}{line} ({_named(name)})", value, reason, whole))


def _named(header: str) -> str:
    try:
        return medium_date(read_date(header))
    except NotADate:
        return header


def _letters(column: int) -> str:
    """A, B … Z, AA: the column as a spreadsheet names it."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _finish(store: Store, intake: Intake, wanted: Mapping[str, Mapping[Key, Cell]], today: date) -> None:
    offices = {branch: cells for branch, cells in wanted.items() if cells}
    if not offices:
        return
    days = [day for cells in offices.values() for _n, day in cells]
    told = {k: c for b in offices for k, c in store.schedule.published(b, min(days), max(days)).items()}
    everything = {key: cell for cells in offices.values() for key, cell in cells.items()}
    intake.reason = notice(told, everything, today)

    def write(target: Store) -> None:
        for branch, cells in sorted(offices.items()):
            edit_cells(target, branch, cells, today=today)

    intake.write = write
