"""The rooms of the tab: protocols and their runs, the plan, people and roles."""

from PySide6.QtWidgets import QTabWidget, QWidget

from cmt_desk.i18n import _
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.plan.page import PlanPage
from cmt_desk.ui.plan.people import PeoplePage


class Rooms(QTabWidget):
    def __init__(self, desk: Desk, runs: QWidget) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.runs, self.plan, self.people = runs, PlanPage(desk), PeoplePage(desk)
        for page, name in (
            (self.runs, _("Protocols")),
            (self.plan, _("BC Plan")),
            (self.people, _("People and roles")),
        ):
            self.addTab(page, name)

    def show_runs(self) -> None:
        self.setCurrentWidget(self.runs)

    def show_plan(self, decision: str = "") -> None:
        """Put the plan in front, with a decision where one is named."""
        self.setCurrentWidget(self.plan)
        if decision:
            self.plan.show_decision(decision)

    def show_people(self) -> None:
        self.setCurrentWidget(self.people)
