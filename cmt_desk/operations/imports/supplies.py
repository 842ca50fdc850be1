"""A list of counted supplies: one row is one kind at one office on one day."""

from datetime import date
from typing import Any

from cmt_desk.domain.indicators import Unreadable, read_value
from cmt_desk.domain.intake import Column, fold
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.imports.employees import branch_words
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, date_reason, needed, past_date, understood
from cmt_desk.operations.readings import unreadable_reason
from cmt_desk.store import Store

MOST = 10**9  # pieces
COLUMNS = (
    Column("branch", ("kantor", "branch", "kode kantor", "office"), needed=True),
    Column("item", ("barang", "item", "perlengkapan", "jenis barang"), needed=True),
    Column("day", ("tanggal", "day", "date", "tanggal hitung"), needed=True),
    Column("quantity", ("jumlah", "quantity", "stok", "stock"), needed=True),
)


def read_supplies(store: Store, table: Table, *, today: date | None = None) -> Intake:
    """Preview a list of counts. A count of the same office, kind and day is corrected by the file."""
    intake = Intake("supplies", table.name, label=_("Import supplies from {file}").format(file=table.name))
    until = today or today_of(store)
    branches, stored = branch_words(store.branches.all()), store.supplies.counted()
    kinds = {
        fold(word): item.code
        for item in store.supplies.items()
        for word in (item.code, item.name_id, item.name_en)
    }
    seen: dict[tuple[str, str, str], dict[str, Any]] = {}
    write: list[dict[str, Any]] = []

    def understand(_line: int, row: Row) -> dict[str, Any]:
        office, kind = needed(row, "branch"), needed(row, "item")
        if fold(office) not in branches:
            raise Unfit("branch", office, _("is not an office of this desk"))
        if fold(kind) not in kinds:
            raise Unfit("item", kind, _("is not in the list of supplies"))
        day = past_date(row, "day", until)
        if day is None:
            raise Unfit("day", "", date_reason("EMPTY"))
        if day > until:
            raise Unfit("day", row["day"], _("lies in the future"))
        wanted: dict[str, Any] = {
            "branch": branches[fold(office)],
            "item": kinds[fold(kind)],
            "day": day.isoformat(),
            "quantity": _quantity(row),
            "source": table.name,
        }
        if seen.get(_key(wanted), wanted)["quantity"] != wanted["quantity"]:
            raise Unfit("quantity", row["quantity"], _("stands twice with different content"))
        return wanted

    for wanted in understood(table, COLUMNS, intake, understand):
        before = seen.get(_key(wanted)) or stored.get(_key(wanted))
        seen[_key(wanted)] = wanted
        if intake.count(before and before["quantity"], wanted["quantity"]):
            write.append(wanted)
    intake.write = lambda target: target.supplies.put_counts(write)
    return intake


def _key(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["branch"], row["item"], row["day"]


def _quantity(row: Row) -> int:
    """Whole pieces, with or without marks between thousands: "1.200" and "1200"."""
    text = needed(row, "quantity")
    try:
        value = read_value(text, 0)
        if value >= MOST:
            raise Unreadable("LARGE")
    except Unreadable as bad:
        raise Unfit("quantity", text, unreadable_reason(bad.why)) from None
    return int(value)
