"""A list of the day's figures: one row is one indicator at one place on one day."""

from datetime import date
from typing import Any

from cmt_desk.domain.indicators import Reading, Unreadable, read_value
from cmt_desk.domain.intake import Column, fold
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.imports.employees import branch_words
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, date_reason, needed, past_date, understood
from cmt_desk.operations.readings import unreadable_reason
from cmt_desk.store import Store
from cmt_desk.store.indicators import key

COLUMNS = (
    Column("indicator", ("indikator", "indicator", "uraian"), needed=True),
    Column("day", ("tanggal", "day", "date"), needed=True),
    Column("value", ("nilai", "value", "angka"), needed=True),
    Column("branch", ("kantor", "branch", "kode kantor", "office")),
)
NATIONAL = ("", "nasional", "national")


def read_readings(store: Store, table: Table, *, today: date | None = None) -> Intake:
    """Preview a list of figures; without an office a row is the institution's own.

    A value of the same indicator, place and day is corrected by the file.
    """
    intake = Intake(
        "readings", table.name, label=_("Import daily figures from {file}").format(file=table.name)
    )
    until = today or today_of(store)
    branches, stored = branch_words(store.branches.all()), store.indicators.stored()
    known = {fold(w): i for i in store.indicators.all() for w in (i.code, i.name_id, i.name_en)}
    seen: dict[str, float] = {}
    write: list[Reading] = []

    def understand(_line: int, row: Row) -> Reading:
        word, office, text = needed(row, "indicator"), row.get("branch", ""), needed(row, "value")
        if fold(word) not in known:
            raise Unfit("indicator", word, _("is not in the list of indicators"))
        indicator = known[fold(word)]
        if fold(office) not in branches and fold(office) not in NATIONAL:
            raise Unfit("branch", office, _("is not an office of this desk"))
        branch = "" if fold(office) in NATIONAL else branches[fold(office)]
        day = past_date(row, "day", until)
        if day is None:
            raise Unfit("day", "", date_reason("EMPTY"))
        if day > until:
            raise Unfit("day", row["day"], _("lies in the future"))
        try:
            value = read_value(text, indicator.decimals)
        except Unreadable as bad:
            raise Unfit("value", text, unreadable_reason(bad.why)) from None
        if seen.get(key(indicator.code, branch, day), value) != value:
            raise Unfit("value", text, _("stands twice with different content"))
        return Reading(indicator.code, branch, day, value, table.name)

    for reading in understood(table, COLUMNS, intake, understand):
        at = key(reading.indicator, reading.branch, reading.day)
        before: Any = seen.get(at, stored.get(at))
        seen[at] = reading.value
        if intake.count(before, reading.value):
            write.append(reading)
    intake.write = lambda target: target.indicators.put(write)
    return intake
