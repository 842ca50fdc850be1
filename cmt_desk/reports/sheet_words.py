"""The worded parts of the sheet: what a person wrote for the day, else what the figures say by rule."""

from cmt_desk.domain.sheet_sections import OUTLOOK_DAYS, Part
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.domain.supplies import EMPTY_WITHIN
from cmt_desk.i18n import _, either, number, short_date, signed
from cmt_desk.reports.summary import count_days, count_offices, summary

WAITING_NAMED = 4


def part_name(part: Part) -> str:
    return {
        Part.SUMMARY: _("Situation summary"),
        Part.DECISIONS: _("Decisions requested"),
        Part.OUTLOOK: _("Outlook for 7 days"),
        Part.LIMITS: _("Limiting factors"),
        Part.REQUESTS: _("Requests for support"),
    }[part]


def part_lines(sheet: StatusSheet, part: Part) -> list[str]:
    """The paragraphs of a part as they are printed."""
    written = sheet.sections.texts.get(part, "")
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    return lines or by_rule(sheet, part)


def by_rule(sheet: StatusSheet, part: Part) -> list[str]:
    """What stands there while nobody has worded it."""
    match part:
        case Part.SUMMARY:
            return summary(sheet)
        case Part.DECISIONS:
            return _decisions(sheet)
        case Part.OUTLOOK:
            return _outlook(sheet)
        case Part.LIMITS:
            return _limits(sheet)
        case Part.REQUESTS:
            return _requests(sheet)


def changes(sheet: StatusSheet) -> str:
    """The main changes in 24 hours, in one line."""
    now, before = sheet.facts.cases, sheet.facts.cases_before
    counted = [
        (_("new cases"), now.new),
        (_("under care"), now.active - before.active),
        (_("recovered"), now.recovered - before.recovered),
        (_("deaths"), now.deaths - before.deaths),
        (_("exposed work units"), now.exposed_units - before.exposed_units),
    ]
    told = [f"{name} {signed(n)}" for name, n in counted if n]
    bulletin = sheet.facts.bulletin
    if bulletin and bulletin.age(sheet.facts.day) < 1 and sheet.facts.moved:
        told.append(_("zones moved: {offices}").format(offices=count_offices(len(sheet.facts.moved))))
    if sheet.sections.decided:
        told.append(_("decisions signed: {n}").format(n=number(len(sheet.sections.decided))))
    if sheet.sections.done.total:
        told.append(_("protocol steps done: {n}").format(n=number(sheet.sections.done.total)))
    return "; ".join(told) + "." if told else _("Nothing changed in the figures since yesterday.")


def _decisions(sheet: StatusSheet) -> list[str]:
    waiting = sheet.sections.waiting
    if not waiting:
        return [_("No decision waits for a signature.")]
    more = len(waiting) - WAITING_NAMED
    return [*waiting[:WAITING_NAMED], *([_("and {n} more").format(n=number(more))] if more > 0 else [])]


def _outlook(sheet: StatusSheet) -> list[str]:
    facts, sections = sheet.facts, sheet.sections
    told: list[str] = []
    if free := sections.ending_within(facts.day, OUTLOOK_DAYS):
        told.append(_("{n} people finish isolation or quarantine").format(n=number(free)))
    soon = {s.branch for s in sections.supplies if s.days_left is not None and s.days_left < EMPTY_WITHIN}
    if soon:
        told.append(_("supplies run out in {offices}").format(offices=count_offices(len(soon))))
    if facts.plan and facts.plan.review:
        told.append(_("the BC Plan is reviewed by {day}").format(day=short_date(facts.plan.review)))
    ends = [c for c in sections.closures if c.until and (c.until - facts.day).days <= OUTLOOK_DAYS]
    if ends:
        told.append(_("WFH-Full ends in {offices}").format(offices=count_offices(len(ends))))
    if not told:
        return [_("No dated event is recorded for the next {n} days.").format(n=OUTLOOK_DAYS)]
    return [_("In the next {n} days: {what}.").format(n=OUTLOOK_DAYS, what="; ".join(told))]


def _limits(sheet: StatusSheet) -> list[str]:
    facts, sections = sheet.facts, sheet.sections
    told: list[str] = []
    if facts.bulletin and facts.bulletin.is_stale(facts.day):
        age = count_days(facts.bulletin.age(facts.day))
        told.append(_("the zones are {age} old").format(age=age))
    if sections.silent:
        told.append(_("not reporting: {offices}").format(offices=count_offices(len(sections.silent))))
    if low := {stock.branch for stock in sections.low_supplies}:
        told.append(_("supplies below the minimum: {offices}").format(offices=count_offices(len(low))))
    if sections.overdue.total:
        told.append(_("protocol steps overdue: {n}").format(n=number(sections.overdue.total)))
    if sections.overstayed:
        told.append(_("isolation over but the case still open: {n}").format(n=number(sections.overstayed)))
    if not told:
        return [_("No limiting factor follows from the figures.")]
    text = "; ".join(told)
    return [f"{text[0].upper()}{text[1:]}."]


def _requests(sheet: StatusSheet) -> list[str]:
    """The desk knows of one kind of need; everything else has to be written."""
    low = sheet.sections.low_supplies
    if not low:
        return [_("No request is recorded.")]
    names = sorted({stock.item for stock in low})
    items = sheet.sections.items
    said = ", ".join(either(*items[name]) if name in items else name for name in names[:4])
    return [
        _("Supplies for {offices}: {items}.").format(
            offices=count_offices(len({stock.branch for stock in low})), items=said
        )
    ]
