"""Work over all offices while the window answers: reading in small bites, planning in other processes."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache

from PySide6.QtCore import QObject, QTimer, Signal

from cmt_desk.domain.planner import Plan
from cmt_desk.operations.engine import Task, best_roster
from cmt_desk.ui.slices import hold_garbage, release_garbage

GLANCE = 80  # milliseconds between two looks at the processes


@cache
def processes() -> ProcessPoolExecutor:
    """One a processor, for all that is planned: starting one costs as much as planning an office."""
    spawn = multiprocessing.get_context("spawn")  # a fork would share the window's connection to Qt
    return ProcessPoolExecutor(os.cpu_count() or 1, mp_context=spawn)


class Bites(QObject):
    """One piece of work at each turn of the event loop; `done` after the last."""

    moved = Signal(int, int)  # how many are done, of how many
    done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: list[Callable[[], object]] = []
        self._next = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._bite)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def start(self, work: Sequence[Callable[[], object]]) -> None:
        """Begin anew; what was left of earlier work is dropped."""
        self._work, self._next = list(work), 0
        hold_garbage()
        self._timer.start()

    def stop(self) -> None:
        if self.running:
            self._timer.stop()
            release_garbage()

    def _bite(self) -> None:
        if self._next == len(self._work):
            self.stop()
            self.done.emit()
            return
        try:
            self._work[self._next]()
        except Exception:
            self.stop()  # else the same piece would fail at every turn, each time with a dialog
            raise
        self._next += 1
        self.moved.emit(self._next, len(self._work))


class Planning(QObject):
    """Rosters of many offices on all processors. All or nothing: a cancelled job gives no roster."""

    moved = Signal(int, int)
    done = Signal(object)  # list[Plan], in the order of the tasks
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._futures: list[Future[Plan]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(GLANCE)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def start(self, tasks: Sequence[Task]) -> None:
        try:
            self._futures = [processes().submit(best_roster, *task) for task in tasks]
        except BrokenProcessPool:  # a process was ended from outside since the last work
            processes.cache_clear()
            self._futures = [processes().submit(best_roster, *task) for task in tasks]
        self._timer.start()
        self._look()

    def cancel(self) -> None:
        """Drop what has not begun; what is being planned ends by itself and is forgotten."""
        self._timer.stop()
        for future in self._futures:
            future.cancel()
        self._futures = []

    def _look(self) -> None:
        ready = sum(future.done() for future in self._futures)
        self.moved.emit(ready, len(self._futures))
        if ready < len(self._futures):
            return
        self._timer.stop()
        futures, self._futures = self._futures, []
        try:
            plans = [future.result() for future in futures]
        except BrokenProcessPool:
            processes.cache_clear()
            self.failed.emit()
        except Exception:
            self.failed.emit()  # or the strip would stay; the fault itself is told as any other
            raise
        else:
            self.done.emit(plans)
