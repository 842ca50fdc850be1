"""Writing the crisis log, and reading it together with what was decided elsewhere in the desk."""

from dataclasses import replace
from datetime import date, datetime, time

from cmt_desk.domain.crisis_log import LogKind, LogLine, Typed, understand
from cmt_desk.domain.decisions import TOLD
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, clock_time, number
from cmt_desk.operations.decision_words import decision_title, step_name
from cmt_desk.operations.imports.employees import branch_words
from cmt_desk.operations.mandate_words import signer_text
from cmt_desk.store import Store


def kind_name(kind: LogKind) -> str:
    return {
        LogKind.DECISION: _("Decision"),
        LogKind.CALL: _("Call"),
        LogKind.MESSAGE: _("Message"),
        LogKind.EVENT: _("Event"),
    }[kind]


def read_line(store: Store, line: str) -> Typed:
    """A typed line understood with the offices of the desk."""
    branches = store.branches.by_code()
    words = branch_words(list(branches.values()))

    def office(name: str) -> tuple[str, str] | None:
        code = words.get(name)
        return (code, branches[code].name) if code else None

    return understand(line, office)


def add_entry(store: Store, line: str, *, now: datetime) -> str:
    """Write a typed line into the log; returns its key.

    Raises Refused for an empty line, an @name that is no office, or a time later than `now`.
    """
    entry = _read(store, line, now)
    label = _("Log: {text}").format(text=entry.text[:60])
    with store.operation("add_log_entry", label):
        store.crisis_log.add(entry)
    return entry.id


def correct_entry(store: Store, entry: str, line: str, reason: str, *, now: datetime) -> str:
    """A new version in place of an entry, which stays readable; returns its key.

    It keeps the time of what it tells unless another is typed. Raises Refused without a reason, for an entry
    that was corrected already, or where `add_entry` would.
    """
    before = store.crisis_log.get(entry)
    if before is None:
        raise Refused(_("This entry no longer exists."))
    if before.corrected_by:
        raise Refused(_("This entry was corrected already; correct its newest version."))
    if not reason.strip():
        raise Refused(_("A correction needs a reason."))
    made = _read(store, line, now, before.at)
    made = replace(made, corrects=entry, reason=reason.strip())
    with store.operation("correct_log_entry", _("Correct the log: {text}").format(text=made.text[:60]),
                         reason=reason.strip()):  # fmt: skip
        store.crisis_log.add(made)
    return made.id


def _read(store: Store, line: str, now: datetime, otherwise: datetime | None = None) -> LogLine:
    typed = read_line(store, line)
    if typed.unknown:
        raise Refused(_("There is no office @{name}; check its name.").format(name=typed.unknown))
    if not typed.text:
        raise Refused(_("The line is empty."))
    base = otherwise or now
    at = datetime.combine(base.date(), time(*typed.clock)) if typed.clock else base
    if at > now:
        raise Refused(_("{time} has not come yet.").format(time=clock_time(at)))
    at = at.replace(second=0, microsecond=0, tzinfo=None)
    return LogLine(store.new_id(), at, typed.kind, typed.text, store.actor, typed.branch)


def log_lines(store: Store, until: date) -> list[LogLine]:
    """The log with what is recorded elsewhere, in time order: signatures, levels, messages, sheets."""
    lines = [
        *store.crisis_log.entries(until),
        *_decided(store, until),
        *_activated(store, until),
        *_told(store, until),
        *_issued(store, until),
    ]
    return sorted(lines, key=lambda line: (line.at, line.id))


def _told(store: Store, until: date) -> list[LogLine]:
    return [
        LogLine(s.id, s.at, LogKind.MESSAGE, f"{s.recipients}: {s.text}", s.by, s.branch, "sending")
        for s in store.communication.sendings(until)
    ]


def _issued(store: Store, until: date) -> list[LogLine]:
    """Every sheet that went out, and every correction of one with its reason."""
    offices = store.branches.by_code()
    found: list[LogLine] = []
    for issue in store.issued.issues(until):
        said = _("Status sheet {number} issued") if issue.version == 1 else _(
            "Status sheet {number} corrected, version {version}: {reason}"
        )  # fmt: skip
        text = said.format(number=issue.number, version=issue.version, reason=issue.reason)
        branch = issue.scope if issue.scope in offices else ""
        found.append(LogLine(issue.id, issue.at, LogKind.EVENT, text, issue.by, branch, "sheet"))
    return found


def _decided(store: Store, until: date) -> list[LogLine]:
    """Every signature that decides, of all kinds of decisions, and every review."""
    found: list[LogLine] = []
    for d in store.decisions.all():
        title = decision_title(store, d)
        steps = [
            (signed.step.value, step_name(signed.step), signed.signed, signed.at, signed.name, signed.role)
            for signed in d.signatures
            if signed.step in TOLD
        ]
        steps += [(f"REVIEW{r.day}", _("Reviewed"), r.day, None, r.name, r.role) for r in d.reviews]
        found += [
            LogLine(
                f"{d.id}/{key}", datetime.combine(day, at or time()), LogKind.DECISION, f"{step}: {title}",
                signer_text(name, role), d.branch or "", "decision", timed=at is not None,
            )
            for key, step, day, at, name, role in steps
            if day <= until
        ]  # fmt: skip
    return found


def _activated(store: Store, until: date) -> list[LogLine]:
    """The levels that are older than the register of decisions."""
    return [
        LogLine(
            f"plan/{a.level}/{a.effective_from}", datetime.combine(a.effective_from, time()),
            LogKind.DECISION,
            _("BC plan at level {n}").format(n=number(a.level)), a.decided_by, origin="plan", timed=False,
        )
        for a in store.plans.older()
        if a.effective_from <= until
    ]  # fmt: skip
