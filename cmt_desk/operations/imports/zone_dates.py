"""The days of bulletins: read from a file's name, doubted by order and cadence, never changed unasked."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import DateRepair, doubtful_dates
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.imports.files import Table

WEEK = timedelta(days=7)


def repairs(first_lines: Mapping[date, int]) -> list[DateRepair]:
    """Dates out of order; and, for the data is of a Sunday, dates on another weekday of a known cadence."""
    ordered = sorted(first_lines.items(), key=lambda item: item[1])
    found = {r.published: r for r in doubtful_dates(ordered)}
    for day, line in ordered:
        if day.weekday() != 6 and day not in found:
            found[day] = DateRepair(day, _sunday_for(day), line)
    return list(found.values())


def _sunday_for(day: date) -> date:
    """The same day of a neighbouring month if a Sunday (a mistyped month), else the nearest Sunday."""
    for months in (1, -1):
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if day.day <= 28 and date(year, month + 1, day.day).weekday() == 6:
            return date(year, month + 1, day.day)
    return day + timedelta(days=6 - day.weekday()) - (WEEK if day.weekday() < 3 else timedelta(0))


def repair_notice(repair: DateRepair) -> str:
    return _(
        "Line {line}: the bulletin of {day} breaks the order or the weekly cadence (data is of a Sunday);"
        " proposed: {proposed}. Nothing was changed."
    ).format(
        line=number(repair.line),
        day=long_date(repair.published),
        proposed=long_date(repair.proposed),
    )


def undated_day(table: Table, on: date | None, today: date) -> date | None:
    """The day of rows without a date: as told, else from the file's name. Raises Refused for the future."""
    day = on or _day_in_name(table.name)
    if day and day > today:
        told = _("{file}: {day} lies in the future; nothing was read.")
        raise Refused(told.format(file=table.name, day=long_date(day)))
    return day


def _day_in_name(name: str) -> date | None:
    match = re.search(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)", name)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
