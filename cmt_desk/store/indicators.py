"""Indicators in the desk's file: what is asked, and every value with its source."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from itertools import chain
from typing import Any

from cmt_desk.domain.indicators import Combine, Figure, Indicator, Reading, figure, series
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written
from cmt_desk.store.seed import plant_missing, seeded

COUNTED = """
    SELECT r.* FROM indicator_reading r JOIN indicator i ON i.code = r.indicator
    WHERE r.day BETWEEN :before AND :day AND i.kind IN ('SUM', 'MAX')
"""
# one step along an index for each indicator and place, then the row by its key
LAST = """
    JOIN indicator_reading r ON r.id = i.code || '/' || coalesce({place}, '') || '/' || (
        SELECT max(day) FROM indicator_reading WHERE indicator = i.code AND branch IS {place} AND day <= :day)
"""
STANDING = f"""
    SELECT r.* FROM indicator i CROSS JOIN (SELECT code FROM branch UNION ALL SELECT NULL) b
    CROSS {LAST.format(place="b.code")} WHERE i.kind IN ('LEVEL', 'LATEST')
"""
PLACE = f"SELECT r.* FROM indicator i CROSS {LAST.format(place=':branch')}"
TIMES = """
    SELECT * FROM indicator_reading
    WHERE indicator = :indicator AND day <= :last AND (day >= :first OR :stands) ORDER BY day
"""


class Indicators:
    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self, *, retired: bool = False) -> list[Indicator]:
        """What is asked, in the order of the sheet; on a desk made before, the program's list."""
        rows = list(self._db.query("SELECT * FROM indicator ORDER BY position, code"))
        found = [_indicator(row) for row in rows or seeded(self._db, "indicator")]
        return [i for i in found if retired or not i.retired]

    def on(self, day: date, scope: Collection[str] | None = None) -> list[Figure]:
        """Every indicator on a day: of the institution, or of the offices asked for."""
        known: dict[str, list[Reading]] = {}
        for reading in self._around(day):
            if scope is None or reading.branch in scope:
                known.setdefault(reading.indicator, []).append(reading)
        return [figure(i, known.get(i.code, ()), day, scope) for i in self.all()]

    @kept_until_written
    def _around(self, day: date) -> list[Reading]:
        """What counts on a day or the one before, of every place: read once for the sheets of all offices."""
        before = (day - timedelta(days=1)).isoformat()
        rows = (
            self._db.query(COUNTED, {"before": before, "day": day.isoformat()}),
            self._db.query(STANDING, {"day": day.isoformat()}),
            self._db.query(STANDING, {"day": before}),
        )
        return list(dict.fromkeys(_reading(row) for row in chain(*rows)))

    def of_place(self, branch: str, day: date) -> dict[str, Reading]:
        """By indicator the last value of a place up to a day (branch "": the institution)."""
        rows = self._db.query(PLACE, {"branch": branch or None, "day": day.isoformat()})
        return {r.indicator: r for r in map(_reading, rows)}

    def history(self, indicator: Indicator, branch: str, first: date, last: date) -> list[tuple[date, float]]:
        """The figure of each day in a span on which something is known; branch "": the institution."""
        asked = {
            "indicator": indicator.code,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "stands": int(indicator.kind.stands),
        }
        return series(indicator, map(_reading, self._db.query(TIMES, asked)), first, last, branch)

    def readings(self, first: date, last: date) -> list[Reading]:
        """Every value of a span, the newest day first, in the order of the sheet."""
        rows = self._db.query(
            "SELECT r.* FROM indicator_reading r JOIN indicator i ON i.code = r.indicator "
            "WHERE r.day BETWEEN ? AND ? ORDER BY r.day DESC, i.position, r.branch",
            [first.isoformat(), last.isoformat()],
        )
        return [_reading(row) for row in rows]

    def stored(self) -> dict[str, float]:
        """Every value by its key, to compare an import with."""
        return dict(self._db.execute("SELECT id, value FROM indicator_reading").fetchall())

    def used(self, indicator: str) -> bool:
        found = self._db.execute("SELECT 1 FROM indicator_reading WHERE indicator = ? LIMIT 1", [indicator])
        return found.fetchone() is not None

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_indicator(self, indicator: Indicator) -> None:
        plant_missing(self._db, "indicator")
        self._db.table("indicator").upsert(_row(indicator), pk="code")

    def put(self, readings: Sequence[Reading]) -> None:
        plant_missing(self._db, "indicator")
        self._db.put(
            "indicator_reading",
            (
                {
                    "id": key(r.indicator, r.branch, r.day),
                    "indicator": r.indicator,
                    "branch": r.branch or None,
                    "day": r.day.isoformat(),
                    "value": r.value,
                    "source": r.source,
                }
                for r in readings
            ),
            ("id",),
        )

    def remove(self, keys: Iterable[str]) -> None:
        for one in keys:
            self._db.table("indicator_reading").delete(one)


def key(indicator: str, branch: str, day: date) -> str:
    return f"{indicator}/{branch}/{day.isoformat()}"


def _row(indicator: Indicator) -> dict[str, Any]:
    return {**asdict(indicator), "kind": indicator.kind.value, "retired": int(indicator.retired)}


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        row["code"], row["name_id"], row["name_en"], row["unit_id"], row["unit_en"], row["section"],
        Combine(row["kind"]), row["decimals"], bool(row["retired"]), row["position"],
    )  # fmt: skip


def _reading(row: dict[str, Any]) -> Reading:
    return Reading(
        row["indicator"], row["branch"] or "", date.fromisoformat(row["day"]), row["value"], row["source"]
    )
