"""Protocols, their runs, and what of a run is done, open, late or waiting, in the office's own time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta
from itertools import islice

from cmt_desk.domain.occurrences import event_of, first_due, occurrences
from cmt_desk.records import record

DISINFECTED = "DISINFECTED"
SHOWN = (DISINFECTED,)  # what a tick can tell the desk
RHYTHMS = {"daily": "daily", "zone.map_published": "weekly", "schedule.week_open": "weekly"}
LENGTHS = {"daily": timedelta(days=1), "weekly": timedelta(weeks=1)}


@record
class Step:
    """One line of a checklist. `due_hours` counts from `anchor`; `after`: steps that come first.

    `shows`: what a tick of it tells the desk (DISINFECTED), if anything.
    """

    n: int
    text_id: str
    text_en: str
    role: str
    due_hours: float | None
    anchor: str
    repeats: str | None
    evidence: bool
    after: Sequence[int] = ()
    shows: str | None = None

    def due(self, started_at: datetime, events: Mapping[str, datetime] | None = None) -> datetime | None:
        """The first deadline; None while the event it counts from is not known."""
        return first_due(self, started_at, events or {})

    @property
    def event(self) -> str | None:
        """The event whose moment must be told before there is a deadline."""
        return event_of(self)


@record
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
    state: str = "ACTIVE"  # DRAFT, ACTIVE or RETIRED
    review_on: date | None = None  # when somebody must say whether it is still right

    @property
    def rhythm(self) -> str:
        """How often its trigger comes back by itself, each time with a run of its own; "" for never."""
        return RHYTHMS.get(self.trigger_event, "")


@record
class Mark:
    """A step that was done, or skipped with a reason; `k`: the how-manieth time, from 1."""

    n: int
    state: str  # DONE or SKIPPED
    at: datetime
    by: str
    note: str = ""
    k: int = 1


@record
class Evidence:
    """A file that proves a step: kept in the desk once, whatever its names."""

    n: int
    k: int
    sha256: str
    name: str
    size: int
    added_at: datetime
    added_by: str


@record
class Holder:
    """Who answers for a run from a moment on, and what was said when it was handed over."""

    since: datetime
    person: str
    by: str
    note: str = ""


@record
class Turn:
    """One occurrence of a step: to do, or done."""

    step: Step
    k: int
    due: datetime | None
    mark: Mark | None = None

    def late(self, now: datetime) -> bool:
        return self.mark is None and self.due is not None and self.due < now


@record
class Run:
    """A checklist in use. Times are local to the office.

    `until`: the end of what comes back, told by the clock of its case; None: until somebody ends the run.
    `events`: the moments steps count from, told by the case or by a person.
    """

    id: str
    protocol: Protocol
    branch: str | None
    case_file: str | None
    started_at: datetime
    started_by: str
    ticks: Mapping[tuple[int, int], Mark] = field(default_factory=dict[tuple[int, int], Mark])
    function: str | None = None
    events: Mapping[str, datetime] = field(default_factory=dict[str, datetime])
    until: datetime | None = None
    holders: Sequence[Holder] = ()
    evidence: Sequence[Evidence] = ()
    ended_at: datetime | None = None
    ended_by: str = ""
    end_reason: str = ""

    @property
    def holder(self) -> str:
        """Who answers for it now."""
        return self.holders[-1].person if self.holders else self.started_by

    def step(self, n: int) -> Step | None:
        return next((step for step in self.protocol.steps if step.n == n), None)

    def turns(self, step: Step) -> Iterator[Turn]:
        """The occurrences of a step in order, without an end where nothing ends them."""
        dues = occurrences(step, self.started_at, self.events, self._end, self.protocol.rhythm)
        for k, due in enumerate(dues, 1):
            yield Turn(step, k, due, self.ticks.get((step.n, k)))

    @property
    def _end(self) -> datetime | None:
        own = LENGTHS.get(self.protocol.rhythm)
        start = self.started_at
        if self.protocol.rhythm == "daily":
            own_end = datetime.combine(start.date(), time(23, 59))
        else:
            own_end = start + own if own else None
        return min((end for end in (own_end, self.until, self.ended_at) if end), default=None)

    def open_turn(self, step: Step) -> Turn | None:
        """The first occurrence still to do; None where nothing is left or the run was ended."""
        if self.ended_at:
            return None
        return next((turn for turn in self.turns(step) if turn.mark is None), None)

    def turns_by(self, step: Step, now: datetime) -> list[Turn]:
        """What is done of a step, what should be by now, and the next one to do."""
        found: list[Turn] = []
        marked = sum(n == step.n for n, _k in self.ticks)
        for turn in self.turns(step):
            if turn.mark:
                marked -= 1
            elif self.ended_at:
                if not marked:
                    break
                continue
            found.append(turn)
            if not marked and turn.mark is None and not turn.late(now):
                break
        return found

    def open_between(self, since: datetime, until: datetime) -> list[Turn]:
        """Every occurrence still to do and due between two moments, not only the next of each step."""
        found: list[Turn] = []
        for step in () if self.ended_at else self.protocol.steps:
            for turn in self.turns(step):
                if turn.due is None or turn.due > until:
                    break
                if turn.mark is None and turn.due >= since:
                    found.append(turn)
        return found

    @property
    def open_turns(self) -> list[Turn]:
        return [turn for step in self.protocol.steps if (turn := self.open_turn(step))]

    @property
    def open_steps(self) -> list[Step]:
        return [turn.step for turn in self.open_turns]

    @property
    def marks(self) -> dict[int, Mark]:
        """The last mark of every step with nothing left to do."""
        left = {step.n for step in self.open_steps}
        return {n: mark for (n, _k), mark in sorted(self.ticks.items()) if n not in left}

    @property
    def finished(self) -> bool:
        return not self.open_turns

    @property
    def finished_at(self) -> datetime | None:
        """When the last thing was done, or the run was ended; None while something is left."""
        if not self.finished:
            return None
        return self.ended_at or max((mark.at for mark in self.ticks.values()), default=self.started_at)

    def next_due(self) -> datetime | None:
        """The nearest deadline among the open steps."""
        return min((turn.due for turn in self.open_turns if turn.due), default=None)

    def overdue(self, now: datetime) -> list[Step]:
        return [turn.step for turn in self.open_turns if turn.late(now)]

    def waits_for(self, step: Step, k: int) -> list[Step]:
        """The steps that must be done before this occurrence: of the same turn where both come back alike."""
        before = [self.step(n) for n in step.after]
        return [
            first
            for first in before
            if first
            and not self._answered(first, k if first.repeats and first.repeats == step.repeats else 1)
        ]

    def _answered(self, step: Step, k: int) -> bool:
        if (step.n, k) in self.ticks:
            return True
        return next(islice(self.turns(step), k - 1, None), None) is None  # it has no such turn in this run

    def followers(self, n: int) -> list[Step]:
        """Marked steps that came after this one: they would hang in the air if it were opened again."""
        marked = {step for step, _k in self.ticks}
        return [step for step in self.protocol.steps if n in step.after and step.n in marked]
