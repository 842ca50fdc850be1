"""The lines of the sheet's sections beside the day's figures: attendance, deadlines, supplies, silence."""

from collections.abc import Sequence
from datetime import date, timedelta

from cmt_desk.continuity_wording import (
    clock_text,
    light_name,
    loss_amount,
    loss_kind_name,
    loss_total,
    places_text,
    target_text,
)
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cases import CaseFigures
from cmt_desk.domain.indicators import Combine
from cmt_desk.domain.losses import LossKind
from cmt_desk.domain.sheet_sections import DAYS_AHEAD, LONG_SILENT, Due, Ending
from cmt_desk.domain.sheets import BranchDay, Crew, StatusSheet, crew
from cmt_desk.domain.silence import is_silent
from cmt_desk.domain.supplies import Stock, shortest
from cmt_desk.i18n import _, either, medium_date, moment, number, percent, short_date
from cmt_desk.records import record
from cmt_desk.reports.paper import short
from cmt_desk.reports.summary import count_offices

NO_CASES = CaseFigures()
SILENT_NAMED = 40
PAPER_NAMED = 2  # more are only counted: the signatures stay on the second page


@record
class GroupLine:
    """The offices of a regional office, or all of them."""

    name: str
    crew: Crew
    zones: Sequence[int]  # in the order of the sheet's zone lines
    active: int


def group_lines(sheet: StatusSheet) -> list[GroupLine]:
    """Each regional office that has offices here, then the total."""
    facts = sheet.facts
    parts = [
        (region.short, [o for o in facts.offices if o.branch.regional_office == region.code])
        for region in facts.regional_offices
    ]
    groups = [(name, offices) for name, offices in parts if offices]
    return [_group(sheet, name, offices) for name, offices in [*groups, (_("Total"), list(facts.offices))]]


def _group(sheet: StatusSheet, name: str, offices: Sequence[BranchDay]) -> GroupLine:
    zones = [sum(o.zone is zone for o in offices) for zone in zones_shown(sheet)]
    return GroupLine(name, crew(offices, sheet.sections), zones, sum(o.active for o in offices))


def zones_shown(sheet: StatusSheet) -> list[Zone | None]:
    """Green to red, and the unmapped where there are any."""
    return [zone for zone, n in sheet.facts.zones.items() if zone or n]


def use_of_cap(group: Crew) -> str:
    """In the office against the cap, among the offices that told."""
    return percent(group.wao, group.cap_of_told, 1)


@record
class OfficeLine:
    """One office of an annex."""

    office: BranchDay
    crew: Crew
    cases: CaseFigures
    remark: str


def office_lines(sheet: StatusSheet, offices: Sequence[BranchDay] | None = None) -> list[OfficeLine]:
    known = sheet.sections.by_branch
    lines: list[OfficeLine] = []
    for office in sheet.facts.offices if offices is None else offices:
        own = crew([office], sheet.sections)
        cases = known.get(office.branch.code, NO_CASES)
        lines.append(OfficeLine(office, own, cases, remark(office, own)))
    return lines


def remark(office: BranchDay, own: Crew) -> str:
    """What somebody has to look at in this office today."""
    if not office.cap.known:
        return _("zone unknown")
    if own.unknown:
        return _("no roster")
    if own.over:
        return _("{n} over the cap").format(n=number(own.people_over))
    if office.cap.closed:
        return _("WFH-Full")
    if office.cap.rounds_to_nobody:
        return _("cap leaves nobody")
    return "–"


def attendance_source(group: Crew) -> str:
    """Where the figures are from: lists, the roster, or both."""
    lists, rosters = group.recorded, len(group.told) - group.recorded
    parts = [
        text.format(offices=count_offices(n))
        for text, n in ((_("attendance lists of {offices}"), lists), (_("roster of {offices}"), rosters))
        if n
    ]
    return ", ".join(parts)


def over_text(sheet: StatusSheet) -> str:
    """The offices over their cap by name and number; empty where there are none."""
    group = sheet.crew
    told = [
        f"{short(o.branch.name, 40)} {number(group.there[o.branch.code].wao)}/{number(o.cap.people)}"
        for o in group.over
    ]
    return _some(told, 8)


def closure_text(sheet: StatusSheet) -> str:
    """WFH-Full by decision: which office, from when to when."""
    names = {o.branch.code: short(o.branch.name, 40) for o in sheet.facts.offices}
    told: list[str] = []
    for closure in sheet.sections.closures:
        told_of = ", ".join(filter(None, (_days(closure.since, closure.until), closure.letter)))
        told.append(f"{names.get(closure.branch, _('all offices'))} ({told_of})")
    return _some(told, 6)


def _days(since: date, until: date | None) -> str:
    if until is None:
        return _("since {day}").format(day=short_date(since))
    return f"{short_date(since)} – {short_date(until)}"


def _some(told: Sequence[str], most: int) -> str:
    text, more = "; ".join(told[:most]), len(told) - most
    return _("{names} and {n} more").format(names=text, n=number(more)) if more > 0 else text


def ending_lines(sheet: StatusSheet) -> list[Ending]:
    """The next days one by one, also those on which nobody is free."""
    known = {e.day: e for e in sheet.sections.endings}
    days = [sheet.facts.day + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1)]
    return [known.get(day, Ending(day, 0, 0)) for day in days]


def step_text(sheet: StatusSheet, step: Due, *, who: bool = False) -> str:
    """ "2 Des 16.00 WIB, Medan Kota: …" and who answers for it."""
    names = {o.branch.code: o.branch.name for o in sheet.facts.offices}
    place = short(names.get(step.branch, ""), 30) or _("head office")
    text = f"{moment(step.due, step.zone)}, {place}: {short(either(step.text_id, step.text_en), 80)}"
    return f"{text} ({either(step.role_id, step.role_en)})" if who else text


@record
class SupplyLine:
    name: str
    days: str
    office: str
    low: int  # offices below their minimum


def supply_lines(sheet: StatusSheet) -> list[SupplyLine]:
    """Each kind with the office where it is used up first; the shortest first."""
    first = shortest(sheet.sections.supplies)
    names = {o.branch.code: o.branch.name for o in sheet.facts.offices}
    low: dict[str, int] = {}
    for stock in sheet.sections.low_supplies:
        low[stock.item] = low.get(stock.item, 0) + 1

    def days(stock: Stock) -> int:
        return stock.days_left or 0

    return [
        SupplyLine(
            either(*sheet.sections.items.get(stock.item, (stock.item, stock.item))),
            number(days(stock)),
            short(names.get(stock.branch, stock.branch), 30),
            low.get(stock.item, 0),
        )
        for stock in sorted(first.values(), key=days)
    ]


def silent_text(sheet: StatusSheet) -> str:
    """Who told nothing on the day, each with the last day something was recorded."""
    names = {o.branch.code: o.branch.name for o in sheet.facts.offices}
    told = [
        f"{short(names.get(s.branch, s.branch), 30)} ({medium_date(s.last) if s.last else _('never')})"
        for s in sheet.sections.silent
    ]
    return _some(told, SILENT_NAMED)


def paper_text(sheet: StatusSheet) -> str:
    """The sums as offices reported them on paper, and who says otherwise than the desk; never mixed in."""
    found = sheet.sections.on_paper
    if not found:
        return ""
    names = {o.branch.code: o.branch.name for o in sheet.facts.offices}
    told = _("{offices}, {cumulative} confirmed in all, {active} under care").format(
        offices=count_offices(len(found)),
        cumulative=number(sum(r.report.cumulative or 0 for r in found)),
        active=number(sum(r.report.active or 0 for r in found)),
    )
    for said, offices in (
        (_("otherwise than the desk: {offices}"), [r for r in found if r.differs]),
        (_("late: {offices}"), [r for r in found if r.at > sheet.cutoff]),
    ):
        few = [short(names.get(r.report.branch, r.report.branch), 30) for r in offices[: PAPER_NAMED + 1]]
        if few:
            named = "; ".join(few) if len(few) <= PAPER_NAMED else count_offices(len(offices))
            told += "; " + said.format(offices=named)
    return told


def long_silent(sheet: StatusSheet) -> int:
    return sum(is_silent(s.last, sheet.facts.day, LONG_SILENT) for s in sheet.sections.silent)


# --- functions, strategies, losses -------------------------------------------------------------------


@record
class FunctionLine:
    """A critical function as of the cut-off; `state` in words, for a light alone is lost in grey."""

    light: str
    name: str
    state: str
    clock: str


def function_lines(sheet: StatusSheet) -> list[FunctionLine]:
    offices = {o.branch.code: short(o.branch.name, 30) for o in sheet.facts.offices}
    names = sheet.sections.function_names
    lines: list[FunctionLine] = []
    for state in sheet.sections.functions:
        place = places_text(state, offices)
        told = f"{light_name(state.light)} ({place})" if place else light_name(state.light)
        clock = clock_text(state.worst) if state.worst else target_text(state.target)
        name = either(*names.get(state.function, (state.function, state.function)))
        lines.append(FunctionLine(state.light.value, name, told, clock))
    return lines


def indicator_lines(sheet: StatusSheet, section: str) -> list[tuple[str, str, str]]:
    """Name, value with its unit, and what makes it less than today's whole: its day, or how many told."""
    found: list[tuple[str, str, str]] = []
    for figure in sheet.sections.indicators:
        asked = figure.indicator
        if asked.section != section or figure.value is None:
            continue
        value = number(figure.value, asked.decimals if figure.value % 1 else 0)
        unit = either(asked.unit_id, asked.unit_en)
        note = ""
        if asked.kind is Combine.SUM and not figure.own and figure.reported < len(sheet.facts.offices):
            note = _("{n} of {all} offices").format(n=figure.reported, all=len(sheet.facts.offices))
        elif figure.since and figure.since < sheet.facts.day:
            note = short_date(figure.since)
        found.append((either(asked.name_id, asked.name_en), f"{value} {unit}", note))
    return found


def loss_lines(sheet: StatusSheet) -> list[tuple[str, str, str, str]]:
    """Kind, today, so far, and what stands behind it: the unexpected part, or the worst event."""
    found: list[tuple[str, str, str, str]] = []
    for kind, total in sheet.sections.losses.items():
        told = ""
        if kind is LossKind.FINANCIAL and total.count:
            told = _("unexpected {amount}").format(amount=loss_amount(kind, total.unexpected))
        elif kind is LossKind.REPUTATION and total.worst:
            told = _("worst: {worst}").format(worst=loss_amount(kind, total.worst))
        found.append(
            (loss_kind_name(kind), loss_total(kind, total.total_today), loss_total(kind, total.total), told)
        )
    return found
