"""The roster as a file for a spreadsheet."""

import csv
from pathlib import Path

from cmt_desk.i18n import _
from cmt_desk.operations.imports.intake import tame
from cmt_desk.operations.roster_weeks import Weeks
from cmt_desk.store.trouble import told_apart
from cmt_desk.wording import cell_name


def write_roster(weeks: Weeks, file: Path) -> int:
    """Every planned cell a line; the number of lines. Raises Trouble when the file cannot be written.

    For Excel in an Indonesian locale: semicolons, UTF-8 with BOM; nothing can start a formula.
    """
    lines = [
        (e.number, e.name, day.isoformat(), cell_name(weeks.cells[e.number, day]))
        for e in weeks.people
        for day in weeks.days
        if (e.number, day) in weeks.cells
    ]
    with told_apart(file), file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow([_("employee"), _("name"), _("day"), _("place")])
        writer.writerows([tame(cell) for cell in line] for line in lines)
    return len(lines)
