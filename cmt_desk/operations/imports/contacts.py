"""A list of contacts of cases: employees by number, others by name; each under one employee's case."""

from datetime import date, timedelta
from typing import Any

from cmt_desk.domain.cases import Case
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.intake import Column, Holds, fold, read_yes_no
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.imports.choices import Choices
from cmt_desk.operations.imports.employees import employee_number
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import (
    NOTHING_CHOSEN,
    Intake,
    Row,
    Unfit,
    Work,
    each_understood,
    needed,
    past_date,
)
from cmt_desk.operations.imports.whose import full_name, reading_staff
from cmt_desk.store import Store

COLUMNS = (
    Column("case", ("npp kasus", "kasus", "case", "case employee", "kontak dari"), needed=True),
    Column("number", ("npp", "employee", "nomor pegawai", "nip", "employee number")),
    Column("name", ("nama", "name", "nama kontak", "first name", "firstname"), needed=True),
    Column("surname", ("nama belakang", "last name", "surname")),
    Column("kind", ("jenis kontak", "kind of contact", "kind"), holds=Holds.WORD),
    Column(
        "last_contact", ("kontak terakhir", "last contact", "date of last contact"), True, Holds.DATE
    ),
    Column("phone", ("telepon", "phone", "telephone", "no telepon")),
    Column("place", ("tempat", "place", "city")),
    Column("household", ("serumah", "household")),
    Column("notes", ("catatan", "notes", "keterangan")),
)  # fmt: skip
KINDS: dict[str, ContactKind] = {
    **{fold(kind.value): kind for kind in ContactKind},
    **dict.fromkeys(("near", "kontak dekat", "tatap muka", "within 1 m"), ContactKind.NEAR),
    **dict.fromkeys(("touch", "sentuhan", "bersentuhan"), ContactKind.TOUCH),
    **dict.fromkeys(("care", "merawat"), ContactKind.CARE),
    **dict.fromkeys(("same room", "satu ruangan"), ContactKind.SAME_ROOM),
    **dict.fromkeys(("other", "lainnya"), ContactKind.OTHER),
}
KNOWN = {"kind": {word: kind.value for word, kind in KINDS.items()}}
REACH = timedelta(days=14)  # a contact may be entered under a case that begins this long after it


def reading_contacts(
    store: Store, table: Table, choices: Choices = NOTHING_CHOSEN, *, today: date | None = None
) -> Work[Intake]:
    """Preview a list of contacts in slices. One who is there already (case and person) is unchanged."""
    intake = Intake("contacts", table.name, label=_("Import contacts from {file}").format(file=table.name))
    until = today or today_of(store)
    staff = yield from reading_staff(store, choices)
    cases: dict[str, list[Case]] = {}
    for part in store.cases.in_parts():
        for case in part:
            cases.setdefault(case.employee, []).append(case)
        yield 0
    there = {_person(c.case_file, c.employee, c.name, c.phone, c.last_contact) for c in store.contacts.all()}
    fresh: list[dict[str, Any]] = []

    def understand(_line: int, row: Row) -> dict[str, Any]:
        number, name = row.get("number", "").strip(), full_name(row)
        if number and number not in staff.people:
            employee_number(row)
            raise Unfit("number", number, _("is not an employee of this desk; leave it empty for others"))
        if not number and not name:
            raise Unfit("name", "", _("is empty"))
        last = past_date(row, "last_contact", until)
        if last is None:
            raise Unfit("last_contact", "", _("is empty"))
        case = _case_of(cases, row, last)
        if case.employee == number:
            raise Unfit("number", number, _("is the employee whose case it is"))
        kind = KINDS.get(fold(row.get("kind", "") or ContactKind.OTHER.value))
        if kind is None:
            raise Unfit("kind", row["kind"], _("is not a kind of contact"))
        household = read_yes_no(row.get("household", ""))
        if household is None:
            raise Unfit("household", row["household"], _("is neither yes nor no"))
        return {
            "case_file": case.id,
            "employee": number or None,
            "name": "" if number else name,
            "phone": row.get("phone", "").strip(),
            "kind": kind.value,
            "last_contact": last.isoformat(),
            "recorded": max(until, last).isoformat(),
            "place": row.get("place", "").strip(),
            "household": int(household),
            "notes": row.get("notes", "").strip(),
        }

    for n, wanted in enumerate(each_understood(table, COLUMNS, intake, understand, choices)):
        if wanted is not None:
            day = date.fromisoformat(wanted["last_contact"])
            key = _person(wanted["case_file"], wanted["employee"], wanted["name"], wanted["phone"], day)
            if intake.count(wanted if key in there else None, wanted):
                fresh.append(wanted)
            there.add(key)
        if n % 50 == 0:
            yield n / len(table.rows)
    intake.write = lambda target: target.contacts.put_contacts(
        {"id": target.new_id(), **row} for row in fresh
    )
    return intake


def _person(case: str, employee: str | None, name: str, phone: str, last: date) -> tuple[str, ...]:
    """Who a contact of a case is: an outsider's name alone is not enough."""
    return (case, employee) if employee else (case, fold(name), phone, last.isoformat())


def _case_of(cases: dict[str, list[Case]], row: Row, last: date) -> Case:
    """The latest case of the employee named that had begun when a contact of that day could matter."""
    number = needed(row, "case")
    mine = [case for case in cases.get(number, ()) if case.opened_on() <= last + REACH]
    if not mine:
        raise Unfit("case", number, _("has no case in the desk around the day of the last contact"))
    return max(mine, key=Case.opened_on)
