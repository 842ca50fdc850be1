"""Measure what issue A promises: start, import, undo, sheet. Prints a table; asserts nothing."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROUNDS = 7
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "zones" / "zonasi-2021-11_2022-02.csv"

EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget(); window.resize(1366, 768); window.show(); window.grab()
import time; print(time.time())
"""
DESK = """
import sys
from pathlib import Path
from cmt_desk.app import is_command
from cmt_desk.roof import Roof
from cmt_desk.ui.starting import starting
assert not is_command(sys.argv[1:])
with starting():  # as `app` does it
    from PySide6.QtWidgets import QApplication
    from cmt_desk.ui.preferences import Preferences
    app = QApplication(["cmt-desk"])
    roof = Roof(app, Preferences(theme="light"))
    roof.open(Path(sys.argv[1]))
roof.shown.grab()
import time; print(time.time())
"""


def process(program: str, *arguments: str) -> float:
    """A process from its start until it says that its window is painted; what it takes to end is left out.

    Compiled modules are kept, as on any user's machine.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, capture_output=True, env=kept, text=True
    )
    return float(done.stdout.split()[-1]) - start


def in_turn(first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float, float]:
    """Medians of both and of the ratio pair by pair."""
    first(), second()
    pairs = [(first(), second()) for _round in range(ROUNDS)]
    ratio = statistics.median(b / a for a, b in pairs)
    return statistics.median(a for a, _b in pairs), statistics.median(b for _a, b in pairs), ratio


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    from cmt_desk.domain.sheets import Scope
    from cmt_desk.operations.demo import DAY, create_demo
    from cmt_desk.operations.desk import redo, undo
    from cmt_desk.operations.imports import preview, take
    from cmt_desk.ui.offscreen import application, save_sheet

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.desk"
        print(f"make the demo desk        {timed(lambda: create_demo(file).close()):6.2f} s")
        empty, desk, ratio = in_turn(lambda: process(EMPTY), lambda: process(DESK, str(file)))
        print(f"start to painted window   {desk:6.2f} s")
        print(f"  an empty PySide6 window {empty:6.2f} s   ratio {ratio:.2f}")
        application()
        with create_demo(None) as store:
            if SAMPLE.is_file():
                taken = timed(lambda: take(store, preview(store, "zones", SAMPLE)))
                print(f"import 7,710 readings     {taken:6.2f} s")
                print(f"undo that import          {timed(lambda: undo(store)):6.2f} s")
                print(f"redo it                   {timed(lambda: redo(store)):6.2f} s")
            sheet = Path(folder) / "sheet.pdf"
            save_sheet(store, Scope(), DAY, sheet)
            times = [timed(lambda: save_sheet(store, Scope(), DAY, sheet)) for _round in range(ROUNDS)]
            print(f"national sheet as PDF     {statistics.median(times):6.2f} s")
            facts = [timed(lambda: store.sheets.facts(Scope(), DAY)) for _round in range(ROUNDS)]
            print(f"the facts of a day        {statistics.median(facts):6.3f} s")


if __name__ == "__main__":
    main()
