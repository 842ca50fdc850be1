"""The made-up rosters once more, now that contacts and exposed teams are known: who is kept out stays out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.planner import plan
from cmt_desk.domain.schedule import Cell, week_of
from cmt_desk.operations.demo.history import bulletin_zones
from cmt_desk.operations.demo.work import knowing
from cmt_desk.operations.schedule import problems
from cmt_desk.store import Store

ROUNDS = 6  # who stands in may have met a case too
KEPT_OUT = ("BLOCKED", "EXPOSED")


def keep_out(store: Store, bulletin: Path, day: date) -> None:
    """Plan an office again from the first day on which somebody is in who may not come."""
    zones, areas = bulletin_zones(store, bulletin), {b.code: b.area for b in store.branches.all()}
    first = week_of(day) - timedelta(weeks=3)
    last, broken = first + timedelta(days=34), list(areas)
    for _round in range(ROUNDS):
        asked, broken = broken, list[str]()
        for read in problems(store, asked, first, last, day) if asked else ():
            facts = knowing(read, zones[areas[read.branch]])
            cells = store.schedule.cells(facts.branch, first, last)
            wrong = [b.day for b in breaches(cells, facts) if b.rule in KEPT_OUT]
            if wrong:
                broken.append(facts.branch)
                past = {key: cell for key, cell in cells.items() if key[1] < min(wrong)}
                made = plan(replace(facts, first_open=min(wrong), past={**facts.past, **past}))
                fresh = {key: cell for key, cell in made.roster.items() if key[1] >= min(wrong)}
                store.schedule.put_cells(facts.branch, fresh, made.waves, told=True)
    _let_go(store, zones, areas, (first, last), day)


def _let_go(
    store: Store, zones: Mapping[str, Zone], areas: Mapping[str, str], period: tuple[date, date], day: date
) -> None:
    """Whoever was kept out for a meeting that a later round did away with was at home, and comes again from
    `day` on: a new user should not find a roster that a re-plan would fill up."""
    for read in problems(store, list(areas), *period, day):
        facts = knowing(read, zones[areas[read.branch]])
        cells = store.schedule.cells(facts.branch, *period)
        free = {
            key: Cell.HOME if key[1] in facts.working else Cell.OFF
            for key, cell in cells.items()
            if cell is Cell.ISOLATION and key not in facts.blocked
        }
        if not free:
            continue
        past = {key: free.get(key, cell) for key, cell in cells.items() if key[1] < day}
        made = plan(replace(facts, first_open=day, past={**facts.past, **past}))
        store.schedule.put_cells(facts.branch, made.roster, made.waves, told=True)
