"""Reading everything the triggers look at: the facts of a day, part by part."""

from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from cmt_desk.domain.decisions import DecisionKind
from cmt_desk.domain.functions import Light
from cmt_desk.domain.plan import Activation
from cmt_desk.domain.proposal_facts import Facts, OldSheet, Overdue, Shortage, Started, Stopped
from cmt_desk.domain.run_lines import DueStep
from cmt_desk.domain.silence import CHOICES, is_silent
from cmt_desk.operations.clock import now_at
from cmt_desk.operations.old_sheets import old_sheets
from cmt_desk.operations.ripple_memory import OF_CASES, Look, Memory, rests_on
from cmt_desk.operations.ripple_places import (
    DECISIONS,
    OFFICES,
    all_cases,
    away,
    began,
    broken_rosters,
    contacts,
    ending,
    full_tests,
    ill,
    map_in_force,
    moved,
    new_rules,
    offices,
    planned,
    short_of_cover,
    since_when,
)
from cmt_desk.store import Store
from cmt_desk.store.run_days import now_everywhere
from cmt_desk.store.sealing import last_of

SILENT_AFTER = CHOICES[1]  # days without a sign of life
MANY = 5000  # late steps that are looked at, the oldest first
RUNS_BACK = timedelta(days=60)  # a case's protocol that was started so long ago still counts
PROTOCOLS = frozenset("protocol protocol_step protocol_dependence".split())
RUNS = PROTOCOLS | OF_CASES | frozenset("run run_mark run_event run_holder branch contact clock_rule".split())


def facts(store: Store, on: date, memory: Memory | None = None) -> Facts:
    """Everything the triggers look at; what `memory` knows is not read again."""
    return last_of(facts_in_slices(store, on, memory))


def facts_in_slices(store: Store, on: date, memory: Memory | None = None) -> Generator[None, None, Facts]:
    """The same, a part at a time."""
    look = Look(store, on, memory)
    for part in SLOW:
        part(look)
        yield
    sheets: list[OldSheet] = []
    for found in old_sheets(store, on, look.memory.compared):
        sheets += [found] if found else []
        yield
    bulletin = map_in_force(look)
    return Facts(
        on=on,
        since=since_when(look),
        bulletin=bulletin,
        moved=moved(look),
        rules=new_rules(look),
        cases=all_cases(look),
        contacts=contacts(look),
        rosters=broken_rosters(look),
        planned=planned(look).keys(),
        full=full_tests(look),
        cover=short_of_cover(look),
        activations=activations(look),
        overdue=overdue(look),
        reviews=reviews(look),
        shortages=shortages(look),
        level=level(look),
        stopped=_stopped(store, on),
        sheets=sheets,
        silent=silent(look),
        protocols=protocols(look),
        started=started(look),
        decided=decided(look),
    )


# --- protocols, the plan, supplies, silence ----------------------------------------------------------


@rests_on(PROTOCOLS)
def protocols(look: Look) -> Mapping[str, Sequence[str]]:
    """By event the codes of the active templates it opens."""
    found: dict[str, list[str]] = {}
    for protocol in look.store.protocols.active():
        found.setdefault(protocol.trigger_event, []).append(protocol.code)
    return found


@rests_on("run bulletin zone_reading")
def started(look: Look) -> frozenset[Started]:
    bulletin = map_in_force(look)
    back = min(since_when(look), bulletin.day if bulletin else look.on, look.on - RUNS_BACK)
    return look.store.proposals.started(back, look.on)


@rests_on("proposal_decision")
def decided(look: Look) -> frozenset[str]:
    return look.store.proposals.decided()


@rests_on(PROTOCOLS)
def reviews(look: Look) -> list[date]:
    return [p.review_on for p in look.store.protocols.reviews_due(look.on) if p.review_on]


@rests_on(RUNS)
def overdue(look: Look) -> list[Overdue]:
    """The runs with a step that came to be late within the window; what was late at the start is not news."""
    store, since, on = look.store, since_when(look), look.on
    steps = store.protocols.days.overdue(now_everywhere(on, store.settings.cutoff_hour), MANY)
    recent = [step for step in steps if step.due.date() >= since]
    runs = store.proposals.runs({step.run for step in recent})
    late: dict[str, list[DueStep]] = {}
    for step in recent:
        if step.due > runs[step.run][1]:
            late.setdefault(step.run, []).append(step)
    return [
        Overdue(run, runs[run][0], own[0].branch or "", len(own), own[0].n, own[0].due.date())
        for run, own in late.items()
    ]


@rests_on("supply_item supply_need supply_count")
def shortages(look: Look) -> list[Shortage]:
    """By office and by the day they began, what is below its minimum."""
    found: dict[tuple[str, date], list[str]] = {}
    for stock in look.store.supplies.low(look.on):
        if began := stock.low_since:
            found.setdefault((stock.branch, began), []).append(stock.item)
    return [Shortage(branch, day, items) for (branch, day), items in sorted(found.items())]


@rests_on(DECISIONS, "activation")
def activations(look: Look) -> Sequence[Activation]:
    return look.store.plans.activated(look.on, look.store.settings.proposal_days)


@rests_on(DECISIONS, "activation")
def level(look: Look) -> int | None:
    """Of the institution's plan: in force on a day, or proposed and not settled yet."""
    store, on = look.store, look.on
    state = store.plans.state(on)
    asked = [d for d in store.decisions.all() if d.kind is DecisionKind.PLAN and not d.settled]
    known = [d.level for d in asked if not d.offices and not d.functions]
    if state and state.whole:
        known.append(state.level)
    return max([level for level in known if level is not None], default=None)


def _stopped(store: Store, on: date) -> list[Stopped]:
    """What is disrupted at this moment of the day of today, or when another day ends; and how far it went."""
    now = now_at(store)
    moment = now if on == now.date() else datetime.combine(on, time.max)
    found: list[Stopped] = []
    for state in store.functions.states(moment):
        for one in state.open:
            d, light = one.disruption, one.light
            limit = {Light.RTO: one.rto_at, Light.MTPD: one.mtpd_at}.get(light)
            hours = one.target.mtpd if light is Light.MTPD else one.target.rto
            found.append(
                Stopped(
                    d.id, d.function, d.branch, d.began.date(), light, limit.date() if limit else None, hours
                )
            )
    return found


@rests_on(OFFICES, OF_CASES, RUNS, "office_report")
def silent(look: Look) -> dict[str, date]:
    """Offices with people that were heard of within the last weeks, and no more."""
    earliest, signs = look.on - timedelta(days=max(CHOICES)), look.store.sheets.last_signs(look.on)
    staffed = (o.branch.code for o in offices(look) if o.cap.headcount)
    heard = {code: day for code in staffed if (day := signs.get(code)) and day >= earliest}
    return {code: day for code, day in heard.items() if is_silent(day, look.on, SILENT_AFTER)}


SLOW: tuple[Callable[[Look], object], ...] = (  # what is read in a slice of its own, in this order
    *(offices, began, ending, ill, away, planned, broken_rosters, full_tests),
    *(short_of_cover, overdue, shortages, silent, started, decided),
)
