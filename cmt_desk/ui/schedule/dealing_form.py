"""Dealing the cohorts of an office anew: who would change, and which rules that mends, before it is taken."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Breach
from cmt_desk.i18n import _, number
from cmt_desk.operations.cohorts import Dealing, deal_again, dealing
from cmt_desk.operations.conflicts import told
from cmt_desk.operations.functions import function_names
from cmt_desk.operations.roster_weeks import WEEKS
from cmt_desk.operations.schedule import problem
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, Form, RecordTable, faint


class DealingForm(Form):
    """Of one office, for four weeks from the shown day. Nothing is stored before it is taken."""

    def __init__(self, desk: Desk, parent: QWidget | None, branch: str) -> None:
        super().__init__(
            parent,
            _("Deal the cohorts anew"),
            _("People meet new colleagues, so nothing does this by itself. Re-plan afterwards."),
            width=640,
        )
        self._desk, self._branch = desk, branch
        self._found: Dealing | None = None
        names = function_names(desk.store)
        self.told, self.mended = faint(), faint()
        self.table = RecordTable(
            [
                Column(_("Name"), lambda m: m[0].name),
                Column(_("Function"), lambda m: names.get(m[0].function, m[0].function), width=200),
                Column(_("Now"), lambda m: m[1], width=70),
                Column(_("Then"), lambda m: m[2], width=70),
            ],
            key=lambda m: m[0].number,
        )
        self.table.setAccessibleName(_("Who changes cohorts"))
        self.table.setMinimumHeight(240)
        for n, part in enumerate((self.told, self.table, self.mended), start=2):
            self.column.insertWidget(n, part)
        self.take = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.take.setText(_("Deal anew"))
        self._show()

    def _show(self) -> None:
        first = max(self._desk.days.day, self._desk.days.today)
        last = first + timedelta(weeks=WEEKS, days=-1)
        try:
            self._found = dealing(problem(self._desk.store, self._branch, first, last))
        except Refused as refused:
            self.refusal.setText(str(refused))
            for part in (self.told, self.table, self.mended):
                part.hide()
            self.take.setEnabled(False)
            return
        self.told.setText(_("{n} people change cohorts.").format(n=number(len(self._found.moves))))
        self.table.show_records(self._found.moves)
        self.mended.setText(_mended(self._found))

    def save(self) -> None:
        if self._found:
            deal_again(self._desk.store, self._found.facts)


def _mended(found: Dealing) -> str:
    """Which rules on sharing a cohort the present cohorts break, and which would stay broken."""

    def said(breaches: Sequence[Breach]) -> str:
        return told(found.facts, breaches) if breaches else _("none")

    return _("Rules that no roster can keep now: {now}. Afterwards: {then}.").format(
        now=said(found.broken), then=said(found.left)
    )
