"""Reading everything the triggers look at, in few quick queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from cmt_desk.domain.branches import Bulletin, ZoneHistory
from cmt_desk.domain.caps import office_cap, rule_in_force
from cmt_desk.domain.cases import Case
from cmt_desk.domain.clocks import ClockRule, rule_on
from cmt_desk.domain.decisions import DecisionKind, standing
from cmt_desk.domain.functions import Light
from cmt_desk.domain.proposal_facts import (
    BrokenRoster,
    CaseFact,
    Facts,
    FullFact,
    NewRule,
    Overdue,
    Shortage,
    Stopped,
)
from cmt_desk.domain.roster_decisions import decided_cap
from cmt_desk.domain.run_lines import DueStep
from cmt_desk.domain.sheets import BranchDay, Scope
from cmt_desk.domain.silence import CHOICES, is_silent
from cmt_desk.domain.what_if import OfficeEffect, met_tests
from cmt_desk.operations.clock import now_at
from cmt_desk.operations.exposures import exposed_and_planned
from cmt_desk.operations.old_sheets import Compared, old_sheets
from cmt_desk.operations.zones import office_measures
from cmt_desk.store import Store
from cmt_desk.store.run_days import now_everywhere

SILENT_AFTER = CHOICES[1]  # days without a sign of life
MANY = 5000  # late steps that are looked at, the oldest first
RUNS_BACK = timedelta(days=60)  # a case's protocol that was started so long ago still counts


def facts(store: Store, on: date) -> Facts:
    """Everything the triggers look at."""
    since = on - timedelta(days=store.settings.proposal_days - 1)
    history, bulletin = store.branches.history(), store.branches.bulletin_on(on)
    offices = store.sheets.offices(Scope(), on, history, bulletin=bulletin)
    cases, planned = store.proposals.cases(since, on), store.proposals.planned(on)
    moved = [_effect(store, o, on) for o in offices if bulletin and o.moved and o.zone]
    clocks = store.cases.clock_rules()
    clock = rule_on(clocks, on)
    templates: dict[str, list[str]] = {}
    for protocol in store.protocols.active():
        templates.setdefault(protocol.trigger_event, []).append(protocol.code)
    back = min(since, bulletin.day if bulletin else since, on - RUNS_BACK)
    return Facts(
        on=on,
        since=since,
        bulletin=bulletin,
        moved=moved,
        rules=_new_rules(store, offices, since, on),
        cases=_with_due(store, cases, since, on),
        contacts=store.proposals.contacts(on, clock.quarantine_days) if clock else (),
        rosters=_broken_rosters(store, offices, history, planned, clock, on),
        planned=planned.keys(),
        full=_full_tests(store, offices, cases, moved, bulletin, since, on),
        cover=store.proposals.short_of_cover(on, {code for code, days in planned.items() if on in days}),
        activations=store.plans.activated(on, store.settings.proposal_days),
        overdue=_overdue(store, since, on),
        reviews=[p.review_on for p in store.protocols.reviews_due(on) if p.review_on],
        shortages=_shortages(store, on),
        level=_level(store, on),
        stopped=_stopped(store, on),
        sheets=[found for found in old_sheets(store, on, Compared()) if found],
        silent=_silent(store, offices, on),
        protocols=templates,
        started=store.proposals.started(back, on),
        decided=store.proposals.decided(),
    )


def _effect(store: Store, office: BranchDay, on: date) -> OfficeEffect:
    """What the map in force changed for an office, without asking a planner."""
    assert office.zone is not None
    before = office_cap(office.cap.headcount, office.zone_before, office.cap.rule)
    return OfficeEffect(office.branch, office.zone_before, office.zone, before, office.cap, office.in_office)


def _new_rules(store: Store, offices: Iterable[BranchDay], since: date, on: date) -> list[NewRule]:
    """Offices whose cap another regulation decides than before the window."""
    rules, scopes = store.branches.cap_rules(), store.branches.scopes()
    if not any(
        since <= day <= on for r in rules for day in (r.effective_from, _after(r.effective_to)) if day
    ):
        return []
    found: list[NewRule] = []
    for office in offices:
        rule = office.cap.rule
        old = rule_in_force(rules, scopes.get(office.branch.area, ()), since - timedelta(days=1))
        before = office_cap(office.cap.headcount, office.zone, old)
        if rule and old is not rule and office.cap.percent is not None and before.people != office.cap.people:
            begins = [d for d in (rule.effective_from, _after(old.effective_to) if old else None) if d]
            begins = [d for d in begins if since <= d <= on] or [since]
            found.append(
                NewRule(
                    office.branch.code, rule.code, rule.number, max(begins), office.cap.percent,
                    before.people, office.cap.people,
                )
            )  # fmt: skip
    return found


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _with_due(store: Store, began: Iterable[CaseFact], since: date, on: date) -> list[CaseFact]:
    """The cases that began something in the window, and those whose isolation ends in it or tomorrow."""
    found = {case.id: case for case in began}
    last = on + timedelta(days=1)
    for case, due in store.cases_lately.ending(since, last, store.cases.clock_rules(), on):
        known = found.get(case.id)
        if known is None and (status := case.status(on)):
            known = CaseFact(case.id, case.employee, case.branch, status, _status_since(case, on))
        if known:
            found[case.id] = replace(known, due=due)
    return list(found.values())


def _status_since(case: Case, on: date) -> date:
    return max(spell.since for spell in case.statuses if spell.since <= on)


def _broken_rosters(
    store: Store,
    offices: Iterable[BranchDay],
    history: ZoneHistory,
    planned: Mapping[str, Mapping[date, int]],
    clock: ClockRule | None,
    on: date,
) -> list[BrokenRoster]:
    """The first day from today on whose plan is above the cap, or counts on somebody who cannot come."""
    if not planned:
        return []
    away = store.proposals.cannot_come(on, clock.quarantine_days if clock else 0)
    for code, day, number in exposed_and_planned(store, on):
        away.setdefault(code, {}).setdefault(day, set()).add(number)
    decisions = standing(store.decisions.all())
    rules, scopes = store.branches.cap_rules(), store.branches.scopes()
    found: list[BrokenRoster] = []
    for office in offices:
        code, area = office.branch.code, office.branch.area
        absent = away.get(code, {})
        for day, inside in sorted(planned.get(code, {}).items()):
            rule = rule_in_force(rules, scopes.get(area, ()), day)
            ruled = office_cap(office.cap.headcount, history.zone(area, day), rule)
            cap = decided_cap(ruled, decisions, code, day).people
            if inside > cap or day in absent:
                missing = len(absent.get(day, ()))
                found.append(BrokenRoster(code, day, inside, cap, max(0, inside - cap), missing))
                break
    return found


def _full_tests(
    store: Store,
    offices: Sequence[BranchDay],
    cases: Iterable[CaseFact],
    moved: Iterable[OfficeEffect],
    bulletin: Bulletin | None,
    since: date,
    on: date,
) -> list[FullFact]:
    """The tests an office meets since a case was confirmed within the window, or since its zone moved."""
    confirmed: dict[str, date] = {}
    for case in cases:
        if case.confirmed_on and case.confirmed_on >= since:
            confirmed[case.branch] = max(case.confirmed_on, confirmed.get(case.branch, since))
    effects = {effect.branch.code: effect for effect in moved}
    active = store.cases.figures(on).active_by_branch
    settled = _working_from_home(store, [office.branch.code for office in offices], on)
    asked = [
        office
        for office in offices
        if active.get(code := office.branch.code)
        and (code in confirmed or code in effects)
        and code not in settled
    ]
    measured, tests = office_measures(store, asked, on) if asked else {}, store.zones.full_tests()
    found: list[FullFact] = []
    for office in asked:
        code, effect = office.branch.code, effects.get(office.branch.code)
        zone = effect.zone_before if effect else office.zone
        now = measured[code]
        before = {**now, "zone": zone.value if zone else ""}
        met = [m for m in met_tests(tests, before, now) if code in confirmed or not m.already]
        if met:
            day = confirmed.get(code) or (bulletin.day if bulletin else on)
            codes, longest = [m.test.code for m in met], max(m.test.days for m in met)
            found.append(FullFact(code, day, codes, longest, any(m.certain for m in met)))
    return found


def _working_from_home(store: Store, branches: Iterable[str], on: date) -> set[str]:
    """Offices for which WFH-Full is in force on a day, or lies there to be signed."""
    decisions = [d for d in store.decisions.all() if d.kind is DecisionKind.WFH_FULL]
    counting = [d for d in decisions if d.covers(on) or (not d.settled and d.touches(on, on))]
    return {code for code in branches if any(d.concerns(code) for d in counting)}


def _overdue(store: Store, since: date, on: date) -> list[Overdue]:
    """The runs with a step that came to be late within the window; what was late at the start is not news."""
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


def _shortages(store: Store, on: date) -> list[Shortage]:
    """By office and by the day they began, what is below its minimum."""
    found: dict[tuple[str, date], list[str]] = {}
    for stock in store.supplies.low(on):
        if began := stock.low_since:
            found.setdefault((stock.branch, began), []).append(stock.item)
    return [Shortage(branch, day, items) for (branch, day), items in sorted(found.items())]


def _level(store: Store, on: date) -> int | None:
    """Of the plan: in force on a day, or proposed and not settled yet."""
    state = store.plans.state(on)
    asked = [d.level for d in store.decisions.all() if d.kind is DecisionKind.PLAN and not d.settled]
    return max([level for level in (*asked, state and state.level) if level is not None], default=None)


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


def _silent(store: Store, offices: Iterable[BranchDay], on: date) -> dict[str, date]:
    """Offices with people that were heard of within the last weeks, and no more."""
    earliest = on - timedelta(days=max(CHOICES))
    signs = {code: day for code, day in store.sheets.last_signs(on).items() if day >= earliest}
    staffed = (o.branch.code for o in offices if o.cap.headcount)
    return {
        code: signs[code] for code in staffed if code in signs and is_silent(signs[code], on, SILENT_AFTER)
    }
