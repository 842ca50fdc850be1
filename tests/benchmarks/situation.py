"""Situasi over 100,000 cases: read, and repainted on a date change, in processor time. Asserts nothing.

uv run --locked python tests/benchmarks/situation.py [cases]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from many_cases import DAY, make_desk

from cmt_desk.operations.demo import create_demo
from cmt_desk.store import Store
from cmt_desk.ui.situation.now import situation_shown

ROUNDS = 15
PEOPLE = 6_000  # the agency's own number


def timed(action: Callable[[], object]) -> float:
    """Processor milliseconds: others may share the machine."""
    start = time.process_time()
    action()
    return 1000 * (time.process_time() - start)


def days() -> Iterator[date]:
    """Another day each time: nothing may be kept from the one before."""
    n = 0
    while True:
        n += 1
        yield DAY - timedelta(days=n % 60)


def measure(name: str, store: Store) -> None:
    from PySide6.QtWidgets import QApplication

    from cmt_desk.ui.desk import Desk
    from cmt_desk.ui.window import Window

    desk, other = Desk.over(store), days()
    window = Window(desk)
    window.resize(1366, 768)
    window.show()
    QApplication.processEvents()
    tab = window.situation

    def read() -> None:
        desk.days._day = next(other)  # without telling anybody
        now = situation_shown(desk)
        assert now.signs is not None and now.stocks is not None

    def row(what: str, action: Callable[[], object]) -> None:
        action()
        times = sorted(timed(action) for _round in range(ROUNDS))
        print(f"{name:14} {what:44} {statistics.median(times):7.1f} ms median {times[-1]:7.1f} ms worst")

    def turn() -> None:
        desk.days.move_to(next(other))
        tab.repaint()

    row("read one day", read)
    row("another day, read and repainted", turn)
    row("  with header and footer", lambda: (turn(), QApplication.processEvents()))
    desk.days.move_to(DAY)
    drawn = tab.curve.new.drawn
    row("the same day again, repainted", lambda: (tab.refresh(), tab.repaint()))
    print(f"{name:14} charts drawn anew for it: {tab.curve.new.drawn - drawn}")
    window.close()


def main(cases: int) -> None:
    from cmt_desk.ui.offscreen import application, without_noise

    application()
    with tempfile.TemporaryDirectory() as folder, without_noise():
        with create_demo(None) as store:
            measure("demo", store)
        file = Path(folder) / "many.desk"
        make_desk(file, cases, PEOPLE)
        with Store.open(file) as store:
            measure(f"{cases:,} cases", store)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
