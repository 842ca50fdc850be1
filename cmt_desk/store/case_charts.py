"""What charts and chains count; `ids` narrows it to the cases of a filter.

A case counts as confirmed from its first confirmation on, and as under care until it is closed.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.chains import ChainCase, Link
from cmt_desk.domain.charts import Stay, UnitCount
from cmt_desk.store.driver import Database
from cmt_desk.store.people import SHOWN_NAME
from cmt_desk.store.rows import day, iso

CONFIRMED = """
    SELECT case_file, min(since) AS confirmed_on FROM status_spell
    WHERE status IN ('KONFIRMASI_GEJALA', 'KONFIRMASI_TANPA_GEJALA') AND since <= :day
    GROUP BY case_file
"""
BY_CONFIRMATION = f"""
    SELECT confirmed_on AS day, count(*) AS cases FROM ({CONFIRMED}) f
    WHERE f.case_file IN chosen GROUP BY 1
"""
BY_ONSET = f"""
    SELECT CASE WHEN onset <= :day THEN onset END AS day, count(*) AS cases
    FROM ({CONFIRMED}) f JOIN case_file c ON c.id = f.case_file
    WHERE c.id IN chosen GROUP BY 1
"""
LATEST = """
    SELECT case_file, status, max(since || printf('%09d', n)) FROM status_spell
    WHERE since <= :day GROUP BY case_file
"""
BY_UNIT = f"""
    SELECT {{unit}} AS unit, count(*) AS cases, sum(NOT s.closing) AS active
    FROM ({CONFIRMED}) f
    JOIN ({LATEST}) l ON l.case_file = f.case_file
    JOIN case_status s ON s.code = l.status
    JOIN case_file c ON c.id = f.case_file
    JOIN {{owner}}
    WHERE c.id IN chosen GROUP BY 1
"""
UNITS = {  # of a case: the office it was opened in; of its person: the function
    "regional_office": {"unit": "b.regional_office", "owner": "branch b ON b.code = c.branch"},
    "function": {"unit": "e.function", "owner": "employee e ON e.number = c.employee"},
}
STATES = """
    SELECT case_file, since, status FROM status_spell
    WHERE since <= :day AND case_file IN chosen ORDER BY case_file, since, n
"""
CARE = """
    SELECT case_file, since, place FROM care_spell
    WHERE since <= :day AND case_file IN chosen ORDER BY case_file, since, n
"""
DELAYS = f"""
    SELECT CAST(julianday(i.isolated_on) - julianday(c.onset) AS INTEGER) AS days, count(*) AS cases
    FROM ({CONFIRMED}) f
    JOIN case_file c ON c.id = f.case_file
    JOIN (SELECT case_file, min(since) AS isolated_on FROM care_spell WHERE since <= :day
          GROUP BY case_file) i ON i.case_file = c.id
    WHERE c.onset <= :day AND c.id IN chosen GROUP BY 1
"""
LINKS = """
    SELECT case_file AS source, became AS target, max(last_contact) AS last_contact FROM contact
    WHERE became IS NOT NULL AND recorded <= :day GROUP BY 1, 2
"""
LINKED = f"""
    WITH linked AS (
        SELECT case_file AS id FROM contact WHERE became IS NOT NULL
        UNION SELECT became FROM contact WHERE became IS NOT NULL
    )
    SELECT c.id, c.employee, {SHOWN_NAME} AS name, c.branch, c.onset, c.specimen,
           (SELECT status FROM status_spell WHERE case_file = c.id AND since <= :day
            ORDER BY since DESC, n DESC LIMIT 1) AS status,
           (SELECT min(since) FROM status_spell WHERE case_file = c.id) AS opened_on,
           (SELECT min(since) FROM status_spell WHERE case_file = c.id AND since <= :day
            AND status IN ('KONFIRMASI_GEJALA', 'KONFIRMASI_TANPA_GEJALA')) AS confirmed_on
    FROM linked JOIN case_file c ON c.id = linked.id JOIN employee e ON e.number = c.employee
"""
_Spell = tuple[str, str, str]  # case, since, status or place
_OPEN = "9999-12-31"
_CONFIRMING = {status.value for status in Status if status.confirmed}
_CLOSING = {status.value for status in Status if status.closing}
GIVEN = "IN (SELECT value FROM json_each(:ids))"


class CaseCharts:
    def __init__(self, db: Database) -> None:
        self._db = db

    def by_confirmation(self, on: date, ids: Collection[str] | None = None) -> dict[date, int]:
        """Confirmed cases by the day of their first confirmation."""
        rows = self._rows(BY_CONFIRMATION, on, ids)
        return {date.fromisoformat(row["day"]): row["cases"] for row in rows}

    def by_onset(self, on: date, ids: Collection[str] | None = None) -> dict[date | None, int]:
        """Confirmed cases by the day of onset; None for those whose onset is not recorded."""
        return {day(row["day"]): row["cases"] for row in self._rows(BY_ONSET, on, ids)}

    def by_regional_office(self, on: date, ids: Collection[str] | None = None) -> list[UnitCount]:
        return self._by_unit("regional_office", on, ids)

    def by_function(self, on: date, ids: Collection[str] | None = None) -> list[UnitCount]:
        return self._by_unit("function", on, ids)

    def _by_unit(self, unit: str, on: date, ids: Collection[str] | None) -> list[UnitCount]:
        rows = self._rows(BY_UNIT.format(**UNITS[unit]), on, ids)
        return [UnitCount(row["unit"], row["cases"], row["active"]) for row in rows]

    def stays(self, on: date, ids: Collection[str] | None = None) -> list[Stay]:
        """Where confirmed cases were under care, up to a day; equal stays are counted together.

        The spells are joined here: as a join of two window functions it took SQLite four times as long.
        """
        care = {case: list(rows) for case, rows in groupby(self._tuples(CARE, on, ids), itemgetter(0))}
        counts = Counter[tuple[str | None, str, str]]()
        for case, rows in groupby(self._tuples(STATES, on, ids), itemgetter(0)):
            for since, until in _open_periods(list(rows)):
                counts.update(_within(since, until, care.get(case, ())))
        return [
            Stay(
                CarePlace(place) if place else None,
                date.fromisoformat(since),
                None if until == _OPEN else date.fromisoformat(until),
                cases,
            )
            for (place, since, until), cases in counts.items()
        ]

    def delays(self, on: date, ids: Collection[str] | None = None) -> dict[int, int]:
        """Days from onset to the first day of isolation, below zero for isolation before the symptoms."""
        return {row["days"]: row["cases"] for row in self._rows(DELAYS, on, ids)}

    def _tuples(self, sql: str, on: date, ids: Collection[str] | None) -> Iterator[_Spell]:
        return iter(self._db.execute(*self._asked(sql, on, ids)))

    def _rows(self, sql: str, on: date, ids: Collection[str] | None) -> list[dict[str, Any]]:
        return list(self._db.query(*self._asked(sql, on, ids)))

    @staticmethod
    def _asked(sql: str, on: date, ids: Collection[str] | None) -> tuple[str, dict[str, Any]]:
        chosen = "IS NOT NULL" if ids is None else GIVEN
        return sql.replace("IN chosen", chosen), {"day": iso(on), "ids": json.dumps(list(ids or ()))}

    # --- chains ----------------------------------------------------------------------------------

    def linked_cases(self, on: date) -> list[ChainCase]:
        """The cases known on a day that infected somebody or were infected by somebody."""
        return [
            ChainCase(
                row["id"],
                row["employee"],
                row["name"],
                row["branch"],
                Status(row["status"]),
                date.fromisoformat(row["opened_on"]),
                onset=_known(row["onset"], on),
                specimen=_known(row["specimen"], on),
                confirmed_on=day(row["confirmed_on"]),
            )
            for row in self._db.query(LINKED, {"day": iso(on)})
            if row["status"]
        ]

    def links(self, on: date) -> list[Link]:
        """Contacts recorded by a day that became cases."""
        return [
            Link(row["source"], row["target"], date.fromisoformat(row["last_contact"]))
            for row in self._db.query(LINKS, {"day": iso(on)})
        ]


def _open_periods(spells: Sequence[_Spell]) -> Iterator[tuple[str, str]]:
    """From when to when a case was confirmed and not closed, by its status spells in order."""
    begun = None
    confirmed = False
    for _case, since, status in spells:
        confirmed = confirmed or status in _CONFIRMING
        if status in _CLOSING:
            if begun and begun < since:
                yield begun, since
            begun = None
        elif confirmed and begun is None:
            begun = since
    if begun:
        yield begun, _OPEN


def _within(since: str, until: str, care: Sequence[_Spell]) -> Iterator[tuple[str | None, str, str]]:
    """A period cut where the case was moved; before its first care place the place is not known."""
    place: str | None = None
    for _case, moved, to in care:
        if moved >= until:
            break
        if since < moved:
            yield place, since, moved
            since = moved
        place = to
    yield place, since, until


def _known(text: str | None, on: date) -> date | None:
    """A date as it was known on a day: what lies ahead was not."""
    found = day(text)
    return found if found and found <= on else None
