"""The business continuity plan: its level on a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Activation:
    """Level 0 Siaga, 1 Terbatas, 2 Luas, 3 Nasional (proposed levels), in force from a day on."""

    level: int
    effective_from: date
    effective_to: date | None
    letter: str
    decided_by: str

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (not self.effective_to or on <= self.effective_to)


@dataclass(frozen=True)
class PlanState:
    """What the header says: the level, and which day of the unbroken activation this is."""

    level: int
    day_number: int
    since: date
    letter: str


def plan_state(activations: list[Activation], on: date) -> PlanState | None:
    """None while no plan is active. Levels that follow each other without a gap count on."""
    current = max((a for a in activations if a.in_force(on)), key=lambda a: a.effective_from, default=None)
    if current is None:
        return None
    since = current.effective_from
    for earlier in sorted(activations, key=lambda a: a.effective_from, reverse=True):
        joins = earlier.effective_to and (since - earlier.effective_to).days == 1
        if earlier.effective_from < since and joins:
            since = earlier.effective_from
    return PlanState(current.level, (on - since).days + 1, since, current.letter)
