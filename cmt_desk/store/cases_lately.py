"""What of all cases matters to the days around one: read for the proposals, however many cases there are."""

from collections.abc import Sequence
from datetime import date, timedelta

from cmt_desk.domain.cases import Case
from cmt_desk.domain.clocks import ClockRule, release
from cmt_desk.domain.what_if import Illness
from cmt_desk.store.cases import Cases
from cmt_desk.store.driver import Database
from cmt_desk.store.rows import day

MAY_END = """
    SELECT s.case_file FROM case_state s INDEXED BY open_state CROSS JOIN case_file c ON c.id = s.case_file
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
ILL = """
    SELECT e.branch, c.employee, s.confirmed_on,
           min(coalesce(c.onset, c.specimen), coalesce(c.specimen, c.onset))
    FROM case_state s INDEXED BY state_began JOIN case_file c ON c.id = s.case_file
    JOIN employee e ON e.number = c.employee
    WHERE s.status_since >= :since AND s.since <= :day AND s.until > :day AND s.confirmed_on >= :since
"""
AWAY = """
    SELECT e.branch, count(*) FROM employee e WHERE e.number IN (
        SELECT c.employee FROM case_state s INDEXED BY open_state CROSS JOIN case_file c ON c.id = s.case_file
        WHERE s.open AND s.since <= :day AND s.until > :day
    ) GROUP BY e.branch
"""
FAR = 60  # days: no rule keeps anybody longer


class CasesLately:
    def __init__(self, db: Database) -> None:
        self._db, self._cases = db, Cases(db)

    def ending(
        self, first: date, last: date, rules: Sequence[ClockRule], on: date
    ) -> list[tuple[Case, date]]:
        """The cases open on a day whose first free day lies between two days, with that day.

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
        ids = [id for (id,) in self._db.execute(MAY_END, values)]
        clocks = ((case, release(case, rules, on)) for case in self._cases.chosen(ids))
        return [
            (case, clock.free_on) for case, clock in clocks
            if clock and clock.free_on and first <= clock.free_on <= last
        ]  # fmt: skip

    def ill(self, since: date, on: date) -> dict[str, list[Illness]]:
        """By present office: who was first confirmed between two days."""
        self._cases.days.settle()
        found: dict[str, list[Illness]] = {}
        values = {"since": since.isoformat(), "day": on.isoformat()}
        for branch, employee, confirmed, sign in self._db.execute(ILL, values):
            on_day = date.fromisoformat(confirmed)
            found.setdefault(branch, []).append(Illness(employee, on_day, day(sign) or on_day))
        return found

    def away(self, on: date) -> dict[str, int]:
        """By present office: how many people have an open case on a day."""
        self._cases.days.settle()
        return dict(self._db.execute(AWAY, {"day": on.isoformat()}).fetchall())
