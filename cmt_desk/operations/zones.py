"""Correcting a published zone by hand, removing a bulletin, and asking what another zone would mean."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.branches import Branch, Zone
from cmt_desk.domain.calendar import days_off
from cmt_desk.domain.caps import OfficeCap, office_cap, rule_in_force
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.planner import plan
from cmt_desk.domain.schedule import Breach, Problem
from cmt_desk.domain.sheets import BranchDay, Scope
from cmt_desk.domain.what_if import (
    Illness,
    Measures,
    OfficeEffect,
    WhatIf,
    events,
    measures,
    met_tests,
)
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store
from cmt_desk.wording import zone_name

CONFIRMED_IN = timedelta(days=13)  # and the day itself: 14 days of confirmations
LOOK_BACK = timedelta(days=28)  # each of them looks 14 days back


def correct_reading(store: Store, bulletin: date, area: str, zone: Zone, reason: str) -> None:
    """Let another zone count for an area in one bulletin; what was published stays beside it.

    The published zone itself takes a correction back. Raises Refused without a reason, for an area that is
    not in the bulletin, and where nothing would change.
    """
    found = store.zones.reading(bulletin, area)
    if found is None:
        told = _("The bulletin of {day} does not name this area; there is nothing to correct.")
        raise Refused(told.format(day=long_date(bulletin)))
    reading, published = found
    if not reason.strip():
        raise Refused(_("A correction needs a reason."))
    if reading.zone is zone:
        raise Refused(_("This reading is already {zone}.").format(zone=zone_name(zone).lower()))
    name = store.branches.areas()[area].name
    label = _("Correct {area} on {day} to {zone}").format(
        area=name, day=long_date(bulletin), zone=zone_name(zone).lower()
    )
    with store.operation("correct_reading", label, reason=reason.strip()):
        if zone is published:
            store.zones.put_correction(bulletin, area, None, None)
        else:
            store.zones.put_correction(bulletin, area, zone, reason.strip())


def remove_bulletin(store: Store, day: date) -> None:
    """Take a bulletin and all its readings out of the desk; one undo brings them back."""
    if day not in {b.day for b in store.branches.bulletins()}:
        raise Refused(_("There is no bulletin of {day}.").format(day=long_date(day)))
    with store.operation("remove_bulletin", _("Remove bulletin of {day}").format(day=long_date(day))):
        store.zones.remove_bulletin(day)


# --- what if: reads, never writes --------------------------------------------------------------------


def what_if(store: Store, branches: Sequence[str], zone: Zone, on: date) -> WhatIf:
    """What a zone would mean for some offices on a day. Writes nothing. Raises Refused for no office."""
    days = {o.branch.code: o for o in store.sheets.offices(Scope(), on)}
    asked = [days[code] for code in dict.fromkeys(branches) if code in days]
    if not asked:
        raise Refused(_("Choose at least one office."))
    rules, scopes, tests = store.branches.cap_rules(), store.branches.scopes(), store.zones.full_tests()
    cover_day = _working_day(store, on)
    measured = office_measures(store, asked, on)
    effects: list[OfficeEffect] = []
    for office in asked:
        branch = office.branch
        rule = rule_in_force(rules, scopes.get(branch.area, ()), on)
        after = office_cap(office.cap.headcount, zone, rule)
        failing, already = (
            _conflicts(store, branch, cover_day, (after, office.cap))
            if cover_day and office.cap.headcount
            else ((), ())
        )
        before = measured[branch.code]
        effects.append(
            OfficeEffect(
                branch,
                office.zone,
                zone,
                office.cap,
                after,
                office.in_office,
                failing,
                frozenset(b.function or b.rule for b in already),
                met_tests(tests, before, {**before, "zone": zone.value}),
            )
        )
    return WhatIf(on, zone, effects, cover_day, _protocols(store, effects))


def under_zone(facts: Problem, zone: Zone) -> Problem:
    """What a roster follows from as if a zone held on all its days; what people decided stays decided."""
    caps = {
        day: replace(cap, percent=office_cap(cap.headcount, zone, cap.rule).percent)
        for day, cap in facts.caps.items()
    }
    return replace(facts, caps=caps)


def _working_day(store: Store, on: date) -> date | None:
    """The day itself or the next one that offices are open, at most a week away."""
    week = [on + timedelta(days=n) for n in range(7)]
    off = days_off(week[0], week[-1]) | store.schedule.local_holidays()
    return next((day for day in week if day.weekday() < 5 and day not in off), None)


def _conflicts(
    store: Store, branch: Branch, day: date, caps: Iterable[OfficeCap]
) -> Sequence[Sequence[Breach]]:
    """For each cap what no roster of that day could keep."""
    facts = problem(store, branch.code, day, day)
    headcount = facts.caps[day].headcount  # who works there that day, not today
    tried = [replace(facts, caps={day: replace(cap, headcount=headcount)}) for cap in caps]
    return [plan(one).conflicts for one in tried]


def office_measures(
    store: Store,
    offices: Iterable[BranchDay],
    on: date,
    ill: Mapping[str, tuple[str, Illness]] | None = None,
    away: Mapping[str, tuple[str, str]] | None = None,
) -> dict[str, Measures]:
    """What can be measured of some offices on a day. `ill` and `away`: of all cases, where they are known."""
    ill = store.cases_lately.ill(on - CONFIRMED_IN, on) if ill is None else ill
    away = store.cases_lately.away(on) if away is None else away
    asked = list(offices)
    ill_at: dict[str, list[Illness]] = {office.branch.code: [] for office in asked}
    for branch, illness in ill.values():
        if branch in ill_at:
            ill_at[branch].append(illness)
    away_at = Counter(branch for branch, _employee in set(away.values()))
    people = {i.employee for found in ill_at.values() for i in found}
    inside = store.schedule.office_days(people, on - LOOK_BACK, on)
    return {
        (code := office.branch.code): measures(
            office.cap.headcount, office.zone, ill_at[code], away_at[code], inside, on
        )
        for office in asked
    }


def _protocols(
    store: Store, effects: Iterable[OfficeEffect]
) -> Sequence[tuple[str, str, str, Sequence[str]]]:
    """The templates whose event one of the effects is, with the offices concerned; the map is everybody's."""
    of_event: dict[str, list[str]] = {}
    for effect in effects:
        for event in events(effect):
            of_event.setdefault(event, []).append(effect.branch.name)
    return [
        (p.code, p.title_id, p.title_en, () if p.trigger_event == "zone.map_published" else offices)
        for p in store.protocols.active()
        if (offices := of_event.get(p.trigger_event))
    ]
