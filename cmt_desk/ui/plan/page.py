"""The plan's state, the register of every decision, and the one chosen with its signatures."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout

from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.i18n import _
from cmt_desk.operations.decisions import review
from cmt_desk.reports.decision import as_paper, register_paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.plan.decision_list import DecisionList
from cmt_desk.ui.plan.detail import DecisionView
from cmt_desk.ui.plan.facts import decision_facts
from cmt_desk.ui.plan.forms import (
    ProposeForm,
    ReopenForm,
    ReviewForm,
    StepForm,
    first_full,
    first_level,
    first_stand_down,
)
from cmt_desk.ui.plan.register import may_follow, step_words
from cmt_desk.ui.plan.state_card import StateCard
from cmt_desk.ui.printing.dialog import PaperDialog
from cmt_desk.ui.widgets import Card, EmptyState


class PlanPage(Page):
    reads = frozenset(
        "activation decision decision_signature decision_office decision_function decision_review mandate"
        " branch employee".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known: Sequence[Decision] = ()
        self.list = DecisionList()
        self.table = self.list.table
        self.view, self.unchosen = DecisionView(), EmptyState(_("Choose a decision to see its signatures."))
        self._lay_out()
        self.table.chosen.connect(lambda _decision: self._show_chosen())

    # --- what can be done ------------------------------------------------------------------------

    def actions(self) -> list[Action]:
        return [
            Action(_("Propose a level…"), _("A new level of the plan, or a change of level"),
                   lambda: self.propose(first_level(self.desk)), "plan"),
            Action(_("Propose the stand-down…"), _("End the plan: needs CMT and ECMT"),
                   lambda: self.propose(first_stand_down(self.desk, self.table.current())), "close"),
            Action(_("Propose WFH-Full…"), _("Everybody of an office works from home"),
                   lambda: self.propose(first_full(self.desk)), "home"),
            Action(_("Print the register…"), _("The decisions shown, with room for signatures"),
                   self.print_register, "print"),
        ]  # fmt: skip

    def _steps(self) -> list[Action]:
        return [
            Action(_("Recommend…"), _("Stand behind the proposal"), partial(self._run, "recommend"), "next"),
            Action(_("Sign…"), _("Agree for the CMT or the ECMT"), partial(self._run, "sign"), "check"),
            Action(_("Amend…"), _("Take it otherwise than proposed"), lambda: self._change(), "edit"),
            Action(
                _("Reject…"), _("Not taken; it stays in the register"), partial(self._run, "reject"), "close"
            ),
            Action(_("Review…"), _("Look at it again and keep it"), partial(self._run, "review"), "refresh"),
            Action(_("New version…"), _("Correct or extend what was signed"), lambda: self._change(), "copy"),
            Action(_("Withdraw…"), _("End it before its last day"), partial(self._run, "withdraw"), "undo"),
            Action(_("Print…"), _("This decision with its signatures"), self.print_one, "print"),
        ]

    # --- layout ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        doing, self.buttons = button_row(self, self.actions())
        self.state = StateCard(doing)
        right = Card()
        self._right = QStackedWidget()
        for part in (self.unchosen, self.view):
            self._right.addWidget(part)
        right.body.addWidget(self._right, 1)
        steps = self._steps()
        for some in (steps[:4], steps[4:]):
            row, made = button_row(self, some)
            self.buttons |= made
            right.body.addLayout(row)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(look.ROOM)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes([700, 560])
        column = QVBoxLayout(self)
        column.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        column.setSpacing(look.ROOM)
        column.addWidget(self.state)
        column.addWidget(splitter, 1)

    # --- showing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        self._known = store.decisions.all()
        self.state.show_state(store, day)
        self.list.show_decisions(store, self._known, day)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen: Decision | None = self.table.current()
        if chosen is not None:
            self.view.show_decision(decision_facts(self.desk.store, chosen, self._known, self.desk.days.day))
        self._right.setCurrentWidget(self.view if chosen is not None else self.unchosen)
        writable = not self.desk.days.is_past and not self.desk.store.read_only
        for action in self.actions():
            self.buttons[action.text].setEnabled(writable or action.slot == self.print_register)
        self.buttons[_("Propose the stand-down…")].setEnabled(
            writable and self.desk.store.plans.state(self.desk.days.day) is not None
        )
        may = may_follow(chosen, self._known, self.desk.days.day) if chosen and writable else set[str]()
        for name, text in {
            "recommend": _("Recommend…"),
            "sign": _("Sign…"),
            "amend": _("Amend…"),
            "reject": _("Reject…"),
            "review": _("Review…"),
            "correct": _("New version…"),
            "withdraw": _("Withdraw…"),
        }.items():
            self.buttons[text].setEnabled(name in may)
        self.buttons[_("Print…")].setEnabled(chosen is not None)

    def show_decision(self, key: str) -> None:
        """Put a decision in front, whatever is filtered now."""
        self.list.show_all()
        self._turn_stale()
        self.table.choose(key)
        self._show_chosen()

    # --- what the user does ----------------------------------------------------------------------

    def propose(self, first: Decision) -> None:
        self._open(ProposeForm(self.desk, self, first))

    def _change(self) -> None:
        if chosen := self.table.current():
            self._open(ProposeForm(self.desk, self, chosen, before=chosen))

    def _open(self, form: ProposeForm) -> None:
        before = {d.id for d in self.desk.store.decisions.all()}
        if form.exec():
            made = [d.id for d in self.desk.store.decisions.all() if d.id not in before]
            if made:
                self.show_decision(made[-1])

    def step_form(self, what: str) -> StepForm | None:
        """The form of a step for the decision chosen."""
        chosen: Decision | None = self.table.current()
        if chosen is None:
            return None
        store, key = self.desk.store, chosen.id
        if what == "review":
            return ReviewForm(self.desk, self, chosen, partial(review, store, key))
        if what == "withdraw" and chosen.kind is DecisionKind.WFH_FULL:
            return ReopenForm(self.desk, self, chosen)
        words, step = step_words(what)
        return StepForm(self.desk, self, chosen, words, lambda by, note: step(store, key, by, note))

    def _run(self, what: str) -> None:
        if form := self.step_form(what):
            form.exec()

    # --- paper -----------------------------------------------------------------------------------

    def front_paper(self) -> Action:
        return Action(
            _("Register of decisions"),
            _("The decisions shown, with room for signatures"),
            self.print_register,
        )

    def print_one(self) -> None:
        if chosen := self.table.current():
            facts = decision_facts(self.desk.store, chosen, self._known, self.desk.days.day)
            paper = as_paper(facts, self.desk.store.settings.institution, self.desk.days.day)
            PaperDialog(self.desk, paper, self).exec()

    def print_register(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        rows = [decision_facts(store, d, self._known, day) for d in self.list.shown()]
        paper = register_paper(rows, self.list.shown_text(), store.settings.institution, day)
        PaperDialog(self.desk, paper, self).exec()
