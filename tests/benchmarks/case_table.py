"""The case table with 100,000 and 1,000,000 cases: real widgets, offscreen, beside plain SQL.

A desk of a million cases takes minutes to make; FOLDER keeps the desks for the next run:

    uv run --locked python tests/benchmarks/case_table.py [--cases 100000,1000000] [--keep FOLDER]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from many_cases import DAY, make_desk

TYPED = ("siti rahma", "jakarta", "budi sant", "demam", "nugroho med", "1000")
SORTS = ("name", "employee", "branch", "status", "since", "free_on", "place")
LIKE = """
    SELECT c.id, count(*) OVER () FROM case_file c JOIN employee e ON e.number = c.employee
    JOIN branch b ON b.code = c.branch JOIN area a ON a.code = b.area
    WHERE e.name LIKE '%' || ?1 || '%' OR b.name LIKE '%' || ?1 || '%' OR a.name LIKE '%' || ?1 || '%'
       OR c.notes LIKE '%' || ?1 || '%' OR e.number LIKE ?1 || '%'
    ORDER BY c.id DESC LIMIT 30
"""


def memory() -> float:
    """Resident megabytes of this process (Linux; 0 elsewhere)."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


CLOCK = time.process_time if os.environ.get("CPU") else time.perf_counter  # CPU=1 on a busy machine


def timed(action: Callable[[], object]) -> float:
    start = CLOCK()
    action()
    return 1000 * (CLOCK() - start)


def told(name: str, times: Sequence[float], note: str = "") -> None:
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"  {name:34s} median {statistics.median(times):7.1f} ms   p99 {p99:7.1f} ms  {note}", flush=True)


def measure(file: Path) -> None:
    from cmt_desk.operations.cases import date_case
    from cmt_desk.store import Store
    from cmt_desk.ui.desk import Desk
    from cmt_desk.ui.offscreen import application
    from cmt_desk.ui.window import Window

    app = application()
    store = Store.open(file)
    window = Window(Desk.over(store))
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    before = memory()
    start = CLOCK()
    window.turn_to("cases")
    app.processEvents()
    window.grab()
    told("open the tab, first lines painted", [1000 * (CLOCK() - start)])
    tab = window.cases
    turns: list[float] = []
    while tab.list.cases.unread or tab.list.reading:
        turns.append(timed(app.processEvents))
    print(f"  all cases read in the background after {CLOCK() - start:.1f} s")
    if turns:
        told("  a turn of the event loop meanwhile", turns)
    print(f"  memory of the tab                  {memory() - before:.0f} MB above the window")

    def painted() -> None:
        app.processEvents()  # the offscreen platform paints here, as a screen does

    def press(text: str) -> float:
        return timed(lambda: (tab.search.setText(text), painted()))

    for sort in ("", "name"):
        tab.show_view("all")
        tab.list.view.order_by(sort, False)
        painted()
        keys = [press(text[:n]) for text in TYPED for n in range(1, len(text) + 1)]
        told(f"key press, sorted by {sort or 'newest'}", keys)
    plain = [timed(lambda t=t: store.db.execute(LIKE, [t]).fetchall()) for t in ("siti", "demam")]
    told(
        "the same by LIKE in plain SQL",
        plain,
        f"ratio {statistics.median(plain) / statistics.median(keys):.0f}",
    )
    tab.search.setText("")
    painted()

    def click(key: str) -> float:
        return timed(lambda: (tab.list.view._sort_by(tab.list.view.cases.keys.index(key)), painted()))

    told("sort by a shown column", [click(key) for key in SORTS])
    bar = tab.list.view.verticalScrollBar()
    places = [bar.maximum() * n // 13 for n in range(1, 13)]
    told("jump to the middle", [timed(lambda p=p: (bar.setValue(p), painted())) for p in places])
    day = tab.desk.days
    told("another day", [timed(lambda d=d: (day.move_to(DAY.replace(day=d)), painted())) for d in (1, 2)])
    case = tab.list.shown_ids()[100] if tab.list.cases.count(tab.filter) < 200_000 else tab.list.cases.ids(
        tab.list.cases.find(tab.filter)[100:101]
    )[0]  # fmt: skip
    told(
        "an operation on one case, shown",
        [timed(lambda: (date_case(store, case, DAY, specimen=DAY), painted()))],
    )
    told("select all", [timed(lambda: (tab.list.view.selectAll(), painted()))])
    print(f"  memory at the end                  {memory() - before:.0f} MB above the window")
    window.close()
    store.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", default="100000,1000000")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--measure", type=Path)
    args = parser.parse_args()
    if args.measure:
        measure(args.measure)
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, args.cases.split(",")):
            file = (args.keep or Path(folder)) / f"{count}.desk"
            if not file.exists():
                make_desk(file, count)
            print(f"{count:,} cases", flush=True)
            subprocess.run([sys.executable, __file__, "--measure", str(file)], check=True)


if __name__ == "__main__":
    main()
