"""Views of the case table that somebody saved under a name."""

import json
from dataclasses import asdict
from typing import Any

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.records import record
from cmt_desk.store.driver import Database


@record
class SavedView:
    """A filter with the columns it is looked at with. `sort`: a column, empty for the newest state first."""

    id: str
    name: str
    filter: CaseFilter
    columns: tuple[str, ...]
    sort: str = ""
    downward: bool = False


class CaseViews:
    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[SavedView]:
        rows = self._db.query("SELECT * FROM case_view ORDER BY name COLLATE NOCASE")
        return [
            SavedView(
                row["id"], row["name"], _filter(json.loads(row["filter"])), tuple(json.loads(row["columns"])),
                row["sort"], bool(row["downward"]),
            )
            for row in rows
        ]  # fmt: skip

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put(self, view: SavedView) -> None:
        row = {
            "id": view.id, "name": view.name, "filter": json.dumps(_plain(view.filter)),
            "columns": json.dumps(view.columns), "sort": view.sort, "downward": view.downward,
        }  # fmt: skip
        self._db.table("case_view").upsert(row, pk="id")

    def remove(self, id: str) -> None:
        self._db.table("case_view").delete(id)


def _plain(shown: CaseFilter) -> dict[str, Any]:
    """Only what narrows it down, each choice as a sorted list."""
    parts = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in asdict(shown).items()}
    return {name: value for name, value in parts.items() if value}


def _filter(plain: dict[str, Any]) -> CaseFilter:
    choices = {name: frozenset(v) for name, v in plain.items() if isinstance(v, list)}
    if "statuses" in choices:
        choices["statuses"] = frozenset(map(Status, choices["statuses"]))
    if "places" in choices:
        choices["places"] = frozenset(map(CarePlace, choices["places"]))
    return CaseFilter(**{**plain, **choices})
