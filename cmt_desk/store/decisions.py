"""Decisions and their signatures in the desk's file."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cmt_desk.domain.decisions import Decision, DecisionKind, Signature, Step
from cmt_desk.store.driver import Database
from cmt_desk.store.rows import day, iso

COLUMNS = "id kind corrects branch rule employee function people valid_from valid_to reason letter".split()
KINDS = {kind.value for kind in DecisionKind}


class Decisions:
    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Decision]:
        """Every version of every decision about rosters, the oldest first."""
        signatures: dict[str, list[Signature]] = {}
        for row in self._db.query("SELECT * FROM decision_signature ORDER BY signed, step"):
            signed = Signature(
                Step(row["step"]), row["name"], row["role"], date.fromisoformat(row["signed"]), row["note"]
            )
            signatures.setdefault(row["decision"], []).append(signed)
        rows = self._db.query(f"SELECT {', '.join(COLUMNS)} FROM decision ORDER BY valid_from, id")
        return [_decision(row, signatures.get(row["id"], [])) for row in rows if row["kind"] in KINDS]

    def get(self, decision: str) -> Decision | None:
        return next((d for d in self.all() if d.id == decision), None)

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put(self, decision: Decision) -> None:
        """A new decision with the signatures it already has."""
        row: dict[str, Any] = {column: getattr(decision, column) for column in COLUMNS}
        row |= {
            "kind": decision.kind.value,
            "valid_from": decision.valid_from.isoformat(),
            "valid_to": iso(decision.valid_to),
        }
        self._db.table("decision").insert(row)
        self.sign(decision.id, decision.signatures)

    def sign(self, decision: str, signatures: Iterable[Signature]) -> None:
        self._db.table("decision_signature").insert_all(
            {
                "decision": decision,
                "step": s.step.value,
                "name": s.name,
                "role": s.role,
                "signed": s.signed.isoformat(),
                "note": s.note,
            }
            for s in signatures
        )

    def remove(self, decision: str) -> None:
        """A proposal nobody has decided on; the schema keeps what is signed."""
        self._db.execute("DELETE FROM decision_signature WHERE decision = ?", [decision])
        self._db.table("decision").delete(decision)


def _decision(row: dict[str, Any], signatures: list[Signature]) -> Decision:
    return Decision(
        **{
            **row,
            "kind": DecisionKind(row["kind"]),
            "valid_from": date.fromisoformat(row["valid_from"]),
            "valid_to": day(row["valid_to"]),
        },
        signatures=signatures,
    )
