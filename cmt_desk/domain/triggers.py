"""What follows from the facts of a day: each trigger turns facts into proposals; nothing of them is stored.

A fact has a natural key (trigger, subject, date), the same on every laptop and after undo and redo; a line
of a proposal is named by its fact and what it would do. Only decisions on lines are kept, so a trigger fires
once per fact, an undone import takes its proposals along, and "not now" leaves no trace.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.cases import Status
from cmt_desk.domain.function_triggers import cover_failed, function_breached, function_disrupted
from cmt_desk.domain.proposal_facts import CaseFact, Facts
from cmt_desk.domain.proposal_lines import bring, cap_lines, opening, room_lines
from cmt_desk.domain.proposals import Kind, Line, Proposal
from cmt_desk.domain.schedule import week_of
from cmt_desk.domain.what_if import events


def map_published(facts: Facts) -> Iterator[Proposal]:
    if facts.bulletin:
        fact = Proposal(f"zone.map_published:{facts.bulletin.day}", facts.bulletin.day)
        yield bring(fact, opening(facts, fact, {"zone.map_published"}, rule=facts.bulletin.source))


def zone_raised(facts: Facts) -> Iterator[Proposal]:
    return _moved(facts, "zone.raised")


def zone_lowered(facts: Facts) -> Iterator[Proposal]:
    return _moved(facts, "zone.lowered")


def _moved(facts: Facts, trigger: str) -> Iterator[Proposal]:
    """One proposal an office: its zone, its cap, and the protocols that a new zone opens."""
    for office in facts.moved:
        followed = events(office)
        if trigger not in followed or facts.bulletin is None:
            continue
        before, day, code = office.zone_before, facts.bulletin.day, office.branch.code
        fact = Proposal(f"{trigger}:{code}:{day}:{office.zone_after.value}", day, code)
        zone = Line(
            fact.key, "ZONE", Kind.ZONE, day, code, before=before.value if before else "",
            after=office.zone_after.value, rule=facts.bulletin.source,
        )  # fmt: skip
        opened = opening(facts, fact, followed - {"zone.map_published"})
        caps = office.cap_before.people, office.cap_after.people
        yield bring(fact, [zone, *cap_lines(fact, office), *room_lines(facts, fact, *caps), *opened])


def rule_in_force(facts: Facts) -> Iterator[Proposal]:
    """Another regulation decides the cap: the same lines as another zone would bring."""
    for new in facts.rules:
        fact = Proposal(f"rule.in_force:{new.branch}:{new.code}", new.since, new.branch)
        cap = Line(
            fact.key, "CAP", Kind.CAP, new.since, new.branch, before=str(new.cap_before),
            after=str(new.cap_after), rule=new.number, count=new.percent,
        )  # fmt: skip
        room = room_lines(facts, fact, new.cap_before, new.cap_after)
        yield bring(fact, [cap, *room, *opening(facts, fact, {"schedule.week_open"}, rule=new.number)])


def case_confirmed(facts: Facts) -> Iterator[Proposal]:
    for case in facts.cases:
        if facts.recent(case.confirmed_on) and case.confirmed_on:
            yield _of_case(facts, "case.confirmed", case, case.confirmed_on, {"case.confirmed"})


def case_suspect(facts: Facts) -> Iterator[Proposal]:
    for case in facts.cases:
        if case.status in (Status.SUSPECT, Status.PROBABLE) and facts.recent(case.since):
            yield _of_case(
                facts, "case.suspect", case, case.since, {"case.suspect", "case.suspect_or_probable"}
            )


def case_closed(facts: Facts) -> Iterator[Proposal]:
    """A death has its own protocol; whoever recovered comes back by the one of the end of isolation."""
    also = {Status.DIED: "case.death", Status.RECOVERED: "case.isolation_due"}
    for case in facts.cases:
        if case.status.closing and facts.recent(case.since):
            follows = {"case.closed", also.get(case.status, "case.closed")}
            yield _of_case(facts, "case.closed", case, case.since, follows)


def isolation_due(facts: Facts) -> Iterator[Proposal]:
    """From the day before the first free day: the call of the last day comes first."""
    for case in facts.cases:
        if case.due and facts.since <= case.due <= facts.on + timedelta(days=1) and not case.status.closing:
            yield _of_case(facts, "case.isolation_due", case, case.due, {"case.isolation_due"})


def _of_case(facts: Facts, trigger: str, case: CaseFact, day: date, follows: Collection[str]) -> Proposal:
    on = f":{day}" if trigger == "case.isolation_due" else ""  # a date that was moved is another fact
    fact = Proposal(f"{trigger}:{case.id}{on}", day, case.branch, case.id)
    return bring(fact, opening(facts, fact, follows, person=case.employee))


def contact_added(facts: Facts) -> Iterator[Proposal]:
    """Each contact of a confirmed or probable case is followed by a run of its own."""
    for contact in facts.contacts:
        if facts.recent(contact.known):
            fact = Proposal(f"contact.added:{contact.id}", contact.known, contact.branch, contact.case)
            lines = [
                Line(
                    fact.key, code, Kind.CONTACT, contact.last_contact, contact.branch, contact.case, code,
                    after=contact.until.isoformat(), person=contact.person,
                )
                for code in facts.protocols.get("case.close_contact", ())
            ]  # fmt: skip
            yield bring(fact, lines)


def full_met(facts: Facts) -> Iterator[Proposal]:
    """A met test proposes; the protocol it opens is where people decide."""
    for met in facts.full:
        fact = Proposal(f"wfh_full.met:{met.branch}:{met.day}:{'+'.join(met.tests)}", met.day, met.branch)
        lines = opening(facts, fact, {"wfh_full.met", "wfh_full.proposed"}, rule=", ".join(met.tests))
        after = "certain" if met.certain else "possible"
        yield bring(fact, [replace(line, kind=Kind.WFH_FULL, count=met.days, after=after) for line in lines])


def roster_broken(facts: Facts) -> Iterator[Proposal]:
    """What is planned breaks a rule, whatever the reason: a cap, a case, leave. Once a week and office."""
    for broken in facts.rosters:
        fact = Proposal(f"roster.broken:{broken.branch}:{week_of(broken.day)}", broken.day, broken.branch)
        line = Line(
            fact.key, "ROSTER", Kind.ROSTER, broken.day, broken.branch, before=str(broken.planned),
            after=str(broken.cap), rule="CAP" if broken.over else "AWAY", count=broken.over or broken.away,
        )  # fmt: skip
        yield bring(fact, [line])


def plan_activated(facts: Facts) -> Iterator[Proposal]:
    """While the plan is active the daily protocols run."""
    for activation in facts.activations:
        day = activation.effective_from
        if facts.recent(day):
            part = "" if activation.whole else f":{activation.id}"
            fact = Proposal(f"plan.activated:{activation.level}:{day}{part}", day)
            lines = opening(facts, fact, {"plan.activated", "daily"}, rule=activation.letter)
            yield bring(fact, [replace(line, count=activation.level) for line in lines])


def run_overdue(facts: Facts) -> Iterator[Proposal]:
    for late in facts.overdue:
        if facts.recent(late.day):
            fact = Proposal(f"run.overdue:{late.run}:{late.step}", late.day, late.branch)
            line = Line(
                fact.key, "NOTE", Kind.NOTE, late.day, late.branch, protocol=late.protocol, count=late.steps
            )
            yield bring(fact, [line])


def review_due(facts: Facts) -> Iterator[Proposal]:
    """One proposal for all templates to be looked at; the next one that comes due asks again."""
    if facts.reviews:
        day = max(facts.reviews)
        fact = Proposal(f"review.due:{day}", day)
        lines = opening(facts, fact, {"review.due"})
        yield bring(fact, [replace(line, count=len(facts.reviews)) for line in lines])


def office_silent(facts: Facts) -> Iterator[Proposal]:
    for branch, last in facts.silent.items():
        fact = Proposal(f"office.silent:{branch}:{last}", last, branch)
        yield bring(fact, [Line(fact.key, "NOTE", Kind.NOTE, last, branch)])


def sheet_outdated(facts: Facts) -> Iterator[Proposal]:
    """An issued sheet that would say something else now: whoever has it should get a corrected one.

    Other figures than those decided on are another fact.
    """
    for old in facts.sheets:
        key = f"sheet.outdated:{old.number}:{old.version}:{old.digest[:12]}"
        fact = Proposal(key, old.day, old.branch)
        line = Line(
            fact.key, "SHEET", Kind.SHEET, old.day, old.branch, before=old.number, after=str(old.version + 1),
            rule=old.scope, count=len(old.changed), figures=old.changed,
        )  # fmt: skip
        yield bring(fact, [line])


def stock_low(facts: Facts) -> Iterator[Proposal]:
    """What fell below its minimum at an office on a day is provided together."""
    for short in facts.shortages:
        if facts.recent(short.day):
            fact = Proposal(f"stock.low:{short.branch}:{short.day}", short.day, short.branch)
            lines = opening(facts, fact, {"stock.low"})
            yield bring(fact, [replace(line, count=len(short.items)) for line in lines])


Trigger = Callable[[Facts], Iterable[Proposal]]
TRIGGERS: Mapping[str, Trigger] = {  # the most urgent first; one line a trigger
    "case.confirmed": case_confirmed,
    "wfh_full.met": full_met,
    "function.breached": function_breached,
    "function.disrupted": function_disrupted,
    "zone.raised": zone_raised,
    "cover.failed": cover_failed,
    "roster.broken": roster_broken,
    "plan.activated": plan_activated,
    "case.suspect": case_suspect,
    "contact.added": contact_added,
    "case.isolation_due": isolation_due,
    "rule.in_force": rule_in_force,
    "zone.map_published": map_published,
    "zone.lowered": zone_lowered,
    "case.closed": case_closed,
    "run.overdue": run_overdue,
    "sheet.outdated": sheet_outdated,
    "stock.low": stock_low,
    "office.silent": office_silent,
    "review.due": review_due,
}
JOINS: Mapping[str, Sequence[str]] = {  # shown with what brought them, where that is proposed too
    "roster.broken": ("zone.raised", "rule.in_force", "case.confirmed", "case.suspect", "zone.lowered"),
    "wfh_full.met": ("case.confirmed", "zone.raised"),
    "contact.added": ("case.confirmed",),
}


_URGENCY = {trigger: n for n, trigger in enumerate(TRIGGERS)}


def urgency(proposal: Proposal) -> int:
    """0 is the most urgent."""
    return _URGENCY[proposal.trigger]


def proposals(facts: Facts) -> list[Proposal]:
    """Everything that is open, the most urgent first, of equal urgency the oldest first."""
    slices = in_slices(facts)
    while True:
        try:
            next(slices)
        except StopIteration as done:
            return done.value


def in_slices(facts: Facts) -> Generator[None, None, list[Proposal]]:
    """The same, with a rest after each trigger."""
    found: list[Proposal] = []
    for trigger in TRIGGERS.values():
        found += trigger(facts)
        yield
    kept = _joined(found)
    yield
    still_open = (_undecided(p, facts.decided) for p in kept) if facts.decided else kept
    return sorted((p for p in still_open if p.lines), key=lambda p: (urgency(p), p.day, p.branch, p.key))


def _undecided(proposal: Proposal, decided: Collection[str]) -> Proposal:
    left = tuple(line for line in proposal.lines if line.id not in decided)
    return proposal if len(left) == len(proposal.lines) else replace(proposal, lines=left)


def _joined(found: Sequence[Proposal]) -> list[Proposal]:
    """One proposal for what belongs together: a roster goes with the zone that broke it."""
    guests = [p for p in found if p.trigger in JOINS]
    kept = {p.key: p for p in found if p.trigger not in JOINS}
    if not guests:
        return list(kept.values())
    hosts: dict[tuple[str, str], list[str]] = {}  # (trigger, office or case) → facts, the newest first
    for host in sorted(kept.values(), key=lambda p: (-p.day.toordinal(), p.key)):
        for subject in {host.branch, host.case}:
            hosts.setdefault((host.trigger, subject), []).append(host.key)
    for guest in guests:
        subject = guest.case or guest.branch
        key = next((k for t in JOINS[guest.trigger] for k in hosts.get((t, subject), ())), None)
        if key:
            kept[key] = replace(kept[key], lines=(*kept[key].lines, *guest.lines))
        else:
            kept[guest.key] = guest
    return list(kept.values())
