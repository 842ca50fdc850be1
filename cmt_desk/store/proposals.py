"""The facts of a day that triggers look at, in few queries, and the decisions on lines of proposals."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from cmt_desk.domain.cases import Status
from cmt_desk.domain.people import masked
from cmt_desk.domain.proposal_facts import CaseFact, ContactFact, CoverFact, Started
from cmt_desk.domain.schedule import week_of
from cmt_desk.records import record
from cmt_desk.store.cases_lately import STATES, among
from cmt_desk.store.driver import Database
from cmt_desk.store.people import SHOWN_NAME
from cmt_desk.store.rows import day

BEGAN = f"""
    SELECT s.case_file, c.employee, s.branch, s.status, s.status_since, s.confirmed_on
    FROM {STATES} JOIN case_file c ON c.id = s.case_file
    WHERE s.status_since >= :since AND s.since <= :day AND s.until > :day ORDER BY s.case_file
"""
CONTACTS = f"""
    SELECT c.id, c.case_file AS "case", s.branch, c.employee, coalesce({SHOWN_NAME}, c.name) AS name,
           c.last_contact, max(c.recorded, coalesce(s.confirmed_on, s.status_since)) AS known
    FROM contact c JOIN case_state s ON s.case_file = c.case_file AND s.since <= :day AND s.until > :day
    LEFT JOIN employee e ON e.number = c.employee
    WHERE c.became IS NULL AND c.recorded <= :day AND c.last_contact >= :nearest
      AND (s.confirmed_on IS NOT NULL OR s.status = 'PROBABLE') ORDER BY c.id
"""
STARTED = """
    SELECT protocol, coalesce(branch, '') AS branch, coalesce(case_file, '') AS "case",
           substr(started_at, 1, 10) AS day
    FROM run WHERE started_at >= :from AND substr(started_at, 1, 10) <= :day
"""
PLANNED = """
    SELECT branch, monday, sum(substr(cells, 1, 1) = 'W'), sum(substr(cells, 2, 1) = 'W'),
           sum(substr(cells, 3, 1) = 'W'), sum(substr(cells, 4, 1) = 'W'), sum(substr(cells, 5, 1) = 'W'),
           sum(substr(cells, 6, 1) = 'W'), sum(substr(cells, 7, 1) = 'W')
    FROM roster_week WHERE monday >= :monday GROUP BY branch, monday
"""
SPREADING = """
    SELECT s.case_file FROM case_state s INDEXED BY state_began JOIN case_file c ON c.id = s.case_file
    WHERE s.status_since >= date(:since, '-28 days') AND s.since <= :day AND s.until > :day
      AND s.confirmed_on IS NOT NULL AND EXISTS (
          SELECT 1 FROM roster_week r
          WHERE r.employee = c.employee AND r.monday BETWEEN :since AND :day AND instr(r.cells, 'W'))
"""
CANNOT = """
    SELECT r.branch, r.employee, r.monday, r.cells, s.since AS since, '9999-12-31' AS until
    FROM case_state s INDEXED BY open_state JOIN case_file c ON c.id = s.case_file
    JOIN roster_week r ON r.employee = c.employee
    WHERE s.open AND s.since <= :day AND s.until > :day AND r.monday >= :monday AND instr(r.cells, 'W')
    UNION ALL
    SELECT r.branch, r.employee, r.monday, r.cells, a.since, a.until
    FROM absence a JOIN roster_week r ON r.employee = a.employee
    WHERE a.until >= :day AND r.monday >= :monday AND instr(r.cells, 'W')
    UNION ALL
    SELECT r.branch, r.employee, r.monday, r.cells, c.recorded, date(c.last_contact, :quarantine)
    FROM contact c JOIN roster_week r ON r.employee = c.employee
    WHERE c.became IS NULL AND c.recorded <= :day AND date(c.last_contact, :quarantine) >= :day
      AND r.monday >= :monday AND instr(r.cells, 'W')
"""
COVER = """
    SELECT e.branch, f.code AS function, f.minimum AS need,
           sum(substr(r.cells, :column, 1) = 'W' AND NOT EXISTS (
               SELECT 1 FROM case_file c JOIN case_state s ON s.case_file = c.id
               WHERE c.employee = e.number AND s.open AND s.since <= :day AND s.until > :day)
           AND NOT EXISTS (SELECT 1 FROM absence a
               WHERE a.employee = e.number AND :day BETWEEN a.since AND a.until)) AS have
    FROM employee e JOIN business_function f ON f.code = e.function AND f.critical AND f.minimum > 0
    JOIN roster_week r ON r.employee = e.number AND r.branch = e.branch AND r.monday = :monday
    WHERE (e.active_from IS NULL OR e.active_from <= :day) AND (e.active_to IS NULL OR e.active_to >= :day)
    GROUP BY e.branch, f.code HAVING have < need
"""


@record
class Decision:
    """What was decided on a line, when and by whom."""

    line: str
    proposal: str
    verdict: str  # ACCEPTED or DECLINED
    why: str
    at: datetime
    by: str


class Proposals:
    def __init__(self, db: Database) -> None:
        self._db = db

    def decisions(self) -> list[Decision]:
        rows = self._db.query("SELECT * FROM proposal_decision ORDER BY at, line")
        return [Decision(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in rows]

    def decided(self) -> frozenset[str]:
        return frozenset(line for (line,) in self._db.execute("SELECT line FROM proposal_decision"))

    def cases(self, since: date, on: date, only: Collection[str] | None = None) -> list[CaseFact]:
        """The cases whose status on a day began on or after another; `only`: among these."""
        values = {"since": since.isoformat(), "day": on.isoformat()}
        rows = self._db.execute(*among(BEGAN, "state_began", values, only))
        return [
            CaseFact(id, employee, branch, Status(status), date.fromisoformat(began), day(confirmed))
            for id, employee, branch, status, began, confirmed in rows
        ]

    def contacts(self, on: date, quarantine: int) -> list[ContactFact]:
        """Who is followed on a day because of a confirmed or probable case, and was not yet a case."""
        nearest = on - timedelta(days=quarantine)
        rows = self._db.query(CONTACTS, {"day": on.isoformat(), "nearest": nearest.isoformat()})
        return [
            ContactFact(
                row["id"], row["case"], row["branch"], _who(row), last := _date(row["last_contact"]),
                _date(row["known"]), last + timedelta(days=quarantine),
            )
            for row in rows
        ]  # fmt: skip

    def spreading(self, since: date, on: date) -> list[str]:
        """The cases confirmed by a day whose person was planned in an office between two days."""
        values = {"since": week_of(since).isoformat(), "day": on.isoformat()}
        return [case for (case,) in self._db.execute(SPREADING, values)]

    def started(self, since: date, on: date) -> frozenset[Started]:
        rows = self._db.query(STARTED, {"from": since.isoformat(), "day": on.isoformat()})
        return frozenset(Started(**{**row, "day": date.fromisoformat(row["day"])}) for row in rows)

    def runs(self, chosen: Iterable[str]) -> dict[str, tuple[str, datetime]]:
        """The protocol of some runs, and when they were started."""
        rows = self._db.execute(
            "SELECT id, protocol, started_at FROM run WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(list(chosen))],
        )
        return {id: (protocol, datetime.fromisoformat(at)) for id, protocol, at in rows}

    def planned(self, on: date) -> dict[str, dict[date, int]]:
        """By office and day from a day on: how many are planned in the office, where anybody is."""
        found: dict[str, dict[date, int]] = {}
        for branch, monday, *sums in self._db.execute(PLANNED, {"monday": week_of(on).isoformat()}):
            first = date.fromisoformat(monday)
            days = ((first + timedelta(days=n), inside) for n, inside in enumerate(sums))
            found.setdefault(branch, {}).update({d: inside for d, inside in days if inside and d >= on})
        return found

    def planned_until(self, on: date) -> dict[str, date]:
        """By office with a roster on or after a day: the last day planned for anybody."""
        rows = self._db.execute(
            "SELECT branch, max(date(monday, '+' || (length(rtrim(cells, '-')) - 1) || ' days'))"
            " FROM roster_week WHERE monday >= ? AND cells <> '-------' GROUP BY branch",
            [week_of(on).isoformat()],
        )
        return {branch: date.fromisoformat(last) for branch, last in rows if last >= on.isoformat()}

    def cannot_come(self, on: date, quarantine: int) -> dict[str, dict[date, set[str]]]:
        """By office and day from a day on: who is planned in the office but ill, in quarantine or on leave.

        `quarantine`: its days after the last contact; on the last of them the contact may come again.
        """
        found: dict[str, dict[date, set[str]]] = {}
        values = {"day": on.isoformat(), "monday": week_of(on).isoformat()}
        for row in self._db.query(CANNOT, {**values, "quarantine": f"+{quarantine - 1} days"}):
            monday = date.fromisoformat(row["monday"])
            for n, letter in enumerate(row["cells"]):
                planned = monday + timedelta(days=n)
                away = letter == "W" and on <= planned and row["since"] <= planned.isoformat() <= row["until"]
                if away:
                    found.setdefault(row["branch"], {}).setdefault(planned, set()).add(row["employee"])
        return found

    def short_of_cover(self, on: date, working: Collection[str]) -> list[CoverFact]:
        """Critical functions planned below their minimum in the offices that work on a day; who has an open
        case or is on leave does not count."""
        values = {"day": on.isoformat(), "monday": week_of(on).isoformat(), "column": on.weekday() + 1}
        return [
            CoverFact(row["branch"], row["function"], on, row["have"], row["need"])
            for row in (self._db.query(COVER, values) if working else ())
            if row["branch"] in working
        ]

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_decisions(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.add("proposal_decision", rows)


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _who(row: dict[str, Any]) -> str:
    """An employee's number, or the masked name of somebody from outside."""
    return row["employee"] or masked(row["name"])
