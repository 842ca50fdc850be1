"""The day in a short message for a messenger: figures, no names of people, no longer than a caption."""

from cmt_desk.continuity_wording import plan_text
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.i18n import _, clock_time, long_date, number, percent, signed
from cmt_desk.reports.paper import short
from cmt_desk.reports.sheet_lines import use_of_cap
from cmt_desk.wording import zone_name

LONGEST = 1024  # letters: a caption of WhatsApp


def as_text(sheet: StatusSheet) -> str:
    """A line a figure. What somebody worded for the sheet is left out: it may name people."""
    facts, sections = sheet.facts, sheet.sections
    now, before, crew = facts.cases, facts.cases_before, sheet.crew
    number_of = sheet.stamp.number if sheet.stamp else sheet.number
    lines = [
        f"*{_('Daily status sheet')} {long_date(facts.day)}*",
        f"{short(facts.institution, 40)} – {short(facts.scope.name, 40) or _('National')}",
        f"{number_of} · {_('RESTRICTED')} · {_state(sheet)}",
        "",
    ]
    if facts.plan:
        lines.append(plan_text(facts.plan, _("BC Plan level {level} ({name}), day {n}")))
    if facts.bulletin and facts.offices:
        zones = [
            f"{zone_name(zone)} {number(n)} ({percent(n, len(facts.offices))})"
            for zone, n in facts.zones.items()
            if n or zone in (Zone.RED, Zone.ORANGE)
        ]
        lines.append(_("Zones: {zones}").format(zones=", ".join(zones)))
    lines += [
        _("Positive: {total} ({new} new), recovered {recovered}, died {deaths}").format(
            total=number(now.cumulative), new=signed(now.new), recovered=number(now.recovered),
            deaths=number(now.deaths),
        ),
        _("Under care: {active} ({change}): hospital {hospital}, self-isolation {home}").format(
            active=number(now.active), change=signed(now.active - before.active),
            hospital=number(now.hospital), home=number(now.home),
        ),
        _("Exposed work units: {n}").format(n=number(now.exposed_units)),
    ]  # fmt: skip
    if crew.told:
        lines.append(
            _("WAO {wao} of the cap {cap} ({share}), WFH {wfh}, away {away}").format(
                wao=number(crew.wao), cap=number(crew.cap), share=use_of_cap(crew), wfh=number(crew.wfh),
                away=number(crew.away),
            )
        )  # fmt: skip
    if facts.protocols.running or facts.protocols.overdue_steps:
        lines.append(
            _("Protocols running {running}, steps overdue {overdue}").format(
                running=number(facts.protocols.running), overdue=number(facts.protocols.overdue_steps)
            )
        )
    if low := len({stock.branch for stock in sections.low_supplies}):
        lines.append(_("Offices short of supplies: {n}").format(n=number(low)))
    if sections.silent:
        lines.append(_("Not reporting: {n} offices").format(n=number(len(sections.silent))))
    failed = sum(not check.passed for check in sheet.checks)
    if failed:
        lines.append(_("Cross-checks failed: {n}").format(n=number(failed)))
    text = "\n".join(lines)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _state(sheet: StatusSheet) -> str:
    stamp = sheet.stamp
    if stamp is None or stamp.issued_at is None:
        return _("draft")
    return _("version {n}, {time} WIB").format(n=stamp.version, time=clock_time(stamp.issued_at))
