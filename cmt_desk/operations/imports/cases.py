"""A list of cases: one row is one case with its dates; its timeline is built from them."""

from datetime import date, timedelta
from typing import Any

from cmt_desk.domain.cases import CarePlace, Case, CaseSteps, Status
from cmt_desk.domain.duplicates import Known, duplicates
from cmt_desk.domain.intake import Column, fold
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.imports.case_words import CHOICE, PLACES, WORDS
from cmt_desk.operations.imports.employees import employee_number
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, past_date, understood
from cmt_desk.store import Store
from cmt_desk.store.rows import iso
from cmt_desk.wording import status_name

COLUMNS = (
    Column("number", ("npp", "employee", "nomor pegawai", "nip"), needed=True),
    Column("status", ("status", "status kasus"), needed=True),
    Column("onset", ("gejala", "onset", "tanggal gejala", "onset date")),
    Column("specimen", ("spesimen", "specimen", "tanggal spesimen", "specimen date")),
    Column("confirmed", ("konfirmasi", "confirmed", "tanggal konfirmasi")),
    Column("place", ("tempat", "place", "tempat rawat", "care place")),
    Column("recovered", ("sembuh", "recovered", "tanggal sembuh", "selesai isolasi")),
    Column("died", ("meninggal", "died", "tanggal meninggal", "deceased")),
    Column("notes", ("catatan", "notes", "keterangan")),
)
DATES = ("onset", "specimen", "confirmed", "recovered", "died")


def read_cases(store: Store, table: Table, *, today: date | None = None) -> Intake:
    """Preview a list of cases. A row continues the desk's case of that employee with the same first day."""
    intake = Intake("cases", table.name, label=_("Import cases from {file}").format(file=table.name))
    people = {e.number: e.branch for e in store.people.all()}
    stored: dict[str, list[Case]] = {}
    for case in store.cases.all():
        stored.setdefault(case.employee, []).append(case)
    until, steps = today or date.today(), store.cases.steps()
    seen: dict[tuple[str, date], dict[str, Any]] = {}
    write: list[tuple[dict[str, Any], Case | None]] = []

    def understand(_line: int, row: Row) -> tuple[dict[str, Any], Case | None, bool]:
        """The case as it will be, the desk's case it continues, and whether the row is a repetition."""
        read = _understand(row, people, until)
        mine = stored.get(read["employee"], [])
        key = (read["employee"], read["statuses"][0][1])
        if seen.get(key, read) != read:
            raise Unfit("number", read["employee"], _("stands twice with different content"))
        known, twice = _same_case(mine, read), key in seen
        if known is None and not twice:
            _refuse_second_case(mine, read)
        wanted = _joined(read, known, steps) if known else read
        seen[key] = read
        return wanted, known, twice

    for wanted, known, twice in understood(table, COLUMNS, intake, understand):
        if twice:
            intake.unchanged += 1
        elif intake.count(_content(known) if known else None, wanted):
            write.append((wanted, known))
    _notice_duplicates(store, intake, [wanted for wanted, known in write if known is None], until)
    intake.write = lambda target: _write(target, write)
    return intake


def _notice_duplicates(store: Store, intake: Intake, fresh: list[dict[str, Any]], today: date) -> None:
    """Say how many new cases look like one that is known under another number, or like one of the file."""
    names = store.people.names_to_compare()
    new = {
        f"row {n}": Known(f"row {n}", r["employee"], names[r["employee"]], r["branch"], r["statuses"][0][1],
                          next((day for status, day in r["statuses"] if status.closing), None))
        for n, r in enumerate(fresh)
    }  # fmt: skip
    pairs = duplicates([*store.duplicates.known(today), *new.values()], store.duplicates.told_apart())
    alike = {known.case for pair in pairs for known in (pair.first, pair.second) if known.case in new}
    if alike:
        told = _("{n} new cases may be known already; compare them under “Possible duplicates”.")
        intake.notices.append(told.format(n=number(len(alike))))


def _joined(wanted: dict[str, Any], known: Case, steps: CaseSteps) -> dict[str, Any]:
    """The desk's case with what the row adds. Nothing there is overwritten: a contradiction is set aside."""
    had = _content(known)
    statuses = list(had["statuses"])
    for status, since in wanted["statuses"]:
        if (status, since) in statuses:
            continue
        last, day = statuses[-1]
        if since < day or not steps.allows(last, status):
            raise Unfit(
                "status",
                status_name(status),
                _("the desk has “{status}” since {day}; change it by hand").format(
                    status=status_name(last), day=long_date(day)
                ),
            )
        statuses.append((status, since))
    for name in ("onset", "specimen"):
        if wanted[name] and had[name] and wanted[name] != had[name]:
            raise Unfit(
                name,
                wanted[name].isoformat(),
                _("the desk has {day}; change it by hand").format(day=long_date(had[name])),
            )
    fresh = [entry for entry in wanted["places"] if entry not in had["places"]]
    if fresh and had["places"] and fresh[0][1] <= had["places"][-1][1]:
        fresh = []  # the desk already knows where the person went next
    return {
        **had,
        "onset": had["onset"] or wanted["onset"],
        "specimen": had["specimen"] or wanted["specimen"],
        "notes": wanted["notes"] or had["notes"],
        "statuses": statuses,
        "places": [*had["places"], *fresh],
    }


def _understand(row: Row, people: dict[str, str], today: date) -> dict[str, Any]:
    """The case a row tells of: its fields, its statuses and its place."""
    number = employee_number(row)
    if number not in people:
        raise Unfit("number", number, _("is not an employee of this desk"))
    days = {name: past_date(row, name, today) for name in DATES}
    status = _status(row, days["onset"])
    place = PLACES.get(fold(row.get("place", "")))
    if row.get("place", "").strip() and place is None:
        raise Unfit("place", row["place"], _("is not a place of care"))
    statuses = _timeline(status, days)
    return {
        "employee": number,
        "branch": people[number],
        "onset": days["onset"],
        "specimen": days["specimen"],
        "notes": row.get("notes", ""),
        "statuses": statuses,
        "places": [(place, statuses[0][1])] if place else [],
    }


def _status(row: Row, onset: date | None) -> Status:
    text = row.get("status", "").strip()
    word = fold(text)
    if word in CHOICE:
        raise Unfit(
            "status",
            text,
            _("is an old term that is not one to one; choose suspect or probable"),
        )
    found = WORDS.get(word)
    if found is None:
        raise Unfit("status", text, _("is not a status of KMK 413/2020"))
    if isinstance(found, Status):
        return found
    return Status.CONFIRMED_SYMPTOMS if onset else Status.CONFIRMED_NO_SYMPTOMS


def _timeline(status: Status, days: dict[str, date | None]) -> list[tuple[Status, date]]:
    """Statuses with the day each began, checked for order."""
    onset, confirmed = days["onset"], days["confirmed"] or days["specimen"] or days["onset"]
    if status.closing or status.confirmed:
        if days["recovered"] and days["died"]:
            raise Unfit("died", str(days["died"]), _("a person cannot have recovered and died"))
        if status is Status.RECOVERED and not days["recovered"]:
            raise Unfit("recovered", "", _("is empty, yet the status says recovered"))
        if status is Status.DIED and not days["died"]:
            raise Unfit("died", "", _("is empty, yet the status says deceased"))
    if confirmed is None:
        raise Unfit("confirmed", "", _("no date says when this began (onset, specimen or confirmed)"))
    if status in (Status.DISCARDED, Status.MONITORED):
        raise Unfit("status", status_name(status), _("closed without an illness; record it by hand"))
    if status.confirmed or status.closing:
        ill = Status.CONFIRMED_SYMPTOMS if onset else Status.CONFIRMED_NO_SYMPTOMS
        timeline = [(ill if status.closing else status, confirmed)]
    else:
        timeline = [(status, onset or confirmed)]
    for name, closing in (("recovered", Status.RECOVERED), ("died", Status.DIED)):
        end = days[name]
        if end is None:
            continue
        if not timeline[0][0].confirmed and timeline[0][0] is not Status.PROBABLE:
            raise Unfit(name, str(end), _("“{status}” does not end this way").format(
                status=status_name(timeline[0][0])))  # fmt: skip
        if end < timeline[0][1] or (onset and end < onset):
            raise Unfit(name, str(end), _("is before the case began"))
        timeline.append((closing, end))
    return timeline


def _same_case(cases: list[Case], wanted: dict[str, Any]) -> Case | None:
    first = wanted["statuses"][0][1]
    ill = wanted["statuses"][0][0].confirmed
    for case in cases:
        began = min(spell.since for spell in case.statuses)
        confirmed = case.confirmed_on(date.max)
        if began == first or (ill and confirmed == first):
            return case
    return None


def _refuse_second_case(cases: list[Case], wanted: dict[str, Any]) -> None:
    """A person has one open case at a time."""
    first = wanted["statuses"][0][1]
    if any(case.is_open(first) or case.is_open(first + timedelta(days=3650)) for case in cases):
        raise Unfit("number", wanted["employee"], _("has another open case in the desk"))


def _content(case: Case) -> dict[str, Any]:
    """A stored case in the form of an imported one, to compare."""
    return {
        "employee": case.employee,
        "branch": case.branch,
        "onset": case.onset,
        "specimen": case.specimen,
        "notes": case.notes,
        "statuses": [(Status(s.what), s.since) for s in case.statuses],
        "places": [(CarePlace(p.what), p.since) for p in case.places],
    }


def _write(store: Store, rows: list[tuple[dict[str, Any], Case | None]]) -> None:
    """New cases whole; a known case gets the steps and places it does not have yet."""
    files: list[dict[str, Any]] = []
    statuses: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []
    for wanted, known in rows:
        id = known.id if known else store.new_id()
        files.append(
            {
                "id": id,
                "employee": wanted["employee"],
                "branch": wanted["branch"],
                "last_contact": iso(known.last_contact) if known else None,
                "onset": iso(wanted["onset"]),
                "last_symptom": iso(known.last_symptom) if known else None,
                "specimen": iso(wanted["specimen"]),
                "notes": wanted["notes"],
            }
        )
        had: dict[str, Any] = _content(known) if known else {"statuses": [], "places": []}
        for spells, what, rows_out in (
            ("statuses", "status", statuses),
            ("places", "place", places),
        ):
            fresh = [entry for entry in wanted[spells] if entry not in had[spells]]
            for n, (value, since) in enumerate(fresh, start=len(had[spells]) + 1):
                rows_out.append(
                    {
                        "id": store.new_id(),
                        "case_file": id,
                        what: value.value,
                        "since": since.isoformat(),
                        "n": n,
                        **({"reason": None} if what == "status" else {}),
                    }
                )
    store.cases.put_cases(files)
    store.cases.put_statuses(statuses)
    store.cases.put_places(places)
