"""The schedule tab: offices, the grid of the picked one, and why."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter

from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Breach, week_of
from cmt_desk.domain.sheets import BranchDay, Scope
from cmt_desk.i18n import _, medium_date
from cmt_desk.operations.schedule import plan_office, record_absence
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.schedule.export import write_roster
from cmt_desk.ui.schedule.leave import LeaveDialog
from cmt_desk.ui.schedule.middle import Middle
from cmt_desk.ui.schedule.offices import OfficeList
from cmt_desk.ui.schedule.reasons import reasons
from cmt_desk.ui.schedule.weeks import WEEKS, Weeks, read_weeks
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
        self.offices, self.why = OfficeList(), WhyPanel()
        self.middle = Middle(self._paging(), self._doing(), self.plan, self._want_import)
        self.grid = self.middle.grid
        self._lay_out()
        self.offices.chosen.connect(desk.picked.pick_branch)
        desk.picked.branch_changed.connect(self._follow_branch)
        desk.days.moved.connect(self._back_to_the_day)
        self.grid.picked.connect(self._choose)
        self.why.breach_picked.connect(self._go_to)

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
            Action(_("Record leave…"), leave, self._ask_leave, "person"),
            Action(_("Export CSV…"), _("Save the shown roster for a spreadsheet"), self._ask_file, "export"),
        ]

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(look.ROOM)
        splitter.setChildrenCollapsible(False)
        for part, least in ((self.offices, 200), (self.middle, 480), (self.why, 200)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([304, 782, 232])
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        row.addWidget(splitter)

    # --- showing ---------------------------------------------------------------------------------

    @property
    def first(self) -> date:
        return week_of(self.desk.days.day) + timedelta(weeks=self._paged)

    @property
    def last(self) -> date:
        return self.first + timedelta(weeks=WEEKS, days=-1)

    def refresh(self) -> None:
        self._offices = self.desk.store.sheets.facts(Scope(), self.desk.days.day).offices
        codes = [office.branch.code for office in self._offices]
        wanted = self.desk.picked.branch or self._branch
        self._branch = wanted if wanted in codes else next(iter(codes), "")
        self.offices.show_offices(self._offices, self._branch)
        self._show_weeks()

    def _show_weeks(self) -> None:
        branch = next((o.branch for o in self._offices if o.branch.code == self._branch), None)
        self.weeks = read_weeks(self.desk.store, branch, self.first) if branch else None
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
        buttons[_("Plan")].setEnabled(people and self._may_plan())
        buttons[_("Record leave…")].setEnabled(people and chosen and not self.desk.days.is_past)
        buttons[_("Export CSV…")].setEnabled(planned)
        self.middle.show_notice(*self._notice())

    def _may_plan(self) -> bool:
        return not self.desk.days.is_past and self.last >= self.desk.days.today

    def _notice(self) -> tuple[str, str]:
        if self.desk.days.is_past:
            return _("{day} is past: read-only.").format(day=medium_date(self.desk.days.day)), "warning"
        broken = self.weeks.breaches if self.weeks else []
        ahead = [b for b in broken if b.day >= self.desk.days.today]
        if ahead:
            text = _("Rules broken in these weeks: {n}. Plan again to keep them.")
            return text.format(n=len(ahead)), "danger"
        if broken:
            return _("Rules broken on past days: {n}.").format(n=len(broken)), "warning"
        return "", ""

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
