"""The cells of the line list: how each is read as people type it, and how a case fills them."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import TypeVar

from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import Column, NotADate, fitting, fold, read_date
from cmt_desk.domain.people import Employee, masked
from cmt_desk.i18n import LANGUAGES, _, language, medium_date, speaking
from cmt_desk.operations.cases import DATES
from cmt_desk.operations.imports.case_words import CHOICE, PLACES, WORDS
from cmt_desk.operations.imports.intake import date_reason
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.wording import place_name, status_name

COLUMNS = (
    Column("number", ("npp", "employee number", "nomor pegawai", "nip"), needed=True),
    Column("name", ("nama", "name", "nama karyawan")),
    Column("office", ("kantor", "office", "unit kerja")),
    Column("status", ("status", "status kasus"), needed=True),
    Column("since", ("sejak", "since", "mulai"), needed=True),
    Column("place", ("tempat rawat", "tempat", "care place", "place")),
    Column("last_contact", ("kontak terakhir", "last contact")),
    Column("onset", ("gejala", "onset", "tanggal gejala", "mulai gejala")),
    Column("last_symptom", ("gejala terakhir", "last symptom")),
    Column("specimen", ("spesimen", "specimen", "tanggal spesimen")),
    Column("negative_pcr", ("pcr negatif", "negative pcr")),
    Column("notes", ("catatan", "notes", "keterangan")),
    Column("reason", ("alasan", "reason")),
)
DERIVED = ("name", "office")  # they follow from the number
DAYS = ("since", *DATES)
Named = TypeVar("Named", Status, CarePlace)
MANY = 8  # people or words named in a sentence that asks to choose


class Unread(Refused):
    """A cell that cannot be taken: `args[0]` says why, in a sentence that names the cell."""


def titles() -> dict[str, str]:
    """The columns' headings in the language in force."""
    return {
        "number": "NPP",
        "name": _("Name"),
        "office": _("Office"),
        "status": _("Status"),
        "since": _("Since"),
        "place": _("Care place"),
        "last_contact": _("Last contact"),
        "onset": _("Onset"),
        "last_symptom": _("Last symptom"),
        "specimen": _("Specimen"),
        "negative_pcr": _("Negative PCR"),
        "notes": _("Notes"),
        "reason": _("Reason"),
    }


@record
class Line:
    """A row whose every cell could be read."""

    number: str
    status: Status
    since: date
    place: CarePlace | None = None
    dates: Mapping[str, date | None] = field(default_factory=dict[str, date | None])
    notes: str = ""
    reason: str = ""


def tidy(store: Store, column: str, text: str, on: date) -> str:
    """A cell as the list writes it: "2/12/2020" → "2 Des 2020", "sus" → "Suspek". Raises Unread."""
    text = text.strip()
    if not text or column in ("notes", "reason", *DERIVED):
        return text
    if column == "number":
        return find_person(store, text).number
    if column == "status":
        return status_name(_status(text))
    if column == "place":
        return place_name(_place(text))
    return medium_date(_day(column, text, on))


def find_person(store: Store, text: str) -> Employee:
    """The one employee of this number or name. Raises Unread where there is none, or more than one."""
    person = store.people.get(text)
    found = [person] if person else store.people.search(text, MANY + 1)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Unread(_said("number", text, _("is not an employee of this desk")))
    numbers = ", ".join(p.number for p in found[:MANY])
    if len(found) > MANY:
        numbers = _("{numbers} and more").format(numbers=numbers)
    raise Unread(_said("number", text, _("fits several: {choices}").format(choices=numbers)))


def _status(text: str) -> Status:
    word = fold(text)
    known = WORDS.get(word)
    if isinstance(known, Status):
        return known
    if word in CHOICE:
        why = _("is an old term that is not one to one; choose suspect or probable")
        raise Unread(_said("status", text, why))
    return _named("status", text, Status, status_name)


def _place(text: str) -> CarePlace:
    return PLACES.get(fold(text)) or _named("place", text, CarePlace, place_name)


def _named(column: str, text: str, kind: type[Named], name: Callable[[Named], str]) -> Named:
    """The only one whose name the first letters fit, in the language in force or else in another."""
    word, told = fold(text), list[str]()
    for spoken in (language(), *LANGUAGES):
        with speaking(spoken):
            names = {fold(name(one)): one for one in kind}
        if word in names:
            return names[word]
        found = fitting(word, list(names))
        if len(found) == 1:
            return names[found[0]]
        told = told or [name(names[one]) for one in found]
    choices = ", ".join(told or [name(one) for one in kind])
    why = _("fits several: {choices}") if told else _("is not one of: {choices}")
    raise Unread(_said(column, text, why.format(choices=choices)))


def _day(column: str, text: str, on: date) -> date:
    try:
        day = read_date(text)
    except NotADate as error:
        raise Unread(_said(column, text, date_reason(str(error)))) from None
    if day > on:
        raise Unread(_said(column, text, _("lies in the future")))
    return day


def _said(column: str, value: str, reason: str) -> str:
    return _("{column}: “{value}” {reason}.").format(column=titles()[column], value=value, reason=reason)


def missing(cells: Mapping[str, str]) -> list[str]:
    """The headings of the cells that a row still needs before it can be saved."""
    named = titles()
    return [named[c.name] for c in COLUMNS if c.needed and not cells.get(c.name, "").strip()]


def read_line(store: Store, cells: Mapping[str, str], on: date) -> Line:
    """The row as a whole. Raises Unread for the first cell that cannot be taken."""
    if needed := missing(cells):
        raise Unread(_("Still needed: {columns}.").format(columns=", ".join(needed)))
    told = {name: text.strip() for name, text in cells.items()}
    return Line(
        number=find_person(store, told["number"]).number,
        status=_status(told["status"]),
        since=_day("since", told["since"], on),
        place=_place(told["place"]) if told.get("place") else None,
        dates={name: _day(name, told[name], on) if told.get(name) else None for name in DATES},
        notes=told.get("notes", ""),
        reason=told.get("reason", ""),
    )


def cells_of(
    case: Case, person: Employee | None, office: str, on: date, *, revealed: bool = False
) -> dict[str, str]:
    """A stored case as a row, its name masked or revealed; before it begins in its first state."""
    seen = max(on, case.opened_on())
    status, place = case.status(seen), case.place(seen)
    since = max(spell.since for spell in case.statuses if spell.since <= seen)
    days = {name: getattr(case, name) for name in DATES}
    return {
        "number": case.employee,
        "name": (person.name if revealed else masked(person.name)) if person else "",
        "office": office,
        "status": status_name(status) if status else "",
        "since": medium_date(since),
        "place": place_name(place) if place else "",
        **{name: medium_date(day) if day else "" for name, day in days.items()},
        "notes": case.notes,
        "reason": "",
    }
