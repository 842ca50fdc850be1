"""The weekly summary: how zones, cases, attendance and protocols changed over seven days, by region."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from cmt_desk.domain.branches import Zone, count_zones
from cmt_desk.domain.sheets import BranchDay, Crew, DayFacts
from cmt_desk.i18n import _, long_date, number, percent, short_date, signed
from cmt_desk.records import record
from cmt_desk.reports.moves import ordered
from cmt_desk.reports.paper import Paper, render, short
from cmt_desk.reports.summary import riskier
from cmt_desk.wording import zone_name

MOVES_SHOWN = 12


@record
class WeekFacts:
    """Eight days in order: the day before the week, then its seven. `crews`: who was where on each of them;
    `decided`: titles with their day."""

    days: Sequence[DayFacts]
    crews: Sequence[Crew]
    started: int  # protocol runs that began in the week
    finished: int
    decided: Sequence[tuple[date, str]] = ()

    @property
    def before(self) -> DayFacts:
        return self.days[0]

    @property
    def last(self) -> DayFacts:
        return self.days[-1]


@record
class Row:
    """A figure on each of the seven days, and its change since the day before the week."""

    name: str
    values: Sequence[str]
    change: str = ""
    strong: bool = False


def as_paper(facts: WeekFacts) -> Paper:
    last, first = facts.last, facts.days[1].day
    title, period = _("Weekly summary"), f"{short_date(first)} – {long_date(last.day)}"
    scope = short(last.scope.name) or _("National")
    code = f"-{last.scope.code}" if last.scope.code else ""
    return Paper(
        html=render(
            "weekly.html",
            facts=facts,
            title=title,
            scope=scope,
            period=period,
            sentences=_sentences(facts),
            zones=_zones(facts),
            cases=_cases(facts),
            work=_work(facts),
            heads=[short_date(day.day) for day in facts.days[1:]],
            regions=_regions(facts),
            moves=[(office, riskier(office)) for office in _moved(facts)[:MOVES_SHOWN]],
            more_moves=max(0, len(_moved(facts)) - MOVES_SHOWN),
            bar="/".join(str(_count(last, zone)) for zone in (*Zone, None)),
        ),
        title=f"{title} · {scope} · {period}",
        header=f"{title} · {period} · {_('RESTRICTED')}",
        footer=f"{short(last.institution)} · {scope}",
        file_name=f"ringkasan-mingguan{code}-{last.day.isoformat()}.pdf",
    )


def _count(day: DayFacts, zone: Zone | None) -> int:
    return day.zones.get(zone, 0)


def _moved(facts: WeekFacts) -> list[BranchDay]:
    """The offices whose zone at the end of the week is another than before it."""
    earlier = {office.branch.code: office.zone for office in facts.before.offices}
    moved = [replace(office, zone_before=earlier.get(office.branch.code)) for office in facts.last.offices]
    return ordered([office for office in moved if office.moved])


def _sentences(facts: WeekFacts) -> list[str]:
    now, then, moved = facts.last, facts.before, _moved(facts)
    new = sum(day.cases.new for day in facts.days[1:])
    worse = sum(riskier(office) for office in moved)
    said = [
        _("{new} new confirmed cases in the week; {active} employees are under care, {change} since the week"
          " before.").format(
            new=number(new), active=number(now.cases.active),
            change=signed(now.cases.active - then.cases.active),
        ),
        _("{n} offices moved to another zone: {up} towards red, {down} towards green.").format(
            n=number(len(moved)), up=number(worse), down=number(len(moved) - worse)
        ),
        _("{started} protocols were started and {finished} finished; {overdue} steps are overdue.").format(
            started=number(facts.started), finished=number(facts.finished),
            overdue=number(now.protocols.overdue_steps),
        ),
    ]  # fmt: skip
    if over := facts.crews[-1].over:
        said.append(
            _("{n} offices have more people inside than their cap allows.").format(n=number(len(over)))
        )
    return said


def _zones(facts: WeekFacts) -> list[tuple[Zone | None, str, str, str, str]]:
    found: list[tuple[Zone | None, str, str, str, str]] = []
    for zone in (*Zone, None):
        now, then = _count(facts.last, zone), _count(facts.before, zone)
        if zone is not None or now or then:
            share = percent(now, len(facts.last.offices))
            found.append((zone, zone_name(zone), number(now), share, signed(now - then)))
    return found


def _row(
    facts: WeekFacts, name: str, value: Callable[[DayFacts], int | None], *, strong: bool = False
) -> Row:
    return _line(name, [value(day) for day in facts.days], strong=strong)


def _line(name: str, values: Sequence[int | None], *, strong: bool = False) -> Row:
    before, last = values[0], values[-1]
    change = signed(last - before) if last is not None and before is not None else "–"
    return Row(name, ["–" if v is None else number(v) for v in values[1:]], change, strong)


def _cases(facts: WeekFacts) -> list[Row]:
    return [
        _row(facts, _("New cases"), lambda d: d.cases.new),
        _row(facts, _("Under care"), lambda d: d.cases.active, strong=True),
        _row(facts, _("In hospital"), lambda d: d.cases.hospital),
        _row(facts, _("Self-isolation"), lambda d: d.cases.home),
        _row(facts, _("Recovered"), lambda d: d.cases.recovered),
        _row(facts, _("Deaths"), lambda d: d.cases.deaths),
        _row(facts, _("Cumulative confirmed"), lambda d: d.cases.cumulative, strong=True),
        _row(facts, _("Exposed work units"), lambda d: d.cases.exposed_units),
    ]


def _work(facts: WeekFacts) -> list[Row]:
    """Attendance from the lists, and as planned where there is none: a day without either has none, never
    zero."""
    return [
        _there(facts, _("In the office (WAO)"), lambda crew: crew.wao, strong=True),
        _row(facts, _("Cap of the offices"), lambda d: d.office_cap),
        _there(facts, _("Away"), lambda crew: crew.away),
        _there(facts, _("Offices over their cap"), lambda crew: len(crew.over)),
        _there(facts, _("Offices with an attendance list"), lambda crew: crew.recorded),
        _row(facts, _("Protocols running"), lambda d: d.protocols.running),
        _row(facts, _("Steps overdue"), lambda d: d.protocols.overdue_steps),
    ]


def _there(facts: WeekFacts, name: str, value: Callable[[Crew], int], *, strong: bool = False) -> Row:
    """None where no office told, and on a weekend that everybody has off."""
    days = zip(facts.days, facts.crews, strict=True)
    told = [crew if crew.there and (day.day.weekday() < 5 or crew.wao) else None for day, crew in days]
    return _line(name, [crew and value(crew) for crew in told], strong=strong)


@record
class Region:
    name: str
    offices: str
    zones: Sequence[str]
    active: str
    change: str
    moved: str


def _regions(facts: WeekFacts) -> list[Region]:
    """Each regional office of the scope, by its zones and its cases under care."""
    moved = _moved(facts)
    then = {office.branch.code: office.active for office in facts.before.offices}
    found: list[Region] = []
    for region in facts.last.regional_offices:
        own = [o for o in facts.last.offices if o.branch.regional_office == region.code]
        if own:
            zones = count_zones(o.zone for o in own)
            active = sum(o.active for o in own)
            found.append(
                Region(
                    region.short, number(len(own)), [number(zones.get(zone, 0)) for zone in Zone],
                    number(active), signed(active - sum(then.get(o.branch.code, 0) for o in own)),
                    number(sum(o.branch.regional_office == region.code for o in moved)),
                )
            )  # fmt: skip
    return found
