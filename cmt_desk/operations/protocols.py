"""Starting a run, answering its steps in their order, handing it over, ending it."""

from datetime import datetime
from itertools import islice

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.occurrences import CASE_EVENTS
from cmt_desk.domain.protocols import Holder, Protocol, Run, Step, Turn
from cmt_desk.i18n import _, clock_time, either, medium_date
from cmt_desk.store import Store

MANY = 100_000  # occurrences of a step: every hour for eleven years


def start_run(
    store: Store,
    protocol: str,
    at: datetime,
    *,
    branch: str | None = None,
    case: str | None = None,
    function: str | None = None,
    holder: str = "",
) -> str:
    """Start a protocol for an office, a case, a business function or the institution; returns the run's id.

    `at` is local time. The run keeps the version in use now. `holder` answers for it; who starts it
    where none is named. Raises Refused for a template that is retired or still a draft.
    """
    template = _in_use(store, protocol)
    if branch is not None and branch not in store.branches.by_code():
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
    if function is not None and function not in {f.code for f in store.people.functions()}:
        raise Refused(_("There is no business function with the code {code}.").format(code=function))
    if case is not None:
        known = store.cases.get(case)
        if known is None:
            raise Refused(_("This case no longer exists."))
        branch = branch or known.branch
    id = store.new_id()
    title = either(template.title_id, template.title_en)
    with store.operation("start_run", _("Start {code} {title}").format(code=protocol, title=title)):
        store.protocols.add_run(
            {
                "id": id,
                "protocol": protocol,
                "version": template.version,
                "branch": branch,
                "case_file": case,
                "function": function,
                "started_at": at.isoformat(timespec="minutes"),
                "started_by": store.actor,
            }
        )
        if holder.strip():
            store.protocols.add_holder(id, 1, Holder(at, holder.strip(), store.actor))
    return id


def tick_step(store: Store, run: str, n: int, at: datetime, note: str = "", k: int | None = None) -> None:
    """A step was done: the occurrence `k`, or the first one that is open.

    Raises Refused for a step that does not exist, a time before the start, and before its predecessors.
    """
    found, turn = _open(store, run, n, at, k)
    with store.operation("tick_step", _label(_("Tick"), found, n)):
        _mark(store, run, turn, "DONE", at, note.strip())


def skip_step(
    store: Store, run: str, n: int, at: datetime, reason: str, k: int | None = None, *, missed: bool = False
) -> None:
    """A step does not apply; the reason is needed. `missed`: all its occurrences that were due by now."""
    found, turn = _open(store, run, n, at, k)
    if not reason.strip():
        raise Refused(_("“Not applicable” needs a reason."))
    late = [one for one in found.turns_by(turn.step, at) if one.late(at)] if missed else []
    with store.operation("skip_step", _label(_("Not applicable"), found, n), reason=reason.strip()):
        for one in late or [turn]:
            _mark(store, run, one, "SKIPPED", at, reason.strip())


def untick_step(store: Store, run: str, n: int, at: datetime, k: int | None = None) -> None:
    """A mark was a mistake: the step is open again. `k`: its occurrence, or the last one marked."""
    found, step = _run(store, run, n, at)
    marked = sorted(turn for number, turn in found.ticks if number == n)
    if not marked or (k is not None and k not in marked):
        return
    if followers := found.followers(n):
        raise Refused(
            _("Open {step} again first: it came after this step.").format(step=_named(followers[0]))
        )
    with store.operation("untick_step", _label(_("Open again"), found, step.n)):
        store.protocols.remove_mark(run, n, k or marked[-1])


def tell_event(store: Store, run: str, event: str, moment: datetime) -> None:
    """When an event was that steps of the run count from; told again, it corrects the moment."""
    found = _running(store, run)
    if event not in {step.event for step in found.protocol.steps if step.event}:
        raise Refused(_("No step of {code} counts from this event.").format(code=found.protocol.code))
    if event in CASE_EVENTS and event in found.events and found.case_file:
        raise Refused(_("The clock of the case tells this day; correct the case instead."))
    with store.operation("tell_event", _("Moment of an event: {code}").format(code=found.protocol.code)):
        store.protocols.put_event(run, event, moment, store.actor)


def hand_over(store: Store, run: str, person: str, at: datetime, note: str = "") -> None:
    """Another person answers for the run from now on."""
    found = _running(store, run)
    if not person.strip():
        raise Refused(_("Say who takes over."))
    if person.strip() == found.holder:
        raise Refused(_("{person} already answers for this run.").format(person=found.holder))
    _not_before_start(found, at)
    label = _("Hand over {code}: {before} → {after}").format(
        code=found.protocol.code, before=found.holder, after=person.strip()
    )
    with store.operation("hand_over_run", label, reason=note.strip() or None):
        if not found.holders:
            store.protocols.add_holder(run, 1, Holder(found.started_at, found.holder, found.started_by))
        n = max(len(found.holders), 1) + 1
        store.protocols.add_holder(run, n, Holder(at, person.strip(), store.actor, note.strip()))


def end_run(store: Store, run: str, at: datetime, reason: str = "") -> None:
    """Nothing of the run comes back from now on. What was still to be done by then needs a reason."""
    found = _running(store, run)
    _not_before_start(found, at)
    left = [turn for turn in found.open_turns if turn.late(at) or turn.step.repeats is None]
    if left and not reason.strip():
        raise Refused(
            _("{n} steps are still open, first {step}: ending the run needs a reason.").format(
                n=len(left), step=_named(left[0].step)
            )
        )
    label = _("End {code}").format(code=found.protocol.code)
    with store.operation("end_run", label, reason=reason.strip() or None):
        store.protocols.put_end(run, at, store.actor, reason.strip() or None)


def _in_use(store: Store, code: str) -> Protocol:
    template = store.protocols.get(code)
    if template is None:
        states = {version.state for version in store.protocols.versions(code)}
        if "RETIRED" in states:
            raise Refused(_("{code} is retired; activate a version of it first.").format(code=code))
        if "DRAFT" in states:
            raise Refused(_("{code} is still a draft; activate it first.").format(code=code))
        raise Refused(_("There is no active protocol {code}.").format(code=code))
    return template


def _running(store: Store, id: str) -> Run:
    run = store.protocols.run(id)
    if run is None:
        raise Refused(_("This run no longer exists."))
    if run.ended_at:
        raise Refused(_("This run was ended on {day}.").format(day=_moment(run.ended_at)))
    return run


def _run(store: Store, id: str, n: int, at: datetime) -> tuple[Run, Step]:
    run = _running(store, id)
    step = run.step(n)
    if step is None:
        raise Refused(_("{code} has no step {n}.").format(code=run.protocol.code, n=n))
    _not_before_start(run, at)
    return run, step


def _not_before_start(run: Run, at: datetime) -> None:
    if at < run.started_at:
        raise Refused(_("This run had not started yet at that time."))


def _open(store: Store, id: str, n: int, at: datetime, k: int | None) -> tuple[Run, Turn]:
    """The occurrence to answer: not before its predecessors, nor before the last one was due."""
    run, step = _run(store, id, n, at)
    turn = run.open_turn(step) if k is None else _turn(run, step, k)
    if turn is None and k is None and any(number == n for number, _k in run.ticks):
        turn = next(t for t in run.turns(step) if t.mark)  # said again, it corrects what was said
    if turn is None:
        raise Refused(_("{step} has nothing to answer in this run.").format(step=_named(step)))
    if before := run.waits_for(step, turn.k):
        raise Refused(
            _("First comes {before}; then {step}.").format(before=_named(before[0]), step=_named(step))
        )
    if turn.k > 1:
        previous = _turn(run, step, turn.k - 1)
        if previous and previous.due and previous.due > at:
            raise Refused(
                _("The next time of {step} begins after {moment}.").format(
                    step=_named(step), moment=_moment(previous.due)
                )
            )
    return run, turn


def _turn(run: Run, step: Step, k: int) -> Turn | None:
    """The occurrence with a number from 1; None where a step does not come so often."""
    return next(islice(run.turns(step), k - 1, None), None) if 0 < k <= MANY else None


def _named(step: Step) -> str:
    return f"{step.n}. {either(step.text_id, step.text_en)}"


def _moment(at: datetime) -> str:
    return f"{medium_date(at.date())} {clock_time(at)}"


def _label(what: str, run: Run, n: int) -> str:
    return f"{what}: {run.protocol.code} · {n}"


def _mark(store: Store, run: str, turn: Turn, state: str, at: datetime, note: str) -> None:
    store.protocols.put_mark(
        {
            "run": run,
            "n": turn.step.n,
            "k": turn.k,
            "state": state,
            "at": at.isoformat(timespec="minutes"),
            "by": store.actor,
            "note": note,
        }
    )
