"""Rosters of five weeks around the day, and protocol runs in every state."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.caps import office_cap
from cmt_desk.domain.planner import plan
from cmt_desk.domain.schedule import Problem, week_of
from cmt_desk.operations.demo.history import LAST, bulletin_zones
from cmt_desk.operations.schedule import problems
from cmt_desk.store import Store


def make_rosters(store: Store, bulletin: Path, day: date) -> None:
    """Plan and publish every office from three weeks before to the end of the week after next.

    The last bulletin is imported only after the rest of the demo is made, so its zones are read ahead here:
    the rosters must already keep its caps.
    """
    zones = bulletin_zones(store, bulletin)
    first = week_of(day) - timedelta(weeks=3)
    areas = {branch.code: branch.area for branch in store.branches.all()}
    for facts in problems(store, list(areas), first, first + timedelta(days=34)):
        made = plan(knowing(facts, zones[areas[facts.branch]]))
        store.schedule.put_cells(facts.branch, made.roster, told=True)


def knowing(facts: Problem, zone: Zone) -> Problem:
    """The facts with the zone of the bulletin that is imported last."""
    caps = {
        day: office_cap(cap.headcount, zone, cap.rule) if day >= LAST else cap
        for day, cap in facts.caps.items()
    }
    return replace(facts, caps=caps)


def make_reviews(store: Store, day: date) -> None:
    """Every protocol is looked at again at the end of the quarter; two of them should have been by now."""
    for protocol in store.protocols.active():
        late = protocol.code in ("PRT-05", "PRT-23")
        review = day - timedelta(days=2) if late else date(day.year, 12, 31)
        store.protocols.put_state(protocol.code, protocol.version, "ACTIVE", review)


def make_runs(store: Store, dice: Random, day: date) -> None:
    """The weekly map check, daily reporting, and the protocols of the newest confirmed cases."""
    branches = store.branches.by_code()
    for weeks in range(1, 4):
        at = datetime.combine(week_of(day) - timedelta(weeks=weeks - 1, days=-1), time(13))
        if at.date() <= day:
            _run(store, dice, "PRT-05", at, day, None, None, done=1.0 if weeks > 1 else 0.5)
    _run(store, dice, "PRT-03", datetime.combine(day, time(14)), day, None, None, done=0.3)
    newest = [row for row in store.cases.rows(day) if row.status.confirmed][:14]
    for row in newest:
        at = datetime.combine(row.since, time(dice.randint(8, 12), dice.choice((0, 15, 30, 45))))
        done = 0.985 if row.since < day - timedelta(days=2) else 0.85
        _run(store, dice, "PRT-20", at, day, branches[row.branch].code, row.id, done=done)


def _run(
    store: Store,
    dice: Random,
    code: str,
    at: datetime,
    day: date,
    branch: str | None,
    case: str | None,
    *,
    done: float,
) -> None:
    id = store.new_id()
    protocol = store.protocols.get(code)
    assert protocol is not None
    store.protocols.add_run(
        {
            "id": id,
            "protocol": code,
            "version": protocol.version,
            "branch": branch,
            "case_file": case,
            "started_at": at.isoformat(timespec="minutes"),
            "started_by": "Demo",
        }
    )
    now, done_steps = datetime.combine(day, time(15, 30)), set[int]()
    for step in protocol.steps:
        due = step.due(at)
        marked = min(due - timedelta(minutes=30), now) if due else at + timedelta(hours=1)
        if marked > now or marked < at or dice.random() > done or not done_steps.issuperset(step.after):
            continue
        done_steps.add(step.n)
        store.protocols.put_mark(
            {
                "run": id,
                "n": step.n,
                "state": "DONE",
                "at": marked.isoformat(timespec="minutes"),
                "by": "Demo",
                "note": "",
            }
        )
