"""Figures first, then what needs a decision, the course, attendance, and what changed."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.situation import Situation
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.proposals import DecisionQueue
from cmt_desk.ui.situation.attendance import AttendancePanel
from cmt_desk.ui.situation.attention import SilentPanel, SuppliesPanel
from cmt_desk.ui.situation.changes import ChangesPanel
from cmt_desk.ui.situation.curve import CurvePanel
from cmt_desk.ui.situation.figures import Figures
from cmt_desk.ui.situation.functions import FunctionsPanel
from cmt_desk.ui.situation.now import situation_shown
from cmt_desk.ui.situation.zones import ZonesPanel


class SituationTab(Page):
    """One glance tells the state; every figure has its change since yesterday and leads to its rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.zones, self.figures, self.functions = ZonesPanel(desk), Figures(desk), FunctionsPanel(desk)
        self.queue, self.curve, self.attendance = DecisionQueue(desk), CurvePanel(desk), AttendancePanel(desk)
        self.supplies, self.silent, self.changes = SuppliesPanel(desk), SilentPanel(desk), ChangesPanel(desk)
        self.first = (self.zones, self.figures, self.functions, self.curve, self.attendance)
        # shown after the first paint: no start waits for them
        self.rest = (self.supplies, self.silent, self.changes)
        self.tiles = self.figures.tiles
        self._now: Situation | None = None
        self._whole: Situation | None = None  # the one all panels show
        self._painted = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_rest)
        self._lay_out()

    def _lay_out(self) -> None:
        page, aside = QVBoxLayout(self), QVBoxLayout()
        page.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        page.setSpacing(look.SPACE)
        aside.setSpacing(look.SPACE)
        aside.addWidget(self.supplies, 1)
        aside.addWidget(self.silent, 1)
        page.addLayout(_row((self.zones, 10), (self.figures, 22), (self.functions, 10)))
        middle = _row((self.queue, 13), (self.curve, 10), (self.attendance, 11), (aside, 9))
        page.addLayout(middle, 1)
        page.addWidget(self.changes)

    def refresh(self) -> None:
        self._now = situation_shown(self.desk)
        for panel in self.first:
            panel.show_situation(self._now)
        if self._painted:
            self._show_rest()
        else:
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._whole is not self._now:  # somebody turned away before the rest was shown
            self._later.start()

    def _show_rest(self) -> None:
        if self._now and self.isVisible():
            self._painted, self._whole = True, self._now
            for panel in self.rest:
                panel.show_situation(self._now)

    def project(self, window: QWidget) -> None:
        """F11: the panels one at a time, full screen."""
        from cmt_desk.ui.situation.projector import show_projector

        show_projector(self.desk, window)

    def zone_counts(self) -> dict[Zone | None, int]:
        """What the bar shows, for the journeys."""
        return dict(self.zones.bar.counts)


def _row(*parts: tuple[QWidget | QLayout, int]) -> QHBoxLayout:
    """Side by side, each with its share of the width."""
    row = QHBoxLayout()
    row.setSpacing(look.SPACE)
    for part, share in parts:
        if isinstance(part, QWidget):
            row.addWidget(part, share)
        else:
            row.addLayout(part, share)
    return row
