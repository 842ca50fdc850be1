"""Which cases may contradict themselves: SQL clears the many, the rules of `findings` read the few.

Each query lets every case through that its rule could find on the day; a test compares with all cases.
"""

from collections.abc import Iterator
from datetime import date

from cmt_desk.store.driver import Database

TWICE_OPEN = """
    WITH opened AS MATERIALIZED (
        SELECT c.employee, c.id FROM case_state s INDEXED BY open_state
        CROSS JOIN case_file c ON c.id = s.case_file
        WHERE s.open AND s.since <= :day AND s.until > :day
    )
    SELECT employee, id FROM opened
    WHERE employee IN (SELECT employee FROM opened GROUP BY employee HAVING count(*) > 1)
"""
NOT_EMPLOYED = """
    SELECT c.employee, c.id FROM employee e CROSS JOIN case_file c ON c.employee = e.number
    WHERE (e.active_from IS NOT NULL OR e.active_to IS NOT NULL)
    AND (SELECT min(since) FROM status_spell WHERE case_file = c.id)
        NOT BETWEEN coalesce(e.active_from, '') AND coalesce(e.active_to, '9999-12-31')
"""
CLOSED_BEFORE_ONSET = """
    SELECT c.employee, c.id FROM case_file c CROSS JOIN status_spell s
    ON s.case_file = c.id AND s.since < c.onset AND s.since <= :day
    WHERE s.status IN ('MENINGGAL', 'SELESAI_ISOLASI')
"""
LONG_OPEN = """
    SELECT c.employee, c.id FROM case_state s INDEXED BY open_state
    CROSS JOIN case_file c ON c.id = s.case_file
    WHERE s.open AND s.since <= :day AND s.until > :day AND s.status NOT IN ('SUSPEK', 'LAPOR_DIRI')
    AND date(:day, '-14 days') > min(
        coalesce(c.onset, '9999-12-31'), coalesce(c.specimen, '9999-12-31'),
        coalesce(c.last_contact, '9999-12-31'),
        (SELECT min(since) FROM status_spell WHERE case_file = c.id),
        coalesce((SELECT min(day) FROM release_override WHERE case_file = c.id), '9999-12-31')
    )
"""
NEAR_AFTER_ISOLATION = """
    SELECT c.employee, c.id FROM contact t CROSS JOIN case_file c ON c.id = t.case_file
    WHERE NOT t.household AND t.last_contact <= :day
    AND t.last_contact > (SELECT min(since) FROM care_spell WHERE case_file = t.case_file)
"""
DOUBTS = (TWICE_OPEN, NOT_EMPLOYED, CLOSED_BEFORE_ONSET, LONG_OPEN, NEAR_AFTER_ISOLATION)


class CaseDoubts:
    def __init__(self, db: Database) -> None:
        self._db = db

    def by_rule(self, on: date) -> Iterator[set[tuple[str, str]]]:
        """One rule after the other, the cases it may find, as (employee, case)."""
        for query in DOUBTS:
            yield {(employee, case) for employee, case in self._db.execute(query, {"day": on.isoformat()})}
