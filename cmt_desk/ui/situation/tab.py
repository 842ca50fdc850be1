"""Figures first, then what needs a decision, the course, attendance, and what changed."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Zone
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
        self.zones, self.figures, self.queue = ZonesPanel(desk), Figures(desk), DecisionQueue(desk)
        self.curve, self.attendance, self.functions = (
            CurvePanel(desk),
            AttendancePanel(desk),
            FunctionsPanel(desk),
        )
        self.supplies, self.silent, self.changes = SuppliesPanel(desk), SilentPanel(desk), ChangesPanel(desk)
        self.panels = (
            self.zones, self.figures, self.functions, self.curve, self.attendance, self.supplies,
            self.silent, self.changes,
        )  # fmt: skip
        self.tiles = self.figures.tiles
        self._lay_out()

    def _lay_out(self) -> None:
        top, middle, aside = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        for row in (top, middle, aside):
            row.setSpacing(look.SPACE)
        top.addWidget(self.zones, 10)
        top.addWidget(self.figures, 21)
        top.addWidget(self.functions, 9)
        aside.addWidget(self.supplies, 1)
        aside.addWidget(self.silent, 1)
        middle.addWidget(self.queue, 13)
        middle.addWidget(self.curve, 11)
        middle.addWidget(self.attendance, 10)
        middle.addLayout(aside, 7)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        page.setSpacing(look.SPACE)
        page.addLayout(top)
        page.addLayout(middle, 1)
        page.addWidget(self.changes)

    def refresh(self) -> None:
        now = situation_shown(self.desk)
        for panel in self.panels:
            panel.show_situation(now)

    def project(self, window: QWidget) -> None:
        """F11: the panels one at a time, full screen."""
        from cmt_desk.ui.situation.projector import show_projector

        show_projector(self.desk, window)

    def zone_counts(self) -> dict[Zone | None, int]:
        """What the bar shows, for the journeys."""
        return dict(self.zones.bar.counts)
