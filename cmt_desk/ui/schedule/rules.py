"""The cap rules as rows: reference, dates, areas and shares; add, change, end, remove."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cap_sets import flaws
from cmt_desk.domain.caps import FLAT, NATIONAL, CapRule
from cmt_desk.i18n import _, long_date, medium_date
from cmt_desk.operations.cap_rules import end_rule, flaw_text, remove_rule
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.forms import attempt, day_field, day_of
from cmt_desk.ui.schedule.rule_form import RuleForm
from cmt_desk.ui.widgets import Column, Form, RecordTable, close_button, heading, plain_label

TABLES = frozenset({"cap_rule", "cap_share", "area_scope"})


class RulesWindow(QDialog):
    """Not modal; the highest rank in force decides, and a local rule replaces the national one."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Cap rules"))
        self.resize(1160, 480)
        self.told = plain_label()
        self.told.setWordWrap(True)
        self.table = RecordTable(
            [
                Column(_("Number"), lambda r: r.number, colour=self._tone),
                Column(_("Issued by"), lambda r: r.issuer, width=190, tip=lambda r: r.issuer),
                Column(_("In force from"), lambda r: r.effective_from, _since, width=110),
                Column(_("Until"), lambda r: r.effective_to, _until, width=204),
                Column(_("Areas"), lambda r: r.scope, scope_name, width=110),
                Column(_("Shares"), shares_text, width=190),
                Column(_("Rank"), lambda r: r.precedence, right=True, width=84),
            ],
            key=lambda r: r.code,
        )  # fmt: skip
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(self.windowTitle())
        row, self.buttons = button_row(self, self._actions())
        row.addWidget(close_button(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        column.addWidget(heading(self.windowTitle()))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda rule: RuleForm(desk, self, rule).exec())
        desk.changes.happened.connect(self._follow)
        self.refresh()

    def _actions(self) -> list[Action]:
        return [
            Action(_("Add rule…"), _("A new rule, or one of 2020 to 2022"), self._add, "add"),
            Action(_("Change rule…"), _("Its reference, dates or shares"), self._change, "edit"),
            Action(_("End rule…"), _("Name its last day"), self._end, "check"),
            Action(_("Remove rule"), _("Take out what was entered by mistake"), self.remove, "close"),
        ]

    def _tone(self, rule: CapRule) -> str | None:
        return look.tokens().good if rule.in_force(self._desk.days.day) else None

    def _follow(self, operation: Operation) -> None:
        if self.isVisible() and operation.tables & TABLES:
            self.refresh()

    def refresh(self) -> None:
        rules = self._desk.store.branches.cap_rules()
        self.table.show_records(sorted(rules, key=lambda r: (r.effective_from, r.code), reverse=True))
        wrong = flaws(rules)
        holding = sum(r.in_force(self._desk.days.day) for r in rules)
        told = _("{n} rules hold on {day}; the highest rank decides.")
        self.told.setText(
            flaw_text(wrong[0]) if wrong else told.format(n=holding, day=long_date(self._desk.days.day))
        )
        self.told.setProperty("tone", "danger" if wrong else "")
        self.told.style().polish(self.told)
        self._enable()

    def _enable(self) -> None:
        chosen = self.table.current() is not None and not self._desk.store.read_only
        for text in (_("Change rule…"), _("End rule…"), _("Remove rule")):
            self.buttons[text].setEnabled(chosen)
        self.buttons[_("Add rule…")].setEnabled(not self._desk.store.read_only)

    def _add(self) -> None:
        RuleForm(self._desk, self).exec()

    def _change(self) -> None:
        if rule := self.table.current():
            RuleForm(self._desk, self, rule).exec()

    def _end(self) -> None:
        if rule := self.table.current():
            EndForm(self._desk, self, rule).exec()

    def remove(self) -> None:
        if rule := self.table.current():
            told = _("{number} is removed. Undo with Ctrl+Z.").format(number=rule.number)
            attempt(self._desk, lambda: remove_rule(self._desk.store, rule.code), told)


class EndForm(Form):
    def __init__(self, desk: Desk, parent: QWidget | None, rule: CapRule) -> None:
        super().__init__(parent, _("End the rule"), _("It holds until this day, the day included."))
        self._desk, self._rule = desk, rule
        self.head.setText(rule.number)
        self.last = day_field(rule.effective_to or max(desk.days.today, rule.effective_from))
        self.row(_("Last day"), self.last)

    def save(self) -> None:
        end_rule(self._desk.store, self._rule.code, day_of(self.last))


def scope_name(rule: CapRule) -> str:
    return _("All areas") if rule.scope == NATIONAL else rule.scope.capitalize()


def shares_text(rule: CapRule) -> str:
    """ "H 100 · K 75 · O 50 · M 25 %"."""
    if rule.kind == FLAT:
        return f"{rule.shares.get(FLAT, 0)} %"
    if rule.kind == "DISCRETION":
        return _("No figure")
    parts = [f"{zone.letter} {rule.shares[zone.value]}" for zone in Zone if zone.value in rule.shares]
    return " · ".join(parts) + " %"


def _since(rule: CapRule) -> str:
    return medium_date(rule.effective_from)


def _until(rule: CapRule) -> str:
    return medium_date(rule.effective_to) if rule.effective_to else _("until further notice")
