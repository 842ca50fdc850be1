"""What a re-plan would change: how much in one line, then each person with the days and the reasons."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cmt_desk.domain.differences import Change
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.replan import Proposal
from cmt_desk.operations.roster_words import change_reason
from cmt_desk.ui.schedule.scrolling import Link, ScrollingCard, bold, wrapped
from cmt_desk.ui.widgets import faint
from cmt_desk.wording import cell_letter


class DifferencePanel(ScrollingCard):
    """`picked`: somebody wants to see a cell that would change."""

    picked = Signal(str, object)  # employee number, date

    def __init__(self) -> None:
        super().__init__(_("What would change"))

    def show_changes(self, proposal: Proposal) -> None:
        names = {e.number: e.name for e in proposal.problem.employees}
        moving = [change for change in proposal.changes if change.moves]
        parts: list[QWidget] = []
        for employee, changes in groupby(moving, key=lambda change: change.employee):
            parts.append(self._person(names[employee], list(changes)))
        recorded = len(proposal.changes) - len(moving)
        if recorded:
            told = _("{n} home days become isolation or leave, or the other way round; nobody moves.")
            parts.append(faint(told.format(n=number(recorded))))
        self.fill(parts)

    def _person(self, name: str, changes: Sequence[Change]) -> Link:
        """The name, then the days that share a reason with it; a click goes to the first of them."""
        parts = [bold(name)]
        by_reason = sorted(changes, key=lambda c: (_told(c), c.day))
        for (step, reason), group in groupby(by_reason, key=_told):
            parts.append(wrapped(f"{step}   {', '.join(short_date(c.day) for c in group)}"))
            parts.append(faint(reason))
        link = Link(*parts)
        link.clicked.connect(lambda: self.picked.emit(changes[0].employee, changes[0].day))
        return link


def _told(change: Change) -> tuple[str, str]:
    return f"{cell_letter(change.before) or '–'} → {cell_letter(change.after) or '–'}", change_reason(change)
