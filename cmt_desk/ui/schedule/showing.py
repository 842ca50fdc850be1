"""What the schedule tab has in front: an office, its weeks, the chosen cell, and a proposal not yet taken."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from cmt_desk.domain.branches import Branch
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Breach, week_of
from cmt_desk.domain.sheets import BranchDay, Scope
from cmt_desk.operations.replan import Proposal
from cmt_desk.operations.roster_quality import Quality, quality
from cmt_desk.operations.roster_weeks import WEEKS, Weeks, read_weeks
from cmt_desk.ui.desk import Desk

Chosen = tuple[Employee | None, date]  # somebody's day, or the whole day


class Showing(QObject):
    """`read_again`: other weeks or other facts; `chose`: another cell of the same weeks."""

    read_again = Signal()
    chose = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.offices: Sequence[BranchDay] = ()
        self.code = ""
        self.weeks: Weeks | None = None
        self.chosen: Chosen | None = None
        self.proposal: Proposal | None = None
        self.told: tuple[datetime, str] | None = None  # when the weeks were last published, and by whom
        self.waiting = 0  # people who know another roster than the published one
        self.quality: Quality | None = None  # of the roster last planned for the office
        self.conflicts: Sequence[Breach] = ()  # why the last planning found no roster
        self._paged = 0  # weeks away from the week of the shown day

    @property
    def first(self) -> date:
        return week_of(self.desk.days.day) + timedelta(weeks=self._paged)

    @property
    def last(self) -> date:
        return self.first + timedelta(weeks=WEEKS, days=-1)

    @property
    def begins(self) -> date:
        """Today, or the first shown day if that is later: what is past stays as it was."""
        return max(self.desk.days.today, self.first)

    @property
    def branch(self) -> Branch | None:
        return next((o.branch for o in self.offices if o.branch.code == self.code), None)

    @property
    def person(self) -> Employee | None:
        return self.chosen[0] if self.chosen else None

    @property
    def planned_until(self) -> date | None:
        """The last planned day shown, if it is not past."""
        last = max(self.weeks.planned, default=None) if self.weeks else None
        return last if last and last >= self.desk.days.today else None

    @property
    def may_plan(self) -> bool:
        return not self.desk.days.is_past and self.last >= self.desk.days.today

    @property
    def settled(self) -> bool:
        """There are people, and no proposal waits for an answer."""
        return bool(self.weeks and self.weeks.people) and self.proposal is None

    # --- reading -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Everything anew; a proposal was made from facts that may have changed."""
        self.proposal, self.conflicts = None, ()
        self.offices = self.desk.store.sheets.facts(Scope(), self.desk.days.day).offices
        codes = [office.branch.code for office in self.offices]
        wanted = self.desk.picked.branch or self.code
        self.code = wanted if wanted in codes else next(iter(codes), "")
        self.read()

    def read(self) -> None:
        """The weeks of the office, as they would be with the proposal if there is one."""
        branch = self.branch
        weeks = read_weeks(self.desk.store, branch, self.first) if branch else None
        if self.proposal and self.proposal.branch != self.code:
            self.proposal = None
        self.weeks = weeks.proposing(self.proposal) if weeks and self.proposal else weeks
        if self.weeks:
            self._keep_choice(self.weeks)
            self.quality = quality(self.desk.store, self.code)
            known = self.desk.store.publications
            self.told = known.latest(self.code, self.first, self.last)
            self.waiting = len({notice.employee for notice in known.waiting(self.code)})
        self.read_again.emit()

    def _keep_choice(self, weeks: Weeks) -> None:
        """The chosen cell while its person and day are shown, else the shown day."""
        person, day = self.chosen or (None, self.desk.days.day)
        here = next((e for e in weeks.people if person and e.number == person.number), None)
        if day not in weeks.days or (person and not here):
            here, day = None, self.desk.days.day if self.desk.days.day in weeks.days else weeks.days[0]
        self.chosen = (here, day)

    # --- moving --------------------------------------------------------------------------------------

    def show_office(self, code: str) -> None:
        self.code, self.conflicts = code, ()
        self.read()

    def page(self, weeks: int) -> None:
        self._paged += weeks
        self.read()

    def back_to_the_day(self) -> None:
        """The header moved to another day: its week first, nothing chosen."""
        self._paged, self.chosen = 0, None

    def choose(self, person: Employee | None, day: date) -> None:
        self.chosen = (person, day)
        self.chose.emit()

    def name_conflicts(self, conflicts: Sequence[Breach]) -> None:
        """No roster keeps these rules; the first day of them is looked at."""
        self.conflicts = conflicts
        if self.weeks and conflicts and conflicts[0].day in self.weeks.days:
            self.chosen = None, conflicts[0].day
        self.chose.emit()

    def propose(self, proposal: Proposal | None) -> None:
        self.proposal = proposal
        self.read()
