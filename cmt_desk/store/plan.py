"""Activations of the business continuity plan in the desk's file."""

from datetime import date
from typing import Any

from cmt_desk.domain.plan import Activation, PlanState, plan_state
from cmt_desk.store.driver import Database
from cmt_desk.store.rows import day


class Plans:
    def __init__(self, db: Database) -> None:
        self._db = db

    def activations(self) -> list[Activation]:
        rows = self._db.query(
            "SELECT level, effective_from, effective_to, letter, decided_by FROM activation"
            " ORDER BY effective_from"
        )
        return [
            Activation(
                **{
                    **row,
                    "effective_from": date.fromisoformat(row["effective_from"]),
                    "effective_to": day(row["effective_to"]),
                }
            )
            for row in rows
        ]

    def state(self, on: date) -> PlanState | None:
        return plan_state(self.activations(), on)

    def put(self, row: dict[str, Any]) -> None:
        self._db.table("activation").insert(row)
