"""Long work on the window's thread, a few milliseconds at a time, so that the window goes on answering."""

import gc
from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cmt_desk import i18n

Made = TypeVar("Made")
SLICE = 0.012  # seconds of work before the window has its turn


def hold_garbage() -> None:
    """Python would stop for a third of a second to look through a million new records."""
    gc.disable()


def release_garbage() -> None:
    """What was read stays as long as its screen does, and need not be looked through."""
    gc.freeze()
    gc.enable()


def finished(work: Generator[float, None, Made]) -> Made:
    """What comes of it, where nobody waits at a window."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value


def between(start: float, end: float, work: Generator[float, None, Made]) -> Generator[float, None, Made]:
    """A part of longer work, from one share of it to another."""
    try:
        while True:
            try:
                share = next(work)
            except StopIteration as done:
                return done.value
            yield start + share * (end - start)
    finally:
        work.close()


def spoken(language: str, work: Generator[float, None, Made]) -> Generator[float, None, Made]:
    """Each slice in that language; between them the window speaks its own."""
    try:
        while True:
            with i18n.speaking(language):
                try:
                    share = next(work)
                except StopIteration as done:
                    return done.value
            yield share
    finally:
        work.close()


class Slices(QObject):
    """Runs a generator that yields how far it is (0 to 1). Either finished or failed is emitted, or neither
    after `cancel`, which closes the generator: what it had begun is taken back by it. It runs once.

    `large`: it makes so many records that to look for garbage among them would hold up the window.
    `needed`: asked before each slice; work whose desk was closed meanwhile, say, is cancelled.
    """

    progressed = Signal(float)
    finished = Signal(object)  # what the generator returned
    failed = Signal(object)  # the exception

    def __init__(
        self,
        work: Generator[float, None, Any],
        parent: QObject,
        *,
        large: bool = True,
        needed: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self.running = False
        self._work, self._large, self._needed = work, large, needed
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        self.running = True
        if self._large:
            hold_garbage()
        self._timer.start(0)

    def hurry(self) -> None:
        """Do what is left at once: somebody waits for it."""
        while self.running:
            self._go_on()

    def cancel(self) -> None:
        if self.running:
            self._stop()
            self._work.close()

    def _go_on(self) -> None:
        if not self._needed():
            self.cancel()
            return
        end = perf_counter() + SLICE
        share = 0.0
        try:
            while perf_counter() < end:
                share = next(self._work)
        except StopIteration as done:
            self._stop()
            self.finished.emit(done.value)
        except Exception as error:
            self._stop()
            self.failed.emit(error)
        else:
            self.progressed.emit(share)

    def _stop(self) -> None:
        self.running = False
        self._timer.stop()
        if self._large:
            release_garbage()
        self.deleteLater()
