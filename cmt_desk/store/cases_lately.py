"""What of all cases matters to the days around one: read for the proposals, however many cases there are."""

import json
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from cmt_desk.domain.cases import Case
from cmt_desk.domain.clocks import ClockRule, release
from cmt_desk.domain.what_if import Illness
from cmt_desk.store.cases import Cases
from cmt_desk.store.driver import Database
from cmt_desk.store.journal import Operation
from cmt_desk.store.rows import day

STATES = "{states}"  # all of them along an index, or those of some cases: see `among`
MAY_END = f"""
    SELECT s.case_file FROM {STATES} CROSS JOIN case_file c ON c.id = s.case_file
    WHERE s.open AND s.since <= :day AND s.until > :day AND (
        c.onset BETWEEN :ill_first AND :ill_last AND (c.last_symptom IS NOT NULL OR c.onset > :still_ill)
        OR c.last_symptom BETWEEN :rest_first AND :rest_last
        OR c.negative_pcr BETWEEN :first AND :last
        OR s.status = 'KONFIRMASI_TANPA_GEJALA'
           AND coalesce(c.specimen, s.confirmed_on) BETWEEN :iso_first AND :iso_last
        OR s.status IN ('KONTAK_ERAT', 'PELAKU_PERJALANAN') AND coalesce(c.last_contact, (
           SELECT min(since) FROM case_state f WHERE f.case_file = s.case_file
        )) BETWEEN :kept_first AND :kept_last
        OR s.case_file IN (SELECT case_file FROM release_override WHERE day BETWEEN :first AND :last)
    )
"""
ILL = f"""
    SELECT s.case_file, e.branch, c.employee, s.confirmed_on,
           min(coalesce(c.onset, c.specimen), coalesce(c.specimen, c.onset))
    FROM {STATES} JOIN case_file c ON c.id = s.case_file JOIN employee e ON e.number = c.employee
    WHERE s.status_since >= :since AND s.since <= :day AND s.until > :day AND s.confirmed_on >= :since
"""
AWAY = f"""
    SELECT s.case_file, e.branch, c.employee
    FROM {STATES} CROSS JOIN case_file c ON c.id = s.case_file CROSS JOIN employee e ON e.number = c.employee
    WHERE s.open AND s.since <= :day AND s.until > :day
"""
TOUCHED = """
    SELECT DISTINCT CASE c.tbl
        WHEN 'case_file' THEN json_extract(c.key, '$[0]')
        WHEN 'release_override' THEN json_extract(c.key, '$[0]')
        WHEN 'status_spell' THEN coalesce(
            json_extract(c.after, '$.case_file'), json_extract(c.before, '$.case_file'),
            (SELECT case_file FROM status_spell WHERE id = json_extract(c.key, '$[0]')))
        ELSE coalesce(
            json_extract(c.after, '$.case_file'), json_extract(c.before, '$.case_file'),
            (SELECT case_file FROM care_spell WHERE id = json_extract(c.key, '$[0]')))
    END AS case_file
    FROM change c WHERE c.operation = ?
      AND c.tbl IN ('case_file', 'status_spell', 'care_spell', 'release_override')
    LIMIT ?
"""
FAR = 60  # days: no rule keeps anybody longer


def among(
    sql: str, index: str, values: dict[str, str], only: Collection[str] | None
) -> tuple[str, dict[str, str]]:
    """A question about all states, asked along an index, or about those of some cases alone."""
    if only is None:
        return sql.format(states=f"case_state s INDEXED BY {index}"), values
    some = "json_each(:only) o CROSS JOIN case_state s ON s.case_file = o.value"
    return sql.format(states=some), values | {"only": json.dumps(sorted(only))}


class CasesLately:
    def __init__(self, db: Database) -> None:
        self._db, self._cases = db, Cases(db)

    def touched(self, operation: Operation, most: int) -> set[str] | None:
        """The cases whose rows an operation changed; None where they are more."""
        found = {case for (case,) in self._db.execute(TOUCHED, [operation.id, most + 1])}
        return found if len(found) <= most and None not in found else None

    def ending(
        self,
        first: date,
        last: date,
        rules: Sequence[ClockRule],
        on: date,
        only: Collection[str] | None = None,
    ) -> list[tuple[Case, date]]:
        """The cases (`only`: of these) open on a day whose first free day lies between two days, with it.

        The file tells whose dates make it possible under the rules near these days, the rule tells the rest.
        """
        reach = first - timedelta(days=FAR)
        near = [r for r in rules if r.effective_from <= last and (r.effective_to or last) >= reach] or rules
        if not near:
            return []
        self._cases.days.settle()
        spans = {
            "": [0],
            "ill_": [r.isolation_days + r.symptom_free_days for r in near],
            "rest_": [1 + r.symptom_free_days for r in near],
            "iso_": [r.isolation_days for r in near],
            "kept_": [r.quarantine_days for r in near],
        }
        ill = timedelta(days=max(spans["iso_"]))  # while symptoms may last the end is not known
        values = {"day": on.isoformat(), "still_ill": (on - ill).isoformat()}
        for name, days in spans.items():
            values[f"{name}first"] = (first - timedelta(days=max(days))).isoformat()
            values[f"{name}last"] = (last - timedelta(days=min(days))).isoformat()
        ids = [id for (id,) in self._db.execute(*among(MAY_END, "open_state", values, only))]
        clocks = ((case, release(case, rules, on)) for case in self._cases.chosen(ids))
        return [
            (case, clock.free_on) for case, clock in clocks
            if clock and clock.free_on and first <= clock.free_on <= last
        ]  # fmt: skip

    def ill(
        self, since: date, on: date, only: Collection[str] | None = None
    ) -> dict[str, tuple[str, Illness]]:
        """By case: present office, and who was first confirmed between two days."""
        self._cases.days.settle()
        values = {"since": since.isoformat(), "day": on.isoformat()}
        found: dict[str, tuple[str, Illness]] = {}
        for case, branch, employee, confirmed, sign in self._db.execute(
            *among(ILL, "state_began", values, only)
        ):
            on_day = date.fromisoformat(confirmed)
            found[case] = branch, Illness(employee, on_day, day(sign) or on_day)
        return found

    def away(self, on: date, only: Collection[str] | None = None) -> dict[str, tuple[str, str]]:
        """By case that is open on a day: present office and number of its employee."""
        self._cases.days.settle()
        rows = self._db.execute(*among(AWAY, "open_state", {"day": on.isoformat()}, only))
        return {case: (branch, employee) for case, branch, employee in rows}
