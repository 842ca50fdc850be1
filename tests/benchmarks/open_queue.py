"""What needs a decision, read over 100,000 cases: the whole queue and its parts. Asserts nothing.

uv run --locked python tests/benchmarks/open_queue.py [cases]
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from many_cases import DAY, make_desk

from cmt_desk.domain.triggers import proposals
from cmt_desk.operations.ripple import open_proposals
from cmt_desk.operations.ripple_facts import facts
from cmt_desk.store import Store

ROUNDS = 7


def row(name: str, action: Callable[[], object]) -> None:
    times: list[float] = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - start))
    print(f"{name:32} {statistics.median(times):8.1f} ms")


def main(count: int) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "many.desk"
        make_desk(file, count)
        with Store.open(file) as store:
            read, rules = facts(store, DAY), store.cases.clock_rules()
            print(f"{count} cases, {len(read.cases)} of them with news, {len(proposals(read))} proposals")
            first, last = read.since, DAY + timedelta(days=1)
            row("the whole queue", lambda: open_proposals(store, DAY))
            row("  its facts", lambda: facts(store, DAY))
            row("    cases that began something", lambda: store.proposals.cases(first, DAY))
            row("    isolation that ends", lambda: store.cases_lately.ending(first, last, rules, DAY))
            row("    who is away", lambda: store.cases_lately.away(DAY))
            row("  what follows from them", lambda: proposals(read))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
