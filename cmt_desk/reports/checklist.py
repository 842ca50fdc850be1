"""A protocol on paper: read a step aloud, do it, tick the big box. Blank, or a run as it stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from cmt_desk.domain.protocols import Protocol, Run, Step, Turn
from cmt_desk.i18n import _, either, moment
from cmt_desk.protocol_wording import due_words, repeat_words
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper, render, short


@record
class Names:
    """What codes are called: roles, the heading of the protocol, the institution."""

    institution: str
    category: str
    roles: Mapping[str, str]

    def role(self, code: str) -> str:
        return self.roles.get(code, code)


@record
class RunFacts:
    """The run that fills a checklist; `now` and all moments in the office's own time."""

    run: Run
    scope: str
    zone: str
    now: datetime


@record
class Line:
    """One step: its box is empty, ticked or crossed, and `answers` say who answered it when."""

    n: int
    text: str
    who: str
    when: str
    after: str
    box: str
    answers: Sequence[str] = ()
    late: bool = False


def blank_lines(protocol: Protocol, names: Names) -> list[Line]:
    return [
        Line(step.n, _text(step), names.role(step.role), _when(step), _after(step), "box", _wanted(step))
        for step in protocol.steps
    ]


def run_lines(facts: RunFacts, names: Names) -> list[Line]:
    """Each step with all that was answered; a box stays empty while something is left to do."""
    return [_run_line(facts, step, names) for step in facts.run.protocol.steps]


def _run_line(facts: RunFacts, step: Step, names: Names) -> Line:
    turns = facts.run.turns_by(step, facts.now)
    left = None if facts.run.ended_at else next((turn for turn in turns if turn.mark is None), None)
    last = next((turn.mark for turn in reversed(turns) if turn.mark), None)
    box = "box" if left or last is None else "passed" if last.state == "DONE" else "failed"
    answers = [_answer(turn, facts.zone, bool(step.repeats)) for turn in turns if turn.mark]
    answers += [
        _("Evidence: {file} (SHA-256 {digest}…)").format(file=short(proof.name, 40), digest=proof.sha256[:12])
        for proof in facts.run.evidence
        if proof.n == step.n
    ]
    when = _when(step)
    if left and left.due:
        when = _("due {moment}").format(moment=moment(left.due, facts.zone))
    late = bool(left and left.late(facts.now))
    return Line(step.n, _text(step), names.role(step.role), when, _after(step), box, answers, late)


def _answer(turn: Turn, zone: str, repeated: bool) -> str:
    assert turn.mark
    what = _("Done") if turn.mark.state == "DONE" else _("Not applicable")
    which = f"{turn.k}. " if repeated else ""
    parts = (f"{which}{what}", moment(turn.mark.at, zone), turn.mark.by, turn.mark.note)
    return " · ".join(part for part in parts if part)


def _text(step: Step) -> str:
    return either(step.text_id, step.text_en)


def _when(step: Step) -> str:
    return ", ".join(part for part in (due_words(step), repeat_words(step)) if part)


def _after(step: Step) -> str:
    numbers = ", ".join(str(n) for n in step.after)
    return _("after step {n}").format(n=numbers) if numbers else ""


def _wanted(step: Step) -> list[str]:
    return [_("evidence needed")] if step.evidence else []


def as_paper(protocol: Protocol, names: Names, facts: RunFacts | None = None) -> Paper:
    """The checklist of a protocol, or of one run of it; a restricted paper once it is filled."""
    title = either(protocol.title_id, protocol.title_en)
    head = f"{protocol.code} · {short(title, 60)}"
    of_run = f"-{facts.run.id[-8:]}" if facts else ""
    lines = run_lines(facts, names) if facts else blank_lines(protocol, names)
    about = [
        (_("Trigger"), either(protocol.trigger_id, protocol.trigger_en)),
        (_("Owner"), names.role(protocol.owner_role)),
        (_("Legal basis"), "; ".join(protocol.legal_basis)),
    ]
    return Paper(
        html=render(
            "checklist.html",
            protocol=protocol,
            title=title,
            names=names,
            lines=lines,
            about=about,
            filled=_filled(facts) if facts else [],
        ),
        title=head,
        header=f"{head} · {_('RESTRICTED')}" if facts else head,
        footer=_("{institution} · version {n}").format(
            institution=short(names.institution), n=protocol.version
        ),
        file_name=f"{protocol.code.lower()}-v{protocol.version}{of_run}.pdf",
    )


def _filled(facts: RunFacts) -> list[tuple[str, str]]:
    run = facts.run
    state = _("done") if run.finished else _("{n} steps open").format(n=len(run.open_turns))
    if run.ended_at:
        told = moment(run.ended_at, facts.zone)
        state = " · ".join(part for part in (_("ended {moment}").format(moment=told), run.end_reason) if part)
    started = " · ".join((moment(run.started_at, facts.zone), run.started_by))
    return [
        (_("For"), facts.scope),
        (_("Started"), started),
        (_("Held by"), run.holder),
        (_("State"), state),
    ]
