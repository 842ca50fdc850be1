"""Who may have been a contact, by attendance and roster, each with its reason; what is ticked is taken."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cmt_desk.domain.people import masked
from cmt_desk.i18n import _
from cmt_desk.operations.contacts import add_proposed, propose_contacts
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import faint
from cmt_desk.wording import proposed_reason


class Proposals(QDialog):
    def __init__(self, desk: Desk, case: str, parent: QWidget, revealed: bool) -> None:
        super().__init__(parent)
        self._desk, self._case = desk, case
        self.setWindowTitle(_("Proposed contacts"))
        self.proposed = propose_contacts(desk.store, case, desk.days.day)
        self.list = QListWidget()
        for proposal in self.proposed:
            person = proposal.employee
            name = person.name if revealed else masked(person.name)
            item = QListWidgetItem(f"{person.number} · {name} · {person.title}\n{proposed_reason(proposal)}")
            item.setCheckState(Qt.CheckState.Checked if proposal.same_team else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        told = _("In the same office on the same days: by recorded attendance, else by the roster.")
        nobody = _(
            "By attendance and roster nobody was in the office with this case within its contact window."
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton(_("Take the ticked ones"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setEnabled(bool(self.proposed))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addWidget(faint(told if self.proposed else nobody))
        column.addWidget(self.list, 1)
        self.list.setVisible(bool(self.proposed))
        self.resize(560, 460 if self.proposed else 120)
        column.addWidget(buttons)

    def accept(self) -> None:
        taken = [
            proposal
            for n, proposal in enumerate(self.proposed)
            if self.list.item(n).checkState() is Qt.CheckState.Checked
        ]
        day = self._desk.days.day
        if not taken or self._desk.perform(lambda: add_proposed(self._desk.store, self._case, taken, day)):
            super().accept()
