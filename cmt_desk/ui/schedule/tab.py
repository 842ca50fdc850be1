"""The schedule tab: offices, the grid of the picked one, and why."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QStackedWidget

from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Breach, week_of
from cmt_desk.domain.sheets import BranchDay, Scope
from cmt_desk.i18n import _
from cmt_desk.operations.replan import Proposal, accept, replan
from cmt_desk.operations.roster_reasons import reasons
from cmt_desk.operations.roster_weeks import WEEKS, Mark, Weeks, read_weeks
from cmt_desk.operations.schedule import plan_office, publish, record_absence
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.schedule.bars import ProposalBar
from cmt_desk.ui.schedule.country import Country
from cmt_desk.ui.schedule.difference import DifferencePanel
from cmt_desk.ui.schedule.export import write_roster
from cmt_desk.ui.schedule.leave import LeaveDialog
from cmt_desk.ui.schedule.middle import Middle
from cmt_desk.ui.schedule.notice import notice
from cmt_desk.ui.schedule.offices import OfficeList
from cmt_desk.ui.schedule.why import WhyPanel


class ScheduleTab(Page):
    reads = frozenset(
        "branch employee team business_function roster_week absence local_holiday case_file status_spell"
        " bulletin zone_reading cap_rule cap_share".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.weeks: Weeks | None = None
        self._offices: Sequence[BranchDay] = ()
        self._branch = ""
        self._paged = 0  # weeks away from the week of the shown day
        self._chosen: tuple[Employee | None, date] | None = None
        self._proposal: Proposal | None = None
        self.offices, self.why, self.difference = OfficeList(), WhyPanel(), DifferencePanel()
        self.country = Country(desk)
        self.bar = ProposalBar(self.accept, self.refuse)
        self.middle = Middle(self._paging(), self._doing(), self.plan, self._want_import, self.bar)
        self.grid = self.middle.grid
        self._lay_out()
        self.offices.chosen.connect(desk.picked.pick_branch)
        desk.picked.branch_changed.connect(self._follow_branch)
        desk.days.moved.connect(self._back_to_the_day)
        self.grid.picked.connect(self._choose)
        self.why.breach_picked.connect(self._go_to)
        self.difference.picked.connect(self.grid.choose)
        self.country.closed.connect(self.show_office)
        self.country.office_wanted.connect(self._open_office)

    def actions(self) -> list[Action]:
        return [*self._paging(), *self._doing()]

    def _paging(self) -> list[Action]:
        return [
            Action(_("Previous week"), _("Show the week before"), lambda: self._page(-1), "previous"),
            Action(_("Next week"), _("Show the week after"), lambda: self._page(1), "next"),
        ]

    def _doing(self) -> list[Action]:
        leave = _("Record leave of the person chosen in the grid")
        return [
            Action(_("Plan"), _("Plan the shown weeks from today on; past days stay"), self.plan, "schedule"),
            Action(
                _("Re-plan"),
                _("Propose the least change that keeps every rule; nothing changes before you accept"),
                self.replan,
                "refresh",
            ),
            Action(_("Publish"), _("What is planned becomes what people are told"), self.publish, "check"),
            Action(_("Record leave…"), leave, self._ask_leave, "person"),
            Action(_("All offices"), _("Every office by day, problems first"), self.show_country, "list"),
            Action(_("Export CSV…"), _("Save the shown roster for a spreadsheet"), self._ask_file, "export"),
        ]

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(look.ROOM)
        splitter.setChildrenCollapsible(False)
        self.side = QStackedWidget()
        self.side.addWidget(self.why)
        self.side.addWidget(self.difference)
        for part, least in ((self.offices, 200), (self.middle, 480), (self.side, 200)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([304, 782, 232])
        self.stack = QStackedWidget()
        self.stack.addWidget(splitter)
        self.stack.addWidget(self.country)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        row.addWidget(self.stack)

    # --- showing ---------------------------------------------------------------------------------

    @property
    def first(self) -> date:
        return week_of(self.desk.days.day) + timedelta(weeks=self._paged)

    @property
    def last(self) -> date:
        return self.first + timedelta(weeks=WEEKS, days=-1)

    def refresh(self) -> None:
        self._proposal = None  # it was made from facts that may have changed
        self._offices = self.desk.store.sheets.facts(Scope(), self.desk.days.day).offices
        codes = [office.branch.code for office in self._offices]
        wanted = self.desk.picked.branch or self._branch
        self._branch = wanted if wanted in codes else next(iter(codes), "")
        self.offices.show_offices(self._offices, self._branch)
        self._show_weeks()
        if self.stack.currentWidget() is self.country:
            self.country.show_weeks(self.first, self.last)

    def _show_weeks(self) -> None:
        branch = next((o.branch for o in self._offices if o.branch.code == self._branch), None)
        weeks = read_weeks(self.desk.store, branch, self.first) if branch else None
        if self._proposal and self._proposal.branch != self._branch:
            self._proposal = None
        self.weeks = weeks.proposing(self._proposal) if weeks and self._proposal else weeks
        self._show_proposal()
        people = len(self.weeks.people) if self.weeks else 0
        self.middle.show_head(branch.name if branch else "", people, self.first, self.last)
        if self.weeks:
            self._keep_choice(self.weeks)
            self.grid.show_weeks(self.weeks, self.desk.days.day, self._chosen)
        self._show_state()
        self._show_why()

    def _keep_choice(self, weeks: Weeks) -> None:
        """The chosen cell while its person and day are shown, else the shown day."""
        person, day = self._chosen or (None, self.desk.days.day)
        here = next((e for e in weeks.people if person and e.number == person.number), None)
        if day not in weeks.days or (person and not here):
            here, day = None, self.desk.days.day if self.desk.days.day in weeks.days else weeks.days[0]
        self._chosen = (here, day)

    def _show_state(self) -> None:
        """Which page is in front, what may be done, and the line that says what to know."""
        people = bool(self.weeks and self.weeks.people)
        planned = bool(self.weeks and self.weeks.cells)
        front = self.middle.grid
        if not people:
            front = self.middle.nobody
        elif not planned and self._may_plan():
            front = self.middle.unplanned
        self.middle.pages.setCurrentWidget(front)
        chosen = bool(self._chosen and self._chosen[0])
        buttons = self.middle.buttons
        free = people and self._may_plan() and self._proposal is None
        buttons[_("Plan")].setEnabled(free)
        buttons[_("Re-plan")].setEnabled(free and self._planned_until() is not None)
        untold = self.weeks.marks[Mark.DRAFT] + self.weeks.marks[Mark.CHANGED] if self.weeks else 0
        buttons[_("Publish")].setEnabled(free and untold > 0)
        settled = people and self._proposal is None
        buttons[_("Record leave…")].setEnabled(settled and chosen and not self.desk.days.is_past)
        buttons[_("Export CSV…")].setEnabled(planned)
        buttons[_("All offices")].setEnabled(any(office.cap.headcount for office in self._offices))
        self.middle.show_notice(*notice(self.desk.days, self.weeks, self._proposal))

    def _may_plan(self) -> bool:
        return not self.desk.days.is_past and self.last >= self.desk.days.today

    def _show_proposal(self) -> None:
        """The bar and the list of changes while a proposal is shown, else *Why*."""
        self.bar.setVisible(self._proposal is not None)
        self.side.setCurrentWidget(self.difference if self._proposal else self.why)
        if self._proposal:
            self.bar.show_proposal(self._proposal)
            self.difference.show_changes(self._proposal)

    def _planned_until(self) -> date | None:
        """The last planned day shown, if it is not past."""
        last = max(self.weeks.planned, default=None) if self.weeks else None
        return last if last and last >= self.desk.days.today else None

    def _show_why(self) -> None:
        if self.weeks is None or self._chosen is None or not self.weeks.people:
            self.why.show_nothing()
            return
        person, day = self._chosen
        found = reasons(self.desk.store, self.weeks, person, day, self.desk.days.today)
        self.why.show_reasons(self.weeks, person, day, found)

    # --- what the user does ------------------------------------------------------------------------

    def _follow_branch(self, code: str) -> None:
        if code == self._branch:
            return
        if self._stale or not self.isVisible():
            self._turn_stale()
            return
        self._branch = code
        self.offices.choose(code)
        self._show_weeks()

    def _back_to_the_day(self) -> None:
        self._paged, self._chosen = 0, None
        self._turn_stale()

    def _page(self, weeks: int) -> None:
        self._paged += weeks
        self._show_weeks()

    def _choose(self, person: Employee | None, day: date) -> None:
        self._chosen = (person, day)
        self._show_state()
        self._show_why()

    def _go_to(self, breach: Breach) -> None:
        if breach.employee:
            self.grid.choose(breach.employee, breach.day)
        else:
            self._choose(None, breach.day)

    def _want_import(self) -> None:
        self.desk.picked.wanted.emit("import", "employees")

    def plan(self) -> None:
        """Plan from today, or from the first shown day if that is later; past days stay as they are."""
        first = max(self.desk.days.today, self.first)
        self.desk.perform(lambda: plan_office(self.desk.store, self._branch, first, self.last))

    def show_country(self) -> None:
        """Every office over the weeks shown."""
        self.stack.setCurrentWidget(self.country)
        self.country.show_weeks(self.first, self.last)

    def show_office(self) -> None:
        self.stack.setCurrentIndex(0)

    def _open_office(self, code: str) -> None:
        self.show_office()
        self.desk.picked.pick_branch(code)

    def replan(self) -> None:
        """Show what the least change would be, from today to the last planned day shown."""
        first, last = max(self.desk.days.today, self.first), self._planned_until()
        found: list[Proposal] = []
        if last is None or not self.desk.perform(
            lambda: found.append(replan(self.desk.store, self._branch, first, last))
        ):
            return
        if not found[0].changes:
            self.desk.banner.said.emit("done", _("The roster keeps every rule; nothing has to change."))
            return
        self._proposal = found[0]
        self._show_weeks()
        self.grid.reveal(found[0].changes[0].employee, found[0].changes[0].day)

    def accept(self) -> None:
        """Take the proposal as one operation."""
        if proposal := self._proposal:
            self.desk.perform(lambda: accept(self.desk.store, [proposal]))

    def refuse(self) -> None:
        """Not now: the roster stays as it is."""
        self._proposal = None
        self._show_weeks()

    def publish(self) -> None:
        """Publish from today, or from the first shown day if that is later, to the last planned day."""
        first, last = max(self.desk.days.today, self.first), self._planned_until()
        if last is not None:
            self.desk.perform(lambda: publish(self.desk.store, self._branch, first, last))

    def _ask_leave(self) -> None:
        person, day = self._chosen or (None, self.desk.days.day)
        if person is None:
            return
        dialog = LeaveDialog(self, person, max(day, self.desk.days.today))
        if dialog.exec():
            self.record_leave(person.number, *dialog.answer())

    def record_leave(self, employee: str, kind: str, since: date, until: date) -> None:
        self.desk.perform(lambda: record_absence(self.desk.store, employee, kind, since, until))

    def _ask_file(self) -> None:
        name = f"jadwal-{self._branch}-{self.first.isoformat()}.csv"
        file, _kind = QFileDialog.getSaveFileName(self, _("Export roster"), name, "CSV (*.csv)")
        if file:
            self.export(Path(file))

    def export(self, file: Path) -> None:
        weeks = self.weeks
        if weeks and self.desk.perform(lambda: write_roster(weeks, file)):
            self.desk.banner.said.emit("done", _("The roster is saved in {file}.").format(file=file.name))
