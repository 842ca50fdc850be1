"""What is due over 10,000 runs: lists, lines, the sheet's figures, one run, a tick. Asserts nothing.

uv run --locked python tests/benchmarks/due_list.py [runs] [share finished]
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from cmt_desk.operations.desk import found
from cmt_desk.operations.protocols import tick_step
from cmt_desk.store import Store

ROUNDS = 9
NOW = datetime(2020, 12, 2, 16, 0)
NOWS = {"WIB": NOW, "WITA": NOW + timedelta(hours=1), "WIT": NOW + timedelta(hours=2)}


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def row(name: str, action: Callable[[], object]) -> None:
    action()
    took = statistics.median(timed(action) for _round in range(ROUNDS))
    print(f"{name:44} {took:8.1f} ms")


def many_runs(store: Store, count: int, finished: float) -> None:
    """Runs of every protocol over a year and every office; the unfinished ones have some steps open."""
    dice = random.Random(1)
    protocols, offices = store.protocols.active(), [b.code for b in store.branches.all()]
    runs, marks = [], []
    for _n in range(count):
        id, protocol = store.new_id(), dice.choice(protocols)
        over = dice.random() < finished
        start = NOW - timedelta(hours=dice.randint(24 * 14, 24 * 365) if over else dice.randint(0, 48))
        at = start.isoformat(timespec="minutes")
        ended = {"ended_at": at, "ended_by": "x"} if over else {"ended_at": None, "ended_by": None}
        runs.append(
            {"id": id, "protocol": protocol.code, "version": 1, "branch": dice.choice(offices),
             "started_at": at, "started_by": "x", **ended}
        )  # fmt: skip
        marks += [
            {"run": id, "n": step.n, "k": 1, "state": "DONE", "at": at, "by": "x", "note": ""}
            for step in protocol.steps
            if over or dice.random() < 0.4
        ]
    with store.operation("many", "many"):
        store.db.add("run", runs)
        store.db.add("run_mark", marks)
        print(f"{'reckon them all':44} {timed(store.protocols.days.settle):8.1f} ms")


def main(count: int, finished: float) -> None:
    with Store.in_memory() as store:
        found(store)
        many_runs(store, count, finished)
        days, at = store.protocols.days, NOWS
        steps = store.db.execute("SELECT count(*) FROM run_due WHERE closed IS NULL").fetchone()[0]
        print(f"{count} runs, {steps} open steps, {len(days.overdue(at, 10**6))} overdue,", end=" ")
        print(f"{len(days.due_today(at, 10**6))} due later today")
        row("due list: overdue and due today", lambda: (days.overdue(at, 500), days.due_today(at, 500)))
        row("the same without a limit", lambda: (days.overdue(at, 10**6), days.due_today(at, 10**6)))
        row("the same as of yesterday", lambda: _yesterday(store))
        row("lines: all open runs and 200 finished ones", lambda: days.lines(at))
        row("figures of the sheet", lambda: days.counts(None, NOW, 24))
        run = days.overdue(at, 1)[0]
        row("one run, whole", lambda: store.protocols.run(run.run))
        row("open runs by office", lambda: store.protocols.open_by_branch(NOW))
        fresh = next(s for s in days.overdue(at, 500) if not store.protocols.run(s.run).step(s.n).after)
        print(f"{'a tick':44} {timed(lambda: tick_step(store, fresh.run, fresh.n, NOW)):8.1f} ms")


def _yesterday(store: Store) -> None:
    then = {zone: at - timedelta(days=1) for zone, at in NOWS.items()}
    store.protocols.days.overdue(then, 500, past=True)
    store.protocols.days.due_today(then, 500, past=True)


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else 10_000, float(words[1]) if len(words) > 1 else 0.9)
