"""The line list: one row is one case, read cell by cell, and saved as one operation."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from cmt_desk.domain.cases import CarePlace, Case, Status, in_time, restarted
from cmt_desk.domain.clocks import moves_release, release
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import Column, NotADate, fitting, fold, read_date
from cmt_desk.domain.people import Employee, masked
from cmt_desk.i18n import LANGUAGES, _, language, medium_date, number, speaking
from cmt_desk.operations.cases import (
    DATES,
    date_case,
    move_case,
    note_case,
    open_case,
    redate_step,
    redated,
    step_case,
)
from cmt_desk.operations.duplicates import like_a_new_case, tell_apart
from cmt_desk.operations.imports.case_words import CHOICE, PLACES, WORDS
from cmt_desk.operations.imports.intake import date_reason
from cmt_desk.store import Store
from cmt_desk.wording import place_name, release_text, status_name

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


class LooksLike(Refused):
    """The row may be a case that is known; saving it again says that it is not. `cases`: their ids."""

    def __init__(self, sentence: str, cases: Collection[str]) -> None:
        super().__init__(sentence)
        self.cases = cases


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


@dataclass(frozen=True)
class Line:
    """A row whose every cell could be read."""

    number: str
    status: Status
    since: date
    place: CarePlace | None = None
    dates: Mapping[str, date | None] = field(default_factory=dict[str, date | None])
    notes: str = ""
    reason: str = ""


# --- reading ---------------------------------------------------------------------------------------


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


# --- saving ----------------------------------------------------------------------------------------


def save_line(store: Store, case: str, line: Line, on: date, unlike: Collection[str] = ()) -> str:
    """Open the case of a row, or change the case it shows, as one operation; returns the case.

    `unlike`: similar cases it was compared with. Raises Refused where a rule does, LooksLike for a
    similar case that is not among those.
    """
    if case:
        _change(store, case, line, on)
        return case
    return _open(store, line, on, unlike)


def save_lines(store: Store, rows: Sequence[tuple[str, Line]], on: date) -> list[str | Refused]:
    """Save pasted rows (case, line) as one operation; a refused one is left out, its refusal returned."""
    saved: list[str | Refused] = []
    with store.operation("paste_lines", _("Paste {n} rows").format(n=number(len(rows)))):
        for case, line in rows:
            try:
                with store.attempt():
                    saved.append(save_line(store, case, line, on))
            except Refused as refused:
                saved.append(refused)
    return saved


def _open(store: Store, line: Line, on: date, unlike: Collection[str]) -> str:
    if any(known.is_open(on) for known in store.cases.of_employee(line.number)):
        told = _("{number} already has an open case; continue that one.")
        raise Refused(told.format(number=line.number))
    alike = [p.first for p in like_a_new_case(store, line.number, line.since, on) if not p.same_employee]
    if fresh := [known for known in alike if known.case not in unlike]:
        told = _("May be the same person as {numbers}, same office. Save again if it is not.")
        numbers = ", ".join(known.employee for known in fresh)
        raise LooksLike(told.format(numbers=numbers), [known.case for known in alike])
    label = _("Open a case: {number}, {status}").format(
        number=line.number, status=status_name(line.status)
    )  # fmt: skip
    with store.operation("open_case", label):
        made = open_case(store, line.number, line.status, line.since, place=line.place, notes=line.notes)
        if any(line.dates.values()):
            date_case(store, made, on, **line.dates)
        for other in alike:
            tell_apart(store, made, other.case, on)
    return made


def _change(store: Store, case: str, line: Line, on: date) -> None:
    """Only what differs from the stored case is done: dates, then place, then the step, then the notes."""
    current = _case(store, case)
    if line.number != current.employee:
        raise Refused(_("A case stays with its employee; make a new row for another one."))
    seen = max(on, current.opened_on())
    if line.place is None and current.place(seen):
        raise Refused(_("A care place cannot be emptied; enter where the person is now."))
    stepped = line.status is not current.status(seen)
    last = in_time(s for s in current.statuses if s.since <= seen)[-1]
    restarts = not stepped and line.since != last.since
    dates = {name: day for name, day in line.dates.items() if day != getattr(current, name)}
    moved = line.place is not None and line.place is not current.place(seen)
    noted = line.notes != current.notes
    named = titles()
    told = [named[name] for name in dates]
    done = {"place": moved, "status": stepped, "since": restarts, "notes": noted}
    told += [named[name] for name, did in done.items() if did]
    label = _("Case {number}: {fields}").format(number=current.employee, fields=", ".join(told))
    with store.operation("edit_case", label, reason=line.reason or None):
        if restarts:
            redate_step(store, case, last, line.since, on)
        if dates:
            date_case(store, case, on, **dates)
        if moved and line.place:
            move_case(store, case, line.place, line.since if stepped else on)
        if stepped:
            step_case(store, case, line.status, line.since, reason=line.reason or None)
        if noted:
            note_case(store, case, line.notes)


def moved_release(store: Store, case: str, line: Line, on: date) -> tuple[str, str] | None:
    """How the release date would move by the row's days, before and after; None where it would not."""
    current, rules = _case(store, case), store.cases.clock_rules()
    corrected = redated(current, **line.dates)
    if line.status is current.status(on):
        last = in_time(s for s in current.statuses if s.since <= on)[-1]
        corrected = restarted(corrected, last, line.since)
    if not moves_release(current, corrected, rules, on):
        return None
    before, after = release(current, rules, on), release(corrected, rules, on)
    return (
        release_text(before) if before else _("no clock"),
        release_text(after) if after else _("no clock"),
    )


def _case(store: Store, case: str) -> Case:
    found = store.cases.get(case)
    if found is None:
        raise Refused(_("This case no longer exists."))
    return found
