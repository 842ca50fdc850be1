"""The roster as a table in a file: people down, days across, a letter a cell; it comes back by the import."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.operations.roster_weeks import Weeks
from cmt_desk.operations.spreadsheet import as_csv
from cmt_desk.store.safety import save_whole
from cmt_desk.wording import cell_letter

FIXED = 4  # columns before the days
FILLS = {
    Cell.OFFICE: {"bg_color": "#0B5C7A", "font_color": "#FFFFFF", "bold": True},
    Cell.HOME: {"bg_color": "#DCEAF0", "font_color": "#0B5C7A"},
    Cell.ISOLATION: {"pattern": 14, "fg_color": "#A60B30", "bg_color": "#FFFFFF", "bold": True},
    Cell.LEAVE: {"bg_color": "#C3CBD2"},
}


def table(weeks: Weeks) -> list[list[str]]:
    """The header, then a row a person. "-" is not planned; a day off is empty."""
    header = ["NPP", _("Name"), _("Function"), _("Team"), *(day.isoformat() for day in weeks.days)]
    rows = [header]
    for line in weeks.lines:
        if e := line.employee:
            cells = [text(weeks, (e.number, day)) for day in weeks.days]
            rows.append([e.number, e.name, weeks.function_names.get(e.function, ""), e.team or "", *cells])
    return rows


def text(weeks: Weeks, key: tuple[str, date]) -> str:
    cell = weeks.cells.get(key, Cell.UNPLANNED)
    if not weeks.works(key[1]):
        return ""
    return "-" if cell is Cell.UNPLANNED else cell_letter(cell)


def write_roster(weeks: Weeks, file: Path) -> int:
    """CSV or XLSX, told by the name; the number of people. Raises Trouble when the file cannot be written."""
    rows = table(weeks)
    save_whole(_xlsx(weeks, rows) if file.suffix.casefold() == ".xlsx" else as_csv(rows), file)
    return len(rows) - 1


def _xlsx(weeks: Weeks, rows: list[list[str]]) -> bytes:
    """Every cell is text, so that a number keeps its zeros and a name is never a formula."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    made = BytesIO()
    book: Any = xlsxwriter.Workbook(
        made, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    book.set_properties({"title": weeks.branch.name, "created": date(2020, 1, 1)})
    sheet = book.add_worksheet(weeks.branch.code[:31])
    head = book.add_format({"bold": True, "bottom": 1, "rotation": 90, "num_format": "@"})
    plain = book.add_format({"num_format": "@"})
    off = book.add_format({"bg_color": "#EEF2F5", "num_format": "@"})
    fills = {c: book.add_format({**f, "align": "center", "num_format": "@"}) for c, f in FILLS.items()}
    people = [line.employee for line in weeks.lines if line.employee]
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            style = head if y == 0 else plain
            if y and x >= FIXED:
                day = weeks.days[x - FIXED]
                cell = weeks.cells.get((people[y - 1].number, day), Cell.UNPLANNED)
                style = fills.get(cell, plain) if weeks.works(day) else off
            sheet.write_string(y, x, value, style)
    sheet.freeze_panes(1, FIXED)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 2, 24)
    sheet.set_column(3, 3, 6)
    sheet.set_column(FIXED, FIXED + len(weeks.days) - 1, 3.3)
    if len(rows) > 1:
        allowed = [cell_letter(c) for c in (Cell.OFFICE, Cell.HOME, Cell.LEAVE, Cell.ISOLATION)] + ["-"]
        sheet.data_validation(1, FIXED, len(rows) - 1, len(rows[0]) - 1, {
            "validate": "list", "source": allowed, "ignore_blank": True, "error_type": "warning",
            "error_title": _("Roster"), "error_message": _("Write W, H, C or -."),
        })  # fmt: skip
    book.close()
    return made.getvalue()
