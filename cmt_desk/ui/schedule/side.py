"""The side of the tab: *Why* for the chosen cell, or what a proposal would change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from cmt_desk.i18n import _
from cmt_desk.operations.roster_quality import kept_quality_text
from cmt_desk.operations.roster_reasons import Reason, reasons
from cmt_desk.operations.roster_why import ASKED, cover, opposite
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
        showing.chose.connect(lambda: self._show_why())
        self.why.opposite_wanted.connect(self.ask_opposite, Qt.ConnectionType.QueuedConnection)
        self.why.cover_wanted.connect(self.ask_cover, Qt.ConnectionType.QueuedConnection)

    def refresh(self) -> None:
        proposal = self._showing.proposal
        self.setCurrentWidget(self.difference if proposal else self.why)
        if proposal:
            self.difference.show_changes(proposal)
        self._show_why()

    def _show_why(self, asked: Sequence[Reason] = ()) -> None:
        weeks, chosen, desk = self._showing.weeks, self._showing.chosen, self._showing.desk
        if weeks is None or chosen is None or not weeks.people:
            self.why.show_nothing()
            return
        person, day = chosen
        found = [*asked, *reasons(desk.store, weeks, person, day, desk.days.today)]
        if (kept := self._showing.quality) and kept.first <= day <= kept.last:
            found.append(Reason(_("How good the roster is"), kept_quality_text(kept)))
        planned = person is None or (weeks.cell(person, day) in ASKED and weeks.works(day))
        may_ask = planned and not asked and self._showing.proposal is None
        self.why.show_reasons(
            weeks, person, day, found, self._showing.conflicts, may_ask=may_ask, answered=bool(asked)
        )

    def ask_opposite(self) -> None:
        """What forbids the other place, above what fixes this one."""
        weeks, desk, person = self._showing.weeks, self._showing.desk, self._showing.person
        if weeks and person and self._showing.chosen:
            day = self._showing.chosen[1]
            self._show_why(opposite(desk.store, weeks, person, day, desk.days.today))

    def ask_cover(self) -> None:
        """What would have to be waived for the functions that are short on the chosen day."""
        weeks, desk = self._showing.weeks, self._showing.desk
        if weeks and self._showing.chosen and self._showing.proposal is None:
            self._show_why(cover(desk.store, weeks, self._showing.chosen[1], desk.days.today))
