"""What charts and chains count; `ids` narrows it to the cases of a filter.

A case counts as confirmed from its first confirmation on, and as under care until it is closed.
"""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.chains import ChainCase, Link
from cmt_desk.domain.charts import Stay, UnitCount
from cmt_desk.store.case_days import CaseDays
from cmt_desk.store.driver import Database
from cmt_desk.store.people import SHOWN_NAME
from cmt_desk.store.rows import day, iso

CONFIRMED = """
    case_state s WHERE s.since <= :day AND s.until > :day AND s.confirmed_on IS NOT NULL
    AND s.case_file IN chosen
"""
BY_CONFIRMATION = f"SELECT s.confirmed_on AS day, count(*) AS cases FROM {CONFIRMED} GROUP BY 1"
BY_ONSET = f"""
    SELECT CASE WHEN c.onset <= :day THEN c.onset END AS day, count(*) AS cases
    FROM (SELECT s.case_file FROM {CONFIRMED}) f JOIN case_file c ON c.id = f.case_file GROUP BY 1
"""
BY_UNIT = f"""
    SELECT {{unit}} AS unit, sum(f.cases) AS cases, sum(f.active) AS active FROM (
        SELECT {{part}} AS part, count(*) AS cases, sum(s.open) AS active FROM {CONFIRMED} GROUP BY 1
    ) f JOIN {{owner}} GROUP BY 1
"""
UNITS = {  # of a case: the office it was opened in; of its person: the function
    "regional_office": {
        "unit": "b.regional_office", "part": "s.branch", "owner": "branch b ON b.code = f.part",
    },
    "function": {
        "unit": "e.function", "part": "s.case_file",
        "owner": "case_file c ON c.id = f.part JOIN employee e ON e.number = c.employee",
    },
}  # fmt: skip
STAYS = """
    SELECT s.place, s.since, CASE WHEN s.until <= :day THEN s.until END AS until, count(*) AS cases
    FROM case_state s
    WHERE s.open AND s.confirmed_on IS NOT NULL AND s.since <= :day AND s.case_file IN chosen
    GROUP BY 1, 2, 3 ORDER BY 2
"""
DELAYS = f"""
    SELECT CAST(julianday(isolated_on) - julianday(onset) AS INTEGER) AS days, count(*) AS cases FROM (
        SELECT c.onset, (SELECT min(since) FROM care_spell WHERE case_file = c.id) AS isolated_on
        FROM (SELECT s.case_file FROM {CONFIRMED}) f JOIN case_file c ON c.id = f.case_file
        WHERE c.onset <= :day
    ) WHERE isolated_on <= :day GROUP BY 1
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
GIVEN = "IN (SELECT value FROM json_each(:ids))"


class CaseCharts:
    def __init__(self, db: Database) -> None:
        self._db, self._days = db, CaseDays(db)

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
        """Where confirmed cases were under care, up to a day; equal stays are counted together."""
        return [
            Stay(
                CarePlace(row["place"]) if row["place"] else None,
                date.fromisoformat(row["since"]),
                day(row["until"]),
                row["cases"],
            )
            for row in self._rows(STAYS, on, ids)
        ]

    def delays(self, on: date, ids: Collection[str] | None = None) -> dict[int, int]:
        """Days from onset to the first day of isolation, below zero for isolation before the symptoms."""
        return {row["days"]: row["cases"] for row in self._rows(DELAYS, on, ids)}

    def _rows(self, sql: str, on: date, ids: Collection[str] | None) -> list[dict[str, Any]]:
        self._days.settle()
        asked = sql.replace("IN chosen", "IS NOT NULL" if ids is None else GIVEN)
        return list(self._db.query(asked, {"day": iso(on), "ids": json.dumps(list(ids or ()))}))

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


def _known(text: str | None, on: date) -> date | None:
    """A date as it was known on a day: what lies ahead was not."""
    found = day(text)
    return found if found and found <= on else None
