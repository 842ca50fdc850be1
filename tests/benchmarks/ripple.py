"""The ripple of one weekly bulletin over 123 offices and 6,000 people: page shown, accepted, undone.

Every office turns red, and each roster that Jakarta's cap does not rule breaks its own: the worst week.
Times are by the clock, with those of this process's processor in brackets: others may be working too.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop

from cmt_desk import i18n
from cmt_desk.domain.calendar import name_of_day_off
from cmt_desk.operations.demo import DAY, create_demo
from cmt_desk.operations.desk import undo
from cmt_desk.operations.imports import preview, take
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.offscreen import application
from cmt_desk.ui.proposals.page import ProposalsWindow


class Watch:
    """Both clocks since it was made."""

    def __init__(self) -> None:
        self._wall, self._own = time.perf_counter(), time.process_time()

    def __str__(self) -> str:
        wall, own = time.perf_counter() - self._wall, time.process_time() - self._own
        return f"{wall:.2f} s ({own:.2f} s)"


def main() -> None:
    """Prints seconds; with `all` as an argument it waits for every roster and accepts those too."""
    app = application()
    name_of_day_off(DAY)  # as the window does once it stands
    with TemporaryDirectory() as folder, i18n.speaking("id"), create_demo(Path(folder) / "d.desk") as store:
        file = Path(folder) / "merah.csv"
        areas = sorted({branch.city for branch in store.branches.all()})
        rows = [f"2020-12-02,{area},merah" for area in areas]
        file.write_text("date,area,zone\n" + "\n".join(rows) + "\n", "utf-8")
        take(store, preview(store, "zones", file))
        desk = Desk.over(store)
        assert desk.days.day == DAY
        begun = Watch()
        page = ProposalsWindow(desk, None)
        page.ask()
        page.show()
        page.grab()
        print(f"page of {len(page.shown)} lines shown: {begun}")
        if "all" in sys.argv:
            begun, longest, own = Watch(), 0.0, 0.0
            while page.rosters.running:
                turn, busy = time.perf_counter(), time.thread_time()
                app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
                longest = max(longest, time.perf_counter() - turn)
                own = max(own, time.thread_time() - busy)
                time.sleep(0.005)
            made, none = len(page.rosters.made), len(page.rosters.failed)
            print(f"{made} rosters filled in, {none} impossible: {begun},")
            print(f"  the longest turn of the window {longest * 1000:.0f} ms ({own * 1000:.0f} ms)")
        page.tree.tick([line.id for _p, line in page.shown if line.branch not in page.rosters.failed])
        begun = Watch()
        page.accept_shown()
        print(f"accepted: {begun}; {page.note.text()}")
        begun = Watch()
        undo(store)
        print(f"undone: {begun}")
        page.close()


if __name__ == "__main__":
    main()
