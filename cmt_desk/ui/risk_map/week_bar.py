"""Steps from bulletin to bulletin: back, forth, play, and the slider of weeks."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from cmt_desk.i18n import _, full_date
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.player import Player
from cmt_desk.ui.risk_map.week_slider import Counts, WeekSlider
from cmt_desk.ui.risk_map.weeks import stop_of
from cmt_desk.ui.widgets import plain_label


class WeekBar(QWidget):
    """`moved` is the day of the stop the user, or the playing, went to."""

    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.slider = WeekSlider()
        self.earlier = _button("previous", _("Bulletin before (Page Up)"), lambda: self.step(-1))
        self.later = _button("next", _("Bulletin after (Page Down)"), lambda: self.step(1))
        self.play = _button("play", "", lambda: self.player.toggle())
        self.player = Player(self.slider, self.play)
        self.player.turned.connect(self._show_playing)
        self.slider.valueChanged.connect(lambda stop: self.moved.emit(self.slider.days[stop]))
        self.day = plain_label("")
        self.day.setMinimumWidth(170)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.SPACE)
        for part in (self.earlier, self.play, self.later):
            row.addWidget(part)
        row.addWidget(self.slider, 1)
        row.addWidget(self.day)
        self._show_playing(False)

    def step(self, by: int) -> None:
        self.slider.setValue(self.slider.value() + by)

    def _show_playing(self, playing: bool) -> None:
        tip = _("Stop (Space)") if playing else _("Play week by week (Space)")
        self.play.setIcon(look.icon("pause" if playing else "play"))
        _name(self.play, tip)

    def show_weeks(self, days: Sequence[date], counts: Mapping[date, Counts], day: date) -> None:
        """Without announcing anything."""
        stop = stop_of(days, day)
        self.slider.show_weeks(days, counts, stop)
        self.day.setText(full_date(day))
        self.earlier.setEnabled(stop > 0)
        self.later.setEnabled(stop < len(days) - 1)
        self.play.setEnabled(len(days) > 1)


def _button(icon: str, tip: str, slot) -> QToolButton:
    made = QToolButton()
    made.setIcon(look.icon(icon))
    _name(made, tip)
    made.clicked.connect(lambda: slot())
    return made


def _name(tool: QToolButton, tip: str) -> None:
    tool.setToolTip(tip)
    tool.setStatusTip(tip)
    tool.setAccessibleName(tip)
