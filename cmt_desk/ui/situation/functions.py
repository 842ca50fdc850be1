"""The critical functions as lights, each with the clock that runs against its RTO and MTPD."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cmt_desk.continuity_wording import clock_text, light_name, places_text, quiet_text, target_text
from cmt_desk.domain.functions import FunctionState
from cmt_desk.domain.situation import Situation
from cmt_desk.i18n import _
from cmt_desk.operations.functions import function_names
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.situation.now import moment_shown
from cmt_desk.ui.situation.panel import Panel, set_tone
from cmt_desk.ui.widgets import OneLine, faint, plain_label
from cmt_desk.ui.widgets.lights import TONES, LightMark

MINUTE = 60_000


class FunctionLine:
    """Light, name and word; the clock below, or what has to be kept where none runs."""

    def __init__(self, grid: QGridLayout, row: int, size: int) -> None:
        self.mark, self.name = LightMark(size=size), plain_label(strong=True)
        self.word, self.clock = OneLine(), faint()
        self.word.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.mark, row, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.word)
        grid.addLayout(head, row, 1)
        grid.addWidget(self.clock, row + 1, 1)

    def show_state(self, state: FunctionState, name: str, offices: dict[str, str]) -> None:
        worst = state.worst
        self.mark.show_light(state.light)
        self.name.setText(name)
        self.word.setText(places_text(state, offices) if worst else light_name(state.light))
        set_tone(self.word, TONES[state.light])
        told = clock_text(worst) if worst else target_text(state.target)
        self.clock.setText(told)
        self.clock.setToolTip(told_of(state))
        self.mark.setToolTip(light_name(state.light))
        self.told = f"{name}: {self.word.text()}, {told}"


def told_of(state: FunctionState) -> str:
    """What has to be kept; of a function that is not disrupted, also what is known of it."""
    return target_text(state.target) if state.worst else f"{quiet_text(state)}\n{target_text(state.target)}"


class FunctionsPanel(Panel):
    """A click anywhere leads to the clocks."""

    mark = 24  # pixels of a light

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Critical functions"))
        self.opens(lambda: self.go("continuity", "functions"))
        self.content = QWidget()
        self._grid = QGridLayout(self.content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.SPACE)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.lines: list[FunctionLine] = []
        self._now: Situation | None = None
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self.body.addWidget(self.content, 1)

    def _tick(self) -> None:
        """The clocks run on while somebody looks."""
        if self._now and self.isVisible():
            states = self.desk.store.functions.states(moment_shown(self.desk))
            self.show_situation(replace(self._now, functions=states))

    def show_situation(self, now: Situation) -> None:
        self._now = now
        nothing = "" if now.functions else _("No function is marked as critical.")
        self.say_empty(self.content, nothing, _("Show the functions"), "continuity", "functions")
        names = function_names(self.desk.store)
        offices = {o.branch.code: o.branch.name for o in now.facts.offices}
        while len(self.lines) < len(now.functions):
            self.lines.append(FunctionLine(self._grid, 2 * len(self.lines), self.mark))
        for line, state in zip(self.lines, now.functions, strict=False):
            line.show_state(state, names.get(state.function, state.function), offices)
        self.setAccessibleDescription("; ".join(line.told for line in self.lines))
