"""How a proposed line is told: what it is about, from what to what, and why (rule, number, date)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.proposals import Kind, Line
from cmt_desk.i18n import _, either, number, short_date
from cmt_desk.store import Store
from cmt_desk.wording import function_name, zone_name

if TYPE_CHECKING:
    from cmt_desk.operations.replan import Proposal as Replan


@dataclass(frozen=True)
class LineWords:
    """One line as the page, the command line and paper say it."""

    subject: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Names:
    """What codes are called, read once for a page of lines."""

    branches: Mapping[str, str]
    protocols: Mapping[str, str]
    functions: Mapping[str, str]
    tests: Mapping[str, str]  # for WFH-Full

    @classmethod
    def of(cls, store: Store) -> "Names":
        return cls(
            {b.code: b.name for b in store.branches.all()},
            {p.code: either(p.title_id, p.title_en) for p in store.protocols.active()},
            {f.code: function_name(f.name_id, f.name_en) for f in store.people.functions()},
            {t.code: either(t.name_id, t.name_en) for t in store.zones.full_tests()},
        )

    def branch(self, code: str) -> str:
        return self.branches.get(code, code) if code else _("the institution")

    def protocol(self, code: str) -> str:
        return f"{code} {self.protocols.get(code, '')}".strip()


def trigger_name(trigger: str) -> str:
    """What happened, as the queue says it."""
    names = {
        "case.confirmed": _("Confirmed case"),
        "wfh_full.met": _("WFH-Full test met"),
        "zone.raised": _("Zone raised"),
        "function.disrupted": _("Critical function disrupted"),
        "zone.supposed": _("Supposed zone"),
        "cover.failed": _("Critical function not covered"),
        "roster.broken": _("Roster breaks a rule"),
        "plan.activated": _("BC plan activated"),
        "case.suspect": _("Suspected case"),
        "contact.added": _("Contact to be followed"),
        "case.isolation_due": _("Isolation ends"),
        "rule.in_force": _("New cap rule"),
        "zone.map_published": _("Risk map published"),
        "zone.lowered": _("Zone lowered"),
        "case.closed": _("Case closed"),
        "run.overdue": _("Protocol overdue"),
        "stock.low": _("Supplies below their minimum"),
        "office.silent": _("Office silent"),
        "review.due": _("Protocols to be reviewed"),
    }
    return names.get(trigger, trigger)


def kind_name(kind: Kind) -> str:
    """The heading of a group of lines."""
    return {
        Kind.ZONE: _("Offices whose zone moved"),
        Kind.CAP: _("New caps"),
        Kind.ROSTER: _("Rosters that change"),
        Kind.WFH_FULL: _("WFH-Full to be decided"),
        Kind.PROTOCOL: _("Protocols to open"),
        Kind.CONTACT: _("Contacts to be followed"),
        Kind.NOTE: _("Take note"),
    }[kind]


def line_words(
    line: Line, names: Names, roster: "Replan | None" = None, *, computing: bool = False
) -> LineWords:
    """A line in words. `roster`: the computed roster of a ROSTER line, without it what it has to keep."""
    where, day = names.branch(line.branch), short_date(line.day)
    match line.kind:
        case Kind.ZONE:
            reason = _("Map of {day} ({source})").format(day=day, source=line.rule)
            return LineWords(where, _zone(line.before), _zone(line.after), reason)
        case Kind.CAP:
            reason = _("{rule}: at most {percent} % in the office, from {day}").format(
                rule=line.rule, percent=number(line.count or 0), day=day
            )
            return LineWords(where, number(int(line.before)), number(int(line.after)), reason)
        case Kind.ROSTER:
            return LineWords(where, _planned(line), _new_roster(line, roster, computing), _broken(line))
        case Kind.WFH_FULL:
            opened = _("{protocol}; a decision to sign").format(protocol=names.protocol(line.protocol))
            return LineWords(where, "", opened, _full(line, names))
        case Kind.CONTACT:
            reason = _("Last contact {day}; followed until {until}").format(
                day=day, until=short_date(date.fromisoformat(line.after))
            )
            subject = f"{where} · {line.person}"
            return LineWords(subject, "", names.protocol(line.protocol), reason)
        case Kind.NOTE:
            return LineWords(where, "", names.protocol(line.protocol), _note(line))
        case Kind.PROTOCOL:
            subject = f"{where} · {line.person}" if line.person else where
            return LineWords(subject, "", names.protocol(line.protocol), _opening(line, names))


def _zone(value: str) -> str:
    return zone_name(Zone(value) if value else None)


def _planned(line: Line) -> str:
    if line.rule in ("ROOM", "SUPPOSED"):
        return _("at most {n}").format(n=number(int(line.before)))
    return _("{n} planned on {day}").format(n=number(int(line.before)), day=short_date(line.day))


def _new_roster(line: Line, roster: "Replan | None", computing: bool) -> str:
    if computing:
        return _("computing…")
    if roster is None:
        return _("at most {n}, least change").format(n=number(int(line.after)))
    if roster.conflict:
        return _("no roster is possible")
    cells, people = roster.moved
    if not cells:
        return _("stays as it is")
    return _("{cells} cells of {people} people").format(cells=number(cells), people=number(people))


def _broken(line: Line) -> str:
    if line.rule == "SUPPOSED":
        return _("{n} would stay at home: the cap would fall from {before} to {after}").format(
            n=number(line.count or 0), before=number(int(line.before)), after=number(int(line.after))
        )
    if line.rule == "ROOM":
        return _("{n} more may come: the cap rises from {before} to {after}").format(
            n=number(line.count or 0), before=number(int(line.before)), after=number(int(line.after))
        )
    if line.rule == "CAP":
        return _("{n} more than the cap of {cap} on {day}").format(
            n=number(line.count or 0), cap=number(int(line.after)), day=short_date(line.day)
        )
    return _("{n} planned in the office on {day} cannot come: isolation, quarantine or leave").format(
        n=number(line.count or 0), day=short_date(line.day)
    )


def _full(line: Line, names: Names) -> str:
    """ "T4 Beberapa kasus konfirmasi; T7 …, sejak 1 Des: diusulkan 7 hari"."""
    met = "; ".join(f"{code} {names.tests.get(code, '')}".strip() for code in line.rule.split(", "))
    text = _("{tests}, since {day}: {n} days proposed").format(
        tests=met, day=short_date(line.day), n=number(line.count or 0)
    )
    if line.trigger == "zone.supposed":
        text = _("{tests}: would be met; {n} days proposed").format(tests=met, n=number(line.count or 0))
    return text if line.after == "certain" else f"{text} {_('(possible: tracing has to show the link)')}"


def _note(line: Line) -> str:
    if line.trigger == "run.overdue":
        return _("{n} steps overdue since {day}").format(n=number(line.count or 0), day=short_date(line.day))
    return _("Nothing recorded since {day}").format(day=short_date(line.day))


def _opening(line: Line, names: Names) -> str:
    """Why a protocol is proposed: what happened, the figure, the date."""
    day = short_date(line.day)
    match line.trigger:
        case "cover.failed":
            return _("{function}: {have} of {need} in the office on {day}").format(
                function=names.functions.get(line.rule, line.rule), have=line.after, need=line.before, day=day
            )
        case "function.disrupted":
            function = names.functions.get(line.rule, line.rule)
            return _("{function} disrupted since {day}").format(function=function, day=day)
        case "rule.in_force" | "zone.map_published":
            return _("{what}, {day} ({source})").format(
                what=trigger_name(line.trigger), day=day, source=line.rule
            )
        case "stock.low":
            return _("{n} kinds below their minimum since {day}").format(n=number(line.count or 0), day=day)
        case "review.due":
            return _("{n} protocols to be reviewed, the last by {day}").format(
                n=number(line.count or 0), day=day
            )
        case "plan.activated":
            return _("BC plan at level {n} from {day}").format(n=number(line.count or 0), day=day)
        case _:
            return f"{trigger_name(line.trigger)}, {day}"
