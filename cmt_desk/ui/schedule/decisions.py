"""The register of decisions about rosters: what waits for a signature, what counts, what is over."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cmt_desk.domain.decisions import OF_ROSTER, Decision, DecisionKind, DecisionState, Step, state, version
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.decision_words import decision_title, state_name
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.decision_forms import DecisionForm, SignForm, new_decision, waiting_text
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, close_button, faint, heading

TABLES = frozenset({"decision", "decision_signature"})
ORDER = list(DecisionState)


class DecisionsWindow(QDialog):
    """Not modal; of one office and of the institution. Follows what is signed while it is open."""

    def __init__(self, desk: Desk, parent: QWidget | None, branch: str) -> None:
        super().__init__(parent)
        self._desk, self._branch = desk, branch
        self._known: Sequence[Decision] = ()
        self.setWindowTitle(_("Decisions about the roster"))
        self.resize(1160, 520)
        office = desk.store.branches.by_code().get(branch)
        self.title, self.told = heading(office.name if office else ""), faint()
        self.table = RecordTable(self._columns(), key=lambda d: d.id)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(self.windowTitle())
        self.nothing = EmptyState(_("No decision yet. A rule that has to be broken is waived by name, here."))
        made, self.buttons = button_row(self, self._making())
        done, more = button_row(self, self._signing())
        self.buttons |= more
        made.addWidget(close_button(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        for part in (self.title, self.told):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addLayout(done)
        column.addLayout(made)
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda _row: self._sign("sign") if self._may("sign") else None)
        desk.changes.happened.connect(self._follow)
        self.refresh()

    def _making(self) -> list[Action]:
        waive = _("Let a rule be broken, for whom and until when")
        full = _("Everybody of this office works from home")
        count = _("How many may come where the cap rounds to nobody")
        return [
            Action(_("Waive a rule…"), waive, lambda: self.make(DecisionKind.WAIVER), "sheet"),
            Action(_("WFH-Full…"), full, lambda: self.make(DecisionKind.WFH_FULL), "home"),
            Action(_("Number of people…"), count, lambda: self.make(DecisionKind.CAP), "person"),
        ]

    def _signing(self) -> list[Action]:
        later = _("A new version in place of this one")
        ends = _("End it before its last day")
        return [
            Action(_("Sign…"), _("From then on it counts"), lambda: self._sign("sign"), "check"),
            Action(_("Reject…"), _("Not taken; it stays here"), lambda: self._sign("reject"), "close"),
            Action(_("Correct…"), later, self._correct, "refresh"),
            Action(_("Withdraw…"), ends, lambda: self._sign("withdraw"), "close"),
        ]

    def _columns(self) -> list[Column]:
        return [
            Column(_("Decision"), self._title, self._title, tip=self._title),
            Column(_("State"), lambda d: ORDER.index(self._state(d)), lambda d: state_name(self._state(d)),
                   width=190, tip=self._waits, colour=self._tone),
            Column(_("Version"), lambda d: version(d, self._known), right=True, width=64),
            Column(_("Signed by"), _signed_by, width=190, tip=_signed_by),
            Column(_("Letter"), lambda d: d.letter or "–", width=124),
            Column(_("Reason"), lambda d: d.reason, width=190, tip=lambda d: d.reason),
        ]  # fmt: skip

    def _title(self, decision: Decision) -> str:
        return decision_title(self._desk.store, decision)

    def _state(self, decision: Decision) -> DecisionState:
        return state(decision, self._known, self._desk.days.day)

    def _waits(self, decision: Decision) -> str:
        return waiting_text(self._desk.store, decision) or state_name(self._state(decision))

    def _tone(self, decision: Decision) -> str | None:
        tokens = look.tokens()
        tones = {DecisionState.OPEN: tokens.warning, DecisionState.IN_FORCE: tokens.good}
        return tones.get(self._state(decision))

    def _follow(self, operation: Operation) -> None:
        if self.isVisible() and operation.tables & TABLES:
            self.refresh()

    def refresh(self) -> None:
        self._known = [
            d for d in self._desk.store.decisions.all() if d.kind in OF_ROSTER and d.concerns(self._branch)
        ]
        shown = sorted(self._known, key=lambda d: (ORDER.index(self._state(d)), d.valid_from, d.id))
        self.table.show_records(shown)
        waiting = sum(self._state(d) is DecisionState.OPEN for d in shown)
        counting = sum(self._state(d) is DecisionState.IN_FORCE for d in shown)
        told = _("{waiting} wait for a signature, {counting} in force on {day}.")
        day = medium_date(self._desk.days.day)
        text = told.format(waiting=number(waiting), counting=number(counting), day=day)
        waits = next((said for d in shown if (said := waiting_text(self._desk.store, d))), "")
        self.told.setText(f"{text} {waits}" if waits else text)
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self._enable()

    def _enable(self) -> None:
        names = {
            "sign": _("Sign…"),
            "reject": _("Reject…"),
            "withdraw": _("Withdraw…"),
            "correct": _("Correct…"),
        }
        for step, text in names.items():
            self.buttons[text].setEnabled(self._may(step))

    def _may(self, step: str) -> bool:
        chosen: Decision | None = self.table.current()
        if chosen is None or self._desk.store.read_only:
            return False
        if step in ("sign", "reject"):
            return not chosen.settled
        stands = chosen.decided and not any(d.corrects == chosen.id for d in self._known)
        return stands and chosen.signature(Step.WITHDRAWN) is None

    def form(self, kind: DecisionKind) -> DecisionForm:
        day = max(self._desk.days.day, self._desk.days.today) + timedelta(days=1)
        return DecisionForm(self._desk, self, new_decision(kind, self._branch, day))

    def make(self, kind: DecisionKind) -> None:
        self.form(kind).exec()

    def _sign(self, step: str) -> None:
        if chosen := self.table.current():
            SignForm(self._desk, self, chosen, step).exec()

    def _correct(self) -> None:
        if chosen := self.table.current():
            DecisionForm(self._desk, self, chosen, before=chosen).exec()


def _signed_by(decision: Decision) -> str:
    """Who decided; of a decision that still waits for a second signature, who signed first."""
    steps = (Step.DECIDED, Step.REJECTED, Step.AGREED)
    signed = next((found for step in steps if (found := decision.signature(step))), None)
    return f"{signed.name}, {medium_date(signed.signed)}" if signed else "–"
