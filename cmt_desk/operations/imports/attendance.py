"""A list of attendance: one row is one employee on one day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cmt_desk.domain.attendance import WAVES, Presence
from cmt_desk.domain.intake import Column, fold
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.imports.employees import employee_number
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, date_reason, needed, past_date, understood
from cmt_desk.store import Store

COLUMNS = (
    Column("number", ("npp", "employee", "nomor pegawai", "nip"), needed=True),
    Column("day", ("tanggal", "day", "date", "hari"), needed=True),
    Column("place", ("kehadiran", "place", "tempat", "hadir", "attendance"), needed=True),
    Column("wave", ("gelombang", "wave", "shift")),
)
WORDS: Mapping[str, Presence] = {
    word: place
    for place, words in (
        (Presence.OFFICE, ("wao", "wfo", "kantor", "office", "hadir", "present")),
        (Presence.HOME, ("wfh", "rumah", "home")),
        (Presence.TRIP, ("dinas", "dinas luar", "perjalanan dinas", "trip", "travel")),
        (
            Presence.ABSENT,
            ("tidak hadir", "absen", "absent", "cuti", "leave", "sakit", "sick", "isolasi", "isolation"),
        ),
    )
    for word in words
}


def read_attendance(store: Store, table: Table, *, today: date | None = None) -> Intake:
    """Preview a list of attendance. A day that is recorded already is changed where the file differs."""
    intake = Intake(
        "attendance", table.name, label=_("Import attendance from {file}").format(file=table.name)
    )
    offices = {e.number: e.branch for e in store.people.all()}
    until = today or today_of(store)
    stored = store.attendance.stored(date.min, date.max)
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    write: list[dict[str, Any]] = []

    def understand(_line: int, row: Row) -> dict[str, Any]:
        number = employee_number(row)
        if number not in offices:
            raise Unfit("number", number, _("is not an employee of this desk"))
        day = past_date(row, "day", until)
        if day is None:
            raise Unfit("day", "", date_reason("EMPTY"))
        if day > until:
            raise Unfit("day", row["day"], _("lies in the future"))
        word = needed(row, "place")
        if fold(word) not in WORDS:
            raise Unfit("place", word, _("is none of WAO, WFH, DINAS, TIDAK HADIR"))
        wanted: dict[str, Any] = {
            "employee": number,
            "day": day.isoformat(),
            "branch": stored.get((number, day.isoformat()), {}).get("branch", offices[number]),
            "place": WORDS[fold(word)].value,
            "wave": _wave(row),
            "source": table.name,
        }
        if _said(seen.get((number, wanted["day"]), wanted)) != _said(wanted):
            raise Unfit("number", number, _("stands twice with different content"))
        return wanted

    for wanted in understood(table, COLUMNS, intake, understand):
        key = (wanted["employee"], wanted["day"])
        before = seen.get(key) or stored.get(key)
        seen[key] = wanted
        if intake.count(_said(before) if before else None, _said(wanted)):
            write.append(wanted)

    def put(target: Store) -> None:
        target.attendance.put(write)

    intake.write = put
    return intake


def _said(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What a line says, whoever says it: another file that says the same changes nothing."""
    return row["place"], row["wave"]


def _wave(row: Row) -> int | None:
    text = row.get("wave", "").strip()
    if not text:
        return None
    if text not in {str(wave) for wave in WAVES}:
        raise Unfit("wave", text, _("is neither wave 1 nor wave 2"))
    return int(text)
