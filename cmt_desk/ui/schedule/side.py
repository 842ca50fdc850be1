"""The side of the tab: *Why* for the chosen cell, or what a proposal would change."""

from PySide6.QtWidgets import QStackedWidget

from cmt_desk.operations.roster_reasons import reasons
from cmt_desk.ui.schedule.difference import DifferencePanel
from cmt_desk.ui.schedule.showing import Showing
from cmt_desk.ui.schedule.why import WhyPanel


class Side(QStackedWidget):
    def __init__(self, showing: Showing) -> None:
        super().__init__()
        self._showing = showing
        self.why, self.difference = WhyPanel(), DifferencePanel()
        self.addWidget(self.why)
        self.addWidget(self.difference)
        showing.read_again.connect(self.refresh)
        showing.chose.connect(self._show_why)

    def refresh(self) -> None:
        proposal = self._showing.proposal
        self.setCurrentWidget(self.difference if proposal else self.why)
        if proposal:
            self.difference.show_changes(proposal)
        self._show_why()

    def _show_why(self) -> None:
        weeks, chosen, desk = self._showing.weeks, self._showing.chosen, self._showing.desk
        if weeks is None or chosen is None or not weeks.people:
            self.why.show_nothing()
            return
        found = reasons(desk.store, weeks, *chosen, desk.days.today)
        self.why.show_reasons(weeks, *chosen, found, self._showing.conflicts)
