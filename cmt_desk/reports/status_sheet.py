"""The daily status sheet (LSH): a StatusSheet becomes two A4 pages, in the language in force."""

from datetime import datetime

from cmt_desk.domain.sheets import DayFacts, StatusSheet
from cmt_desk.i18n import _, clock_time, long_date, medium_date
from cmt_desk.reports import lines
from cmt_desk.reports.paper import Paper, render, short
from cmt_desk.reports.summary import count_days, count_offices, summary
from cmt_desk.reports.tiles import tiles
from cmt_desk.wording import plan_level


def as_paper(sheet: StatusSheet, *, issued_at: datetime | None = None, prepared_by: str = "") -> Paper:
    """The sheet with its margins and the name its file gets."""
    facts = sheet.facts
    return Paper(
        html=as_html(sheet, issued_at=issued_at, prepared_by=prepared_by),
        title=f"{sheet.number} · {_('Daily status sheet')} · {long_date(facts.day)}",
        header=f"{sheet.number} · {_('RESTRICTED')}",
        footer=f"{short(facts.institution)} · {_('Daily status sheet')} · {long_date(facts.day)}",
        file_name=f"{sheet.number.replace('/', '-')}.pdf",
    )


def as_html(sheet: StatusSheet, *, issued_at: datetime | None = None, prepared_by: str = "") -> str:
    """The body of the sheet. Without `issued_at` it says that it is a draft."""
    facts = sheet.facts
    confirmed, watched = lines.case_figures(facts)
    moved = lines.moves(facts)
    return render(
        "status_sheet.html",
        sheet=sheet,
        facts=facts,
        identity=_identity(sheet, issued_at),
        tiles=tiles(facts),
        prepared_by=prepared_by,
        summary=summary(sheet),
        zone_lines=lines.zone_lines(facts),
        moves=moved[: lines.MOVES_SHOWN],
        more_moves=max(0, len(moved) - lines.MOVES_SHOWN),
        confirmed=confirmed,
        watched=watched,
        regions=lines.by_region(facts),
        protocol_lines=lines.protocol_lines(facts),
        rules=lines.rule_lines(facts),
        use_of_cap=lines.use_of_cap,
        remark=lines.remark,
        count_days=count_days,
        count_offices=count_offices,
    )


def _identity(sheet: StatusSheet, issued_at: datetime | None) -> list[tuple[str, str]]:
    """Who, when, how far: what tells this sheet from every other."""
    facts, zone = sheet.facts, _time_zone(sheet.facts)
    plan = facts.plan
    return [
        (_("Number"), sheet.number),
        (_("Scope"), _scope(facts)),
        (_("Data period"), f"{_moment(sheet.period_from)} – {_moment(sheet.cutoff)} {zone}"),
        (_("Data cut-off"), f"{_moment(sheet.cutoff)} {zone}"),
        (
            _("BC Plan"),
            _("Level {level} ({name}), day {n}").format(
                level=plan.level, name=plan_level(plan.level), n=plan.day_number
            )
            if plan
            else _("Not activated"),
        ),
        (_("Version"), _("Issued {moment}").format(moment=f"{_moment(issued_at)} {zone}") if issued_at
         else _("Draft, not yet issued")),
    ]  # fmt: skip


def _scope(facts: DayFacts) -> str:
    match facts.scope.kind:
        case "national":
            return _("National: {regions} regional offices, {offices}").format(
                regions=len(facts.regional_offices), offices=count_offices(len(facts.offices))
            )
        case "regional":
            return _("Regional office {name}: {offices}").format(
                name=short(facts.scope.name), offices=count_offices(len(facts.offices))
            )
        case _:
            return _("Branch {name} ({code})").format(name=short(facts.scope.name), code=facts.scope.code)


def _time_zone(facts: DayFacts) -> str:
    """The offices' own zone where they share one, else Jakarta's."""
    zones = {office.branch.time_zone for office in facts.offices}
    return zones.pop() if len(zones) == 1 else "WIB"


def _moment(at: datetime) -> str:
    return f"{medium_date(at.date())} {clock_time(at)}"
