"""Protocols, their runs, and when each step is due in the office's own time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class Step:
    """One line of a checklist. `due_hours` counts from the event named in `anchor`."""

    n: int
    text_id: str
    text_en: str
    role: str
    due_hours: float | None
    anchor: str
    repeats: str | None
    evidence: bool

    def due(self, started_at: datetime) -> datetime | None:
        """The deadline, known when the step counts from the trigger or from a time of day."""
        if self.anchor == "trigger" and self.due_hours is not None:
            return started_at + timedelta(hours=self.due_hours)
        words = self.anchor.split()
        if len(words) == 2 and words[0] == "daily":
            at = datetime.combine(started_at.date(), time.fromisoformat(words[1]))
            return at if at >= started_at else at + timedelta(days=1)
        return None


@dataclass(frozen=True)
class Protocol:
    """One version of a template. `proposed`: our wording, not the agency's."""

    code: str
    version: int
    category: str
    title_id: str
    title_en: str
    trigger_id: str
    trigger_en: str
    trigger_event: str
    owner_role: str
    legal_basis: Sequence[str]
    proposed: bool
    steps: Sequence[Step] = ()


@dataclass(frozen=True)
class Mark:
    """A step that was done, or skipped with a reason."""

    n: int
    state: str  # DONE or SKIPPED
    at: datetime
    by: str
    note: str = ""


@dataclass(frozen=True)
class Run:
    """A checklist in use. Times are local to the office."""

    id: str
    protocol: Protocol
    branch: str | None
    case_file: str | None
    started_at: datetime
    started_by: str
    marks: Mapping[int, Mark] = field(default_factory=dict[int, Mark])

    @property
    def open_steps(self) -> list[Step]:
        return [step for step in self.protocol.steps if step.n not in self.marks]

    @property
    def finished(self) -> bool:
        return not self.open_steps

    def next_due(self) -> datetime | None:
        """The nearest deadline among the open steps."""
        dues = [due for step in self.open_steps if (due := step.due(self.started_at))]
        return min(dues, default=None)

    def overdue(self, now: datetime) -> list[Step]:
        return [s for s in self.open_steps if (due := s.due(self.started_at)) and due < now]


@dataclass(frozen=True)
class OpenRun:
    """A run with steps left to do, in few words: what a map or a list says of it."""

    id: str
    branch: str
    protocol: str
    title_id: str
    title_en: str
    started_at: datetime
    open_steps: int
