"""The lines of the case table: text is read for what comes into view, and kept for a while."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cmt_desk.domain.cases import OldTerm
from cmt_desk.domain.clocks_at_once import NO_DAY, NONE, PLACES, STATUSES, Numbers
from cmt_desk.records import record
from cmt_desk.store.case_columns import CaseColumns
from cmt_desk.store.cases import CaseRow
from cmt_desk.store.driver import Database
from cmt_desk.store.people import SHOWN_NAME

ROWS = f"""
    SELECT k.n, k.id, c.employee, {SHOWN_NAME} AS name, c.branch, b.regional_office, e.function, c.notes,
           (SELECT s.term FROM status_spell s WHERE s.case_file = c.id AND s.since <= :day
            ORDER BY s.since DESC, s.n DESC LIMIT 1) AS term
    FROM case_key k JOIN case_file c ON c.id = k.id JOIN employee e ON e.number = c.employee
    JOIN branch b ON b.code = c.branch
    WHERE k.n IN (SELECT value FROM json_each(:keys))
"""
IDS = "SELECT k.id FROM json_each(?) j JOIN case_key k ON k.n = j.value ORDER BY j.key"
KEYS = "SELECT k.n FROM json_each(?) j JOIN case_key k ON k.id = j.value ORDER BY j.key"
KEPT = 2000  # lines


@record
class ListedCase(CaseRow):
    """A line of the case table with everything a column of it can show."""

    free_on: date | None = None
    notes: str = ""
    opened_on: date | None = None
    onset: date | None = None


class Lines:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._texts: dict[int, dict[str, Any]] = {}

    def forget(self) -> None:
        self._texts.clear()

    def of(self, columns: CaseColumns, slots: Sequence[int] | Numbers, day: date) -> list[ListedCase]:
        """The lines of these slots in their order."""
        wanted = [int(slot) for slot in slots]
        if len(self._texts) > KEPT:
            self._texts.clear()
        keys = {int(columns.keys[slot]): slot for slot in wanted if slot not in self._texts}
        if keys:
            for row in self._db.query(ROWS, {"keys": json.dumps(list(keys)), "day": day.isoformat()}):
                self._texts[keys[row["n"]]] = row
        return [_line(self._texts[slot], columns, slot) for slot in wanted]

    def ids(self, keys: Sequence[int]) -> list[str]:
        return [id for (id,) in self._db.execute(IDS, [json.dumps(keys)])]

    def keys(self, ids: Iterable[str]) -> list[int]:
        """Those of the ids that are known."""
        return [n for (n,) in self._db.execute(KEYS, [json.dumps(list(ids))])]


def _line(text: dict[str, Any], columns: CaseColumns, slot: int) -> ListedCase:
    place = int(columns.place[slot])
    return ListedCase(
        text["id"], text["employee"], text["name"], text["branch"], STATUSES[columns.status[slot]],
        date.fromordinal(int(columns.since[slot])), None if place == NONE else PLACES[place],
        _day(columns.confirmed[slot]), text["regional_office"], text["function"],
        free_on=_day(columns.free[slot]), term=OldTerm(text["term"]) if text["term"] else None,
        notes=text["notes"], opened_on=_day(columns.opened[slot]), onset=_day(columns.onset[slot]),
    )  # fmt: skip


def _day(ordinal: Any) -> date | None:
    return date.fromordinal(int(ordinal)) if ordinal != NO_DAY else None
