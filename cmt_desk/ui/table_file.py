"""A table as a file for a spreadsheet: CSV (`;`, UTF-8 with BOM) or XLSX, by the name's ending."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk.operations.spreadsheet import as_csv
from cmt_desk.paths import documents
from cmt_desk.store.safety import save_whole

Cell = str | int | float | date | None


def ask_table_file(owner: QWidget, title: str, name: str) -> Path | None:
    """Where to save what is proposed as `name` (without its ending); None where the user leaves it."""
    kinds = "XLSX (*.xlsx);;CSV (*.csv)"
    chosen, _kind = QFileDialog.getSaveFileName(owner, title, str(documents() / f"{name}.xlsx"), kinds)
    return Path(chosen) if chosen else None


def write_table(rows: Sequence[Sequence[Cell]], file: Path) -> None:
    """Raises Trouble when the file cannot be written."""
    if file.suffix.lower() == ".xlsx":
        save_whole(_as_xlsx(rows), file)
    else:
        save_whole(as_csv([_plain(cell) for cell in row] for row in rows), file)


def _plain(cell: Cell) -> str:
    """Decimals with a comma: a spreadsheet in Indonesian takes 2.12 for a day."""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return "" if cell is None else str(cell)


def _as_xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Numbers as numbers, days as days; a name that begins with = stays a name."""
    import io

    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            match cell:
                case date():
                    sheet.write_datetime(y, x, datetime.combine(cell, time()), day)
                case int() | float():
                    sheet.write_number(y, x, cell)
                case str() if cell:
                    sheet.write_string(y, x, cell, bold if y == 0 else None)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
    sheet.autofit()
    book.close()
    return made.getvalue()
