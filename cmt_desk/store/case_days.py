"""Where every case stood on every day, and the counts that follow: kept beside the cases, not journalled.

Triggers of the file note the cases an operation touches; at its end `settle` takes their old states out of
the counts and puts the new ones in. So a day is one row an office, however many cases there are, and undo,
redo and import need no thought.
"""

from collections.abc import Collection, Iterator
from datetime import date

from cmt_desk.domain.cases import CaseFigures
from cmt_desk.domain.outbreak import CaseStep
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written

STATES = """
    INSERT INTO case_state
    WITH event AS (      -- since, order and word in one text: its running maximum is the latest spell
        SELECT s.case_file, s.since, s.since || printf('%09d', s.n) || s.status AS status, NULL AS place,
               iif(s.status IN ('KONFIRMASI_GEJALA', 'KONFIRMASI_TANPA_GEJALA'), s.since, NULL) AS confirmed
        FROM {some} t CROSS JOIN status_spell s ON s.case_file = t.case_file
        UNION ALL
        SELECT k.case_file, k.since, NULL, k.since || printf('%09d', k.n) || k.place, NULL
        FROM {some} t CROSS JOIN care_spell k ON k.case_file = t.case_file
    ), known AS (
        SELECT case_file, since, max(status) OVER so_far AS status, max(place) OVER so_far AS place,
               min(confirmed) OVER so_far AS confirmed_on,
               lead(since, 1, '9999-12-31') OVER (PARTITION BY case_file ORDER BY since) AS until
        FROM event WINDOW so_far AS (PARTITION BY case_file ORDER BY since)
    )
    SELECT k.case_file, k.since, k.until, c.branch, w.code, substr(k.status, 1, 10),
           iif(w.closing, NULL, substr(k.place, 20)), k.confirmed_on, NOT w.closing
    FROM known k JOIN case_file c ON c.id = k.case_file JOIN case_status w ON w.code = substr(k.status, 20)
    WHERE k.until > k.since
"""
COUNTS = """
    WITH touched AS (
        SELECT s.* FROM {some} t CROSS JOIN case_state s ON s.case_file = t.case_file
    ), moved AS (        -- a state comes on its first day and goes on the day the next one begins
        SELECT branch, since AS day, status, place, confirmed_on IS NOT NULL AS confirmed, open,
               1 AS sign, status_since = since AS begun
        FROM touched
        UNION ALL
        SELECT branch, until, status, place, confirmed_on IS NOT NULL, open, -1, 0
        FROM touched WHERE until < '9999-12-31'
    ), alike AS (
        SELECT branch, day, status, place, confirmed, open, :sign * sum(sign) AS n,
               :sign * sum(begun) AS steps
        FROM moved GROUP BY branch, day, status, place, confirmed, open
    )
"""
MEANINGS = {
    "steps": "steps",
    "cumulative": "n * (confirmed OR status = 'MENINGGAL')",  # a probable case who died counts (KMK 413/2020)
    "confirmed": "n * confirmed",
    "recovered": "n * (confirmed AND status = 'SELESAI_ISOLASI')",
    "deaths": "n * (status = 'MENINGGAL')",
    "active": "n * (confirmed AND open)",
    "hospital": "n * (confirmed AND open AND coalesce(place IN ('RUMAH_SAKIT', 'ICU'), 0))",
    "home": "n * (confirmed AND open AND place IS 'ISOLASI_MANDIRI')",
    "facility": "n * (confirmed AND open AND place IS 'FASILITAS_ISOLASI')",
    "place_unknown": "n * (confirmed AND open AND place IS NULL)",
    "suspects": "n * (status IN ('SUSPEK', 'PROBABLE'))",
    "contacts": "n * (status = 'KONTAK_ERAT')",
}
COUNT = f"""
    {COUNTS} INSERT INTO branch_day (branch, day, {", ".join(MEANINGS)})
    SELECT branch, day, {", ".join(f"sum({meaning})" for meaning in MEANINGS.values())}
    FROM alike GROUP BY branch, day
    ON CONFLICT (branch, day) DO UPDATE
    SET {", ".join(f"{name} = {name} + excluded.{name}" for name in MEANINGS)}
"""
COUNTED = [name for name in MEANINGS if name != "steps"]
FORGET = """
    DELETE FROM branch_total WHERE branch IN (
        SELECT s.branch FROM {some} t CROSS JOIN case_state s ON s.case_file = t.case_file
    )
"""
FORGOTTEN = """
    SELECT code FROM branch o WHERE NOT EXISTS (SELECT 1 FROM branch_total t WHERE t.branch = o.code)
    AND EXISTS (SELECT 1 FROM branch_day d WHERE d.branch = o.code)
"""
TOTALS = (
    f"DELETE FROM branch_day WHERE branch = :branch AND NOT ({' OR '.join(MEANINGS)})",
    f"""
    INSERT INTO branch_total
    SELECT branch, day, {", ".join(f"sum({name}) OVER so_far" for name in COUNTED)}
    FROM branch_day WHERE branch = :branch WINDOW so_far AS (ORDER BY day)
    """,
)
SOME = "(SELECT case_file FROM case_touched WHERE case_file > :after AND case_file <= :last)"
SETTLE = [
    statement.replace("{some}", SOME)
    for statement in (
        FORGET,
        COUNT.replace(":sign", "-1"),
        "DELETE FROM case_state WHERE case_file IN {some}",
        STATES,
        COUNT.replace(":sign", "1"),
        FORGET,
    )
]
LAST = (
    "SELECT max(case_file) FROM (SELECT case_file FROM case_touched WHERE case_file > ? ORDER BY 1 LIMIT ?)"
)
SLICE = 200  # cases reckoned together
FIGURES = f"""
    SELECT t.branch, {", ".join(f"t.{name}" for name in COUNTED)}, coalesce(d.confirmed, 0) AS new
    FROM branch b CROSS JOIN branch_total t ON t.branch = b.code AND t.day = (
        SELECT max(day) FROM branch_total WHERE branch = b.code AND day <= :day
    )
    LEFT JOIN branch_day d ON d.branch = b.code AND d.day = :day
"""

STEPS = """
    SELECT day, sum(confirmed), sum(hospital), sum(home), sum(facility), sum(place_unknown)
    FROM branch_day GROUP BY day ORDER BY day
"""


class CaseDays:
    def __init__(self, db: Database) -> None:
        self._db = db

    def settle(self) -> None:
        """Reckon the touched cases anew; at the end of an operation, or within it before a day is read."""
        for _slice in self.settling():
            pass

    def settling(self) -> Iterator[None]:
        """The same, some cases at a time and then office by office: a long import touches 100,000 cases."""
        after, last = "", self._last_of_slice("")
        if last is None:
            return
        while last is not None:
            for statement in SETTLE:
                self._db.execute(statement, {"after": after, "last": last})
            yield
            after, last = last, self._last_of_slice(last)
        for (branch,) in self._db.execute(FORGOTTEN).fetchall():
            for statement in TOTALS:
                self._db.execute(statement, {"branch": branch})
            yield
        self._db.execute("DELETE FROM case_touched")

    def _last_of_slice(self, after: str) -> str | None:
        """The end of the slice of touched cases that begins after this one."""
        return self._db.execute(LAST, (after, SLICE)).fetchone()[0]

    def figures(self, on: date, branches: Collection[str] | None = None) -> CaseFigures:
        """The day's counts, for some offices or for all."""
        counts = dict.fromkeys((*COUNTED, "new"), 0)
        exposed, active_by_branch = 0, dict[str, int]()
        for branch, row in self.by_branch(on).items():
            if branches is not None and branch not in branches:
                continue
            for name, count in row.items():
                counts[name] += count
            exposed += row["confirmed"] > 0
            if row["active"]:
                active_by_branch[branch] = row["active"]
        del counts["confirmed"]  # a probable case who died counts too: cumulative
        return CaseFigures(**counts, exposed_units=exposed, active_by_branch=active_by_branch)

    @kept_until_written
    def by_branch(self, on: date) -> dict[str, dict[str, int]]:
        """The day's counts of each office that ever had a case, by the names of `branch_total` and `new`."""
        self.settle()
        return {row.pop("branch"): row for row in self._db.query(FIGURES, {"day": on.isoformat()})}

    def curve(self, until: date) -> list[tuple[date, int]]:
        """New confirmed cases by day."""
        self.settle()
        rows = self._db.query(
            "SELECT day, sum(confirmed) AS cases FROM branch_day WHERE day <= ? AND confirmed <> 0"
            " GROUP BY day HAVING sum(confirmed) > 0 ORDER BY day",
            [until.isoformat()],
        )
        return [(date.fromisoformat(row["day"]), row["cases"]) for row in rows]

    @kept_until_written
    def steps(self) -> list[CaseStep]:
        """What each day on which something happened changed in the country's counts, the first day first."""
        self.settle()
        return [CaseStep(date.fromisoformat(day), *counts) for day, *counts in self._db.execute(STEPS)]
