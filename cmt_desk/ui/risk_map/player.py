"""Plays the weeks: two a second, to the end, or until somebody does anything at all."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSlider, QWidget

EVERY = 500  # milliseconds
_ACTS = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.KeyPress)


class Player(QObject):
    """Steps a slider. `turned` says whether it plays."""

    turned = Signal(bool)

    def __init__(self, slider: QSlider, switch: QWidget) -> None:
        super().__init__(slider)
        self._slider, self._switch = slider, switch
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self._step)

    @property
    def playing(self) -> bool:
        return self.timer.isActive()

    def toggle(self) -> None:
        self.stop() if self.playing else self.start()

    def start(self) -> None:
        """From the week shown; from the first one where the last is shown."""
        slider = self._slider
        if self.playing or slider.maximum() <= slider.minimum():
            return
        self._watch(True)
        self.timer.start()
        self.turned.emit(True)
        if slider.value() == slider.maximum():
            slider.setValue(slider.minimum())

    def stop(self) -> None:
        if self.playing:
            self.timer.stop()
            self._watch(False)
            self.turned.emit(False)

    def _step(self) -> None:
        slider = self._slider
        slider.setValue(slider.value() + 1)
        if slider.value() == slider.maximum():
            self.stop()

    def _watch(self, on: bool) -> None:
        app = QCoreApplication.instance()
        if app and on:
            app.installEventFilter(self)
        elif app:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever the user does stops it; the space that stops it does nothing else."""
        if event.type() in _ACTS and watched is not self._switch and isinstance(watched, QWidget):
            self.stop()
            return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        return False
