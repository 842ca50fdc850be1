"""The first thing read in the meeting: the day in a few sentences, written by rule from its figures."""

from collections.abc import Sequence

from cmt_desk.domain.branches import STALE_AFTER_DAYS, Zone
from cmt_desk.domain.sheets import BranchDay, DayFacts, StatusSheet
from cmt_desk.i18n import _, long_date, number, percent, signed
from cmt_desk.reports.paper import short
from cmt_desk.wording import zone_name, zone_risk

NAMED = 3  # offices named in a sentence before "and n more"


def summary(sheet: StatusSheet) -> list[str]:
    """Zones, cases, attendance, protocols, and how far the figures can be trusted."""
    facts = sheet.facts
    if not facts.offices:
        return [_("No offices are recorded here yet.")]
    return [_zones(facts), _cases(facts), _attendance(sheet), _protocols(facts), _trust(sheet)]


def _zones(facts: DayFacts) -> str:
    if facts.bulletin is None:
        return _("No zone bulletin is known for this day or before it, so no office has a zone.")
    if facts.scope.kind == "branch":
        return _zone_of(facts.offices[0])
    zones, offices = facts.zones, len(facts.offices)
    now = _(
        "Of {offices}, {red} lie in a red zone ({red_share}) and {orange} in an orange one ({orange_share})."
    )
    return " ".join(
        (
            now.format(
                offices=count_offices(offices),
                red=number(zones[Zone.RED]),
                red_share=percent(zones[Zone.RED], offices),
                orange=number(zones[Zone.ORANGE]),
                orange_share=percent(zones[Zone.ORANGE], offices),
            ),
            _moves(facts),
        )
    )


def _zone_of(office: BranchDay) -> str:
    if office.zone is None:
        return _("No bulletin names {city}, so the zone of this office is unknown.").format(
            city=short(office.branch.city)
        )
    now = _("{city} lies in zone {zone} ({risk})").format(
        city=short(office.branch.city), zone=zone_name(office.zone), risk=zone_risk(office.zone).lower()
    )
    if office.moved:
        return _("{now}; the bulletin before said {zone}.").format(
            now=now, zone=zone_name(office.zone_before)
        )
    if office.since:
        return _("{now}, unchanged since the bulletin of {day}.").format(now=now, day=long_date(office.since))
    return f"{now}."


def _moves(facts: DayFacts) -> str:
    moved = facts.moved
    if not moved:
        return _("No office changed its zone since the bulletin before.")
    up = [o for o in moved if riskier(o)]
    said = _("Since the bulletin before, {up} moved to a higher risk and {down} to a lower one").format(
        up=count_offices(len(up)), down=number(len(moved) - len(up))
    )
    red = [o for o in up if o.zone is Zone.RED]
    return _("{said}; newly red: {names}.").format(said=said, names=named(red)) if red else f"{said}."


def _cases(facts: DayFacts) -> str:
    now, before = facts.cases, facts.cases_before
    watched = _("suspected or probable: {suspects}, close contacts: {contacts}").format(
        suspects=number(now.suspects), contacts=number(now.contacts)
    )
    if not now.cumulative:
        return _("No employee has been confirmed positive up to this day ({watched}).").format(
            watched=watched
        )
    places = [
        (now.hospital, _("{n} in hospital")),
        (now.home, _("{n} isolating at home")),
        (now.facility, _("{n} in a facility")),
        (now.place_unknown, _("{n} at a place not recorded")),
    ]
    where = ", ".join(text.format(n=number(n)) for n, text in places if n) or _("nobody")
    active = _("Under care: {active} ({change} since yesterday), {where}; newly confirmed: {new}.").format(
        active=number(now.active), change=signed(now.active - before.active), where=where, new=number(now.new)
    )
    total = _("Confirmed so far: {cumulative}, of whom {recovered} recovered and {deaths} died.")
    return f"{active} " + total.format(
        cumulative=number(now.cumulative), recovered=number(now.recovered), deaths=number(now.deaths)
    )


def _attendance(sheet: StatusSheet) -> str:
    group = sheet.crew
    if not group.headcount:
        return _("No employees are recorded here yet.")
    if not group.told:
        return _("No roster is planned for this day; the cap allows {cap} of {headcount} employees.").format(
            cap=number(group.cap), headcount=number(group.headcount)
        )
    said = (
        _("{planned} of {headcount} employees are planned in the office, the cap is {cap}")
        if not group.recorded
        else _("{planned} of {headcount} employees are in the office, the cap is {cap}")
    )
    parts = [
        said.format(planned=number(group.wao), headcount=number(group.headcount), cap=number(group.cap)),
        _within_cap(sheet),
    ]
    if 0 < group.recorded < len(group.told):
        parts.append(_("by attendance lists of {n}, else as planned").format(n=count_offices(group.recorded)))
    if group.unknown:
        parts.append(_("without a roster and not counted: {n}").format(n=count_offices(group.unknown)))
    return "; ".join(parts) + "."


def _within_cap(sheet: StatusSheet) -> str:
    over = sheet.crew.over
    if sheet.facts.scope.kind == "branch":
        return _("the office is over its cap") if over else _("the office keeps within its cap")
    return _("over the cap: {names}").format(names=named(over)) if over else _("no office is over its cap")


def _protocols(facts: DayFacts) -> str:
    count = facts.protocols
    if not count.running and not count.finished:
        return _("No protocol has been started.")
    said = _(
        "Protocols running: {running}, finished: {finished}; overdue steps: {overdue}, due today: {due}."
    )
    return said.format(
        running=number(count.running),
        finished=number(count.finished),
        overdue=number(count.overdue_steps),
        due=number(count.due_today),
    )


def _trust(sheet: StatusSheet) -> str:
    failed = sum(not check.passed for check in sheet.checks)
    checks = (
        _("{failed} of {all} cross-checks failed, see below.").format(failed=failed, all=len(sheet.checks))
        if failed
        else _("All cross-checks passed.")
    )
    bulletin, day = sheet.facts.bulletin, sheet.facts.day
    if bulletin is None:
        return checks
    if bulletin.is_stale(day):
        age = _("The zones are {age} old, more than the {limit} days allowed: obtain a newer bulletin.")
    else:
        age = _("The zones are those of {day}, {age} old.")
    said = age.format(day=long_date(bulletin.day), age=count_days(bulletin.age(day)), limit=STALE_AFTER_DAYS)
    return f"{said} {checks}"


# --- words shared with the tables -------------------------------------------------------------------------


def riskier(office: BranchDay) -> bool:
    """Moved towards red."""
    return bool(office.zone and office.zone_before and office.zone.risk > office.zone_before.risk)


def count_offices(n: int) -> str:
    return _("1 office") if n == 1 else _("{n} offices").format(n=number(n))


def count_days(n: int) -> str:
    return _("1 day") if n == 1 else _("{n} days").format(n=number(n))


def named(offices: Sequence[BranchDay]) -> str:
    """The first few by name, the rest by number."""
    names = ", ".join(short(o.branch.name, 40) for o in offices[:NAMED])
    rest = len(offices) - NAMED
    return _("{names} and {n} more").format(names=names, n=number(rest)) if rest > 0 else names
