"""What one person is told: the own days of some weeks. All slips of an office are one paper."""

from collections.abc import Sequence
from datetime import date, timedelta

from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Waves
from cmt_desk.domain.schedule import Cell, week_of
from cmt_desk.i18n import _, short_date, weekday_name
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper, render, short
from cmt_desk.reports.roster import RosterFacts, period, status_text, team_text, total
from cmt_desk.wording import function_name

ON_A_PAGE = 2
SHORT = {Cell.OFFICE: "WAO", Cell.HOME: "WFH"}


@record
class SlipDay:
    day: date
    mark: str  # empty outside the period
    words: str
    works: bool


@record
class Slip:
    employee: Employee
    function: str
    weeks: Sequence[Sequence[SlipDay]]
    office_days: int


def slips(facts: RosterFacts, people: Sequence[Employee]) -> list[Slip]:
    """One slip a person, weeks from Monday to Sunday."""
    names = {f.code: function_name(f.name_id, f.name_en) for f in facts.problem.functions}
    return [Slip(e, names.get(e.function, e.function), _weeks(facts, e), total(facts, e)) for e in people]


def as_paper(facts: RosterFacts, people: Sequence[Employee]) -> Paper:
    """The slips of these people, two on a page, ready to be cut apart. Each page is laid out by itself."""
    status = {e.number: status_text(facts, e.number) for e in people}
    facts = facts.of_planned_weeks()
    first = week_of(facts.days[0])
    one = people[0].number if len(people) == 1 else ""
    title = _("Slips of {office}").format(office=short(facts.branch.name, 40))
    pages = [
        render(
            "slip.html",
            facts=facts,
            slips=slips(facts, people[n : n + ON_A_PAGE]),
            period=period(facts),
            status=status,
            weekdays=[weekday_name(first + timedelta(days=n)) for n in range(7)],
            day_text=short_date,
            team_text=team_text,
        )
        for n in range(0, max(len(people), 1), ON_A_PAGE)
    ]
    return Paper(
        html=pages[0],
        annexes=tuple(pages[1:]),
        title=f"{title} · {period(facts)}",
        header=f"{title} · {_('RESTRICTED')}",
        footer=short(facts.institution),
        file_name=f"slip-{one or facts.branch.code}-{facts.days[0].isoformat()}.pdf",
    )


def words(facts: RosterFacts, employee: Employee, day: date) -> str:
    """A person's day in words: the place, with the start time where the office has waves."""
    cell = facts.cells.get((employee.number, day), Cell.UNPLANNED)
    told = {**SHORT, Cell.ISOLATION: _("Isolation"), Cell.LEAVE: _("Leave"), Cell.OFF: _("Off")}.get(
        cell, "–"
    )
    wave = facts.waves.get((employee.number, day))
    return f"{told} {start(facts, wave)}" if cell is Cell.OFFICE and wave else told


def start(facts: RosterFacts, wave: int) -> str:
    """ "07.00–07.30": when to start in a wave."""
    spans = facts.problem.settings.waves or Waves()
    begin, end = spans.late if wave == 2 else spans.early
    return f"{begin:%H.%M}–{end:%H.%M}"


def _weeks(facts: RosterFacts, employee: Employee) -> list[list[SlipDay]]:
    shown = set(facts.days)
    mondays = sorted({week_of(day) for day in facts.days})
    found: list[list[SlipDay]] = []
    for monday in mondays:
        week = [monday + timedelta(days=n) for n in range(7)]
        found.append(
            [
                SlipDay(day, facts.mark((employee.number, day)), words(facts, employee, day),
                        day in facts.problem.working)
                if day in shown
                else SlipDay(day, "", "", False)
                for day in week
            ]
        )  # fmt: skip
    return found
