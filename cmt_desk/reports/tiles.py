"""The five figures a reader should know from a metre away."""

from cmt_desk.domain.branches import Zone, count_zones
from cmt_desk.domain.sheets import DayFacts, StatusSheet
from cmt_desk.i18n import _, medium_date, number, signed
from cmt_desk.records import record
from cmt_desk.reports.sheet_lines import use_of_cap
from cmt_desk.reports.summary import count_offices
from cmt_desk.wording import zone_name


@record
class Tile:
    name: str
    value: str
    second: str


def tiles(sheet: StatusSheet) -> list[Tile]:
    facts = sheet.facts
    now, before = facts.cases, facts.cases_before
    return [
        _cases(_("Under care"), now.active, before.active),
        _cases(_("Cumulative positive"), now.cumulative, before.cumulative),
        _own_zone(facts) if facts.scope.kind == "branch" and facts.offices else _red_offices(facts),
        _attendance(sheet),
        Tile(
            _("Steps overdue"),
            number(facts.protocols.overdue_steps),
            _("{n} due later today").format(n=number(facts.protocols.due_today)),
        ),
    ]


def _cases(name: str, now: int, before: int) -> Tile:
    return Tile(name, number(now), _("{change} since yesterday").format(change=signed(now - before)))


def _red_offices(facts: DayFacts) -> Tile:
    red = facts.zones[Zone.RED]
    if facts.bulletin is None:
        return Tile(_("Offices in a red zone"), "–", _("no bulletin"))
    before = count_zones(office.zone_before for office in facts.offices)[Zone.RED]
    return Tile(
        _("Offices in a red zone"),
        number(red),
        _("{change} in a week").format(change=signed(red - before)),
    )


def _own_zone(facts: DayFacts) -> Tile:
    office = facts.offices[0]
    since = _("since {day}").format(day=medium_date(office.since)) if office.since else _("no bulletin")
    return Tile(_("Zone of the office"), zone_name(office.zone), since)


def _attendance(sheet: StatusSheet) -> Tile:
    group = sheet.crew
    name, cap = _("WAO / cap"), number(group.cap)
    if not group.told:
        return Tile(name, f"– / {cap}", _("no roster for this day"))
    return Tile(
        name,
        f"{number(group.wao)} / {cap}",
        _("without a roster: {n}").format(n=count_offices(group.unknown))
        if group.unknown
        else _("{share} of the cap").format(share=use_of_cap(group)),
    )
