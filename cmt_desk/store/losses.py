"""The register of losses in the desk's file."""

from collections.abc import Collection
from datetime import date
from typing import Any

from cmt_desk.domain.losses import Loss, LossKind, LossStatus, LossStep, LossSum, sums
from cmt_desk.store.driver import Database
from cmt_desk.store.rows import day as day_of

LOSSES = """
    SELECT l.*, n.recorded AS corrected FROM loss l LEFT JOIN loss n ON n.corrects = l.id
"""
DEATHS = """
    SELECT case_file, max(branch), min(status_since) FROM case_state
    WHERE status = 'MENINGGAL' AND status_since <= ? GROUP BY case_file ORDER BY 3 DESC, 1
"""


class Losses:
    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self, until: date) -> list[Loss]:
        """Every version that was recorded up to a day, the latest loss first."""
        rows = self._db.query(
            f"{LOSSES} WHERE l.recorded <= ? ORDER BY l.occurred DESC, l.id DESC", [until.isoformat()]
        )
        steps: dict[str, list[LossStep]] = {}
        for r in self._db.query("SELECT * FROM loss_step ORDER BY day"):
            steps.setdefault(r["loss"], []).append(_step(r))
        return [_loss(row, steps.get(row["id"], [])) for row in rows]

    def get(self, key: str) -> Loss | None:
        row = next(self._db.query(f"{LOSSES} WHERE l.id = ?", [key]), None)
        if row is None:
            return None
        steps = self._db.query("SELECT * FROM loss_step WHERE loss = ? ORDER BY day", [key])
        return _loss(row, [_step(r) for r in steps])

    def sums(self, on: date, scope: Collection[str] | None = None) -> dict[LossKind, LossSum]:
        """By kind what was lost up to a day, as it was known then; `scope`: at these offices alone."""
        return sums((loss for loss in self.all(on) if scope is None or loss.branch in scope), on)

    def deaths(self, until: date) -> list[tuple[str, str, date]]:
        """(case, office, day) of every death up to a day, the latest first."""
        rows = self._db.execute(DEATHS, [until.isoformat()])
        return [(case, branch, date.fromisoformat(since)) for case, branch, since in rows]

    # --- writing (inside an operation) ---------------------------------------------------------------

    def add(self, loss: Loss) -> None:
        self._db.table("loss").insert(
            {
                "id": loss.id,
                "occurred": loss.occurred.isoformat(),
                "known": loss.known.isoformat(),
                "recorded": loss.recorded.isoformat(),
                "kind": loss.kind.value,
                "sub": loss.sub,
                "text": loss.text,
                "amount": loss.amount,
                "low": loss.low,
                "high": loss.high,
                "expected": loss.expected,
                "recovered": loss.recovered,
                "branch": loss.branch or None,
                "function": loss.function or None,
                "case_file": loss.case or None,
                "decision": loss.decision or None,
                "run": loss.run or None,
                "evidence": loss.evidence,
                "by": loss.by,
                "corrects": loss.corrects or None,
                "reason": loss.reason,
            }
        )

    def add_step(self, key: str, step: LossStep) -> None:
        self._db.table("loss_step").insert(
            {
                "loss": key,
                "step": step.step.value,
                "day": step.day.isoformat(),
                "name": step.name,
                "note": step.note,
            }
        )


def _step(row: dict[str, Any]) -> LossStep:
    return LossStep(LossStatus(row["step"]), date.fromisoformat(row["day"]), row["name"], row["note"])


def _loss(row: dict[str, Any], steps: list[LossStep]) -> Loss:
    return Loss(
        row["id"], date.fromisoformat(row["occurred"]), date.fromisoformat(row["known"]),
        date.fromisoformat(row["recorded"]), LossKind(row["kind"]), row["sub"], row["text"], row["amount"],
        row["low"], row["high"], row["expected"], row["recovered"], row["branch"] or "",
        row["function"] or "", row["case_file"] or "", row["decision"] or "", row["run"] or "",
        row["evidence"], row["by"], row["corrects"] or "", row["reason"], tuple(steps),
        day_of(row["corrected"]),
    )  # fmt: skip
