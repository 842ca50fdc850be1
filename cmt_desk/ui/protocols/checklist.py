"""A run as a checklist: its head, how far it is, and the steps."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.protocols.lines import RunLine
from cmt_desk.ui.protocols.step_row import StepRow, StepView
from cmt_desk.ui.protocols.words import moment
from cmt_desk.ui.widgets import faint, heading


class Checklist(QWidget):
    ticked = Signal(int, str)
    skipped = Signal(int, str)
    reopened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._run, self._current = "", 0
        self.views: list[StepView] = []
        self.rows: list[StepRow] = []
        self.title, self.about, self.progress = heading(""), faint(), faint()
        self.title.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self._inside = QWidget()
        self._steps = QVBoxLayout(self._inside)
        self._steps.setContentsMargins(0, 0, look.GAP, 0)
        self._steps.setSpacing(0)
        self._steps.addStretch(1)
        self.area = scroller(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        for part in (self.title, self.about, self.progress, self.bar):
            column.addWidget(part)
        column.addSpacing(look.GAP)
        column.addWidget(self.area, 1)

    def show_run(self, line: RunLine, roles: Mapping[str, str], now: datetime, writable: bool) -> None:
        run, steps = line.run, line.run.protocol.steps
        self.title.setText(f"{run.protocol.code}  {line.title}")
        started = _("started {moment} by {who}").format(
            moment=moment(run.started_at, line.zone), who=run.started_by
        )
        self.about.setText(f"{line.scope} · {started}")
        told = _("{done} of {n} steps").format(done=line.done, n=len(steps))
        if line.overdue:
            told += " · " + _("{n} overdue").format(n=line.overdue)
        self.progress.setText(told)
        self.bar.setRange(0, max(1, len(steps)))
        self.bar.setValue(line.done)
        self.bar.setAccessibleName(told)
        late = {step.n for step in run.overdue(now)}
        self.views = [
            StepView(
                step=step,
                role=roles.get(step.role, step.role),
                mark=run.marks.get(step.n),
                due=step.due(run.started_at),
                overdue=step.n in late,
                zone=line.zone,
                writable=writable,
            )
            for step in steps
        ]
        if run.id != self._run:
            self._run, self._current = run.id, 0
            for row in self.rows:
                row.note.clear()  # half a note belongs to the run it was written for
            self.area.verticalScrollBar().setValue(0)
        current = next((v for v in self.views if v.step.n == self._current), None)
        if current is None or current.mark:
            self._current = self._next_open(self._current)
        self._fill()

    def _next_open(self, after: int) -> int:
        """The next open step, or the first one left; 0 when all are done."""
        left = [view.step.n for view in self.views if view.mark is None]
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
        row.ticked.connect(self.ticked)
        row.skipped.connect(self.skipped)
        row.reopened.connect(self.reopened)
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
