"""What can be done with the roster in front: one line an action, each with when it makes sense."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.domain.planner import Plan
from cmt_desk.domain.roster_settings import Waiver
from cmt_desk.domain.schedule import Breach, Cell
from cmt_desk.i18n import _
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.engine import Task
from cmt_desk.operations.publishing import publish
from cmt_desk.operations.replan import Proposal, accept, proposal, task
from cmt_desk.operations.roster_edit import edit_cells, kept_out_text
from cmt_desk.operations.roster_files import write_roster
from cmt_desk.operations.roster_pins import pin_cells
from cmt_desk.operations.roster_weeks import Mark
from cmt_desk.operations.roster_words import quality_text
from cmt_desk.operations.schedule import problem
from cmt_desk.paths import documents
from cmt_desk.ui.actions import Action
from cmt_desk.ui.schedule.attendance import AttendanceDialog
from cmt_desk.ui.schedule.decision_forms import DecisionForm
from cmt_desk.ui.schedule.leave import LeaveForm
from cmt_desk.ui.schedule.notices import NoticesDialog
from cmt_desk.ui.schedule.one import OnePlanning
from cmt_desk.ui.schedule.showing import Showing
from cmt_desk.ui.schedule.waiver import decision_of, waiver_of


class Doing:
    """The actions of the tab over what it shows; `owner` is where their dialogs stand."""

    def __init__(self, showing: Showing, owner: QWidget) -> None:
        self._showing, self._owner = showing, owner
        self._desk, self._store = showing.desk, showing.desk.store
        self.planning = OnePlanning(owner, showing.desk.banner)

    def paging(self) -> list[Action]:
        page = self._showing.page
        return [
            Action(_("Previous week"), _("Show the week before"), lambda: page(-1), "previous"),
            Action(_("Next week"), _("Show the week after"), lambda: page(1), "next"),
        ]

    def front(self) -> list[Action]:
        """What the work is: plan, re-plan, publish."""
        replan = _("Propose the least change that keeps every rule; nothing changes before you accept")
        return [
            Action(_("Plan"), _("Plan the shown weeks from today on; past days stay"), self.plan, "schedule",
                   when=self._may_plan),
            Action(_("Re-plan"), replan, self.replan, "refresh", when=self._may_replan),
            Action(_("Publish"), _("What is planned becomes what people are told"), self.publish, "check",
                   when=self._may_publish),
        ]  # fmt: skip

    def leave(self) -> Action:
        tip = _("Record leave of the person chosen in the grid")
        return Action(_("Record leave…"), tip, self._ask_leave, "person", when=self._may_record)

    def more(self) -> list[Action]:
        """What is recorded and taken out, under one button."""
        out = _("Save the shown roster for a spreadsheet (XLSX or CSV)")
        back = _("Take the cells changed in a spreadsheet as a draft")
        return [
            self.leave(),
            Action(_("Record attendance…"), _("Who really was in the office on a day"), self._ask_attendance,
                   "list", when=lambda: self._showing.settled),
            Action(_("Who has to be told…"), _("People who know another roster than the published one"),
                   self._ask_told, "info", when=lambda: self._showing.settled),
            Action(_("Export roster…"), out, self._ask_file, "export", when=self._has_cells),
            Action(_("Import roster…"), back, self._want_import, "import", when=self._may_plan),
        ]  # fmt: skip

    # --- when ----------------------------------------------------------------------------------------

    def _may_plan(self) -> bool:
        return self._showing.settled and self._showing.may_plan and not self.planning.running

    def _may_replan(self) -> bool:
        return self._may_plan() and self._showing.planned_until is not None

    def _may_publish(self) -> bool:
        weeks = self._showing.weeks
        return (
            self._may_plan()
            and weeks is not None
            and bool(weeks.marks[Mark.DRAFT] + weeks.marks[Mark.CHANGED])
        )

    def _may_record(self) -> bool:
        return self._showing.settled and self._showing.person is not None and not self._desk.days.is_past

    def _has_cells(self) -> bool:
        return bool(self._showing.weeks and self._showing.weeks.cells)

    # --- planning ------------------------------------------------------------------------------------

    def plan(self) -> None:
        """Plan from today, or from the first shown day if that is later; past days stay as they are."""
        self._make(self._showing.last, _("Planning the office"), self._take, drafts=False)

    def _take(self, made: Proposal) -> None:
        accept(self._store, [made], "plan_office")
        told = _("The roster is planned ({quality}).").format(quality=quality_text(made.plan.tiers))
        self._desk.banner.said.emit("done", told)

    def replan(self) -> None:
        """Show what the least change would be, from today to the last planned day shown."""
        if last := self._showing.planned_until:
            self._make(last, _("Looking for the least change"), self._propose)

    def _make(
        self, last: date, what: str, then: Callable[[Proposal], object], *, drafts: bool = True
    ) -> None:
        """Plan in another process, and go on with the proposal if the facts are still the same then."""
        code, begins, asked = self._showing.code, self._showing.begins, list[Task]()

        def gather() -> None:
            facts = problem(self._store, code, begins, last)
            asked.append(task(self._store, facts, drafts=drafts))

        def made(plan: Plan) -> None:
            gather()
            if asked[0] != asked[-1]:
                raise Refused(_("The roster changed since this proposal was made; re-plan again."))
            found = proposal(self._store, asked[0][0], plan)
            if found.conflict:
                self._showing.name_conflicts(plan.conflicts)
                raise Refused(found.conflict)
            then(found)

        if self._desk.perform(gather):
            self.planning.start(what, asked[0], lambda plan: self._desk.perform(lambda: made(plan)))

    def _propose(self, found: Proposal) -> None:
        if found.branch != self._showing.code:
            return  # another office is looked at by now
        if found.changes:
            self._showing.propose(found)
        else:
            self._desk.banner.said.emit("done", _("The roster keeps every rule; nothing has to change."))

    def accept(self) -> None:
        """Take the proposal as one operation."""
        if proposal := self._showing.proposal:
            self._desk.perform(lambda: accept(self._store, [proposal]))

    def refuse(self) -> None:
        """Not now: the roster stays as it is."""
        self._showing.propose(None)

    def publish(self) -> None:
        """Publish from today, or from the first shown day if that is later, to the last planned day."""
        shown, last = self._showing, self._showing.planned_until
        if last is not None:
            self._desk.perform(lambda: publish(self._store, shown.code, shown.begins, last))

    def edit(self, cells: Mapping[tuple[str, date], Cell]) -> None:
        """Cells typed or drawn in the grid, as one operation."""
        shown = self._showing
        if shown.proposal:
            self._desk.banner.said.emit("refused", _("Accept or drop the proposal first."))
            return
        today = self._desk.days.today
        if self._desk.perform(lambda: edit_cells(self._store, shown.code, cells, today=today)) and (
            why := kept_out_text(self._store, shown.code, cells, today)
        ):
            self._desk.banner.said.emit("refused", why)

    def pin(self, keys: Sequence[tuple[str, date]]) -> None:
        """Pin the chosen cells, or let them go."""
        shown, today = self._showing, self._desk.days.today
        if not shown.proposal:
            self._desk.perform(lambda: pin_cells(self._store, shown.code, keys, today=today))

    def prepare_waiver(self, breach: Breach) -> None:
        """A decision that waives the rule here, to be signed."""
        DecisionForm(self._desk, self._owner, waiver_of(self._showing.code, breach)).exec()

    def prepare_decision(self, waiver: Waiver) -> None:
        """The waiver that *Why* found, to be signed."""
        DecisionForm(self._desk, self._owner, decision_of(self._showing.code, waiver)).exec()

    # --- recording and taking out --------------------------------------------------------------------

    def _ask_leave(self) -> None:
        person, day = self._showing.chosen or (None, self._desk.days.day)
        if person is None:
            return
        self.leave_form(person, max(day, self._desk.days.today)).exec()

    def leave_form(self, person: Employee, day: date) -> LeaveForm:
        record = partial(record_absence, self._store, person.number)
        return LeaveForm(self._owner, person, day, record)

    def _ask_attendance(self) -> None:
        AttendanceDialog(self._desk, self._showing.code, self._owner).exec()

    def _ask_told(self) -> None:
        NoticesDialog(self._desk, self._showing.code, self._owner).exec()

    def _want_import(self) -> None:
        self._desk.picked.wanted.emit("import", "roster")

    def _ask_file(self) -> None:
        name = f"jadwal-{self._showing.code}-{self._showing.first.isoformat()}.xlsx"
        kinds = f"{_('Excel workbook')} (*.xlsx);;CSV (*.csv)"
        file, kind = QFileDialog.getSaveFileName(
            self._owner, _("Export roster"), str(documents() / name), kinds
        )
        if file:
            wanted = ".csv" if "csv" in kind else ".xlsx"
            path = Path(file)
            self.export(path if path.suffix else path.with_suffix(wanted))

    def export(self, file: Path) -> None:
        weeks = self._showing.weeks
        if weeks and self._desk.perform(lambda: write_roster(weeks, file)):
            self._desk.banner.said.emit("done", _("The roster is saved in {file}.").format(file=file.name))
