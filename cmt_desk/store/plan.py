"""The plan's level on a day, read from the decisions; older desks have levels from before it too."""

from datetime import date, timedelta

from cmt_desk.domain.plan import Activation, PlanState, activations, plan_state
from cmt_desk.store.decisions import Decisions
from cmt_desk.store.driver import Database
from cmt_desk.store.rows import day


class Plans:
    def __init__(self, db: Database) -> None:
        self._db, self._decisions = db, Decisions(db)

    def activations(self) -> list[Activation]:
        return activations(self._decisions.all(), self.older())

    def older(self) -> list[Activation]:
        """Levels of desks that are older than the register; nothing writes them any more."""
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

    def state(self, on: date, office: str = "") -> PlanState | None:
        return plan_state(self.activations(), on, office)

    def activated(self, on: date, days: int = 14) -> list[Activation]:
        """The levels above 0 that began in the days up to `on`: the fact `plan.activated`."""
        first = on - timedelta(days=days)
        return [a for a in self.activations() if a.level > 0 and first < a.effective_from <= on]
