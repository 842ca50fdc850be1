"""Forms for one decision: what it says, and who signs, rejects or withdraws it."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLineEdit, QSpinBox, QWidget

from cmt_desk.domain.decisions import BY_AUTHORITY, WAIVABLE, Decision, DecisionKind
from cmt_desk.i18n import _
from cmt_desk.operations.authority import still_missing
from cmt_desk.operations.decision_words import decision_title, missing_text, rule_name
from cmt_desk.operations.decisions import correct, decide, propose, reject, withdraw
from cmt_desk.store import Store
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.forms import SignerFields, choice, day_field, day_of
from cmt_desk.ui.widgets import Form
from cmt_desk.wording import function_name

OF_FUNCTIONS = ("H4", "H6")  # cover, of the day and of each cohort; H6 also keeps two persons apart
FULL_DAYS = timedelta(days=13)  # two weeks, as in the one public precedent (KCP Lamongan, Sep 2020)


class DecisionForm(Form):
    """A new decision, or with `before` a new version in place of a signed one."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, decision: Decision, *, before: Decision | None = None
    ) -> None:
        told = {
            DecisionKind.WAIVER: _("A rule of the roster that may be broken, for whom and until when."),
            DecisionKind.WFH_FULL: _("Everybody works from home: the cap is 0 and no cover is asked."),
            DecisionKind.CAP: _("How many may come where the share of the rule rounds to nobody."),
        }
        title = (
            _("New version of a decision")
            if before
            else {
                DecisionKind.WAIVER: _("Waive a rule"),
                DecisionKind.WFH_FULL: _("WFH-Full of an office"),
                DecisionKind.CAP: _("Decide the number of people"),
            }[decision.kind]
        )
        super().__init__(parent, title, told[decision.kind], width=600)
        self._desk, self._decision, self._before = desk, decision, before
        store = desk.store
        office = store.branches.by_code().get(decision.branch or "")
        self.head.setText(f"{title}: {office.name}" if office else title)
        self.rule = choice([(r, rule_name(r)) for r in WAIVABLE], decision.rule or "H4")
        people = store.people.of_branch(decision.branch) if decision.branch else []
        everybody = [("", _("everybody"))]
        self.employee = choice(everybody + [(e.number, f"{e.name} · {e.number}") for e in people],
                               decision.employee or "")  # fmt: skip
        functions = [(f.code, function_name(f.name_id, f.name_en)) for f in store.people.functions()]
        self.function = choice([("", _("every function")), *functions], decision.function or "")
        self.people = QSpinBox()
        self.people.setRange(0, 999)
        self.people.setValue(decision.people or 1)
        self.first, self.last = day_field(decision.valid_from), day_field(decision.valid_to or date.max)
        self.reason, self.letter = QLineEdit(decision.reason), QLineEdit(decision.letter)
        self.reason.setPlaceholderText(_("Why, in one sentence"))
        self.letter.setPlaceholderText("B/11868/102020")
        self.at_once = QCheckBox(_("Sign at once; otherwise it waits in the register"))
        self.at_once.setChecked(True)
        self._rows()
        if decision.kind is DecisionKind.WAIVER:
            self.rule.currentIndexChanged.connect(lambda _n: self._follow_rule())
            self._follow_rule()

    def _follow_rule(self) -> None:
        """What the rule is about: cover of a function, or a person."""
        rule = self.rule.currentData()
        self.form.setRowVisible(self.employee, rule != "H4")
        self.form.setRowVisible(self.function, rule in OF_FUNCTIONS)

    def _rows(self) -> None:
        match self._decision.kind:
            case DecisionKind.WAIVER:
                self.row(_("Rule"), self.rule)
                self.row(_("Person"), self.employee)
                self.row(_("Function"), self.function)
            case DecisionKind.CAP:
                self.row(_("People in the office"), self.people)
            case DecisionKind.WFH_FULL:
                pass
        self.row(_("First day"), self.first)
        self.row(_("Last day"), self.last)
        self.row(_("Reason"), self.reason)
        self.row(_("Letter number"), self.letter)
        self.signer = SignerFields(self, self._desk)
        self.form.addRow("", self.at_once)

    def decision(self) -> Decision:
        waiver = self._decision.kind is DecisionKind.WAIVER
        rule = self.rule.currentData() if waiver else None
        return replace(
            self._decision,
            rule=rule,
            employee=(self.employee.currentData() or None) if rule and rule != "H4" else None,
            function=(self.function.currentData() or None) if rule in OF_FUNCTIONS else None,
            people=self.people.value() if self._decision.kind is DecisionKind.CAP else None,
            valid_from=day_of(self.first),
            valid_to=day_of(self.last),
            reason=self.reason.text(),
            letter=self.letter.text(),
        )

    def save(self) -> None:
        """Proposed, and signed if asked for, as one step."""
        store, by = self._desk.store, self.signer.signer()
        with store.operation("decide", self.windowTitle()):
            if self._before:
                key = correct(store, self._before.id, self.decision(), by)
            else:
                key = propose(store, self.decision(), by)
            if self.at_once.isChecked():
                decide(store, key, by)
        if self.at_once.isChecked():
            _tell_what_waits(self._desk, key)


class SignForm(Form):
    """`step`: sign, reject or withdraw a decision of the register."""

    def __init__(self, desk: Desk, parent: QWidget | None, decision: Decision, step: str) -> None:
        title, told = {
            "sign": (_("Sign the decision"), _("Signed, it counts and is never rewritten.")),
            "reject": (_("Reject the proposal"), _("It stays in the register with your reason.")),
            "withdraw": (_("Withdraw the decision"), _("From the day named it no longer counts.")),
        }[step]
        super().__init__(parent, title, told)
        self._desk, self._decision, self._step = desk, decision, step
        self.head.setText(decision_title(desk.store, decision))
        words = {"sign": _("Sign"), "reject": _("Reject"), "withdraw": _("Withdraw")}
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(words[step])
        self.signer, self.reason = SignerFields(self, desk), QLineEdit()
        if step != "sign":
            self.row(_("Reason"), self.reason)

    def save(self) -> None:
        store, by = self._desk.store, self.signer.signer()
        match self._step:
            case "sign":
                decide(store, self._decision.id, by)
                _tell_what_waits(self._desk, self._decision.id)
            case "reject":
                reject(store, self._decision.id, by, self.reason.text())
            case _:
                withdraw(store, self._decision.id, by, self.reason.text())


def _tell_what_waits(desk: Desk, key: str) -> None:
    """Signed by one of two: nobody should believe that it counts already."""
    if waits := waiting_text(desk.store, desk.store.decisions.get(key)):
        desk.banner.said.emit("refused", _("Signed, but it does not count yet.") + " " + waits)


def waiting_text(store: Store, decision: Decision | None) -> str:
    """Whose signature an open decision of CMT or ECMT waits for; empty for any other."""
    if decision is None or decision.settled or decision.kind not in BY_AUTHORITY:
        return ""
    return missing_text(still_missing(store, decision))


def new_decision(kind: DecisionKind, branch: str, day: date, employee: str | None = None) -> Decision:
    """What a form begins with."""
    last = day + FULL_DAYS if kind is DecisionKind.WFH_FULL else day
    rule = ("H3" if employee else "H4") if kind is DecisionKind.WAIVER else None
    return Decision("", kind, day, last, "", branch, rule=rule, employee=employee)
