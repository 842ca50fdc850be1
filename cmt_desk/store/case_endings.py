"""When the cases that are open on a day should be free again, for all of them at once."""

from datetime import date
from typing import Any

import numpy as np

from cmt_desk.domain.cases import Status
from cmt_desk.domain.clocks import ClockRule
from cmt_desk.domain.clocks_at_once import NO_DAY, STATUSES, Facts, computed_release
from cmt_desk.domain.sheet_sections import Ending
from cmt_desk.store.driver import Database

OPEN = """
    SELECT s.branch, s.status,
           (SELECT min(since) FROM status_spell WHERE case_file = s.case_file) AS opened,
           s.confirmed_on AS confirmed, c.last_contact, c.onset, c.last_symptom, c.specimen, c.negative_pcr,
           (SELECT day FROM release_override WHERE case_file = s.case_file AND decided <= :day
            ORDER BY decided DESC LIMIT 1) AS decided
    FROM case_state s INDEXED BY open_state CROSS JOIN case_file c ON c.id = s.case_file
    WHERE s.open AND s.since <= :day AND s.until > :day
"""
FACTS = ("opened", "confirmed", "last_contact", "onset", "last_symptom", "specimen", "negative_pcr")
QUARANTINED = (Status.CLOSE_CONTACT, Status.TRAVELLER)


def endings(
    db: Database, rules: list[ClockRule], on: date, codes: set[str] | None
) -> tuple[list[Ending], int]:
    """How many are free again on each later day, and how many should have been by `on` and are still open."""
    rows = [r for r in db.query(OPEN, {"day": on.isoformat()}) if codes is None or r["branch"] in codes]
    if not rows:
        return [], 0
    status = np.array([STATUSES.index(Status(r["status"])) for r in rows], np.int8)
    facts = Facts(**{name: _days(rows, name) for name in FACTS})
    free, _clocked = computed_release(status, facts, rules, on.toordinal())
    decided = _days(rows, "decided")
    free = np.where(decided != NO_DAY, decided, free)
    quarantined = np.isin(status, [STATUSES.index(s) for s in QUARANTINED])
    today = on.toordinal()
    days, counts = np.unique(free[free > today], return_counts=True)
    kept = dict(zip(*np.unique(free[(free > today) & quarantined], return_counts=True), strict=True))
    found = [
        Ending(date.fromordinal(int(day)), int(count - kept.get(day, 0)), int(kept.get(day, 0)))
        for day, count in zip(days, counts, strict=True)
    ]
    return found, int(((free != NO_DAY) & (free <= today)).sum())


def _days(rows: list[dict[str, Any]], name: str) -> Any:
    values = (date.fromisoformat(r[name]).toordinal() if r[name] else NO_DAY for r in rows)
    return np.fromiter(values, np.int32, len(rows))
