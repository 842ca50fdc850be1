"""What tabs will ask for, read while nobody waits: a tab then opens in the time that building it takes."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from threading import Thread

from PySide6.QtCore import QObject, QTimer

import cmt_desk
from cmt_desk.domain.calendar import name_of_day_off

PAUSE = 5  # milliseconds for the window between two modules
FLOORS = ("domain", "store", "reports", "operations")  # from below: each module then brings little along
ROOMS = (
    *("widgets", "printing", "plan", "proposals"),
    *("risk_map", "cases", "schedule", "protocols", "continuity", "sheets"),
)


class ReadAhead(QObject):
    """Reads the modules one at a time; before them, in a thread of its own, the slow libraries without Qt."""

    def __init__(self, day: date, parent: QObject) -> None:
        super().__init__(parent)
        self._libraries = Thread(target=_read_libraries, args=[day], daemon=True)
        self._modules = _modules()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._read_on)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        self._libraries.start()
        self._timer.start()

    def _read_on(self) -> None:
        if self._libraries.is_alive():  # to ask for the same module would wait for the thread
            return
        if (name := next(self._modules, None)) is None:
            self._timer.stop()
        else:
            import_module(name)


def _read_libraries(day: date) -> None:
    import_module("numpy")
    name_of_day_off(day)  # the holidays of the year, as the first roster asks


def _modules() -> Iterator[str]:
    for floor in FLOORS:
        places = [f"{place}/{floor}" for place in cmt_desk.__path__]
        yield from (f"cmt_desk.{floor}.{found.name}" for found in iter_modules(places) if not found.ispkg)
    yield from (f"cmt_desk.ui.{room}" for room in ROOMS)
