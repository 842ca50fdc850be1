"""How foreign lists are read, kept by name and found again by the fingerprint of their header."""

import json

from cmt_desk.domain.mapping import ColumnMapping, mapping_from_json
from cmt_desk.records import record
from cmt_desk.store.driver import Database


@record
class Remembered:
    """A mapping somebody saved. `kind`: cases or contacts."""

    kind: str
    name: str
    fingerprint: str
    mapping: ColumnMapping


class Mappings:
    def __init__(self, db: Database) -> None:
        self._db = db

    def of_kind(self, kind: str) -> list[Remembered]:
        """By name."""
        rows = self._db.query("SELECT * FROM import_mapping WHERE kind = ? ORDER BY name", [kind])
        return [
            Remembered(
                row["kind"], row["name"], row["fingerprint"], mapping_from_json(json.loads(row["body"]))
            )
            for row in rows
        ]

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put(self, kept: Remembered) -> None:
        body = json.dumps(kept.mapping.as_json(), ensure_ascii=False, sort_keys=True)
        row = {"kind": kept.kind, "name": kept.name, "fingerprint": kept.fingerprint, "body": body}
        self._db.table("import_mapping").upsert(row, pk=("kind", "name"))

    def rename(self, kind: str, name: str, to: str) -> None:
        self._db.execute("UPDATE import_mapping SET name = ? WHERE kind = ? AND name = ?", [to, kind, name])

    def remove(self, kind: str, name: str) -> None:
        self._db.execute("DELETE FROM import_mapping WHERE kind = ? AND name = ?", [kind, name])
