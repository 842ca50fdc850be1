"""The crisis log with 10,000 lines: read, shown, and searched key by key. Asserts nothing.

uv run --locked python tests/benchmarks/crisis_log.py [lines]
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from cmt_desk.operations.crisis_log import log_lines
from cmt_desk.operations.desk import found
from cmt_desk.store import Store
from cmt_desk.ui import look
from cmt_desk.ui.continuity.log_page import LogPage
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.offscreen import application

DAY = date(2020, 12, 2)
WORDS = "demam kantor layanan telepon rapat keputusan masker stok disinfeksi tutup buka peserta klaim".split()
TYPED = "demam kantor tutup"


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def fill(store: Store, count: int) -> None:
    dice, step = random.Random(3), timedelta(days=275) / count
    offices = [b.code for b in store.branches.all()]
    with store.operation("fill", "fill"):
        store.settings.put("fixed_today", DAY.isoformat())
        store.db.add(
            "log_entry",
            [
                {
                    "id": store.new_id(),
                    "at": (datetime(2020, 3, 1) + n * step).isoformat(timespec="minutes"),
                    "kind": dice.choice(("CALL", "EVENT", "MESSAGE")),
                    "branch": dice.choice(offices),
                    "text": " ".join(dice.choices(WORDS, k=12)),
                    "by": dice.choice(("Ratna", "Budi", "Sari")),
                }
                for n in range(count)
            ],
        )


def main(count: int) -> None:
    app = application()
    look.dress(app, "light")
    with Store.in_memory() as store:
        found(store)
        fill(store, count)
        page = LogPage(Desk.over(store))
        page.resize(1200, 600)
        page.show()
        app.processEvents()
        read = statistics.median(timed(lambda: log_lines(store, DAY)) for _n in range(5))
        shown = statistics.median(timed(page.refresh) for _n in range(5))
        print(f"{count} lines: read {read:.1f} ms; page refreshed {shown:.1f} ms")

        def type_to(n: int) -> None:
            page.search.setText(TYPED[:n])
            app.processEvents()

        first, *rest = (timed(lambda n=n: type_to(n)) for n in range(1, len(TYPED) + 1))
        print(f"first key {first:.1f} ms")
        print(f"each further key {statistics.median(rest):.1f} ms, at worst {max(rest):.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
