"""Writing a list of cases, a few hundred rows at a time: new ones whole, known ones only what they gain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cmt_desk.domain.cases import Case
from cmt_desk.operations.imports.case_rows import ReadCase
from cmt_desk.operations.imports.choices import Choices
from cmt_desk.operations.imports.intake import Intake, Work
from cmt_desk.store import Store
from cmt_desk.store.rows import iso

SLICE = 100  # cases written between two breaths


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row of the file: the case as it will be, the desk's case it continues, and the row as it was read."""

    line: int
    wanted: ReadCase
    known: Case | None
    read: ReadCase | None = None
    repeated: bool = False


def writing(
    store: Store,
    intake: Intake,
    choices: Choices,
    rows: Sequence[Fresh],
    enrolled: Mapping[str, dict[str, Any]],
    on: date,
) -> Work[None]:
    """Put the rows into the desk, inside an operation."""
    store.people.put_employees(enrolled.values())
    ticked: dict[int, dict[str, Any]] = {}
    for d in intake.differences:
        if (d.line, d.field) in intake.taken_over:
            ticked.setdefault(d.line, {})[d.field] = d.theirs
    ids: dict[int, str] = {}
    for start in range(0, len(rows), SLICE):
        _write(store, rows[start : start + SLICE], ticked, ids)
        yield start / len(rows)
    _tell_apart(store, choices, ids, on)


def _write(
    store: Store, rows: Sequence[Fresh], ticked: Mapping[int, dict[str, Any]], ids: dict[int, str]
) -> None:
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    statuses: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []
    for row in rows:
        id = row.known.id if row.known else store.new_id()
        ids[row.line] = id
        (changed if row.known else fresh).append(_file(id, row.wanted, ticked.get(row.line, {})))
        had = row.known.statuses if row.known else ()
        term = None if row.known or row.wanted.term is None else row.wanted.term.value
        last = max((spell.n for spell in had), default=0)
        for n, (status, since) in enumerate(row.wanted.statuses[len(had) :], start=last + 1):
            statuses.append(
                {
                    "id": store.new_id(), "case_file": id, "status": status.value,
                    "since": since.isoformat(), "n": n, "reason": None, "term": term if n == 1 else None,
                }
            )  # fmt: skip
        had = row.known.places if row.known else ()
        last = max((spell.n for spell in had), default=0)
        for n, (place, since) in enumerate(row.wanted.places[len(had) :], start=last + 1):
            places.append(
                {
                    "id": store.new_id(), "case_file": id, "place": place.value,
                    "since": since.isoformat(), "n": n,
                }
            )  # fmt: skip
    store.cases.add_cases(fresh)
    store.cases.put_cases(changed)
    store.cases.put_statuses(statuses)
    store.cases.put_places(places)


def _file(id: str, case: ReadCase, ticked: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a case; ticked differences take the file's value."""

    def value(name: str) -> Any:
        return ticked.get(name, getattr(case, name))

    return {
        "id": id,
        "employee": case.employee,
        "branch": value("branch"),
        "last_contact": iso(value("last_contact")),
        "onset": iso(value("onset")),
        "last_symptom": iso(value("last_symptom")),
        "specimen": iso(value("specimen")),
        "notes": value("notes"),
    }


def _tell_apart(store: Store, choices: Choices, ids: Mapping[int, str], on: date) -> None:
    """Remember which new cases people found not to be the same as another."""
    for line, other in sorted(choices.apart):
        mine, theirs = ids.get(line), ids.get(int(other)) if other.isdigit() else other
        if mine and theirs:
            first, second = sorted((mine, theirs))
            store.duplicates.put_not_same({"first": first, "second": second, "decided": on.isoformat()})
