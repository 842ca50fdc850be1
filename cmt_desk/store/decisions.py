"""Decisions, their signatures, scope and reviews in the desk's file."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from cmt_desk.domain.decisions import Decision, DecisionKind, Review, Signature, Step
from cmt_desk.store.driver import Database
from cmt_desk.store.kept import kept_until_written
from cmt_desk.store.rows import day, iso

COLUMNS = (
    "id kind corrects branch rule employee function people valid_from valid_to reason letter"
    " level review figures follows tests"
).split()
ORDER = list(Step)
KINDS = {kind.value for kind in DecisionKind}


class Decisions:
    def __init__(self, db: Database) -> None:
        self._db = db

    @kept_until_written
    def all(self) -> list[Decision]:
        """Every version of every decision, the oldest first."""
        signatures, reviews = self._signatures(), self._reviews()
        offices = self._scope("SELECT decision, branch AS code FROM decision_office")
        functions = self._scope("SELECT decision, function AS code FROM decision_function")
        rows = self._db.query(f"SELECT {', '.join(COLUMNS)} FROM decision ORDER BY valid_from, id")
        return [
            Decision(
                **{
                    **row,
                    "kind": DecisionKind(row["kind"]),
                    "valid_from": date.fromisoformat(row["valid_from"]),
                    "valid_to": day(row["valid_to"]),
                    "review": day(row["review"]),
                },
                offices=frozenset(offices.get(row["id"], ())),
                functions=frozenset(functions.get(row["id"], ())),
                signatures=signatures.get(row["id"], []),
                reviews=reviews.get(row["id"], []),
            )
            for row in rows
            if row["kind"] in KINDS
        ]

    def _signatures(self) -> dict[str, list[Signature]]:
        found: dict[str, list[Signature]] = {}
        for row in self._db.query("SELECT * FROM decision_signature ORDER BY signed"):
            signed = Signature(
                Step(row["step"]),
                row["name"],
                row["role"],
                date.fromisoformat(row["signed"]),
                row["note"],
                row["mandate"],
                time.fromisoformat(row["at"]) if row["at"] else None,
            )
            found.setdefault(row["decision"], []).append(signed)
        return {key: sorted(signed, key=lambda s: ORDER.index(s.step)) for key, signed in found.items()}

    def _reviews(self) -> dict[str, list[Review]]:
        found: dict[str, list[Review]] = {}
        for row in self._db.query("SELECT * FROM decision_review ORDER BY day"):
            days = date.fromisoformat(row["day"]), date.fromisoformat(row["next"])
            review = Review(days[0], row["name"], row["role"], row["note"], days[1])
            found.setdefault(row["decision"], []).append(review)
        return found

    def _scope(self, sql: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._db.query(sql):
            found.setdefault(row["decision"], []).append(row["code"])
        return found

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
            "review": iso(decision.review),
        }
        self._db.table("decision").insert(row)
        for scope, column, codes in (
            ("decision_office", "branch", decision.offices),
            ("decision_function", "function", decision.functions),
        ):
            self._db.table(scope).insert_all({"decision": decision.id, column: c} for c in sorted(codes))
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
                "mandate": s.mandate,
                "at": s.at.isoformat("minutes") if s.at else None,
            }
            for s in signatures
        )

    def put_review(self, decision: str, review: Review) -> None:
        self._db.table("decision_review").insert(
            {
                "decision": decision,
                "day": review.day.isoformat(),
                "name": review.name,
                "role": review.role,
                "note": review.note,
                "next": review.next.isoformat(),
            }
        )
