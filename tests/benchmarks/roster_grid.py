"""The roster's grid by hand: 200 people × 40 days scrolled, frame by frame. Prints, asserts nothing.

QT_QPA_PLATFORM=offscreen uv run --locked python tests/benchmarks/roster_grid.py
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cmt_desk.domain.branches import Branch, Zone
from cmt_desk.domain.caps import CapRule, office_cap
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.schedule import Cell, Problem, days_between
from cmt_desk.operations.roster_weeks import Weeks
from cmt_desk.ui.desk import Days
from cmt_desk.ui.offscreen import application, without_noise
from cmt_desk.ui.schedule.roster import RosterGrid

PEOPLE, DAYS, FRAMES = 200, 40, 300
MONDAY = date(2020, 11, 30)
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {"ORANYE": 50, "MERAH": 25})
FUNCTIONS = [BusinessFunction(code, code, code, True, 2) for code in ("PEL", "KEU", "UM")]
BRANCH = Branch("X", "Kantor", "KC", "R", "A", "Kota", "Provinsi", 0.0, 100.0, "WIB")


def weeks() -> Weeks:
    """Every kind of cell: leave, isolation, drafts, changes, days off, over the cap."""
    days = days_between(MONDAY, MONDAY + timedelta(days=DAYS - 1))
    people = [
        Employee(f"{n:04}", f"Karyawan Nomor {n}", "X", ("PEL", "KEU", "UM")[n % 3],
                 team=("A1", "A2", "B1", "B2")[n % 4], vulnerable=n % 17 == 0)
        for n in range(PEOPLE)
    ]  # fmt: skip
    working = frozenset(d for d in days if d.weekday() < 5)
    zones = {d: Zone.ORANGE if d.day % 3 else Zone.RED for d in days}
    caps = {d: office_cap(PEOPLE, zones[d], RULE) for d in days}
    kinds = (Cell.OFFICE, Cell.HOME, Cell.OFFICE, Cell.HOME, Cell.LEAVE, Cell.ISOLATION)
    cells = {
        (e.number, d): kinds[(n + d.day * 7) % 6] if d in working else Cell.OFF
        for n, e in enumerate(people)
        for d in days
    }
    told = {
        key: Cell.HOME if key[1].day % 5 == 0 else cell for key, cell in cells.items() if key[1] < days[28]
    }
    return Weeks(
        BRANCH, Problem("X", people, days, working, caps, FUNCTIONS), cells, zones, frozenset(), told
    )


def frames(paint: Callable[[int], None]) -> str:
    """By the clock, and by the processor alone: on a busy machine the clock counts the others too."""
    clock, work = list[float](), list[float]()
    for n in range(FRAMES):
        begun, busy = time.perf_counter(), time.process_time()
        paint(n)
        clock.append(1000 * (time.perf_counter() - begun))
        work.append(1000 * (time.process_time() - busy))
    return f"clock {_told(clock)}; processor {_told(work)}"


def _told(found: list[float]) -> str:
    return f"median {statistics.median(found):.1f} ms, p99 {sorted(found)[int(0.99 * FRAMES)]:.1f} ms"


def main() -> None:
    app = application()
    with without_noise():
        grid, shown = RosterGrid(), weeks()
        grid.resize(1366, 690)
        begun, busy = time.perf_counter(), time.process_time()
        grid.show_weeks(shown, Days(MONDAY), None)
        grid.show()
        app.processEvents()
        clock, work = time.perf_counter() - begun, time.process_time() - busy
        told = f"first paint {1000 * clock:.0f} ms, processor {1000 * work:.0f} ms"
        print(f"{PEOPLE} people x {DAYS} days: {told}")
        down, across = grid.table.verticalScrollBar(), grid.table.horizontalScrollBar()

        def scroll(bar) -> Callable[[int], None]:
            def paint(n: int) -> None:
                bar.setValue(bar.maximum() * (n % 100) // 99)
                app.processEvents()

            return paint

        print(f"frame while scrolling down: {frames(scroll(down))} (aim 16.7)")
        grid.resize(800, 690)  # narrow enough to scroll across
        app.processEvents()
        print(f"frame while scrolling across: {frames(scroll(across))} (aim 16.7)")
        grid.choose(shown.people[3].number, MONDAY)

        def move(n: int) -> None:
            QTest.keyClick(grid.table, Qt.Key.Key_Right if n % 40 < 20 else Qt.Key.Key_Left)
            app.processEvents()

        print(f"frame of an arrow key: {frames(move)} (aim 16.7)")


if __name__ == "__main__":
    main()
