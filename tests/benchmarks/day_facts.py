"""The facts of a day over 100,000 cases: figures, sheet, the situation tab, the map's cases. Asserts nothing.

uv run --locked python tests/benchmarks/day_facts.py [cases]
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from cmt_desk.domain.cases import Status
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.cases import open_case, step_case
from cmt_desk.operations.demo import DAY, create_demo
from cmt_desk.operations.desk import undo
from cmt_desk.store import Store

ROUNDS = 7
SPELLS = "SELECT case_file, max(since) FROM status_spell WHERE since <= ? GROUP BY case_file"


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def median(action: Callable[[], object]) -> float:
    action()
    return statistics.median(timed(action) for _round in range(ROUNDS))


def many_cases(store: Store, count: int) -> None:
    """`count` cases more, most of them over; half a year of days."""
    dice = random.Random(1)
    people = [(e.number, e.branch) for e in store.people.all()]
    files, statuses, places = [], [], []
    for n in range(count):
        id, (number, branch) = store.new_id(), dice.choice(people)
        began = DAY - timedelta(days=int(240 * dice.random() ** 1.5))
        over = began + timedelta(days=dice.randint(13, 20))
        story = [
            (began, "SUSPEK"),
            (began + timedelta(days=2), "KONFIRMASI_GEJALA"),
            (over, "SELESAI_ISOLASI"),
        ]
        files.append(
            {"id": id, "employee": number, "branch": branch, "onset": began.isoformat(), "notes": ""}
        )
        for i, (day, status) in enumerate(story, 1):
            if day <= DAY:
                statuses.append(
                    {
                        "id": store.new_id(),
                        "case_file": id,
                        "status": status,
                        "since": day.isoformat(),
                        "n": i,
                    }
                )
        place = "RUMAH_SAKIT" if n % 6 == 0 else "ISOLASI_MANDIRI"
        places.append(
            {"id": store.new_id(), "case_file": id, "place": place, "since": began.isoformat(), "n": 1}
        )
    with store.operation("many", "many"):
        store.cases.put_cases(files)
        store.cases.put_statuses(statuses)
        store.cases.put_places(places)
        print(f"reckon the new cases' days           {timed(store.cases.days.settle):8.1f} ms")


def main(count: int) -> None:
    from cmt_desk.ui import look
    from cmt_desk.ui.desk import Desk
    from cmt_desk.ui.offscreen import application
    from cmt_desk.ui.situation.tab import SituationTab

    app = application()
    look.dress(app, "light")
    with create_demo(None) as store:
        many_cases(store, count)
        plain = median(lambda: store.db.execute(SPELLS, [DAY.isoformat()]).fetchall())
        print(f"plain SQL: the last spell of each    {plain:8.1f} ms")

        def row(name: str, action: Callable[[], object]) -> None:
            took = median(action)
            print(f"{name:36} {took:8.1f} ms   {took / plain:6.3f} of plain SQL")

        row("figures of the day", lambda: store.cases.figures(DAY))
        row("figures of one office, June", lambda: store.cases.figures(date(2020, 6, 30), {"SBU-01"}))
        row("curve", lambda: store.cases.curve(DAY))
        row("last signs of the offices", lambda: store.sheets.last_signs(DAY))
        row("facts of the country", lambda: store.sheets.facts(Scope(), DAY))
        row("facts of a regional office", lambda: store.sheets.facts(Scope("regional", "DKI", "DKI"), DAY))
        row("facts of a branch", lambda: store.sheets.facts(Scope("branch", "SBU-01", ""), DAY))
        row("open cases as rows", lambda: store.cases.open_rows(DAY))
        row("all cases as rows", lambda: store.cases.rows(DAY))
        row("cases of an office", lambda: store.cases.of_branch("SBU-01"))
        tab = SituationTab(Desk.over(store))
        tab.resize(1366, 640)
        row("situation tab, refreshed", tab.refresh)
        ill = {row.employee for row in store.cases.open_rows(DAY)}
        healthy = next(e.number for e in store.people.all() if e.number not in ill)
        case = open_case(store, healthy, Status.SUSPECT, DAY)
        stepped = timed(lambda: step_case(store, case, Status.PROBABLE, DAY))
        print(f"{'one step':36} {stepped:8.1f} ms")
        print(f"{'undo it':36} {timed(lambda: undo(store)):8.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
