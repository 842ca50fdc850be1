"""The parts of the facts about offices, cases and rosters; each names the tables it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.branches import Bulletin, ZoneHistory
from cmt_desk.domain.caps import office_cap, rule_in_force
from cmt_desk.domain.cases import Case
from cmt_desk.domain.clocks import ClockRule, rule_on
from cmt_desk.domain.decisions import DecisionKind, standing
from cmt_desk.domain.proposal_facts import BrokenRoster, CaseFact, ContactFact, CoverFact, FullFact, NewRule
from cmt_desk.domain.roster_decisions import decided_cap
from cmt_desk.domain.sheets import BranchDay, Scope
from cmt_desk.domain.what_if import Illness, OfficeEffect, met_tests
from cmt_desk.operations.exposures import exposed_and_planned
from cmt_desk.operations.ripple_memory import OF_CASES, Look, rests_on, rests_on_cases
from cmt_desk.operations.zones import CONFIRMED_IN, office_measures
from cmt_desk.store import Store

ZONES = frozenset("branch area bulletin zone_reading".split())
DECISIONS = frozenset("decision decision_signature decision_office decision_function decision_review".split())
OFFICES = ZONES | DECISIONS | frozenset("cap_rule cap_share area_scope employee roster_week".split())
ROSTERS = (
    OFFICES | OF_CASES | frozenset("absence contact follow_up clock_rule team bond cohort_place".split())
)


def since_when(look: Look) -> date:
    return look.on - timedelta(days=look.store.settings.proposal_days - 1)


def _clock(look: Look) -> ClockRule | None:
    return rule_on(look.store.cases.clock_rules(), look.on)


# --- zones and rules ---------------------------------------------------------------------------------


@rests_on("bulletin zone_reading")
def map_in_force(look: Look) -> Bulletin | None:
    return look.store.branches.bulletin_on(look.on)


@rests_on(ZONES)
def history(look: Look) -> ZoneHistory:
    return look.store.branches.history()


@rests_on(OFFICES)
def offices(look: Look) -> list[BranchDay]:
    """Without their active cases, which nothing here asks."""
    return look.store.sheets.offices(Scope(), look.on, history(look), {}, map_in_force(look))


@rests_on(OFFICES)
def moved(look: Look) -> list[OfficeEffect]:
    """What the map in force changed for an office, without asking a planner."""
    found = [o for o in offices(look) if o.moved and o.zone] if map_in_force(look) else []
    return [_effect(office) for office in found]


def _effect(office: BranchDay) -> OfficeEffect:
    assert office.zone is not None
    before = office_cap(office.cap.headcount, office.zone_before, office.cap.rule)
    return OfficeEffect(office.branch, office.zone_before, office.zone, before, office.cap, office.in_office)


@rests_on(OFFICES)
def new_rules(look: Look) -> list[NewRule]:
    """Offices whose cap another regulation decides than before the window."""
    store, since, on = look.store, since_when(look), look.on
    rules, scopes = store.branches.cap_rules(), store.branches.scopes()
    if not any(
        since <= day <= on for r in rules for day in (r.effective_from, _after(r.effective_to)) if day
    ):
        return []
    found: list[NewRule] = []
    for office in offices(look):
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


# --- cases -------------------------------------------------------------------------------------------


@rests_on_cases()
def began(look: Look, only: set[str] | None) -> dict[str, CaseFact]:
    """The cases that began something in the window."""
    return {case.id: case for case in look.store.proposals.cases(since_when(look), look.on, only)}


@rests_on_cases("clock_rule")
def ending(look: Look, only: set[str] | None) -> dict[str, tuple[Case, date]]:
    """The cases whose isolation ends in the window or tomorrow."""
    rules, last = look.store.cases.clock_rules(), look.on + timedelta(days=1)
    found = look.store.cases_lately.ending(since_when(look), last, rules, look.on, only)
    return {case.id: (case, due) for case, due in found}


@rests_on_cases("employee")
def ill(look: Look, only: set[str] | None) -> dict[str, tuple[str, Illness]]:
    return look.store.cases_lately.ill(look.on - CONFIRMED_IN, look.on, only)


@rests_on_cases("employee")
def away(look: Look, only: set[str] | None) -> dict[str, tuple[str, str]]:
    return look.store.cases_lately.away(look.on, only)


@rests_on(OF_CASES, "clock_rule")
def all_cases(look: Look) -> list[CaseFact]:
    """Those that began something, and those whose isolation ends."""
    found = dict(began(look))
    for case, due in ending(look).values():
        known = found.get(case.id)
        if known is None and (status := case.status(look.on)):
            known = CaseFact(case.id, case.employee, case.branch, status, _status_since(case, look.on))
        if known:
            found[case.id] = replace(known, due=due)
    return list(found.values())


@rests_on(OF_CASES, "contact follow_up employee clock_rule")
def contacts(look: Look) -> Sequence[ContactFact]:
    clock = _clock(look)
    return look.store.proposals.contacts(look.on, clock.quarantine_days) if clock else ()


def _status_since(case: Case, on: date) -> date:
    return max(spell.since for spell in case.statuses if spell.since <= on)


# --- rosters and WFH-Full ----------------------------------------------------------------------------


@rests_on("roster_week")
def planned(look: Look) -> dict[str, dict[date, int]]:
    return look.store.proposals.planned(look.on)


@rests_on(ROSTERS)
def broken_rosters(look: Look) -> list[BrokenRoster]:
    """The first day from today on whose plan is above the cap, or counts on somebody who cannot come."""
    store, on, inside_on = look.store, look.on, planned(look)
    if not inside_on:
        return []
    clock, zones = _clock(look), history(look)
    missing_on = store.proposals.cannot_come(on, clock.quarantine_days if clock else 0)
    for code, day, number in exposed_and_planned(store, on):
        missing_on.setdefault(code, {}).setdefault(day, set()).add(number)
    decisions = standing(store.decisions.all())
    rules, scopes = store.branches.cap_rules(), store.branches.scopes()
    found: list[BrokenRoster] = []
    for office in offices(look):
        code, area = office.branch.code, office.branch.area
        absent = missing_on.get(code, {})
        for day, inside in sorted(inside_on.get(code, {}).items()):
            rule = rule_in_force(rules, scopes.get(area, ()), day)
            ruled = office_cap(office.cap.headcount, zones.zone(area, day), rule)
            cap = decided_cap(ruled, decisions, code, day).people
            if inside > cap or day in absent:
                missing = len(absent.get(day, ()))
                found.append(BrokenRoster(code, day, inside, cap, max(0, inside - cap), missing))
                break
    return found


@rests_on("roster_week employee business_function absence", OF_CASES)
def short_of_cover(look: Look) -> list[CoverFact]:
    working = {code for code, days in planned(look).items() if look.on in days}
    return look.store.proposals.short_of_cover(look.on, working)


@rests_on(OFFICES, OF_CASES, "wfh_full_test wfh_full_condition")
def full_tests(look: Look) -> list[FullFact]:
    """The tests an office meets since a case was confirmed within the window, or since its zone moved."""
    store, on, since, bulletin = look.store, look.on, since_when(look), map_in_force(look)
    confirmed: dict[str, date] = {}
    for case in began(look).values():
        if case.confirmed_on and case.confirmed_on >= since:
            confirmed[case.branch] = max(case.confirmed_on, confirmed.get(case.branch, since))
    effects = {effect.branch.code: effect for effect in moved(look)}
    active = store.cases.figures(on).active_by_branch
    settled = _working_from_home(store, [office.branch.code for office in offices(look)], on)
    asked = [
        office
        for office in offices(look)
        if active.get(code := office.branch.code)
        and (code in confirmed or code in effects)
        and code not in settled
    ]
    measured = office_measures(store, asked, on, ill(look), away(look)) if asked else {}
    tests = store.zones.full_tests()
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
    counting = [d for d in standing(decisions) if d.covers(on)]
    counting += [d for d in decisions if not d.settled and d.touches(on, on)]
    return {code for code in branches if any(d.concerns(code) for d in counting)}
