"""Rosters of the offices whose plan has to change, filled in one by one while the page can be used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.planner import Plan
from cmt_desk.operations.engine import Task, best_roster
from cmt_desk.operations.replan import Proposal as Replan
from cmt_desk.operations.replan import proposal, tasks
from cmt_desk.operations.ripple import roster_periods
from cmt_desk.ui.background import GLANCE, Bites, processes
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.slices import SLICE


class RosterWork(QObject):
    """Each office is read at one turn of the event loop and planned in another process. What comes back is
    filled in for a few milliseconds a turn.

    A roster is kept as long as what it was made from has not changed.
    """

    filled = Signal(str)  # an office has its roster, or the reason why there is none

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.read_at = ""  # the head of the journal at which these rosters' facts were read
        self.made: dict[str, Replan] = {}
        self.failed: dict[str, str] = {}  # office → why there is no roster
        self.awaited: set[str] = set()  # offices still to be read or planned
        self._known: dict[str, tuple[Task, Plan]] = {}
        self._waiting: dict[str, tuple[Task, Future[Plan]]] = {}
        self._tasks: Iterator[Task] = iter(())
        self._bites = Bites(self)
        self._timer = QTimer(self)
        self._timer.setInterval(GLANCE)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        return self._bites.running or self._timer.isActive()

    def want(self, branches: Iterable[str], on: date, zone: Zone | None = None) -> None:
        """Begin anew for these offices, as if a zone held where one is named; nothing is stored."""
        self.stop()
        self.made, self.failed, self.awaited = {}, {}, set(branches)
        self.read_at = self._desk.store.journal.head()
        periods = roster_periods(self._desk.store, sorted(self.awaited), on)
        self._tasks = tasks(self._desk.store, periods, zone)
        self._bites.start([self._gather] * len(self.awaited))

    def stop(self) -> None:
        """Drop what has not begun; what is being planned ends by itself and is forgotten."""
        self._bites.stop()
        self._timer.stop()
        for _task, future in self._waiting.values():
            future.cancel()
        self._waiting, self.awaited = {}, set()

    def _gather(self) -> None:
        if self._desk.store.journal.head() != self.read_at:
            return  # something was written: the page begins anew
        try:
            asked = next(self._tasks, None)
        except Refused as refused:  # an office that is gone
            for branch in self.awaited - self._waiting.keys():
                self._fail(branch, str(refused))
            self._bites.stop()
            return
        if asked is None:  # it was given up before the last one was read
            self._bites.stop()
            return
        branch = asked[0].branch
        known = self._known.get(branch)
        if known and known[0] == asked:
            self._fill(branch, *known)
            return
        try:
            self._waiting[branch] = asked, processes().submit(best_roster, *asked)
        except BrokenProcessPool:
            self._give_up()
            return
        self._timer.start()

    def _look(self) -> None:
        end = perf_counter() + SLICE
        for branch, (asked, future) in list(self._waiting.items()):
            if not future.done():
                continue
            if perf_counter() > end:
                QTimer.singleShot(0, self, self._look)
                return
            del self._waiting[branch]
            try:
                plan = future.result()
            except BrokenProcessPool:
                self._give_up()
                return
            self._known[branch] = asked, plan
            self._fill(branch, asked, plan)
        if not self._waiting and not self._bites.running:
            self._timer.stop()

    def _give_up(self) -> None:
        """A process was ended from outside: what is left is planned when it is accepted."""
        processes.cache_clear()
        left = self.awaited
        self.stop()
        for branch in left:
            self.filled.emit(branch)

    def _fill(self, branch: str, asked: Task, plan: Plan) -> None:
        found = proposal(self._desk.store, asked[0], plan)
        if found.conflict:
            self._fail(branch, found.conflict)
        else:
            self.made[branch] = found
            self.awaited.discard(branch)
            self.filled.emit(branch)

    def _fail(self, branch: str, why: str) -> None:
        self.failed[branch] = why
        self.awaited.discard(branch)
        self.filled.emit(branch)
