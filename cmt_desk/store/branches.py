"""Offices, areas, bulletins and cap rules in the desk's file."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cmt_desk.domain.branches import (
    Area,
    Branch,
    Bulletin,
    Contact,
    Reading,
    RegionalOffice,
    Zone,
    ZoneHistory,
)
from cmt_desk.domain.caps import CapRule
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written
from cmt_desk.store.known import bulletins_then, readings_then
from cmt_desk.store.rows import day, iso

BRANCHES = """
    SELECT b.code, b.name, b.kind, b.regional_office, b.area, a.name AS city, a.province,
           b.lat, b.lon, b.time_zone, b.head, b.phone, b.email, b.address
    FROM branch b JOIN area a ON a.code = b.area
    WHERE :code IS NULL OR b.code = :code ORDER BY b.regional_office, b.code
"""
BULLETINS = """
    SELECT b.day, b.source, b.illustrative, count(r.area) AS areas
    FROM bulletin b LEFT JOIN zone_reading r ON r.bulletin = b.day
    GROUP BY b.day ORDER BY b.day
"""
READINGS = """
    SELECT bulletin, area, coalesce(corrected, zone), published, coalesce(reason, '') FROM zone_reading
    WHERE area IN (SELECT area FROM branch) AND (:area IS NULL OR area = :area)
    ORDER BY area, bulletin
"""


class Branches:
    def __init__(self, db: Database) -> None:
        self._db = db

    # --- reading ---------------------------------------------------------------------------------

    @kept_until_written
    def all(self) -> list[Branch]:
        return [_branch(row) for row in self._db.query(BRANCHES, {"code": None})]

    def get(self, code: str) -> Branch | None:
        """One office, for who writes many rows: between two of them `all` is read anew."""
        return next(map(_branch, self._db.query(BRANCHES, {"code": code})), None)

    def by_code(self) -> dict[str, Branch]:
        return {branch.code: branch for branch in self.all()}

    def stored(self) -> dict[str, dict[str, Any]]:
        """Every column of every office by code, to compare an import with."""
        return {row["code"]: row for row in self._db.query("SELECT * FROM branch")}

    @kept_until_written
    def regional_offices(self) -> list[RegionalOffice]:
        rows = self._db.query("SELECT code, name, short FROM regional_office ORDER BY rowid")
        return [RegionalOffice(**row) for row in rows]

    def areas(self) -> dict[str, Area]:
        rows = self._db.query("SELECT code, name, province, kemendagri_code, bps_code FROM area")
        return {row["code"]: Area(**row) for row in rows}

    def area_aliases(self) -> dict[str, str]:
        rows = self._db.query("SELECT spelling, area FROM area_alias")
        return {row["spelling"]: row["area"] for row in rows}

    @kept_until_written
    def scopes(self) -> dict[str, set[str]]:
        """Which local scopes an area lies in."""
        found: dict[str, set[str]] = {}
        for row in self._db.query("SELECT scope, area FROM area_scope"):
            found.setdefault(row["area"], set()).add(row["scope"])
        return found

    @kept_until_written
    def cap_rules(self) -> list[CapRule]:
        shares: dict[str, dict[str, int]] = {}
        for row in self._db.query("SELECT rule, key, percent FROM cap_share"):
            shares.setdefault(row["rule"], {})[row["key"]] = row["percent"]
        rows = self._db.query(
            "SELECT code, number, effective_from, effective_to, scope, kind, precedence, issuer, dated,"
            " coalesce(note, '') AS note, coalesce(source, '') AS source FROM cap_rule"
        )
        return [
            CapRule(
                **{
                    **row,
                    "effective_from": date.fromisoformat(row["effective_from"]),
                    "effective_to": day(row["effective_to"]),
                    "dated": day(row["dated"]),
                },
                shares=shares.get(row["code"], {}),
            )
            for row in rows
        ]

    def zone_words(self) -> dict[str, Zone]:
        return {r["word"]: Zone(r["zone"]) for r in self._db.query("SELECT word, zone FROM zone_word")}

    @kept_until_written
    def bulletins(self, as_known: date | None = None) -> list[Bulletin]:
        if as_known:
            return bulletins_then(self._db, as_known)
        return [
            Bulletin(
                date.fromisoformat(row["day"]),
                row["source"],
                row["areas"],
                bool(row["illustrative"]),
            )
            for row in self._db.query(BULLETINS)
        ]

    def bulletin_on(self, on: date) -> Bulletin | None:
        """The bulletin that decides on a day: the latest on or before it."""
        return next((b for b in reversed(self.bulletins()) if b.day <= on), None)

    @kept_until_written
    def history(self, area: str | None = None, as_known: date | None = None) -> ZoneHistory:
        """Every reading of one area, or of all areas in which an office lies; corrections decide.

        `as_known`: as the desk knew them at the end of that day (WIB), played back from the journal.
        """
        if as_known:
            return ZoneHistory(readings_then(self._db, as_known, area))
        days: dict[str, date] = {}  # few days, many readings: each is read once
        zones = {zone.value: zone for zone in Zone}
        return ZoneHistory(
            Reading(
                days.get(day) or days.setdefault(day, date.fromisoformat(day)), code, zones[zone], word, why
            )
            for day, code, zone, word, why in self._db.execute(READINGS, {"area": area})
        )

    def readings_of(self, days: Iterable[date]) -> dict[tuple[str, str], str]:
        """The stored readings of some bulletins, (day, area) → published word."""
        wanted = [d.isoformat() for d in days]
        marks = ", ".join("?" for _ in wanted)
        rows = self._db.query(
            f"SELECT bulletin, area, published FROM zone_reading WHERE bulletin IN ({marks})",
            wanted,
        )
        return {(row["bulletin"], row["area"]): row["published"] for row in rows}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_branches(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("branch").upsert_all(rows, pk="code")

    def put_cap_rule(self, rule: CapRule) -> None:
        self._db.table("cap_rule").upsert(
            {
                "code": rule.code,
                "issuer": rule.issuer,
                "number": rule.number,
                "dated": iso(rule.dated),
                "effective_from": rule.effective_from.isoformat(),
                "effective_to": iso(rule.effective_to),
                "scope": rule.scope,
                "kind": rule.kind,
                "precedence": rule.precedence,
                "note": rule.note or None,
                "source": rule.source or None,
            },
            pk="code",
        )
        self._db.execute("DELETE FROM cap_share WHERE rule = ?", [rule.code])
        self._db.table("cap_share").insert_all(
            {"rule": rule.code, "key": key, "percent": percent} for key, percent in rule.shares.items()
        )

    def remove_cap_rule(self, code: str) -> None:
        self._db.execute("DELETE FROM cap_share WHERE rule = ?", [code])
        self._db.table("cap_rule").delete(code)

    def put_scope(self, scope: str, areas: Iterable[str]) -> None:
        """The areas under one local rule, instead of those before."""
        self._db.execute("DELETE FROM area_scope WHERE scope = ?", [scope])
        self._db.table("area_scope").insert_all({"scope": scope, "area": area} for area in areas)

    def put_bulletins(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.table("bulletin").upsert_all(rows, pk="day")

    def put_readings(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.put("zone_reading", rows, ("bulletin", "area"))


def _branch(row: dict[str, Any]) -> Branch:
    contact = Contact(*(row.pop(name) or "" for name in Contact._fields))
    return Branch(**row, contact=contact)
