"""The list of bulletins, readings corrected by hand, WFH-Full tests and outlines in the desk's file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cmt_desk.domain.branches import Band, Bulletin, BulletinLine, Indicator, Reading, Zone
from cmt_desk.domain.what_if import Condition, FullTest
from cmt_desk.store.driver import Database
from cmt_desk.store.known import readings_then
from cmt_desk.store.seed import read_seed

LINES = """
    SELECT b.day, b.source, b.illustrative, count(r.area) AS areas, count(r.corrected) AS corrected,
           sum(coalesce(r.corrected, r.zone) = 'HIJAU') AS HIJAU,
           sum(coalesce(r.corrected, r.zone) = 'KUNING') AS KUNING,
           sum(coalesce(r.corrected, r.zone) = 'ORANYE') AS ORANYE,
           sum(coalesce(r.corrected, r.zone) = 'MERAH') AS MERAH
    FROM bulletin b LEFT JOIN zone_reading r ON r.bulletin = b.day
    GROUP BY b.day ORDER BY b.day DESC
"""
BROUGHT = """
    SELECT c.key, o.actor, o.at FROM change c JOIN operation o ON o.id = c.operation
    WHERE c.tbl = 'bulletin' AND c.before IS NULL AND o.name NOT IN ('undo', 'redo') ORDER BY o.seq
"""
Rings = Sequence[Sequence[int]]


class Zones:
    def __init__(self, db: Database) -> None:
        self._db = db

    # --- reading ---------------------------------------------------------------------------------

    def bands(self) -> list[Band]:
        rows = self._db.query("SELECT zone, label_id, label_en, score_min, score_max FROM zone_band")
        found = [Band(**{**row, "zone": Zone(row["zone"])}) for row in rows]
        return sorted(found, key=lambda band: -band.zone.risk)

    def indicators(self) -> list[Indicator]:
        """Of both versions; a desk made before they were planted reads them from the seed."""
        rows = [
            {name: row[name] for name in Indicator._fields}
            for row in list(self._db.query("SELECT * FROM zone_indicator ORDER BY version, n"))
            or read_seed("zone_indicator")
        ]
        return [Indicator(**{**row, "n": int(row["n"])}) for row in rows]

    def lines(self) -> list[BulletinLine]:
        """Every bulletin, the newest first, with the operation that brought it."""
        brought = {json.loads(key)[0]: (actor, at) for key, actor, at in self._db.execute(BROUGHT)}
        found: list[BulletinLine] = []
        for row in self._db.query(LINES):
            actor, at = brought.get(row["day"], ("", None))
            bulletin = Bulletin(
                date.fromisoformat(row["day"]), row["source"], row["areas"], bool(row["illustrative"])
            )
            zones = {zone: row[zone.value] or 0 for zone in Zone}
            moment = datetime.fromisoformat(at) if at else None
            found.append(BulletinLine(bulletin, zones, row["corrected"], actor, moment))
        return found

    def reading(self, bulletin: date, area: str) -> tuple[Reading, Zone] | None:
        """What counts of an area in one bulletin, and the zone that was published."""
        rows = self._db.query(
            "SELECT zone, published, corrected, reason FROM zone_reading WHERE bulletin = ? AND area = ?",
            [bulletin.isoformat(), area],
        )
        row = next(iter(rows), None)
        if row is None:
            return None
        zone = Zone(row["corrected"] or row["zone"])
        return Reading(bulletin, area, zone, row["published"], row["reason"] or ""), Zone(row["zone"])

    def corrected_in(self, days: Iterable[date]) -> set[tuple[str, str]]:
        """(day, area) of the readings of some bulletins that were corrected by hand."""
        wanted = {d.isoformat() for d in days}
        rows = self._db.query("SELECT bulletin, area FROM zone_reading WHERE corrected IS NOT NULL")
        return {(row["bulletin"], row["area"]) for row in rows if row["bulletin"] in wanted}

    def full_tests(self) -> list[FullTest]:
        """The tests for WFH-Full; a desk made before there were any has those a new desk begins with."""
        tests: Iterable[Mapping[str, Any]] = list(self._db.query("SELECT * FROM wfh_full_test ORDER BY code"))
        rows: Iterable[Mapping[str, Any]] = self._db.query(
            "SELECT * FROM wfh_full_condition ORDER BY test, n"
        )
        if not tests:
            tests, rows = read_seed("wfh_full_test"), read_seed("wfh_full_condition")
        conditions: dict[str, list[Condition]] = {}
        for row in rows:
            condition = Condition(row["metric"], row["relation"], row["value"])
            conditions.setdefault(row["test"], []).append(condition)
        return [
            FullTest(
                t["code"], t["name_id"], t["name_en"], int(t["days"]), t["scope"], bool(int(t["proposed"])),
                tuple(conditions.get(t["code"], ())),
            )
            for t in tests
        ]  # fmt: skip

    def outlines(self) -> dict[str, Rings]:
        """The polygons of each area that has one; see the migration for their form."""
        rows = self._db.query("SELECT area, rings FROM area_outline")
        return {row["area"]: json.loads(row["rings"]) for row in rows}

    def has_outlines(self) -> bool:
        return self._db.execute("SELECT EXISTS (SELECT 1 FROM area_outline)").fetchone()[0] == 1

    def zones_of_areas(self, on: date, as_known: date | None = None) -> dict[str, Zone]:
        """The zone of every area, also of those without an office, by the bulletin that decides on a day."""
        if as_known:
            known = readings_then(self._db, as_known, everywhere=True)
            ordered = sorted((r for r in known if r.bulletin <= on), key=lambda r: r.bulletin)
            return {reading.area: reading.zone for reading in ordered}
        rows = self._db.execute(
            "SELECT area, coalesce(corrected, zone), max(bulletin) FROM zone_reading"
            " WHERE bulletin <= ? GROUP BY area",
            [on.isoformat()],
        )
        return {area: Zone(zone) for area, zone, _day in rows}

    # --- writing (inside an operation) -------------------------------------------------------------

    def put_correction(self, bulletin: date, area: str, zone: Zone | None, reason: str | None) -> None:
        """A zone with its reason, or None to let the published one count again."""
        values = {"corrected": zone.value if zone else None, "reason": reason}
        self._db.table("zone_reading").update((bulletin.isoformat(), area), values)

    def remove_bulletin(self, day: date) -> None:
        self._db.execute("DELETE FROM zone_reading WHERE bulletin = ?", [day.isoformat()])
        self._db.execute("DELETE FROM bulletin WHERE day = ?", [day.isoformat()])

    def put_outlines(self, source: str, outlines: Mapping[str, Rings]) -> None:
        """These outlines and no others."""
        self.remove_outlines()
        self._db.table("area_outline").insert_all(
            {"area": area, "source": source, "rings": json.dumps(rings, separators=(",", ":"))}
            for area, rings in outlines.items()
        )

    def remove_outlines(self) -> None:
        self._db.execute("DELETE FROM area_outline")
