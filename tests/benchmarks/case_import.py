"""The import of 100,000 cases from CSV in the real dialog: how long, and the window's longest silence.

uv run --locked python tests/benchmarks/case_import.py [rows]
"""

import os
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from cmt_desk.operations.desk import found
from cmt_desk.store import Store
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.importing.lists import ListImport

CASES = 5  # of each employee, one after another


def staff(store: Store, people: int) -> None:
    names = [name.split() for name in ("Siti Budi Ani Dewi Agus Rina", "Santoso Rahmawati Wijaya Lestari")]
    dice, offices = random.Random(1), [branch.code for branch in store.branches.all()]
    with store.operation("staff", "staff"):
        store.people.put_employees(
            {
                "number": str(100_000 + n), "name": " ".join(dice.choice(part) for part in names * 2),
                "branch": dice.choice(offices), "function": "PELAYANAN", "title": "", "team": None,
                "vulnerable": 0,
            }
            for n in range(people)
        )  # fmt: skip


def write(file: Path, rows: int) -> None:
    with file.open("w") as out:
        out.write("npp,status,gejala,spesimen,konfirmasi,tempat,sembuh,catatan\n")
        for n in range(rows):
            began = date(2020, 3, 1) + timedelta(days=40 * (n % CASES) + n // CASES % 20)
            ended = began + timedelta(days=14)
            out.write(f"{100_000 + n // CASES},sembuh,{began},{began},{began},isoman,{ended},baris {n}\n")


class Pulse:
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def since(self) -> float:
        longest, self.longest = self.longest, 0.0
        return longest


def main(rows: int) -> None:
    application = QApplication([])
    look.dress(application, "light")
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "x.desk") as store:
        found(store)
        staff(store, rows // CASES)
        file = Path(folder) / "kasus.csv"
        write(file, rows)
        pulse = Pulse()
        started, spent = time.perf_counter(), time.process_time()
        dialog = ListImport(Desk.over(store), "cases", file)
        dialog.show()
        for name in ("read and checked", "written"):
            while dialog._work and dialog._work.running:
                application.processEvents()
            took, used = time.perf_counter() - started, time.process_time() - spent
            print(
                f"{name}: {took:.1f} s ({used:.1f} s of one core), longest pause {pulse.since() * 1e3:.0f} ms"
            )
            dialog.go.click()
        print(f"{rows} rows, {dialog.check.intake.summary()}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
