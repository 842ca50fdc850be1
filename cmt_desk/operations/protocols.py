"""Starting a protocol, ticking its steps, skipping one with a reason."""

from datetime import datetime

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.protocols import Run
from cmt_desk.i18n import _, either
from cmt_desk.store import Store


def start_run(
    store: Store, protocol: str, at: datetime, *, branch: str | None = None, case: str | None = None
) -> str:
    """Start a protocol for an office, a case or the institution; returns the run's id. `at` is local time."""
    template = store.protocols.get(protocol)
    if template is None:
        raise Refused(_("There is no active protocol {code}.").format(code=protocol))
    if branch is not None and branch not in store.branches.by_code():
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
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
                "started_at": at.isoformat(timespec="minutes"),
                "started_by": store.actor,
            }
        )
    return id


def tick_step(store: Store, run: str, n: int, at: datetime, note: str = "") -> None:
    """A step was done. Raises Refused for a step that does not exist or a time before the start."""
    found = _run(store, run, n, at)
    with store.operation("tick_step", _label(_("Tick"), found, n)):
        _mark(store, run, n, "DONE", at, note)


def skip_step(store: Store, run: str, n: int, at: datetime, reason: str) -> None:
    """A step does not apply; the reason is needed."""
    found = _run(store, run, n, at)
    if not reason.strip():
        raise Refused(_("“Not applicable” needs a reason."))
    with store.operation("skip_step", _label(_("Not applicable"), found, n), reason=reason.strip()):
        _mark(store, run, n, "SKIPPED", at, reason.strip())


def untick_step(store: Store, run: str, n: int, at: datetime) -> None:
    """A mark was a mistake: the step is open again."""
    found = _run(store, run, n, at)
    if n in found.marks:
        with store.operation("untick_step", _label(_("Open again"), found, n)):
            store.protocols.remove_mark(run, n)


def _run(store: Store, id: str, n: int, at: datetime) -> Run:
    run = store.protocols.run(id)
    if run is None:
        raise Refused(_("This run no longer exists."))
    if n not in {step.n for step in run.protocol.steps}:
        raise Refused(_("{code} has no step {n}.").format(code=run.protocol.code, n=n))
    if at < run.started_at:
        raise Refused(_("This run had not started yet at that time."))
    return run


def _label(what: str, run: Run, n: int) -> str:
    return f"{what}: {run.protocol.code} · {n}"


def _mark(store: Store, run: str, n: int, state: str, at: datetime, note: str) -> None:
    store.protocols.put_mark(
        {
            "run": run,
            "n": n,
            "state": state,
            "at": at.isoformat(timespec="minutes"),
            "by": store.actor,
            "note": note,
        }
    )
