"""A run as a checklist: its head, how far it is, and the steps."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Run
from cmt_desk.i18n import _, moment
from cmt_desk.ui import look
from cmt_desk.ui.protocols.lines import RunCard
from cmt_desk.ui.protocols.step_row import StepRow
from cmt_desk.ui.protocols.step_view import StepView
from cmt_desk.ui.widgets import button, faint, heading


class Checklist(QWidget):
    ticked = Signal(int, int, str)
    skipped = Signal(int, int, str)
    missed = Signal(int)
    reopened = Signal(int)
    asked = Signal(str)
    proving = Signal(int, int)
    proof_asked = Signal(str, object)

    def __init__(
        self, hand_over: Callable[[], object], end: Callable[[], object], print_run: Callable[[], object]
    ) -> None:
        super().__init__()
        self._run, self._current = "", 0
        self.views: list[StepView] = []
        self.rows: list[StepRow] = []
        self.title, self.about, self.progress = heading(""), faint(), faint()
        self.title.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.hand_over = button(_("Hand over…"), "person", hand_over)
        self.end = button(_("End the run…"), "close", end)
        self.print = button(_("Print…"), "print", print_run)
        self._inside = QWidget()
        self._steps = QVBoxLayout(self._inside)
        self._steps.setContentsMargins(0, 0, look.GAP, 0)
        self._steps.setSpacing(0)
        self._steps.addStretch(1)
        self.area = scroller(self._inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.SPACE)
        for part in (self.hand_over, self.end, self.print):
            buttons.addWidget(part)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        for part in (self.title, self.about, self.progress, self.bar):
            column.addWidget(part)
        column.addSpacing(look.GAP)
        column.addLayout(buttons)
        column.addSpacing(look.GAP)
        column.addWidget(self.area, 1)

    def show_run(
        self, card: RunCard, run: Run, roles: Mapping[str, str], now: datetime, writable: bool
    ) -> None:
        self.title.setText(f"{card.code}  {card.title}")
        started = _("started {moment} by {who}").format(
            moment=moment(run.started_at, card.zone), who=run.started_by
        )
        held = _("in the hands of {person}").format(person=run.holder) if run.holders else ""
        self.about.setText(" · ".join(part for part in (card.scope, started, held) if part))
        self.progress.setText(self._told(card, run))
        self.bar.setRange(0, max(1, card.line.steps))
        self.bar.setValue(card.line.done)
        self.bar.setAccessibleName(self.progress.text())
        for part in (self.hand_over, self.end):
            part.setEnabled(writable and not run.ended_at)
        self.views = [
            StepView(run, step, roles.get(step.role, step.role), now, card.zone, writable)
            for step in run.protocol.steps
        ]
        if run.id != self._run:
            self._run, self._current = run.id, 0
            for row in self.rows:
                row.note.clear()  # half a note belongs to the run it was written for
            self.area.verticalScrollBar().setValue(0)
        current = next((v for v in self.views if v.step.n == self._current), None)
        if current is None or not current.open_turns:
            self._current = self._next_open(self._current)
        self._fill()

    def _told(self, card: RunCard, run: Run) -> str:
        told = _("{done} of {n} steps").format(done=card.line.done, n=card.line.steps)
        if card.line.overdue:
            told += " · " + _("{n} overdue").format(n=card.line.overdue)
        if run.ended_at:
            ended = _("ended {moment} by {who}").format(
                moment=moment(run.ended_at, card.zone), who=run.ended_by
            )
            told += " · " + ": ".join(part for part in (ended, run.end_reason) if part)
        if run.holders and run.holders[-1].note:
            told += " · " + run.holders[-1].note
        return told

    def _next_open(self, after: int) -> int:
        """The next open step, or the first one left; 0 when all are done."""
        left = [view.step.n for view in self.views if view.open_turns]
        return next((n for n in left if n > after), next(iter(left), 0))

    def _fill(self) -> None:
        while len(self.rows) < len(self.views):
            self._add_row()
        for n, row in enumerate(self.rows):
            row.setVisible(n < len(self.views))
        for row, view in zip(self.rows, self.views, strict=False):
            row.show_step(view, current=view.step.n == self._current)

    def _add_row(self) -> None:
        row = StepRow()
        for name in ("ticked", "skipped", "missed", "reopened", "asked", "proving", "proof_asked"):
            getattr(row, name).connect(getattr(self, name))
        row.touched.connect(self._touch)
        self.rows.append(row)
        self._steps.insertWidget(len(self.rows) - 1, row)

    def _touch(self, n: int) -> None:
        if n != self._current:
            self._current = n
            self._fill()


def scroller(inside: QWidget) -> QScrollArea:
    """Scrolls up and down only, on the colour of what is behind it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area
