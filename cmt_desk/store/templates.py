"""The templates of protocols and their versions in the desk's file."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cmt_desk.domain.protocols import Protocol, Step
from cmt_desk.store.driver import Database
from cmt_desk.store.rows import day, iso

PROTOCOLS = """
    SELECT code, version, category, title_id, title_en, trigger_id, trigger_en, trigger_event,
           owner_role, legal_basis, proposed, state, review_on
    FROM protocol p WHERE {chosen} ORDER BY code, version
"""
STEPS = """
    SELECT s.* FROM protocol_step s JOIN protocol p ON p.code = s.protocol AND p.version = s.version
    WHERE {chosen} ORDER BY s.protocol, s.version, s.n
"""
DEPENDENCES = """
    SELECT d.* FROM protocol_dependence d JOIN protocol p ON p.code = d.protocol AND p.version = d.version
    WHERE {chosen} ORDER BY d.after
"""
REVIEWS = "p.state = 'ACTIVE' AND p.review_on <= ?"
Key = tuple[str, int]


class Templates:
    def __init__(self, db: Database) -> None:
        self._db = db

    def active(self) -> list[Protocol]:
        """The version in use of every template."""
        return self._read("p.state = 'ACTIVE'")

    def count_active(self) -> int:
        return self._db.execute("SELECT count(*) FROM protocol WHERE state = 'ACTIVE'").fetchone()[0]

    def get(self, code: str) -> Protocol | None:
        """The version of a template in use."""
        return next(iter(self._read("p.state = 'ACTIVE' AND p.code = ?", [code])), None)

    def newest(self) -> list[Protocol]:
        """Every template in its version in use, or in its last one where none is in use."""
        found: dict[str, Protocol] = {}
        for protocol in self._read("1"):
            if protocol.code not in found or found[protocol.code].state != "ACTIVE":
                found[protocol.code] = protocol
        return list(found.values())

    def versions(self, code: str) -> list[Protocol]:
        """All versions of a template, the oldest first."""
        return self._read("p.code = ?", [code])

    def version(self, code: str, version: int) -> Protocol | None:
        return next(iter(self._read("p.code = ? AND p.version = ?", [code, version])), None)

    def reviews_due(self, on: date) -> list[Protocol]:
        """The templates in use of which somebody must say by this day whether they are still right."""
        found = self._read(REVIEWS, [iso(on)])
        return sorted(found, key=lambda protocol: (protocol.review_on or on, protocol.code))

    def categories(self) -> list[tuple[str, str, str]]:
        """(code, Indonesian, English) in order."""
        rows = self._db.query("SELECT code, label_id, label_en FROM protocol_category ORDER BY position")
        return [(r["code"], r["label_id"], r["label_en"]) for r in rows]

    def roles(self) -> dict[str, tuple[str, str]]:
        rows = self._db.query("SELECT code, label_id, label_en FROM role")
        return {r["code"]: (r["label_id"], r["label_en"]) for r in rows}

    def _read(self, chosen: str, values: Iterable[Any] = ()) -> list[Protocol]:
        values = list(values)
        before: dict[tuple[str, int, int], list[int]] = {}
        for row in self._db.query(DEPENDENCES.format(chosen=chosen), values):
            before.setdefault((row["protocol"], row["version"], row["n"]), []).append(row["after"])
        steps: dict[Key, list[Step]] = {}
        for row in self._db.query(STEPS.format(chosen=chosen), values):
            key = (row.pop("protocol"), row.pop("version"))
            after = tuple(before.get((*key, row["n"]), ()))
            steps.setdefault(key, []).append(Step(**{**row, "evidence": bool(row["evidence"])}, after=after))
        found: list[Protocol] = []
        for row in self._db.query(PROTOCOLS.format(chosen=chosen), values):
            row["legal_basis"] = tuple(row["legal_basis"].splitlines())
            row["proposed"], row["review_on"] = bool(row["proposed"]), day(row["review_on"])
            found.append(Protocol(**row, steps=tuple(steps.get((row["code"], row["version"]), ()))))
        return found

    # --- writing (inside an operation) -----------------------------------------------------------

    def put(self, protocol: Protocol) -> None:
        """A version as it is now, its steps and their order in place of the old ones."""
        key = {"code": protocol.code, "version": protocol.version}
        self._remove_steps(protocol.code, protocol.version)
        self._db.table("protocol").upsert(_row(protocol) | key, pk=("code", "version"))
        of = {"protocol": protocol.code, "version": protocol.version}
        self._db.table("protocol_step").insert_all(of | _step_row(step) for step in protocol.steps)
        self._db.table("protocol_dependence").insert_all(
            of | {"n": step.n, "after": after} for step in protocol.steps for after in step.after
        )

    def put_state(self, code: str, version: int, state: str, review_on: date | None = None) -> None:
        self._db.table("protocol").update((code, version), {"state": state, "review_on": iso(review_on)})

    def remove(self, code: str, version: int) -> None:
        self._remove_steps(code, version)
        self._db.table("protocol").delete((code, version))

    def _remove_steps(self, code: str, version: int) -> None:
        for table in ("protocol_dependence", "protocol_step"):
            self._db.table(table).delete_where("protocol = ? AND version = ?", [code, version])


def _row(protocol: Protocol) -> dict[str, Any]:
    names = "state category title_id title_en trigger_id trigger_en trigger_event owner_role".split()
    return {name: getattr(protocol, name) for name in names} | {
        "legal_basis": "\n".join(protocol.legal_basis),
        "proposed": int(protocol.proposed),
        "review_on": iso(protocol.review_on),
    }


def _step_row(step: Step) -> dict[str, Any]:
    names = "n text_id text_en role due_hours anchor repeats shows".split()
    return {name: getattr(step, name) for name in names} | {"evidence": int(step.evidence)}
