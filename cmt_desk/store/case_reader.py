"""Reading many cases as columns of numbers, and which cases an operation touched."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from cmt_desk.domain.cases import CarePlace
from cmt_desk.domain.clocks_at_once import CONFIRMED, NO_DAY, PLACES, STATUSES, Facts, Numbers, Spells
from cmt_desk.records import record
from cmt_desk.store.driver import Database

CASES = """
    SELECT k.n, p.n, c.branch, c.last_contact, c.onset, c.last_symptom, c.specimen, c.negative_pcr
    FROM case_key k JOIN case_file c ON c.id = k.id JOIN employee_key p ON p.number = c.employee
    WHERE {which} ORDER BY k.n DESC
"""
STATUS_SPELLS = """
    SELECT k.n, s.status, s.since FROM case_key k JOIN status_spell s ON s.case_file = k.id
    WHERE {which} ORDER BY k.n DESC, s.since, s.n
"""
CARE_SPELLS = """
    SELECT k.n, s.place, s.since FROM case_key k JOIN care_spell s ON s.case_file = k.id
    WHERE {which} ORDER BY k.n DESC, s.since, s.n
"""
OVERRIDES = """
    SELECT k.n, o.decided, o.day FROM case_key k JOIN release_override o ON o.case_file = k.id
    WHERE {which} ORDER BY o.decided
"""
BETWEEN = "k.n > ? AND k.n <= ?"
AMONG = "k.n IN (SELECT value FROM json_each(?))"
TOUCHED = """
    WITH touched AS (
        SELECT c.tbl, c.key ->> 0 AS key, c.before ->> 'case_file' AS was, c.after ->> 'case_file' AS became
        FROM operation o JOIN change c ON c.operation = o.id
        WHERE o.seq > ? AND c.tbl IN ('case_file', 'status_spell', 'care_spell', 'release_override')
    )
    SELECT k.n FROM case_key k WHERE k.id IN (
        SELECT key FROM touched WHERE tbl IN ('case_file', 'release_override')
        UNION SELECT was FROM touched UNION SELECT became FROM touched
        UNION SELECT s.case_file FROM touched JOIN status_spell s ON s.id = key WHERE tbl = 'status_spell'
        UNION SELECT s.case_file FROM touched JOIN care_spell s ON s.id = key WHERE tbl = 'care_spell'
    )
"""


@record
class Chunk:
    """Some cases, the newest first; `overrides` are (place in the chunk, decided, day), as decided."""

    keys: Numbers
    employee: Numbers
    branch: Numbers
    facts: Facts
    statuses: Spells
    places: Spells
    overrides: tuple[Numbers, Numbers, Numbers]


class Days(dict[str | None, int]):
    """Days as they stand in the file → ordinals; each is reckoned once."""

    def __missing__(self, text: str | None) -> int:
        self[text] = date.fromisoformat(text).toordinal() if text else NO_DAY
        return self[text]


class CaseReader:
    def __init__(self, db: Database) -> None:
        self._db, self._days = db, Days()
        self._status = {status.value: n for n, status in enumerate(STATUSES)}
        self._place = {CarePlace(place).value: n for n, place in enumerate(PLACES)}
        self.branches: dict[str, int] = {}

    def last_key(self) -> int:
        return self._db.execute("SELECT coalesce(max(n), 0) FROM case_key").fetchone()[0]

    def last_operation(self) -> int:
        return self._db.execute("SELECT coalesce(max(seq), 0) FROM operation").fetchone()[0]

    def touched_since(self, operation: int) -> list[int]:
        """The keys of the cases whose rows were touched after an operation."""
        return [n for (n,) in self._db.execute(TOUCHED, [operation])]

    def tables_since(self, operation: int) -> set[str]:
        rows = self._db.execute(
            "SELECT DISTINCT c.tbl FROM operation o JOIN change c ON c.operation = o.id WHERE o.seq > ?",
            [operation],
        )
        return {table for (table,) in rows}

    def between(self, first: int, last: int) -> Chunk:
        """The cases with keys above `first` up to `last`."""
        return self._read(BETWEEN, [first, last])

    def among(self, keys: Sequence[int]) -> Chunk:
        return self._read(AMONG, [str(list(keys))])

    def _read(self, which: str, values: list[Any]) -> Chunk:
        rows = self._db.execute(CASES.format(which=which), values).fetchall()
        keys, employee, branch, *days = zip(*rows, strict=True) if rows else [()] * 8
        statuses = self._spells(STATUS_SPELLS, which, values, np.array(keys, np.int32), self._status)
        dates = [np.fromiter(map(self._days.__getitem__, column), np.int32, len(rows)) for column in days]
        ill = CONFIRMED[statuses.what]
        facts = Facts(
            _first(statuses, np.ones(len(ill), bool)),
            _first(statuses, ill),
            *dates,
        )
        return Chunk(
            np.array(keys, np.int32),
            np.array(employee, np.int32),
            np.fromiter(map(self.branches.__getitem__, branch), np.int16, len(rows)),
            facts,
            statuses,
            self._spells(CARE_SPELLS, which, values, np.array(keys, np.int32), self._place),
            self._overrides(which, values, np.array(keys, np.int32)),
        )

    def _spells(
        self, sql: str, which: str, values: list[Any], keys: Numbers, codes: dict[str, int]
    ) -> Spells:
        rows = self._db.execute(sql.format(which=which), values).fetchall()
        owner, what, since = zip(*rows, strict=True) if rows else [()] * 3
        owners = -np.array(owner, np.int32)
        start = np.searchsorted(owners, -keys, "left").astype(np.int32)
        return Spells(
            start,
            (np.searchsorted(owners, -keys, "right") - start).astype(np.int32),
            np.fromiter(map(self._days.__getitem__, since), np.int32, len(rows)),
            np.fromiter(map(codes.__getitem__, what), np.int8, len(rows)),
        )

    def _overrides(self, which: str, values: list[Any], keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        rows = self._db.execute(OVERRIDES.format(which=which), values).fetchall()
        owner, decided, day = zip(*rows, strict=True) if rows else [()] * 3
        return (
            np.searchsorted(-keys, -np.array(owner, np.int32)).astype(np.int32),
            np.fromiter(map(self._days.__getitem__, decided), np.int32, len(rows)),
            np.fromiter(map(self._days.__getitem__, day), np.int32, len(rows)),
        )


def _first(spells: Spells, wanted: Numbers) -> Numbers:
    """For each case the first day of the wanted spells; NO_DAY without one."""
    day = np.full(len(spells.start), np.iinfo(np.int32).max, np.int32)
    owner = np.repeat(np.arange(len(spells.start)), spells.count)
    np.minimum.at(day, owner[wanted], spells.since[wanted])
    day[day == np.iinfo(np.int32).max] = NO_DAY
    return day
