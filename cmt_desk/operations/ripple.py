"""The ripple: everything that follows from the facts of a day, proposed; what is decided is one operation."""

from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from datetime import date, datetime

from cmt_desk.domain.branches import Branch, Zone
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.proposals import Kind, Line, Proposal
from cmt_desk.domain.supposed import supposed
from cmt_desk.domain.triggers import in_slices
from cmt_desk.i18n import _, number
from cmt_desk.operations.full_proposal import full_proposals, propose_full
from cmt_desk.operations.plan_proposal import plan_proposal, propose_plan
from cmt_desk.operations.replan import Proposal as Replan
from cmt_desk.operations.replan import accept as accept_rosters
from cmt_desk.operations.replan import keep, replan
from cmt_desk.operations.ripple_facts import facts, facts_in_slices
from cmt_desk.operations.ripple_memory import memory_of
from cmt_desk.operations.ripple_words import Names, line_words
from cmt_desk.operations.zones import what_if
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.store.sealing import last_of

OPENS = (Kind.PROTOCOL, Kind.WFH_FULL, Kind.CONTACT)


def open_proposals(store: Store, on: date) -> list[Proposal]:
    """What people have to decide on a day, the most urgent first. Reads, never writes."""
    return last_of(proposals_in_slices(store, on))


def proposals_in_slices(store: Store, on: date) -> Generator[None, None, list[Proposal]]:
    """The same a few milliseconds at a time, for who has a window to keep answering."""
    memory = memory_of(store)
    found = yield from facts_in_slices(store, on, memory)
    if memory.follows is None or not found.same_as(memory.follows[0]):
        memory.follows = found, (yield from in_slices(found))
    return list(memory.follows[1])


@record
class Supposed:
    """Some offices as if a zone held there: a what-if that is to be decided on."""

    zone: Zone
    branches: tuple[str, ...]


def supposed_proposals(store: Store, asked: Supposed, on: date) -> list[Proposal]:
    """What would have to be decided if the zone held. Reads, never writes. Raises Refused for no office."""
    answer = what_if(store, asked.branches, asked.zone, on)
    return list(supposed(facts(store, on, memory_of(store)), answer.offices))


def _open(store: Store, on: date, asked: Supposed | None) -> list[Proposal]:
    return supposed_proposals(store, asked, on) if asked else open_proposals(store, on)


def accept(
    store: Store,
    chosen: Collection[str],
    on: date,
    at: datetime,
    *,
    rosters: Mapping[str, Replan] | None = None,
    read_at: str = "",
    asked: Supposed | None = None,
) -> list[Line]:
    """Do what these lines propose, as one operation; returns the lines. `at` is local time.

    `rosters` holds rosters already computed, by office; others are computed now. `read_at` is the head of the
    journal at which their facts were read: as long as nothing was written since, they are not checked again.
    `asked`: the lines are those of a what-if.
    Raises Refused, changing nothing, for a line that is no longer proposed, or a roster that cannot be.
    """
    lines = _chosen(store, chosen, on, asked)
    if not lines:
        raise Refused(_("Tick at least one line."))
    checked = bool(rosters) and read_at == store.journal.head()
    zone = asked.zone if asked else None
    made = [_roster(store, line, on, rosters or {}, zone) for _key, line in lines if line.kind is Kind.ROSTER]
    plan = plan_proposal(store, [line for _key, line in lines if line.kind is Kind.PLAN], at)
    full = full_proposals(store, [line for _key, line in lines if line.kind is Kind.WFH_FULL], at)
    with store.operation("accept_proposals", _label(store, [line for _key, line in lines], accepted=True)):
        if checked:
            for roster in made:
                keep(store, roster)
        else:
            accept_rosters(store, made)
        _open_runs(store, [line for _key, line in lines if line.kind in OPENS], at)
        propose_full(store, full)
        propose_plan(store, plan)
        _begin_corrections(store, [line for _key, line in lines if line.kind is Kind.SHEET], at)
        _decide(store, lines, "ACCEPTED", "", at)
    return [line for _key, line in lines]


def decline(
    store: Store,
    chosen: Collection[str],
    why: str,
    on: date,
    at: datetime,
    asked: Supposed | None = None,
) -> list[Line]:
    """Decide against these lines. Raises Refused without a reason, or for a line that is no longer there."""
    if not why.strip():
        raise Refused(_("Declining needs a reason."))
    lines = _chosen(store, chosen, on, asked)
    if not lines:
        raise Refused(_("Tick at least one line."))
    label = _label(store, [line for _key, line in lines], accepted=False)
    with store.operation("decline_proposals", label, reason=why.strip()):
        _decide(store, lines, "DECLINED", why.strip(), at)
    return [line for _key, line in lines]


def _chosen(
    store: Store, chosen: Collection[str], on: date, asked: Supposed | None
) -> list[tuple[str, Line]]:
    """(proposal, line) of the lines with these names, in the order of the proposals."""
    wanted = set(chosen)
    found = [(p.key, line) for p in _open(store, on, asked) for line in p.lines if line.id in wanted]
    if len(found) < len(wanted):
        raise Refused(_("The facts changed since this was proposed; look at the proposals again."))
    return found


def _roster(store: Store, line: Line, on: date, rosters: Mapping[str, Replan], zone: Zone | None) -> Replan:
    if made := rosters.get(line.branch):
        return made
    return replan(store, line.branch, *roster_period(store, line.branch, on), zone)


def roster_period(store: Store, branch: str, on: date) -> tuple[date, date]:
    """From a day on to the last one that is planned."""
    return roster_periods(store, [branch], on)[branch]


def roster_periods(store: Store, branches: Iterable[str], on: date) -> dict[str, tuple[date, date]]:
    planned = store.proposals.planned_until(on)
    return {branch: (on, planned.get(branch, on)) for branch in branches}


def _open_runs(store: Store, lines: Iterable[Line], at: datetime) -> None:
    """Start what these lines propose, as `start_run` does for one.

    Their protocols are active and their offices and cases exist: the lines were proposed a moment ago.
    """
    versions = {protocol.code: protocol.version for protocol in store.protocols.active()}
    store.protocols.add_runs(
        {
            "id": store.new_id(),
            "protocol": line.protocol,
            "version": versions[line.protocol],
            "branch": line.branch or None,
            "case_file": line.case or None,
            "started_at": at.isoformat(timespec="minutes"),
            "started_by": store.actor,
        }
        for line in lines
    )


def _begin_corrections(store: Store, lines: Sequence[Line], at: datetime) -> None:
    """Keep why a sheet is to be corrected: nobody issues a paper that nobody looked at, so the correction
    waits on its page with the reason filled in, and issuing it is a step of its own."""
    names = Names.of(store) if lines else None
    for line in lines:
        sheet = store.issued.numbered(line.before)
        if sheet and names:
            store.issued.put_correction(sheet.id, line_words(line, names).reason, at, store.actor)


def _decide(store: Store, lines: Iterable[tuple[str, Line]], verdict: str, why: str, at: datetime) -> None:
    store.proposals.put_decisions(
        {
            "line": line.id,
            "proposal": key,
            "verdict": verdict,
            "why": why,
            "at": at.isoformat(timespec="minutes"),
            "by": store.actor,
        }
        for key, line in lines
    )


def _label(store: Store, lines: Sequence[Line], *, accepted: bool) -> str:
    """ "Accept 12 proposed lines for 4 offices", or the office by its name."""
    branches = {line.branch for line in lines}
    names = store.branches.by_code()
    only = names.get(next(iter(branches))) if len(branches) == 1 else None
    where = _where(only, len(branches))
    words = (_("Accept {n} proposed lines: {where}"), _("Decline {n} proposed lines: {where}"))
    return words[not accepted].format(n=number(len(lines)), where=where)


def _where(only: Branch | None, count: int) -> str:
    if only:
        return only.name
    return _("the institution") if count == 1 else _("{n} offices").format(n=number(count))
