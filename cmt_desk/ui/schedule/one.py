"""One office planned in another process, so that the window answers; a strip appears when it takes long."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from cmt_desk.domain.planner import Plan
from cmt_desk.i18n import _
from cmt_desk.operations.engine import Task
from cmt_desk.ui.background import Planning
from cmt_desk.ui.desk import Banner
from cmt_desk.ui.widgets.work_strip import WorkStrip


class OnePlanning(QObject):
    """`moved`: work began or ended, so other things make sense now."""

    moved = Signal()

    def __init__(self, parent: QObject, banner: Banner) -> None:
        super().__init__(parent)
        self._banner = banner
        self._planning = Planning(self)
        self._then: Callable[[Plan], object] = lambda made: None
        self.strip = WorkStrip(self.cancel)
        self._planning.done.connect(self._done)
        self._planning.failed.connect(self._failed)

    @property
    def running(self) -> bool:
        return self._planning.running

    def start(self, what: str, task: Task, then: Callable[[Plan], object]) -> None:
        """Plan, then hand the roster on; earlier work that is not done is dropped."""
        self.cancel()
        self._then = then
        self.strip.show_work(what, 0, 0)
        self._planning.start([task])
        self.moved.emit()

    def cancel(self) -> None:
        """Nothing was stored and nothing is proposed."""
        if self.running:
            self._planning.cancel()
            self._rest()

    def _rest(self) -> None:
        self.strip.rest()
        self.moved.emit()

    def _done(self, plans: list[Plan]) -> None:
        self._rest()
        self._then(plans[0])

    def _failed(self) -> None:
        self._rest()
        self._banner.said.emit("refused", _("The planning stopped by itself; nothing was changed."))
