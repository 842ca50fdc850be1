"""The register as a table that filters, what waits for somebody first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.decisions import Decision
from cmt_desk.domain.plan import Stage, review_overdue, stage
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.decision_words import decision_title, stage_name
from cmt_desk.store import Store
from cmt_desk.ui import look
from cmt_desk.ui.plan.forms import combo
from cmt_desk.ui.plan.register import OPEN, ORDER, RUNNING, fits, stands
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, faint


class DecisionList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._known: Sequence[Decision] = ()
        self._of: dict[str, tuple[str, Stage]] = {}  # title and stage of each, read once
        self._day = date.min
        self.kinds = combo(
            [
                ("", _("All decisions")),
                ("plan", _("BC Plan")),
                ("full", _("WFH-Full")),
                ("roster", _("Roster")),
            ],
            _("Kind"),
        )
        self.stages = combo(
            [
                ("", _("Every state")),
                ("open", _("Open")),
                ("running", _("In force or ahead")),
                ("done", _("Over")),
            ],
            _("State"),
        )
        self.count = faint()
        self.count.setWordWrap(False)
        self.table = RecordTable(self._columns(), key=lambda d: d.id)
        self.table.setAccessibleName(_("Register of decisions"))
        self.table.horizontalHeader().setStretchLastSection(False)
        self.nothing = EmptyState(_("No decision yet. Propose the first level of the plan above."))
        filters = QHBoxLayout()
        for part in (self.kinds, self.stages, self.count):
            filters.addWidget(part)
        filters.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        for box in (self.kinds, self.stages):
            box.currentIndexChanged.connect(lambda _n: self._show_rows())

    def _columns(self) -> list[Column]:
        return [
            Column(_("Decision"), lambda d: self._of[d.id][0], tip=lambda d: self._of[d.id][0]),
            Column(_("State"), lambda d: ORDER.index(self._of[d.id][1]),
                   lambda d: stage_name(self._of[d.id][1]),
                   width=140, colour=self._tone),
            Column(_("From"), lambda d: d.valid_from, lambda d: medium_date(d.valid_from), width=100),
            Column(_("Review"), lambda d: d.look_again or date.max, self._review_text, width=100,
                   colour=self._review_tone),
            Column(_("Letter"), lambda d: d.letter, lambda d: d.letter or "–", width=110),
        ]  # fmt: skip

    def _tone(self, decision: Decision) -> str | None:
        where = self._of[decision.id][1]
        return look.tokens().warning if where in OPEN else look.tokens().good if where in RUNNING else None

    def _review_text(self, decision: Decision) -> str:
        live = self._of[decision.id][1] in RUNNING
        return medium_date(decision.look_again) if decision.look_again and live else "–"

    def _review_tone(self, decision: Decision) -> str | None:
        late = self._of[decision.id][1] in RUNNING and review_overdue(decision, self._day)
        return look.tokens().warning if late else None

    def show_decisions(self, store: Store, known: Sequence[Decision], day: date) -> None:
        """All versions as they stand on a day; the first one is chosen where none was."""
        self._known, self._day = known, day
        self._of = {d.id: (decision_title(store, d), stage(d, known, day)) for d in known}
        self._show_rows()
        if self.table.current() is None and self.shown():
            self.table.choose(self.shown()[0].id)

    def shown(self) -> list[Decision]:
        """The decisions that fit the filters, what waits first."""
        kind, where = self.kinds.currentData(), self.stages.currentData()
        found = [d for d in self._known if fits(d, kind) and stands(self._of[d.id][1], where)]
        return sorted(found, key=lambda d: (ORDER.index(self._of[d.id][1]), -d.valid_from.toordinal(), d.id))

    def shown_text(self) -> str:
        """What the filters say, for the head of a printed register."""
        return f"{self.kinds.currentText()}, {self.stages.currentText().lower()}"

    def show_all(self) -> None:
        for box in (self.kinds, self.stages):
            box.setCurrentIndex(0)

    def _show_rows(self) -> None:
        shown = self.shown()
        self.table.show_records(shown)
        self.count.setText(_("{n} decisions").format(n=number(len(shown))))
        self.table.setVisible(bool(self._known))
        self.nothing.setVisible(not self._known)
