"""Daily figures of every office for 60 days: the figures of a day, a form, a course, a page. Asserts nothing.

uv run --locked python tests/benchmarks/daily_figures.py [days]
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from cmt_desk.domain.indicators import Reading
from cmt_desk.operations.desk import found
from cmt_desk.store import Store

ROUNDS = 9
DAY = date(2020, 12, 2)


def row(name: str, action: Callable[[], object]) -> None:
    def timed() -> float:
        start = time.perf_counter()
        action()
        return 1000 * (time.perf_counter() - start)

    timed()
    print(f"{name:44} {statistics.median(timed() for _round in range(ROUNDS)):8.1f} ms")


def main(days: int) -> None:
    dice = random.Random(1)
    with Store.in_memory() as store:
        found(store)
        indicators, offices = store.indicators.all(), [b.code for b in store.branches.all()]
        with store.operation("fill", "fill"):
            for n in range(days):
                on = DAY - timedelta(days=n)
                store.indicators.put(
                    [Reading(i.code, o, on, dice.randint(0, 99), "x") for i in indicators for o in offices]
                )
        print(f"{days * len(indicators) * len(offices)} readings")
        level, first = indicators[2], DAY - timedelta(days=59)
        row("figures of a day, national", lambda: store.indicators.on(DAY))
        row("figures of a day, one office", lambda: store.indicators.on(DAY, {offices[3]}))
        row("what a form shows of an office", lambda: store.indicators.of_place(offices[3], DAY))
        row("course of 60 days, national level", lambda: store.indicators.history(level, "", first, DAY))
        row("lights of the critical functions", lambda: store.functions.states(datetime(2020, 12, 2, 16)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
