"""Supplies in the desk's file: kinds, what each office needs, and every count."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from cmt_desk.domain.supplies import Count, Item, Need, Stock
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written
from cmt_desk.store.seed import plant_missing, seeded

NEEDS = """
    SELECT branch, item, since, minimum, use FROM supply_need n
    WHERE since = (SELECT max(since) FROM supply_need
                   WHERE branch = n.branch AND item = n.item AND since <= :day)
"""


class Supplies:
    def __init__(self, db: Database) -> None:
        self._db = db

    def items(self, *, retired: bool = False) -> list[Item]:
        """The kinds, in the order of their list; on a desk made before there were any, the program's list."""
        rows = list(self._db.query("SELECT * FROM supply_item ORDER BY position, code"))
        found = [
            Item(**{**row, "retired": bool(row["retired"])})
            for row in rows or seeded(self._db, "supply_item")
        ]
        return [item for item in found if retired or not item.retired]

    @kept_until_written
    def stocks(self, on: date) -> list[Stock]:
        """Every kind an office has a need of its own for, or has counted, as of a day."""
        proposed = {item.code: _proposed(item) for item in self.items()}
        needs = {
            (r["branch"], r["item"]): Need(date.fromisoformat(r["since"]), r["minimum"], r["use"])
            for r in self._db.query(NEEDS, {"day": on.isoformat()})
        }
        counts: dict[tuple[str, str], list[Count]] = {}
        rows = self._db.query(
            "SELECT branch, item, day, quantity, source FROM supply_count WHERE day <= ? ORDER BY day",
            [on.isoformat()],
        )
        for r in rows:
            count = Count(date.fromisoformat(r["day"]), r["quantity"], r["source"])
            counts.setdefault((r["branch"], r["item"]), []).append(count)
        return [
            Stock(
                branch, item, on, needs.get((branch, item), proposed[item]),
                counts.get((branch, item), ()),
            )
            for branch, item in sorted(needs.keys() | counts.keys())
            if item in proposed
        ]  # fmt: skip

    def of_branch(self, branch: str, on: date) -> list[Stock]:
        """Every kind in use, counted or not, in the order of the list."""
        known = {s.item: s for s in self.stocks(on) if s.branch == branch}
        return [known.get(i.code, Stock(branch, i.code, on, _proposed(i))) for i in self.items()]

    def low(self, on: date) -> list[Stock]:
        """What is below its minimum: the fact behind stock.low."""
        return [stock for stock in self.stocks(on) if stock.low]

    def counted(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """Every count by office, kind and day, to compare an import with."""
        return {(r["branch"], r["item"], r["day"]): r for r in self._db.query("SELECT * FROM supply_count")}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_item(self, item: Item) -> None:
        plant_missing(self._db, "supply_item")
        self._db.table("supply_item").upsert({**asdict(item), "retired": int(item.retired)}, pk="code")

    def put_needs(self, rows: Iterable[dict[str, Any]]) -> None:
        plant_missing(self._db, "supply_item")
        self._db.put("supply_need", rows, ("branch", "item", "since"))

    def put_counts(self, rows: Iterable[dict[str, Any]]) -> None:
        plant_missing(self._db, "supply_item")
        self._db.put("supply_count", rows, ("branch", "item", "day"))


def _proposed(item: Item) -> Need:
    return Need(date.min, item.minimum, item.use)
