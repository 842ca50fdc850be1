"""A decision prepared for signing: one rule of the roster waived for a person, a function or the office."""

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.decisions import WAIVABLE, Decision, DecisionKind
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import RULES, Breach
from cmt_desk.i18n import _
from cmt_desk.operations.decision_words import rule_name
from cmt_desk.operations.decisions import Signer, propose, sign_new
from cmt_desk.operations.roster_weeks import Weeks, breach_words
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import button, faint, heading, plain_label, refusal_line


def waivable(breach: Breach) -> bool:
    """The cap and who is kept out are never waived."""
    return RULES.get(breach.rule) in WAIVABLE


class WaiverDialog(QDialog):
    """Propose it for somebody else to sign, or sign it at once."""

    def __init__(self, desk: Desk, weeks: Weeks, breach: Breach, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._weeks, self._breach = desk, weeks, breach
        self.rule = RULES[breach.rule]
        self.setWindowTitle(_("Prepare a decision"))
        self.last = date_edit()
        self.last.setDate(QDate(breach.day.year, breach.day.month, breach.day.day))
        self.last.setMinimumDate(self.last.date())
        self.reason, self.name, self.role = (
            QLineEdit(),
            QLineEdit(desk.store.actor),
            QLineEdit(desk.store.role),
        )
        self.said = refusal_line()
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(look.SPACE)
        for label, field in (
            (_("Last day"), self.last),
            (_("Reason"), self.reason),
            (_("Name"), self.name),
            (_("Role"), self.role),
        ):
            form.addRow(plain_label(label), field)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.rejected.connect(self.reject)
        for made in (
            button(_("Propose"), "edit", self.propose),
            button(_("Propose and sign"), "check", self.sign, primary=True),
        ):
            box.addButton(made, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.ROOM)
        column.addWidget(heading(rule_name(self.rule)))
        column.addWidget(faint(breach_words(self._weeks, self._breach)))
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(box)
        self.setMinimumWidth(460)

    def decision(self) -> Decision:
        breach, last = self._breach, cast(date, self.last.date().toPython())
        return Decision(
            id="",
            kind=DecisionKind.WAIVER,
            valid_from=breach.day,
            valid_to=last,
            reason=self.reason.text(),
            branch=self._weeks.branch.code,
            rule=self.rule,
            employee=breach.employee,
            function=breach.function,
        )

    def signer(self) -> Signer:
        return Signer(self.name.text(), self.role.text(), self._desk.days.today)

    def propose(self) -> None:
        """It waits in the register for a signature."""
        self._do(lambda: propose(self._desk.store, self.decision(), self.signer()))

    def sign(self) -> None:
        """It counts at once."""
        self._do(lambda: sign_new(self._desk.store, [self.decision()], self.signer()))

    def _do(self, action: Callable[[], object]) -> None:
        try:
            action()
        except Refused as refused:  # said in the form, where what was typed still stands
            self.said.setText(str(refused))
        else:
            self.accept()
