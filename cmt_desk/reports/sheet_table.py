"""The figures of a sheet for a spreadsheet: numbers as numbers, and no text can become a formula."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from cmt_desk.domain.sheet_figures import Value, known
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.figure_wording import figure_name, figure_text
from cmt_desk.i18n import _, full_date, long_date
from cmt_desk.reports.sheet_lines import office_lines
from cmt_desk.wording import zone_name

Cell = str | int | float | date | None
A4 = 9  # as spreadsheets number paper sizes
Table = Sequence[Sequence[Cell]]


def figure_table(sheet: StatusSheet, names: Mapping[str, str]) -> Table:
    """A row a figure: its key, its name, its value; words where it is neither a number nor a day."""
    rows: list[list[Cell]] = [
        [_("Key"), _("Figure"), _("Value")],
        ["day", _("Day of the figures"), sheet.facts.day],
    ]
    for key, value in known(sheet).figures.items():
        rows.append([key, figure_name(key, names), _cell(key, value)])
    return rows


def _cell(key: str, value: Value) -> Cell:
    if isinstance(value, int | float):
        return value
    return date.fromisoformat(value) if key == "bulletin" else figure_text(key, value)


def office_table(sheet: StatusSheet) -> Table:
    """A row an office. What an office did not tell is left empty, never 0."""
    rows: list[list[Cell]] = [
        [
            _("Code"), _("Office"), _("Regional office"), _("Zone"), _("Employees"), _("Cap"), "WAO", "WFH",
            _("Away"), _("Cumulative positive"), _("New cases"), _("Under care"), _("Recovered"),
            _("Deceased"), _("Remark"),
        ]
    ]  # fmt: skip
    regions = {region.code: region.short for region in sheet.facts.regional_offices}
    for line in office_lines(sheet):
        office, own = line.office, line.crew
        told = None if own.unknown else own
        rows.append(
            [
                office.branch.code, office.branch.name,
                regions.get(office.branch.regional_office, office.branch.regional_office),
                zone_name(office.zone), office.cap.headcount, office.cap.people if office.cap.known else None,
                told and told.wao, told and told.wfh, told and told.away, line.cases.cumulative,
                line.cases.new, office.active, line.cases.recovered, line.cases.deaths, line.remark,
            ]
        )  # fmt: skip
    return rows


def as_xlsx(sheet: StatusSheet, names: Mapping[str, str]) -> bytes:
    """Two leaves, figures and offices, under a line that says which sheet it is."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    made = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book: Any = xlsxwriter.Workbook(made, options)
    number_of = sheet.stamp.number if sheet.stamp else sheet.number
    title = f"{number_of} · {_('Daily status sheet')} · {full_date(sheet.facts.day)} · {_('RESTRICTED')}"
    book.set_properties({"title": title, "comments": long_date(sheet.facts.day)})
    for name, rows in ((_("Figures"), figure_table(sheet, names)), (_("Offices"), office_table(sheet))):
        _write(book, book.add_worksheet(name), title, rows)
    book.close()
    return made.getvalue()


def _write(book: Any, leaf: Any, title: str, rows: Table) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    whole, parted = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "#,##0.00"})
    leaf.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 12}))
    for y, row in enumerate(rows, start=2):
        for x, cell in enumerate(row):
            match cell:
                case date():
                    leaf.write_datetime(y, x, datetime.combine(cell, time()), day)
                case int() | float():
                    leaf.write_number(y, x, cell, whole if cell == int(cell) else parted)
                case str() if cell:
                    leaf.write_string(y, x, cell, bold if y == 2 else None)
                case _:
                    pass
    leaf.freeze_panes(3, 0)
    leaf.autofilter(2, 0, max(3, len(rows) + 1), len(rows[0]) - 1)
    leaf.set_column(0, 0, 26)
    leaf.set_column(1, 2, 38)
    leaf.set_column(3, len(rows[0]) - 1, 14)
    leaf.set_paper(A4)  # for who prints it: as wide as a page, the heads on each
    leaf.fit_to_pages(1, 0)
    leaf.repeat_rows(2)
    if len(rows[0]) > 3:
        leaf.set_landscape()
