"""Measure the charts' queries and the picture of chains. Prints a table; asserts nothing.

    uv run --locked python tests/benchmarks/case_charts.py [cases]

The cases are made up over the demo's offices: two to three spells each, half of them with an onset.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import cycle, pairwise
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROUNDS = 5
CHAINED = 5_000
DAY = date(2020, 12, 2)


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def median(action: Callable[[], object]) -> float:
    action()
    return statistics.median(timed(action) for _round in range(ROUNDS))


def fill(store, count: int) -> list[str]:
    """`count` cases of the demo's employees, written past the journal: only their number matters here."""
    dice = Random(1)
    people = [(p.number, p.branch) for p in store.people.all()]
    files, statuses, places = [], [], []
    for n in range(count):
        number, branch = dice.choice(people)
        case, on = f"bench-{n:07}", DAY - timedelta(days=dice.randint(0, 240))
        onset = on - timedelta(days=dice.randint(1, 4)) if dice.random() < 0.5 else None
        files.append((case, number, branch, onset and onset.isoformat()))
        steps = [("SUSPEK", on - timedelta(days=1)), ("KONFIRMASI_GEJALA", on)]
        if (end := on + timedelta(days=dice.randint(10, 20))) <= DAY:
            steps.append(("SELESAI_ISOLASI", end))
        statuses += [(f"{case}-{k}", case, s, d.isoformat(), k) for k, (s, d) in enumerate(steps, 1)]
        stays = [("ISOLASI_MANDIRI", on)] + [("RUMAH_SAKIT", on + timedelta(days=3))] * (n % 5 == 0)
        places += [(f"{case}-{k}", case, p, d.isoformat(), k) for k, (p, d) in enumerate(stays, 1)]
    with store.operation("bench", "bench"):
        for sql, rows in (
            ("INSERT INTO case_file (id, employee, branch, onset) VALUES (?, ?, ?, ?)", files),
            ("INSERT INTO status_spell (id, case_file, status, since, n) VALUES (?, ?, ?, ?, ?)", statuses),
            ("INSERT INTO care_spell (id, case_file, place, since, n) VALUES (?, ?, ?, ?, ?)", places),
        ):
            store.db._connection.executemany(sql, rows)
    return [file[0] for file in files]


def main() -> None:
    from cmt_desk.operations.demo import create_demo

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with create_demo(None) as store:
        ids = fill(store, count)
        charts, half = store.case_charts, ids[::2]
        print(f"{count:,} cases                    all    every second")
        for name in ("by_onset", "by_confirmation", "stays", "by_regional_office", "by_function", "delays"):
            query = getattr(charts, name)
            every, some = median(partial(query, DAY)), median(partial(query, DAY, half))
            print(f"{name:24} {1000 * every:8.0f} ms {1000 * some:8.0f} ms")
        link(store, ids[: min(count, CHAINED)])
        draw_chains(store)


def link(store, ids: list[str]) -> None:
    """Chains of ten among the cases: a contact each, of the case before."""
    numbers = dict(store.db.execute("SELECT id, employee FROM case_file").fetchall())
    rows = [
        (
            f"link-{n}",
            source,
            numbers[target],
            (DAY - timedelta(days=n % 90)).isoformat(),
            DAY.isoformat(),
            target,
        )
        for n, (source, target) in enumerate(pairwise(ids))
        if n % 10 and numbers[source] != numbers[target]
    ]
    with store.operation("bench", "bench"):
        store.db._connection.executemany(
            "INSERT OR IGNORE INTO contact (id, case_file, employee, kind, last_contact, recorded, became)"
            " VALUES (?, ?, ?, 'SERUANG', ?, ?, ?)",
            rows,
        )


def draw_chains(store) -> None:
    """The page on a window of the tab's size: built, painted, scrolled, pointed at, clicked."""
    from PySide6.QtCore import QPointF

    from cmt_desk.domain.case_filter import CaseFilter
    from cmt_desk.ui.cases.chains import ChainPage
    from cmt_desk.ui.desk import Desk
    from cmt_desk.ui.offscreen import application

    application()
    cases = store.case_table(DAY)
    while cases.step(1.0):
        pass
    page = ChainPage(Desk.over(store), cases)
    page.resize(700, 600)
    page.show()
    page.refresh(CaseFilter())
    page.draw()
    view = page.picture_view
    linked = len(page.forest.members)
    print(f"{linked:,} linked cases")
    print(f"  build the page          {1000 * median(lambda: page.refresh(CaseFilter())):6.0f} ms")
    print(f"  draw the picture        {1000 * median(page.draw):6.0f} ms")
    steps = iter(range(0, view.bar.maximum(), 7))

    def scroll() -> None:
        view.bar.setValue(next(steps))
        view.grab()

    print(f"  scroll to a new frame   {1000 * median(scroll):6.0f} ms")
    lane = view.forest.height // 2
    print(f"  ask what is at a place  {1000 * median(lambda: view.member_at(QPointF(10, lane))):8.1f} ms")
    last = page.table.records.records[-1].member.case.id
    first = page.table.records.records[0].member.case.id
    both = cycle((first, last))
    print(f"  choose a far case       {1000 * median(lambda: page._choose(next(both))):6.0f} ms")


if __name__ == "__main__":
    main()
