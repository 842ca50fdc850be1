"""The bars over the grid: what is proposed, and the two ways out."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cmt_desk.i18n import _, number
from cmt_desk.operations.replan import Proposal
from cmt_desk.operations.roster_words import all_quality_text, bounds_text, quality_text
from cmt_desk.ui import look
from cmt_desk.ui.widgets import button, faint, plain_label


def summary(proposal: Proposal) -> str:
    cells, people = proposal.moved
    return _("{cells} cells of {people} people would change").format(
        cells=number(cells), people=number(people)
    )


class ProposalBar(QFrame):
    """Over the grid while a proposal is shown: what it is, and the two ways out."""

    def __init__(self, accept: Callable[[], object], refuse: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.text, self.quality = plain_label(), faint()
        font = self.text.font()
        font.setBold(True)
        self.text.setFont(font)
        self.accept = button(_("Accept"), "check", accept, primary=True)
        self.refuse = button(_("Not now"), "close", refuse)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.quality)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.SPACE, look.ROOM, look.SPACE)
        row.setSpacing(look.SPACE)
        row.addLayout(words, 1)
        row.addWidget(self.refuse)
        row.addWidget(self.accept)

    def show_proposal(self, proposal: Proposal) -> None:
        self.text.setText(_("Proposal: {summary}").format(summary=summary(proposal)))
        plan = proposal.plan
        told, bounds = quality_text(plan.tiers), bounds_text(plan.tiers, plan.spread)
        self.quality.setText("\n".join(part for part in (told[0].upper() + told[1:], bounds) if part))


class AllBar(QFrame):
    """All proposals in one line, and the two ways out."""

    def __init__(self, take: Callable[[], object], refuse: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.text, self.note = plain_label(), faint()
        font = self.text.font()
        font.setBold(True)
        self.text.setFont(font)
        self.take = button(_("Accept all"), "check", take, primary=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.SPACE, look.ROOM, look.SPACE)
        row.addLayout(words, 1)
        row.addWidget(button(_("Not now"), "close", refuse))
        row.addWidget(self.take)

    def show_proposals(self, made: list[Proposal]) -> None:
        possible = [one for one in made if not one.conflict]
        cells, people = (sum(one.moved[n] for one in possible) for n in (0, 1))
        self.text.setText(
            _("Proposal for {offices} offices: {cells} cells of {people} people would change").format(
                offices=number(len(possible)), cells=number(cells), people=number(people)
            )
        )
        told = all_quality_text([one.plan.tiers for one in possible])
        if left := len(made) - len(possible):
            told += " · " + _("{n} offices have no possible roster; the table says why").format(
                n=number(left)
            )
        self.note.setText(told)
        self.take.setEnabled(bool(possible))
        self.show()
