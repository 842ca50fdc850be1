"""The roster of an office on paper: people by team, days across, the load against the cap, and the cover."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from cmt_desk.domain.branches import UTC_HOURS, Branch, Zone
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.schedule import Cell, Problem, Roster, week_of
from cmt_desk.i18n import _, clock_time, medium_date, number, short_date, weekday_name
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper, render, short
from cmt_desk.wording import cap_reason, cell_letter, function_name

NOWHERE = (Cell.OFF, Cell.UNPLANNED)


@record
class Told:
    """When a roster was last published (UTC), and by whom."""

    at: datetime
    by: str


@record
class RosterFacts:
    """Some weeks of one office's roster as they stand. `teams`: the people under their team, in order."""

    institution: str
    branch: Branch
    problem: Problem
    cells: Roster
    published: Roster
    zones: Mapping[date, Zone | None]
    teams: Sequence[tuple[str, Sequence[Employee]]]
    told: Told | None = None
    waves: Mapping[tuple[str, date], int] = field(default_factory=dict[tuple[str, date], int])

    @property
    def days(self) -> Sequence[date]:
        return self.problem.days

    @cached_property
    def planned(self) -> frozenset[date]:
        """Days on which anybody has a place."""
        return frozenset(day for (_e, day), cell in self.cells.items() if cell not in NOWHERE)

    def unplanned(self) -> list[tuple[date, date]]:
        """First and last of the working days, one after the other, that nobody has planned."""
        working = [day for day in self.days if day in self.problem.working]
        stretches = ((yes, list(days)) for yes, days in groupby(working, self.planned.__contains__))
        return [(days[0], days[-1]) for yes, days in stretches if not yes]

    def of_planned_weeks(self) -> "RosterFacts":
        """Without the weeks of which nothing is planned yet; as it is where nothing is planned at all."""
        empty = {week_of(d) for d in self.problem.working} - {week_of(d) for d in self.planned}
        days = [day for day in self.days if week_of(day) not in empty]
        return replace(self, problem=replace(self.problem, days=days)) if days else self

    @property
    def people(self) -> list[Employee]:
        return [e for _team, members in self.teams for e in members]

    def state(self, key: tuple[str, date]) -> str:
        """draft: never told; changed: told otherwise; else as told."""
        cell, told = self.cells.get(key, Cell.UNPLANNED), self.published.get(key)
        if cell in NOWHERE or told is cell:
            return ""
        return "draft" if told is None else "changed"

    def mark(self, key: tuple[str, date]) -> str:
        """A cell as ink: `cell:W/W/2/changed` is the kind, the letter, the start wave, the state."""
        cell = self.cells.get(key, Cell.UNPLANNED)
        wave = self.waves.get(key, "") if cell is Cell.OFFICE else ""
        return f"cell:{cell.value}/{cell_letter(cell)}/{wave}/{self.state(key)}"

    def inside(self, day: date) -> int:
        return sum(self.cells.get((e.number, day)) is Cell.OFFICE for e in self.people)

    def cover(self, function: BusinessFunction, day: date) -> int:
        able = [e for e in self.people if e.function == function.code]
        return sum(self.cells.get((e.number, day)) is Cell.OFFICE for e in able)


@record
class Foot:
    """A line under the people: a name and one text a day; `alert` where a rule is broken."""

    name: str
    days: Sequence[tuple[str, bool]]


def as_paper(facts: RosterFacts) -> Paper:
    """A4 on its side; shapes and hatching tell the cells apart where the printer knows grey only.

    Weeks that nobody has planned are named, not drawn.
    """
    status, facts = status_text(facts), facts.of_planned_weeks()
    title = _("Roster of {office}").format(office=short(facts.branch.name, 40))
    names = {f.code: function_name(f.name_id, f.name_en) for f in facts.problem.functions}
    return Paper(
        html=render(
            "roster.html",
            facts=facts,
            title=title,
            period=period(facts),
            status=status,
            caps=cap_lines(facts),
            weeks=[(short_date(m), sum(week_of(d) == m for d in facts.days)) for m in _mondays(facts)],
            initials=[weekday_name(day)[0] for day in facts.days],
            works=[day in facts.problem.working for day in facts.days],
            widths=_widths(facts),
            functions=names,
            feet=feet(facts, names),
            columns=2 + len(facts.days) + 1,
            totals={e.number: total(facts, e) for e in facts.people},
            legend=_legend(facts),
            team_text=team_text,
        ),
        title=f"{title} · {period(facts)}",
        header=f"{title} · {period(facts)} · {_('RESTRICTED')}",
        footer=f"{short(facts.institution)} · {status}",
        file_name=f"jadwal-{facts.branch.code}-{facts.days[0].isoformat()}.pdf",
        landscape=True,
    )


def period(facts: RosterFacts) -> str:
    return f"{short_date(facts.days[0])} – {medium_date(facts.days[-1])}"


def status_text(facts: RosterFacts, employee: str = "") -> str:
    """How far the roster, or one person's part of it, has got on its way to the people."""
    keys = [key for key, cell in facts.cells.items() if cell not in NOWHERE]
    states = [facts.state(key) for key in keys if employee in ("", key[0])]
    if not states:
        return _("Nothing planned")
    parts: list[str] = []
    if facts.told:
        local = facts.told.at + timedelta(hours=UTC_HOURS[facts.branch.time_zone])
        told = _("Published {day} at {time} by {name}")
        parts.append(told.format(day=medium_date(local.date()), time=clock_time(local), name=facts.told.by))
    elif "" in states:
        parts.append(_("Published"))
    if draft := states.count("draft"):
        parts.append(_("{n} cells are a draft").format(n=number(draft)))
    if changed := states.count("changed"):
        parts.append(_("{n} changed since published").format(n=number(changed)))
    if empty := facts.unplanned():
        parts.append(_("not planned yet: {days}").format(days=", ".join(_span(*days) for days in empty)))
    return ", ".join(parts)


def _span(first: date, last: date) -> str:
    return short_date(first) if first == last else f"{short_date(first)} – {short_date(last)}"


def total(facts: RosterFacts, employee: Employee) -> int:
    """Days in the office over the weeks shown."""
    return sum(facts.cells.get((employee.number, day)) is Cell.OFFICE for day in facts.days)


def cap_lines(facts: RosterFacts) -> list[str]:
    """Each cap of the period with its reason, in the order of the days."""
    found: list[str] = []
    for day in facts.days:
        if day in facts.problem.working:
            cap = facts.problem.caps[day]
            line = f"{_('Cap')} {number(cap.people)}/{number(cap.headcount)}: {cap_reason(cap)}"
            if line not in found:
                found.append(line)
    return found


def feet(facts: RosterFacts, names: Mapping[str, str]) -> list[Foot]:
    """In the office, the cap, and each critical function this office has to keep."""
    problem = facts.problem
    planned = {day for _e, day in facts.cells}
    shown = [day in problem.working and day in planned for day in facts.days]
    load = [
        (str(facts.inside(d)), facts.inside(d) > problem.caps[d].people) if ok else ("", False)
        for d, ok in zip(facts.days, shown, strict=True)
    ]
    caps = [(str(problem.caps[d].people) if d in problem.working else "", False) for d in facts.days]
    found = [Foot(_("In the office"), load), Foot(_("Cap"), caps)]
    for function in problem.functions:
        needs = [problem.minimum(function, day) for day in facts.days]
        if not any(needs):
            continue
        cells = [
            (str(facts.cover(function, day)), facts.cover(function, day) < need)
            if ok and need
            else ("", False)
            for day, need, ok in zip(facts.days, needs, shown, strict=True)
        ]
        name = _("{function}, at least {n}").format(function=names[function.code], n=max(needs))
        found.append(Foot(name, cells))
    return found


def team_text(team: str) -> str:
    return _("Team {name}").format(name=team) if team else _("No team")


def _widths(facts: RosterFacts) -> list[str]:
    """Percent of the page: a day off takes half of a working day, 71 in all."""
    shares = [1.0 if day in facts.problem.working else 0.5 for day in facts.days]
    return [f"{71 * share / sum(shares):.2f}" for share in shares]


def _mondays(facts: RosterFacts) -> list[date]:
    return sorted({week_of(day) for day in facts.days})


def _legend(facts: RosterFacts) -> list[tuple[str, str]]:
    """What each mark means; waves only where there are any."""
    letter = cell_letter
    entries = [
        (f"cell:W/{letter(Cell.OFFICE)}//", "WAO"),
        (f"cell:H/{letter(Cell.HOME)}//", "WFH"),
        (f"cell:I/{letter(Cell.ISOLATION)}//", _("Isolation")),
        (f"cell:L/{letter(Cell.LEAVE)}//", _("Leave")),
        (f"cell:W/{letter(Cell.OFFICE)}//draft", _("Draft")),
        (f"cell:W/{letter(Cell.OFFICE)}//changed", _("Changed")),
    ]
    if facts.waves:
        entries.append((f"cell:W/{letter(Cell.OFFICE)}/2/", _("Start wave 2")))
    return entries
