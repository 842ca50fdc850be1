"""Measure the risk map: first paint, a frame of panning and zooming, a step of a week. Asserts nothing.

    .venv/bin/python tests/benchmarks/risk_map.py

First paint counts importing, making and painting the tab in processes of their own that have shown another
tab before, as the user meets it. The step of a week is measured with 32 weeks of 514 areas in the desk, the
first time and when seen before.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtWidgets import QApplication

from cmt_desk.domain.branches import Zone
from cmt_desk.operations.demo import create_demo
from cmt_desk.store import Store
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.offscreen import application, without_noise
from cmt_desk.ui.situation import SituationTab

SIZE = QSizeF(1366, 690).toSize()
WEEKS = 32


def timed(action: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def say(name: str, times: Iterable[float], promised: str) -> None:
    found = sorted(times)
    p99 = found[min(len(found) - 1, round(len(found) * 0.99))]
    print(f"{name:34} {statistics.median(found):7.1f} {p99:7.1f} ms   n={len(found):<4} promised {promised}")


def fill_weeks(store: Store) -> None:
    """32 bulletins of all 514 areas, before and over the demo's own."""
    bulletins, zones, areas = store.branches.bulletins(), list(Zone), sorted(store.branches.areas())
    days = [bulletins[-1].day - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    known, stored = {b.day for b in bulletins}, store.branches.readings_of(days)
    with store.operation("benchmark", "benchmark"):
        store.branches.put_bulletins(
            {"day": day.isoformat(), "source": "benchmark", "illustrative": 1}
            for day in days
            if day not in known
        )
        store.branches.put_readings(
            {"bulletin": day.isoformat(), "area": area, "zone": zone, "published": zone}
            for n, day in enumerate(days)
            for i, area in enumerate(areas)
            for zone in [zones[(i + n // 3) % 4].value]
            if (day.isoformat(), area) not in stored
        )


def frames(tab, app: QApplication) -> list[float]:
    """A hundred steps of a drag at two scales, and the wheel in and out."""
    view, found = tab.map.plate.view, list[float]()

    def frame(move: Callable[[], object]) -> None:
        def paint() -> None:
            move()
            tab.map.repaint()

        found.append(timed(paint))
        app.processEvents()

    for scale in (1.5, 6.0):
        tab.map.fit()
        tab.map.zoom(scale)
        for n in range(50):
            across = 12 if n % 20 < 10 else -12
            frame(lambda across=across: view.pan(QPointF(across, across / 3)))
    tab.map.fit()
    for n in range(60):
        factor = 1.12 if n < 30 else 1 / 1.12
        frame(lambda factor=factor: tab.map.zoom(factor, QPointF(330, 320)))
    return found


def steps(tab, app: QApplication) -> list[float]:
    def step(stop: int) -> None:
        tab.weeks.slider.setValue(stop)
        tab.repaint()

    found = list[float]()
    for stop in range(tab.weeks.slider.maximum() + 1):
        found.append(timed(lambda stop=stop: step(stop)))
        app.processEvents()
    return found


def first_paint(file: str) -> float:
    """In this process, which has shown nothing of the map yet; another tab was there before."""
    app = application()
    with without_noise(), Store.open(Path(file)) as store:
        desk = Desk.over(store)
        earlier = SituationTab(desk)
        earlier.resize(SIZE)
        earlier.show()
        earlier.grab()

        def paint() -> None:
            from cmt_desk.ui.risk_map import RiskMapTab

            tab = RiskMapTab(desk)
            tab.resize(SIZE)
            tab.show()
            tab.grab()

        took = timed(paint)
        app.processEvents()
    return took


def first_paints(file: Path, folder: str) -> list[float]:
    """In fresh processes with compiled modules, as an installed program has them; the first run compiles."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
    command = [sys.executable, __file__, str(file)]
    runs = [subprocess.run(command, env=environment, check=True, capture_output=True) for _run in range(6)]
    return [float(run.stdout.split()[-1]) for run in runs[1:]]


def main() -> None:
    from cmt_desk.ui.risk_map import RiskMapTab

    app = application()
    print(f"{'':34} {'median':>7} {'p99':>7}")
    with tempfile.TemporaryDirectory() as folder, without_noise():
        file = Path(folder) / "demo.desk"
        with create_demo(file) as store:
            fill_weeks(store)
        say("first paint of the tab", first_paints(file, folder), "150")
        with Store.open(file) as store:
            desk = Desk.over(store)
            tab = RiskMapTab(desk)
            tab.resize(SIZE)
            tab.show()
            tab.grab()
            say("frame of panning and zooming", frames(tab, app), "16, p99 33")
            tab.map.fit()
            desk.days.move_to(store.branches.bulletins()[0].day)
            say(f"step of a week ({WEEKS} × 514)", steps(tab, app), "30")
            say("the same weeks again", steps(tab, app), "30")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(first_paint(sys.argv[1]))
    else:
        main()
