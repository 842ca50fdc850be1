"""The schedule tab: offices, the grid of the picked one, and why. All wiring between its parts is here."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout

from cmt_desk.domain.schedule import Breach
from cmt_desk.i18n import _
from cmt_desk.operations.roster_weeks import Weeks
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.schedule.country import Country
from cmt_desk.ui.schedule.doing import Doing
from cmt_desk.ui.schedule.middle import Middle
from cmt_desk.ui.schedule.offices import OfficeList
from cmt_desk.ui.schedule.showing import Showing
from cmt_desk.ui.schedule.side import Side


class ScheduleTab(Page):
    reads = frozenset(
        "branch employee team business_function roster_week cohort_place absence local_holiday case_file"
        " status_spell bulletin zone_reading cap_rule cap_share area_scope contact follow_up decision"
        " decision_signature pin bond deputy wish commute roster_setting local_holiday_office publication"
        " roster_notice roster_quality attendance".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.showing = Showing(desk, self)
        self.doing = Doing(self.showing, self)
        self.offices, self.side, self.country = OfficeList(), Side(self.showing), Country(desk)
        self.middle = Middle(self.showing, self.doing, self._everywhere())
        self.grid = self.middle.grid
        self._lay_out()
        self._wire(desk)

    def _wire(self, desk: Desk) -> None:
        self.offices.chosen.connect(desk.picked.pick_branch)
        desk.picked.branch_changed.connect(self._follow_branch)
        desk.days.moved.connect(self._back_to_the_day)
        self.grid.picked.connect(self.showing.choose)
        self.grid.cover.picked.connect(self._show_cover)
        self.side.why.breach_picked.connect(self._go_to)
        self.side.why.waiver_wanted.connect(self.doing.prepare_waiver)
        self.side.why.decision_wanted.connect(self.doing.prepare_decision)
        self.side.difference.picked.connect(self.grid.choose)
        self.country.closed.connect(self.show_office)
        self.country.office_wanted.connect(self._open_office)

    @property
    def weeks(self) -> Weeks | None:
        return self.showing.weeks

    def actions(self) -> list[Action]:
        doing = self.doing
        return [
            *doing.paging(), *doing.front(), *self._everywhere(), *self.middle.papers.actions(),
            *doing.more(),
        ]  # fmt: skip

    def _everywhere(self) -> list[Action]:
        tip = _("Every office by day, problems first")
        return [Action(_("All offices"), tip, self.show_country, "list", when=self._staffed)]

    def _staffed(self) -> bool:
        return any(office.cap.headcount for office in self.showing.offices)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(look.ROOM)
        splitter.setChildrenCollapsible(False)
        for part, least in ((self.offices, 200), (self.middle, 480), (self.side, 200)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([304, 782, 232])
        self.stack = QStackedWidget()
        self.stack.addWidget(splitter)
        self.stack.addWidget(self.country)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        column.addWidget(self.stack)

    def front_paper(self) -> Action | None:
        roster = self.middle.papers.actions()[0]
        in_front = self.stack.currentWidget() is not self.country and roster.when and roster.when()
        return replace(roster, text=_("Office roster")) if in_front else None

    def refresh(self) -> None:
        self.showing.refresh()
        self.offices.show_offices(self.showing.offices, self.showing.code)
        if self.stack.currentWidget() is self.country:
            self.country.show_weeks(self.showing.first, self.showing.last)

    # --- going somewhere -----------------------------------------------------------------------------

    def _follow_branch(self, code: str) -> None:
        if code == self.showing.code:
            return
        if self._stale or not self.isVisible():
            self._turn_stale()
            return
        self.offices.choose(code)
        self.showing.show_office(code)

    def _back_to_the_day(self, _day: date) -> None:
        self.showing.back_to_the_day()
        self._turn_stale()

    def _go_to(self, breach: Breach) -> None:
        if breach.employee:
            self.grid.choose(breach.employee, breach.day)
        else:
            self.showing.choose(None, breach.day)

    def _show_cover(self, day: date, short: bool) -> None:
        """A day of a function: how it is covered, and what an empty cover would need."""
        self.grid.table.clearSelection()
        self.showing.choose(None, day)
        if short:
            self.side.ask_cover()

    def show_country(self) -> None:
        """Every office over the weeks shown."""
        self.stack.setCurrentWidget(self.country)
        self.country.show_weeks(self.showing.first, self.showing.last)

    def show_office(self) -> None:
        self.stack.setCurrentIndex(0)

    def _open_office(self, code: str) -> None:
        self.show_office()
        self.desk.picked.pick_branch(code)
