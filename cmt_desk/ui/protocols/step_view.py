"""A step of a run as it stands at a moment, in words."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from cmt_desk.domain.occurrences import CASE_EVENTS
from cmt_desk.domain.protocols import Evidence, Mark, Run, Step, Turn
from cmt_desk.i18n import _, either, moment, number
from cmt_desk.protocol_wording import due_words, event_name, repeat_words
from cmt_desk.records import record


@record
class StepView:
    run: Run
    step: Step
    role: str
    now: datetime
    zone: str
    writable: bool

    @cached_property
    def turns(self) -> Sequence[Turn]:
        """Its occurrences up to the next one to do."""
        return self.run.turns_by(self.step, self.now)

    @cached_property
    def open_turns(self) -> Sequence[Turn]:
        return [] if self.run.ended_at else [turn for turn in self.turns if turn.mark is None]

    @property
    def turn(self) -> Turn | None:
        """The first occurrence to answer."""
        return next(iter(self.open_turns), None)

    @property
    def last(self) -> Mark | None:
        return next((turn.mark for turn in reversed(self.turns) if turn.mark), None)

    @property
    def mark(self) -> Mark | None:
        """The last answer, where nothing is left to answer."""
        return None if self.open_turns else self.last

    @property
    def over(self) -> bool:
        """Nothing to answer, and never was: it is no turn of this run, or the run was ended before."""
        return not self.open_turns and self.last is None

    @property
    def due(self) -> datetime | None:
        return self.turn.due if self.turn else None

    @cached_property
    def missed(self) -> int:
        return sum(turn.late(self.now) for turn in self.open_turns)

    @property
    def overdue(self) -> bool:
        return self.missed > 0

    @property
    def evidence(self) -> Sequence[Evidence]:
        return [proof for proof in self.run.evidence if proof.n == self.step.n]

    @property
    def waits_for(self) -> Sequence[Step]:
        return self.run.waits_for(self.step, self.turn.k) if self.turn else []

    @property
    def event(self) -> str:
        """The event whose moment a person can tell; empty where none is needed, or the case tells it."""
        event = self.step.event
        if not event or (event in CASE_EVENTS and self.run.case_file and event in self.run.events):
            return ""
        return event

    @property
    def text(self) -> str:
        return either(self.step.text_id, self.step.text_en)

    @property
    def when(self) -> str:
        """The deadline as date and local time, or what it counts from."""
        if self.over:
            return _("not due in this run") if not self.run.ended_at else _("not done when the run was ended")
        if self.due is None:
            told = due_words(self.step)
        elif self.overdue:
            told = _("overdue since {moment}").format(moment=moment(self.due, self.zone))
            if self.missed > 1:
                told += " · " + _("{n} times").format(n=number(self.missed))
        else:
            told = _("due {moment}").format(moment=moment(self.due, self.zone))
        waits = ", ".join(str(step.n) for step in self.waits_for)
        first = _("after step {n}").format(n=waits) if waits else ""
        return ", ".join(part for part in (told, repeat_words(self.step), first) if part)

    @property
    def told(self) -> str:
        """What was done last, when and by whom."""
        if self.last is None:
            return ""
        what = _("Done") if self.last.state == "DONE" else _("Not applicable")
        parts = [what, moment(self.last.at, self.zone), self.last.by, self.last.note]
        answers = sum(turn.mark is not None for turn in self.turns)
        if self.step.repeats and answers > 1:
            parts.append(_("{n} answers so far").format(n=number(answers)))
        return " · ".join(part for part in parts if part)

    def turn_text(self, turn: Turn) -> str:
        """One occurrence in the list of those to answer."""
        told = moment(turn.due, self.zone) if turn.due else _("no deadline")
        return _("{moment} (missed)").format(moment=told) if turn.late(self.now) else told

    @property
    def event_text(self) -> str:
        """What the button asks: when the event was, or the moment that was told."""
        at = self.run.events.get(self.event)
        name = event_name(self.event)
        return f"{name}: {moment(at, self.zone)}" if at else _("When: {event}?").format(event=name)
