"""The plan's state, the register of every decision, and the one chosen with its signatures."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.plan import Stage, review_overdue, stage
from cmt_desk.i18n import _, long_date, medium_date, number
from cmt_desk.operations.decision_words import decision_title, stage_name
from cmt_desk.operations.decisions import review
from cmt_desk.reports.decision import as_paper, register_paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.plan.detail import DecisionView
from cmt_desk.ui.plan.facts import decision_facts
from cmt_desk.ui.plan.forms import (
    ProposeForm,
    ReopenForm,
    ReviewForm,
    StepForm,
    combo,
    first_full,
    first_level,
    first_stand_down,
)
from cmt_desk.ui.plan.register import OPEN, ORDER, RUNNING, fits, may_follow, stands, step_words
from cmt_desk.ui.printing.dialog import PaperDialog
from cmt_desk.ui.widgets import Card, Column, EmptyState, RecordTable, faint, plain_label
from cmt_desk.wording import plan_level


class PlanPage(Page):
    reads = frozenset(
        "activation decision decision_signature decision_office decision_function decision_review mandate"
        " branch employee".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known: Sequence[Decision] = ()
        self._of: dict[str, tuple[str, Stage]] = {}  # title and stage of each, read once
        self.level, self.since = plain_label(big=True), faint()
        self.review = plain_label(tone="warning")
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
        self.table = RecordTable(self._columns(), key=lambda d: d.id)
        self.table.setAccessibleName(_("Register of decisions"))
        self.table.horizontalHeader().setStretchLastSection(False)
        self.nothing = EmptyState(_("No decision yet. Propose the first level of the plan above."))
        self.view, self.unchosen = DecisionView(), EmptyState(_("Choose a decision to see its signatures."))
        self._lay_out()
        self.kinds.currentIndexChanged.connect(lambda _n: self._show_rows())
        self.stages.currentIndexChanged.connect(lambda _n: self._show_rows())
        self.table.chosen.connect(lambda _decision: self._show_chosen())

    # --- what can be done ------------------------------------------------------------------------

    def actions(self) -> list[Action]:
        return [
            Action(_("Propose a level…"), _("A new level of the plan, or a change of level"),
                   lambda: self.propose(first_level(self.desk)), "plan"),
            Action(_("Propose the stand-down…"), _("End the plan: needs CMT and ECMT"),
                   lambda: self.propose(first_stand_down(self.desk)), "close"),
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
        top = Card()
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.level, self.since, self.review):
            words.addWidget(part)
        doing, self.buttons = button_row(self, self.actions())
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addLayout(doing)
        top.body.addLayout(line)
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
        splitter.addWidget(self._left())
        splitter.addWidget(right)
        splitter.setSizes([700, 560])
        column = QVBoxLayout(self)
        column.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        column.setSpacing(look.ROOM)
        column.addWidget(top)
        column.addWidget(splitter, 1)

    def _left(self) -> QWidget:
        left = QWidget()
        filters = QHBoxLayout()
        self.count = faint()
        self.count.setWordWrap(False)
        for part in (self.kinds, self.stages, self.count):
            filters.addWidget(part)
        filters.addStretch(1)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        return left

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
        late = self._of[decision.id][1] in RUNNING and review_overdue(decision, self.desk.days.day)
        return look.tokens().warning if late else None

    # --- showing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        self._known = store.decisions.all()
        self._of = {d.id: (decision_title(store, d), stage(d, self._known, day)) for d in self._known}
        self._show_state()
        self._show_rows()
        if self.table.current() is None and self.shown():
            self.table.choose(self.shown()[0].id)
        self._show_chosen()

    def _show_state(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        now = store.plans.state(day)
        if now is None:
            self.level.setText(_("BC Plan: not active"))
            self.since.setText(_("Propose a level; a member of CMT or ECMT decides it."))
            self.review.hide()
            return
        self.level.setText(
            _("Level {level} {name} · day {n}").format(
                level=now.level, name=plan_level(now.level), n=number(now.day_number)
            )
        )
        told = _("active since {day}").format(day=long_date(now.since))
        if now.letter:
            told += f" · {now.letter}"
        if now.review:
            told += " · " + _("review on {day}").format(day=long_date(now.review))
        self.since.setText(told)
        late = now.review is not None and now.review < day
        self.review.setText(_("The review is overdue.") if late else "")
        self.review.setVisible(late)

    def shown(self) -> list[Decision]:
        """The decisions that fit the filters, what waits first."""
        kind, where = self.kinds.currentData(), self.stages.currentData()
        found = [d for d in self._known if fits(d, kind) and stands(self._of[d.id][1], where)]
        return sorted(found, key=lambda d: (ORDER.index(self._of[d.id][1]), -d.valid_from.toordinal(), d.id))

    def _show_rows(self) -> None:
        shown = self.shown()
        self.table.show_records(shown)
        self.count.setText(_("{n} decisions").format(n=number(len(shown))))
        self.table.setVisible(bool(self._known))
        self.nothing.setVisible(not self._known)

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
        for box in (self.kinds, self.stages):
            box.setCurrentIndex(0)
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

    def print_one(self) -> None:
        if chosen := self.table.current():
            facts = decision_facts(self.desk.store, chosen, self._known, self.desk.days.day)
            paper = as_paper(facts, self.desk.store.settings.institution, self.desk.days.day)
            PaperDialog(self.desk, paper, self).exec()

    def print_register(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        rows = [decision_facts(store, d, self._known, day) for d in self.shown()]
        shown = f"{self.kinds.currentText()}, {self.stages.currentText().lower()}"
        PaperDialog(self.desk, register_paper(rows, shown, store.settings.institution, day), self).exec()
