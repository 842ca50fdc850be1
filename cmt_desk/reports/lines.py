"""The lines of a status sheet's tables: what is counted, today and yesterday, without a word of HTML."""

from collections import Counter

from cmt_desk.domain.branches import Zone, count_zones
from cmt_desk.domain.caps import FLAT, CapRule
from cmt_desk.domain.sheets import BranchDay, DayFacts
from cmt_desk.i18n import _, medium_date, number, percent, signed
from cmt_desk.records import record
from cmt_desk.reports.summary import riskier
from cmt_desk.wording import zone_name, zone_risk

MOVES_SHOWN = 12


@record
class ZoneLine:
    """Offices of one zone. `change` counts offices since the bulletin before; None without one."""

    zone: Zone | None
    name: str
    risk: str
    offices: int
    share: str
    change: int | None


def zone_lines(facts: DayFacts) -> list[ZoneLine]:
    """Green to red, and the unmapped where there are any."""
    now, before = facts.zones, count_zones(office.zone_before for office in facts.offices)
    compared = any(office.zone_before for office in facts.offices)
    return [
        ZoneLine(
            zone,
            zone_name(zone),
            zone_risk(zone) if zone else _("In no bulletin"),
            now[zone],
            percent(now[zone], len(facts.offices)),
            now[zone] - before[zone] if compared else None,
        )
        for zone in (*Zone, None)
        if zone or now[zone]
    ]


@record
class Move:
    office: BranchDay
    riskier: bool


def moves(facts: DayFacts) -> list[Move]:
    """Who moved: towards red first, the reddest at the top."""

    def order(move: Move) -> tuple[bool, int, str]:
        zone = move.office.zone
        return not move.riskier, -zone.risk if zone else 0, move.office.branch.code

    return sorted((Move(office, riskier(office)) for office in facts.moved), key=order)


@record
class Figure:
    """A counted thing today and yesterday; `strong` stands out."""

    name: str
    now: int
    before: int
    strong: bool = False

    @property
    def change(self) -> str:
        return signed(self.now - self.before)


def case_figures(facts: DayFacts) -> tuple[list[Figure], list[Figure]]:
    """The confirmed and what became of them; where they are, and who is watched."""
    now, before = facts.cases, facts.cases_before
    confirmed = [
        Figure(_("Cumulative positive"), now.cumulative, before.cumulative, strong=True),
        Figure(_("New cases"), now.new, before.new),
        Figure(_("Recovered"), now.recovered, before.recovered),
        Figure(_("Deceased"), now.deaths, before.deaths),
        Figure(_("Under care"), now.active, before.active, strong=True),
        Figure(_("Exposed work units"), now.exposed_units, before.exposed_units),
    ]
    watched = [
        Figure(_("Hospital"), now.hospital, before.hospital),
        Figure(_("Self-isolation"), now.home, before.home),
        Figure(_("Isolation facility"), now.facility, before.facility),
        Figure(_("Place not recorded"), now.place_unknown, before.place_unknown),
        Figure(_("Suspected or probable"), now.suspects, before.suspects),
        Figure(_("Close contacts monitored"), now.contacts, before.contacts),
    ]
    return confirmed, [f for f in watched if f.now or f.before or f.name != _("Place not recorded")]


def protocol_lines(facts: DayFacts) -> list[tuple[str, str, bool]]:
    """Name, counts, and whether somebody has to act; nothing without templates."""
    count = facts.protocols
    if not count.templates:
        return []
    return [
        (
            _("Runs of {n} protocols: running / finished").format(n=number(count.templates)),
            f"{number(count.running)} / {number(count.finished)}",
            False,
        ),
        (
            _("Steps overdue / due later today"),
            f"{number(count.overdue_steps)} / {number(count.due_today)}",
            count.overdue_steps > 0,
        ),
    ]


@record
class RuleLine:
    number: str
    since: str
    shares: str
    offices: int


def rule_lines(facts: DayFacts) -> list[RuleLine]:
    """The cap rules that decide here, the one with most offices first."""
    deciding = [office.cap.rule for office in facts.offices if office.cap.rule]
    rules = {rule.code: rule for rule in deciding}
    counts = Counter(rule.code for rule in deciding)
    return [
        RuleLine(
            rules[code].number, medium_date(rules[code].effective_from), shares_text(rules[code]), offices
        )
        for code, offices in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def shares_text(rule: CapRule) -> str:
    match rule.kind:
        case "FLAT":
            return _("{percent} % in every zone").format(percent=rule.shares[FLAT])
        case "ZONE":
            known = [zone for zone in Zone if zone in rule.shares]
            return " · ".join(f"{zone_name(zone)} {rule.shares[zone]} %" for zone in known)
        case _:
            return _("no figure, at the head's discretion")
