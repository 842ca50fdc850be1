"""Weeks of changing zones over every office: two cohorts are never in on one day, whatever the zone does."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from cmt_desk.domain.planner import plan
from cmt_desk.domain.schedule import Cell, Problem, Roster
from cmt_desk.operations.engine import best_roster
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.schedule import problems
from cmt_desk.store import Store

FIRST = date(2020, 12, 14)
ZONES = ("ORANYE", "MERAH", "KUNING", "MERAH", "ORANYE", "HIJAU")


def mixed(problem: Problem, roster: Roster) -> list[tuple[date, set[str]]]:
    """Days on which people met who must not: teams A1, A2, B1, B2 told from the cells alone."""
    team = {e.number: e.team or "" for e in problem.employees}
    found: list[tuple[date, set[str]]] = []
    teams: dict[date, set[str]] = {day: set() for day in problem.days}
    for (number, day), cell in roster.items():
        if cell is Cell.OFFICE:
            teams[day].add(team[number])
    for day, inside in teams.items():
        share = problem.caps[day].percent or 100
        together = inside if share <= 25 else {t[0] for t in inside} if share <= 50 else set[str]()
        if len(together) > 1:
            found.append((day, inside))
    return found


def replay(store: Store, first: date, last: date, shares: set[int]) -> None:
    """Mondays and Thursdays of every office by the constructive planner, of a few by the solver too."""
    codes, seen, rosters = [b.code for b in store.branches.all()], set[int](), 0
    for n, read in enumerate(problems(store, codes, first, last, first)):
        problem = replace(read, working=frozenset(d for d in read.working if d.weekday() in (0, 3)))
        made = plan(problem)
        seen |= {cap.percent or 0 for cap in problem.caps.values()}
        rosters += not made.conflicts
        assert mixed(problem, made.roster) == []
        if n % 60 == 0:
            assert mixed(problem, best_roster(problem, {}).roster) == []
    assert len(codes) == 123
    assert rosters > 60
    assert shares <= seen


def test_zones_that_go_up_and_down_never_mix_cohorts(demo: Store):
    areas = sorted({b.area for b in demo.branches.all()})
    with demo.operation("bulletin", "x"):
        for n, zone in enumerate(ZONES):
            day = (FIRST + timedelta(weeks=n) - timedelta(days=8)).isoformat()
            demo.branches.put_bulletins([{"day": day, "source": "x", "illustrative": 1}])
            zones = zip(areas, islice(cycle(ZONES[n:] + ZONES[:n]), len(areas)), strict=True)
            demo.branches.put_readings(
                {"bulletin": day, "area": a, "zone": z if n % 2 else zone, "published": z} for a, z in zones
            )
    replay(demo, FIRST, FIRST + timedelta(weeks=len(ZONES), days=-1), {25, 50, 75, 100})


def test_the_real_winter_never_mixes_cohorts(demo: Store, samples: Path):
    """Fifteen bulletins of 2021 and 2022."""
    seen = preview(demo, "zones", samples / "zones" / "zonasi-2021-11_2022-02.csv")
    take(demo, seen)
    days = sorted(b.day for b in demo.branches.bulletins() if b.day.year > 2020)
    assert len(days) == 15
    replay(demo, days[0] + timedelta(days=1), days[-1], {50, 75})
