"""Which offices one lost team would break: reckoned a bite at a time, once somebody asks the map for it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from cmt_desk.operations.drill import Drill, drills
from cmt_desk.ui.background import Bites
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map.layers import Layers, LayersButton

# What a drill is reckoned from, beside what the map itself shows.
DRILLED = frozenset(
    "absence bond business_function cohort_place contact decision decision_signature deputy follow_up"
    " local_holiday local_holiday_office pin roster_setting team".split()
)


class FragileOffices(QObject):
    """Follows the switch of the layer; what was reckoned holds until the facts or the day are others."""

    def __init__(self, desk: Desk, layers: LayersButton, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._layers = desk, layers
        self._read: Iterator[Drill] = iter(())
        self._found: set[str] = set()
        self.bites = Bites(self)
        self.bites.done.connect(lambda: self._layers.know_fragile(frozenset(self._found)))
        layers.changed.connect(self._turned)

    def forget(self) -> None:
        """Another day, or other facts: reckoned anew if the layer is on."""
        self.bites.stop()
        self._layers.know_fragile(None)
        self.go_on()

    def go_on(self) -> None:
        """The map is looked at (again)."""
        self._turned(self._layers.layers)

    def rest(self) -> None:
        """Nobody looks; the desk may even be closed before the next bite."""
        self.bites.stop()

    def _turned(self, layers: Layers) -> None:
        if not layers.fragile:
            self.bites.stop()
        elif layers.broken_by_loss is None and not self.bites.running:
            self._start()

    def _start(self) -> None:
        store, day = self._desk.store, self._desk.days.day
        staffed = store.people.headcounts(day)
        codes = [b.code for b in store.branches.all() if b.code in staffed]
        self._found, self._read = set(), drills(store, codes, day)
        self.bites.start([self._take] * len(codes))

    def _take(self) -> None:
        one = next(self._read)
        if one.fragile:
            self._found.add(one.branch)
