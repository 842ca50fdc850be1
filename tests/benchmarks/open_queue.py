"""What needs a decision, read over 100,000 cases: at first, and after an operation. Asserts nothing.

uv run --locked python tests/benchmarks/open_queue.py [cases]
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from many_cases import DAY, make_desk

from cmt_desk.domain.cases import Status
from cmt_desk.domain.triggers import proposals
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.crisis_log import add_entry
from cmt_desk.operations.desk import undo
from cmt_desk.operations.ripple import proposals_in_slices
from cmt_desk.operations.ripple_facts import facts
from cmt_desk.operations.ripple_memory import memory_of
from cmt_desk.store import Store

ROUNDS = 7


def turns(store: Store) -> list[float]:
    """Milliseconds of the processor for each slice of reading the queue: others may be working too."""
    slices, found = proposals_in_slices(store, DAY), list[float]()
    while True:
        start = time.process_time()
        done = next(slices, True)
        found.append(1000 * (time.process_time() - start))
        if done:
            return found


def row(name: str, store: Store, act: Callable[[], object]) -> None:
    """The queue after something was done, the median of some rounds; what was done is not counted."""
    whole, longest = list[float](), list[float]()
    for _round in range(ROUNDS):
        act()
        read = turns(store)
        whole.append(sum(read))
        longest.append(max(read))
    told = f"{statistics.median(longest):6.1f} ms, at worst {max(longest):6.1f} ms"
    print(f"{name:32} {statistics.median(whole):8.1f} ms, the longest turn {told}")


def main(count: int) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "many.desk"
        make_desk(file, count)
        with Store.open(file) as store:
            read = facts(store, DAY)
            print(f"{count} cases, {len(read.cases)} of them with news, {len(proposals(read))} proposals")
            ill = {case.employee for case in store.cases.open_rows(DAY)}
            well = (e.number for e in store.people.all() if e.number not in ill)
            memory, at = memory_of(store), datetime(2020, 12, 2, 16)
            gc.collect()
            gc.freeze()  # as the window does after its long reads
            row("read from nothing", store, lambda: memory.turn_to(store, DAY - timedelta(days=1)))
            row("nothing happened", store, lambda: None)
            row("a line in the crisis log", store, lambda: add_entry(store, "Rapat", now=at))
            row("a case", store, lambda: open_case(store, next(well), Status.SUSPECT, DAY, onset=DAY))
            row("a case taken back", store, lambda: undo(store))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
