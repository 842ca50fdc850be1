"""Critical functions: a card each with its light and running clock, and the disruptions below."""

from datetime import datetime, time
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout

from cmt_desk.continuity_wording import (
    clock_text,
    light_name,
    places_text,
    quiet_text,
    target_text,
)
from cmt_desk.domain.functions import (
    DisruptionState,
    FunctionState,
)
from cmt_desk.i18n import _, moment, number
from cmt_desk.operations.functions import function_names
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.continuity.disruption_lines import Line, columns, line_of
from cmt_desk.ui.continuity.function_forms import (
    CorrectForm,
    DisruptForm,
    ProgressForm,
    RestoreForm,
    TargetForm,
)
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.widgets import Card, EmptyState, RecordTable, button, faint, heading, plain_label
from cmt_desk.ui.widgets.lights import TONES, LightDelegate, LightMark

ACROSS = 3  # cards in a row
MINUTE = 60_000


class FunctionCard(Card):
    """Light and word first, then the clock, then what has to be kept."""

    def __init__(self) -> None:
        super().__init__()
        self.mark, self.name = LightMark(), heading("")
        self.word, self.clock, self.where, self.target = plain_label(), faint(), faint(), faint()
        row = QHBoxLayout()
        row.setSpacing(look.SPACE)
        row.addWidget(self.mark)
        row.addWidget(self.name, 1)
        self.body.setSpacing(look.GAP)
        self.body.addLayout(row)
        for part in (self.word, self.clock, self.where, self.target):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_state(self, state: FunctionState, name: str, offices: dict[str, str]) -> None:
        worst = state.worst
        self.mark.show_light(state.light)
        self.name.setText(name)
        self.word.setText(light_name(state.light))
        self.word.setProperty("tone", TONES[state.light])
        self.word.style().polish(self.word)
        self.clock.setText(clock_text(worst) if worst else quiet_text(state))
        self.where.setText(_where(worst, places_text(state, offices)) if worst else "")
        self.where.setVisible(worst is not None)
        self.target.setText(target_text(state.target))
        self.setAccessibleName(f"{name}: {self.word.text()}, {self.clock.text()}")


class FunctionsPage(Page):
    reads: ClassVar[frozenset[str]] = frozenset(
        {"business_function", "function_target", "disruption", "disruption_report", "branch"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: list[Line] = []
        self.cards: list[FunctionCard] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(look.ROOM)
        self.open_only, self.told = QCheckBox(_("Only what lasts")), plain_label(faint=True)
        self.table = RecordTable(columns(), key=lambda line: line.disruption.id)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(_("Disruptions"))
        self._lights = LightDelegate()
        self.table.setItemDelegateForColumn(0, self._lights)
        self.nothing = EmptyState(
            _("No critical function was disrupted up to this day."),
            button(_("Record disruption…"), "add", self.disrupt, primary=True),
        )
        row, self.buttons = button_row(self, self.actions())
        told = QHBoxLayout()
        told.addWidget(self.told, 1)
        told.addWidget(self.open_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(row)
        column.addLayout(self._grid)
        column.addLayout(told)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.open_only.clicked.connect(lambda _on: self._show_lines())
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda _line: self.progress())
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def actions(self) -> list[Action]:
        return [
            Action(_("Record disruption…"), _("A critical function does not run as on a normal day"),
                   self.disrupt, "add"),
            Action(_("Progress…"), _("What is reached by now, and how"), self.progress, "edit"),
            Action(_("Runs again…"), _("The chosen disruption is over"), self.restore, "check"),
            Action(_("Correct disruption…"), _("Times or cause were wrong"), self.correct, "edit"),
            Action(_("Targets…"), _("RTO, MTPD and MBCO of a critical function"), self.set_target,
                   "settings"),
        ]  # fmt: skip

    @property
    def moment(self) -> datetime:
        """In WIB: now, or the cut-off hour of a day that is over."""
        if self.desk.days.day >= self.desk.days.today:
            return self.desk.now()
        return datetime.combine(self.desk.days.day, time(self.desk.store.settings.cutoff_hour))

    def refresh(self) -> None:
        store, at = self.desk.store, self.moment
        names, offices = function_names(store), {b.code: b.name for b in store.branches.all()}
        states, targets = store.functions.states(at), store.functions.targets(at.date())
        while len(self.cards) < len(states):
            n = len(self.cards)
            self.cards.append(FunctionCard())
            self._grid.addWidget(self.cards[n], n // ACROSS, n % ACROSS)
        for card, state in zip(self.cards, states, strict=False):
            card.show_state(state, names[state.function], offices)
        self._lines = sorted(
            (
                line_of(d, targets.get(d.function), at, names[d.function],
                      offices.get(d.branch, _("National")))
                for d in store.functions.disruptions(at)
            ),
            key=lambda x: x.state is None,
        )  # fmt: skip
        self._show_lines()

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    @property
    def shown(self) -> list[Line]:
        return [line for line in self._lines if line.state or not self.open_only.isChecked()]

    def _show_lines(self) -> None:
        self.table.show_records(self.shown)
        self.table.setVisible(bool(self._lines))
        self.nothing.setVisible(not self._lines)
        lasting = sum(line.state is not None for line in self._lines)
        self.told.setText(
            _("{n} disruptions last at {time}; {over} are over.").format(
                n=number(lasting), time=moment(self.moment, "WIB"), over=number(len(self._lines) - lasting)
            )
        )
        self._enable()

    def _enable(self) -> None:
        writable, line = not self.desk.store.read_only, self._chosen
        lasting = line is not None and line.disruption.ended is None
        self.buttons[_("Record disruption…")].setEnabled(writable)
        self.buttons[_("Targets…")].setEnabled(writable)
        self.buttons[_("Progress…")].setEnabled(writable and lasting)
        self.buttons[_("Runs again…")].setEnabled(writable and lasting)
        self.buttons[_("Correct disruption…")].setEnabled(writable and line is not None)

    @property
    def _chosen(self) -> Line | None:
        return self.table.current()

    def disrupt(self) -> None:
        critical = self.desk.store.functions.critical()
        if not critical:
            self.desk.banner.said.emit("refused", _("This desk knows no critical function."))
            return
        DisruptForm(self.desk, self._function(), self.desk.picked.branch, self).exec()

    def _function(self) -> str:
        line = self._chosen
        return line.disruption.function if line else self.desk.store.functions.critical()[0]

    def progress(self) -> None:
        if (line := self._chosen) and self.buttons[_("Progress…")].isEnabled():
            ProgressForm(self.desk, line.disruption, self).exec()

    def restore(self) -> None:
        if line := self._chosen:
            RestoreForm(self.desk, line.disruption, self).exec()

    def correct(self) -> None:
        if line := self._chosen:
            CorrectForm(self.desk, line.disruption, self).exec()

    def set_target(self) -> None:
        TargetForm(self.desk, self._function(), self).exec()


def _where(worst: DisruptionState, places: str) -> str:
    began = worst.disruption.began
    since = _("since {time}").format(time=moment(began, worst.disruption.time_zone))
    return f"{places} · {since} · {worst.disruption.cause}"
