"""How a proposed line is told: what it is about, from what to what, and why (rule, number, date)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cmt_desk.continuity_wording import plan_level
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.proposals import Kind, Line
from cmt_desk.domain.sheet_figures import Difference
from cmt_desk.figure_wording import figure_name, figure_text
from cmt_desk.i18n import _, either, number, short_date
from cmt_desk.operations.functions import function_names
from cmt_desk.operations.sheet_names import known_names
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.wording import zone_name

if TYPE_CHECKING:
    from cmt_desk.operations.replan import Proposal as Replan

SHOWN = 3  # figures of a sheet that are named


@record
class LineWords:
    """One line as the page, the command line and paper say it."""

    subject: str
    before: str
    after: str
    reason: str


@record
class Names:
    """What codes are called, read once for a page of lines."""

    branches: Mapping[str, str]
    protocols: Mapping[str, str]
    functions: Mapping[str, str]
    tests: Mapping[str, str]  # for WFH-Full
    scopes: Mapping[str, str]  # of sheets: offices and regional offices
    figures: Mapping[str, str]  # of sheets

    @classmethod
    def of(cls, store: Store) -> "Names":
        branches = {b.code: b.name for b in store.branches.all()}
        return cls(
            branches,
            {p.code: either(p.title_id, p.title_en) for p in store.protocols.active()},
            function_names(store),
            {t.code: either(t.name_id, t.name_en) for t in store.zones.full_tests()},
            {r.code: r.name for r in store.branches.regional_offices()} | branches,
            known_names(store),
        )

    def branch(self, code: str) -> str:
        return self.branches.get(code, code) if code else _("The whole institution")

    def protocol(self, code: str) -> str:
        return f"{code} {self.protocols.get(code, '')}".strip()


def trigger_name(trigger: str) -> str:
    """What happened, as the queue says it."""
    names = {
        "case.confirmed": _("Confirmed case"),
        "wfh_full.met": _("WFH-Full test met"),
        "zone.raised": _("Zone raised"),
        "function.disrupted": _("Critical function disrupted"),
        "function.breached": _("Critical function out of its time"),
        "sheet.outdated": _("Status sheet to be corrected"),
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
        Kind.PLAN: _("Level of the BC plan to be decided"),
        Kind.WFH_FULL: _("WFH-Full to be decided"),
        Kind.PROTOCOL: _("Protocols to open"),
        Kind.CONTACT: _("Contacts to be followed"),
        Kind.SHEET: _("Status sheets to be corrected"),
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
        case Kind.PLAN:
            after = _("{level}; a decision to sign").format(level=_level(int(line.after)))
            before = _level(int(line.before)) if line.before else _("no plan active")
            return LineWords(where, before, after, _stopped(line, names))
        case Kind.SHEET:
            return _sheet(line, names)
        case Kind.NOTE:
            return LineWords(where, "", names.protocol(line.protocol), _note(line))
        case Kind.PROTOCOL:
            subject = f"{where} · {line.person}" if line.person else where
            return LineWords(subject, "", names.protocol(line.protocol), _opening(line, names))


def _level(level: int) -> str:
    return _("BC Plan level {level} {name}").format(level=level, name=plan_level(level))


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


def _sheet(line: Line, names: Names) -> LineWords:
    """ "Lembar Status 2 Des", its number, "terbitkan koreksi (versi 2)", and which figures differ."""
    subject = _("Status sheet of {day}").format(day=short_date(line.day))
    if line.rule:
        subject += f" · {names.scopes.get(line.rule, line.rule)}"
    after = _("issue a correction (version {n})").format(n=line.after)
    return LineWords(subject, line.before, after, figures_text(line.figures, names))


def figures_text(changed: Sequence[Difference], names: Names, shown: int = SHOWN) -> str:
    """ "Dalam perawatan 71 → 72; … dan 3 angka lain": the figures of all offices come first."""
    told = [
        f"{names.branch(d.office) + ' ' if d.office else ''}{figure_name(d.name, names.figures)}"
        f" {figure_text(d.name, d.before)} → {figure_text(d.name, d.after)}"
        for d in changed[:shown]
    ]
    more = len(changed) - len(told)
    rest = [_("and {n} more figures").format(n=number(more))] if more > 0 else []
    return " ".join(["; ".join(told), *rest])


def _stopped(line: Line, names: Names) -> str:
    """Why a level of the plan, or a protocol, is proposed for a function that stands still."""
    told = {
        "function": names.functions.get(line.rule, line.rule),
        "hours": number(line.count or 0),
        "day": short_date(line.day),
    }
    if line.trigger == "function.disrupted":
        return _("{function} below its minimum since {day}").format(**told)
    limit = line.fact.rpartition(":")[2]
    return _("{function}: {limit} of {hours} h over since {day}").format(limit=limit, **told)


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
        case "function.breached":
            return _stopped(line, names)
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
