"""Cases, their spells and the rules of their steps in the desk's file."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cmt_desk.domain.cases import CarePlace, Case, CaseFigures, CaseSteps, OldTerm, Override, Spell, Status
from cmt_desk.records import record
from cmt_desk.store.case_days import CaseDays
from cmt_desk.store.case_doubts import CaseDoubts
from cmt_desk.store.driver import Database
from cmt_desk.store.journal import Change, Operation
from cmt_desk.store.people import SHOWN_NAME
from cmt_desk.store.rows import day, iso

if TYPE_CHECKING:
    from cmt_desk.domain.clocks import ClockRule

CASE_ON = f"""
    SELECT c.id, c.employee, {SHOWN_NAME} AS name, c.branch, s.status, s.status_since AS since,
           (SELECT term FROM status_spell WHERE case_file = s.case_file AND since = s.status_since
            ORDER BY n DESC LIMIT 1) AS term,
           s.place, s.confirmed_on, b.regional_office, e.function
    FROM case_state s JOIN case_file c ON c.id = s.case_file JOIN employee e ON e.number = c.employee
    JOIN branch b ON b.code = c.branch
    WHERE s.since <= :day AND s.until > :day
"""
OPERATION = ("id", "seq", "at", "actor", "name", "label", "reason", "undoes")
RECORDED = """
    SELECT s.tbl, s.n, o.actor, o.at, min(o.seq) FROM (
        SELECT 'status_spell' AS tbl, id, n FROM status_spell WHERE case_file = :case
        UNION ALL SELECT 'care_spell', id, n FROM care_spell WHERE case_file = :case
    ) s CROSS JOIN change c ON c.tbl = s.tbl AND c.key = json_array(s.id) AND c.before IS NULL
    JOIN operation o ON o.id = c.operation GROUP BY s.tbl, s.n
"""
HISTORY = """
    WITH contacts AS (
        SELECT DISTINCT key FROM change WHERE tbl = 'contact' AND instr(coalesce(after, before), :case)
    ), mine AS (
        SELECT 'case_file' AS tbl, json_array(:case) AS key
        UNION SELECT 'contact', key FROM contacts
        UNION SELECT DISTINCT tbl, key FROM change
        WHERE tbl IN ('status_spell', 'care_spell', 'release_override')
          AND instr(coalesce(after, before), :case)
        UNION SELECT DISTINCT tbl, key FROM change
        WHERE tbl = 'follow_up' AND json_array(key ->> 0) IN contacts
    )
    SELECT o.id, o.seq, o.at, o.actor, o.name, o.label, o.reason, o.undoes, c.tbl, c.key, c.before, c.after
    FROM mine CROSS JOIN change c ON c.tbl = mine.tbl AND c.key = mine.key
    JOIN operation o ON o.id = c.operation ORDER BY o.seq, c.n
"""
FIELDS = ("last_contact", "onset", "last_symptom", "specimen", "negative_pcr")


@record
class CaseRow:
    """A case as it stood on a day: one line of the table."""

    id: str
    employee: str
    name: str
    branch: str
    status: Status
    since: date
    place: CarePlace | None
    confirmed_on: date | None
    regional_office: str = ""
    function: str = ""
    term: OldTerm | None = None  # the older term of the status


class Cases:
    def __init__(self, db: Database) -> None:
        self._db, self.days, self.doubts = db, CaseDays(db), CaseDoubts(db)

    # --- reading ---------------------------------------------------------------------------------

    def rows(self, on: date) -> list[CaseRow]:
        """Every case known on a day, the newest state first."""
        return self._rows("", on)

    def open_rows(self, on: date) -> list[CaseRow]:
        """The cases open on a day as lines of a table, the newest state first."""
        return self._rows("AND s.open", on)

    def rows_of(self, cases: Collection[str], on: date) -> list[CaseRow]:
        """Some cases as they stood on a day; one that was not yet opened is left out."""
        return self._rows("AND s.case_file IN (SELECT value FROM json_each(:cases))", on, list(cases))

    def _rows(self, which: str, on: date, cases: Collection[str] = ()) -> list[CaseRow]:
        self.days.settle()
        values = {"day": iso(on), "cases": json.dumps(cases)}
        rows = self._db.query(f"{CASE_ON} {which} ORDER BY s.status_since DESC, c.id DESC", values)
        return [_case_row(row) for row in rows]

    def figures(self, on: date, branches: Collection[str] | None = None) -> CaseFigures:
        """The day's counts, for some offices or for all."""
        return self.days.figures(on, branches)

    def curve(self, until: date) -> list[tuple[date, int]]:
        """New confirmed cases by day."""
        return self.days.curve(until)

    def get(self, case: str) -> Case | None:
        return next(iter(self._cases("WHERE id = ?", [case])), None)

    def of_branch(self, branch: str) -> list[Case]:
        """The cases of an office's present people (a case keeps the office it was opened in)."""
        return self._cases("WHERE employee IN (SELECT number FROM employee WHERE branch = ?)", [branch])

    def of_branches(self, branches: Sequence[str], since: date) -> list[Case]:
        """The cases of these offices' present people that were open on a day or later."""
        marks = ", ".join("?" * len(branches))
        return self._cases(
            "WHERE id IN (SELECT case_file FROM case_state WHERE open AND until > ?1)"
            f" AND employee IN (SELECT number FROM employee WHERE branch IN ({marks}))",
            [since.isoformat(), *branches],
        )

    def of_employee(self, number: str) -> list[Case]:
        return self._cases("WHERE employee = ?", [number])

    def all(self) -> list[Case]:
        return self._cases("", [])

    def chosen(self, ids: Collection[str]) -> list[Case]:
        """Some cases by their ids; those that no longer exist are left out."""
        return self._cases("WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))])

    def newest(self, count: int) -> list[Case]:
        """The cases recorded last, the last one at the end (ids are in the order of time)."""
        return self._cases("WHERE id IN (SELECT id FROM case_file ORDER BY id DESC LIMIT ?)", [str(count)])

    def in_parts(self, size: int = 100) -> Iterator[list[Case]]:
        """Every case, some at a time, in the order of their ids."""
        last = ""
        page = "WHERE id IN (SELECT id FROM case_file WHERE id > ? ORDER BY id LIMIT ?)"
        while part := self._cases(page, [last, size]):
            yield part
            last = part[-1].id

    def _cases(self, where: str, values: Sequence[str | int]) -> list[Case]:
        chosen = f"SELECT id FROM case_file {where}"
        statuses = self._spells(
            f"SELECT case_file, status AS what, since, n, reason, term FROM status_spell"
            f" WHERE case_file IN ({chosen}) ORDER BY since, n",
            values,
            Status,
        )
        places = self._spells(
            f"SELECT case_file, place AS what, since, n, NULL AS reason, NULL AS term FROM care_spell"
            f" WHERE case_file IN ({chosen}) ORDER BY since, n",
            values,
            CarePlace,
        )
        overrides = self._overrides(chosen, values)
        rows = self._db.query(f"SELECT * FROM case_file {where} ORDER BY id", values)
        return [
            Case(
                **{**row, **{f: day(row[f]) for f in FIELDS}},
                statuses=statuses.get(row["id"], []),
                places=places.get(row["id"], []),
                overrides=overrides.get(row["id"], []),
            )
            for row in rows
        ]

    def _overrides(self, chosen: str, values: Sequence[str | int]) -> Mapping[str, list[Override]]:
        found: dict[str, list[Override]] = {}
        for row in self._db.query(f"SELECT * FROM release_override WHERE case_file IN ({chosen})", values):
            decided = Override(
                date.fromisoformat(row["decided"]), date.fromisoformat(row["day"]), day(row["computed"]),
                row["reason"],
            )  # fmt: skip
            found.setdefault(row["case_file"], []).append(decided)
        return found

    def _spells(
        self, sql: str, values: Sequence[str | int], kind: type[Status] | type[CarePlace]
    ) -> Mapping[str, list[Spell]]:
        found: dict[str, list[Spell]] = {}
        for row in self._db.query(sql, values):
            term = OldTerm(row["term"]) if row["term"] else None
            spell = Spell(kind(row["what"]), date.fromisoformat(row["since"]), row["n"], row["reason"], term)
            found.setdefault(row["case_file"], []).append(spell)
        return found

    def recorded(self, case: str) -> dict[tuple[str, int], tuple[str, str]]:
        """Who first recorded each spell and when: (status_spell or care_spell, n) → (actor, UTC time)."""
        rows = self._db.query(RECORDED, {"case": case})
        return {(row["tbl"], row["n"]): (row["actor"], row["at"]) for row in rows}

    def history(self, case: str) -> list[tuple[Operation, Change]]:
        """Everything that was ever done to a case, its spells, contacts and calls, the oldest first."""
        return [
            (
                Operation(*(row[name] for name in OPERATION)),
                Change(
                    row["tbl"],
                    json.loads(row["key"]),
                    json.loads(row["before"]) if row["before"] else None,
                    json.loads(row["after"]) if row["after"] else None,
                ),
            )
            for row in self._db.query(HISTORY, {"case": case})
        ]

    def steps(self) -> CaseSteps:
        rows = self._db.query("SELECT from_status, to_status FROM case_step")
        return CaseSteps({(Status(r["from_status"]), Status(r["to_status"])) for r in rows})

    def clock_rules(self) -> "list[ClockRule]":
        from cmt_desk.domain.clocks import ClockRule

        rows = self._db.query(
            "SELECT code, number, effective_from, effective_to, quarantine_days, isolation_days,"
            " symptom_free_days, window_before, window_after, exit_test_day FROM clock_rule"
            " ORDER BY effective_from"
        )
        return [
            ClockRule(
                **{
                    **row,
                    "effective_from": date.fromisoformat(row["effective_from"]),
                    "effective_to": day(row["effective_to"]),
                }
            )
            for row in rows
        ]

    def labels(self) -> dict[Status, tuple[str, str]]:
        """Status → its Indonesian and English name."""
        rows = self._db.query("SELECT code, label_id, label_en FROM case_status")
        return {Status(r["code"]): (r["label_id"], r["label_en"]) for r in rows}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_cases(self, rows: Iterable[dict[str, Any]]) -> None:
        """New cases, and those that are there with these columns changed."""
        self._db.table("case_file").upsert_all(rows, pk="id")

    def change_case(self, row: Mapping[str, Any]) -> None:
        """Columns of one case that is there, named by its id."""
        columns = ", ".join(f'"{name}" = :{name}' for name in row if name != "id")
        self._db.execute(f"UPDATE case_file SET {columns} WHERE id = :id", row)

    def add_cases(self, rows: Iterable[dict[str, Any]]) -> None:
        """Cases that are not there yet; all rows name the same columns."""
        self._db.add("case_file", rows)

    def put_statuses(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.add("status_spell", rows)

    def put_places(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.add("care_spell", rows)

    def put_since(self, case: str, spell: Spell, since: date) -> None:
        """Another first day for a spell that is there."""
        table = "status_spell" if isinstance(spell.what, Status) else "care_spell"
        self._db.execute(
            f"UPDATE {table} SET since = ? WHERE case_file = ? AND n = ?", [since.isoformat(), case, spell.n]
        )

    def put_override(self, row: dict[str, Any]) -> None:
        self._db.table("release_override").upsert(row, pk=("case_file", "decided"))

    def remove_override(self, case: str, decided: date) -> None:
        self._db.table("release_override").delete((case, decided.isoformat()))

    def add_disclosure(self, row: dict[str, Any]) -> None:
        self._db.table("disclosure").insert(row)


def _case_row(row: dict[str, Any]) -> CaseRow:
    status = Status(row["status"])
    place = CarePlace(row["place"]) if row["place"] else None
    return CaseRow(
        row["id"],
        row["employee"],
        row["name"],
        row["branch"],
        status,
        date.fromisoformat(row["since"]),
        place,
        day(row["confirmed_on"]),
        row["regional_office"],
        row["function"],
        term=OldTerm(row["term"]) if row["term"] else None,
    )
