"""The forms of the plan: what is proposed, what is signed or not, and what is looked at again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from cmt_desk.continuity_wording import plan_level
from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.plan import OF_PLAN
from cmt_desk.i18n import _
from cmt_desk.operations.clock import office_now
from cmt_desk.operations.decision_words import decision_title, letter_warning
from cmt_desk.operations.decisions import Signer, amend, correct, propose
from cmt_desk.operations.plan_rules import effect_text
from cmt_desk.operations.reopening import order_tests, reopen, reopening_tests, reopening_text
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.plan.scope import ScopeField
from cmt_desk.ui.plan.seat import seat_text, signer
from cmt_desk.ui.widgets import plain_label
from cmt_desk.ui.widgets.form import Form, choice, day_field, day_of

WEEK = timedelta(days=7)


def reason_field(prompt: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setPlaceholderText(prompt)
    field.setTabChangesFocus(True)
    field.setFixedHeight(64)
    return field


class ProposeForm(Form):
    """`first`: what the form begins with. `before`: the version it corrects, or amends while it is open."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, first: Decision, before: Decision | None = None
    ) -> None:
        titles = {
            DecisionKind.PLAN: _("Propose a level of the BC Plan"),
            DecisionKind.STAND_DOWN: _("Propose the stand-down of the BC Plan"),
            DecisionKind.WFH_FULL: _("Propose WFH-Full of an office"),
        }
        amends = before is not None and not before.settled
        title = (
            titles[first.kind] if before is None else _("Amend the proposal") if amends else _("New version")
        )
        told = _("The figures of today are kept with the proposal. {who} proposes.").format(
            who=seat_text(desk)
        )
        if before is not None and not amends:
            told = _("The signed version stays as it is until this one is signed.") + " " + told
        super().__init__(parent, title, told, width=560)
        self._desk, self._first, self._before = desk, first, before
        self.level = choice([(n, f"{n} · {plan_level(n)}") for n in range(4)], first.level)
        self.scope = ScopeField(desk.store)
        self.scope.choose(first.offices, first.functions)
        offices = [(code, office.name) for code, office in desk.store.branches.by_code().items()]
        self.office = choice(offices, first.branch)
        self.since, self.ends = day_field(first.valid_from), QCheckBox(_("has a last day"))
        self.until = day_field(first.valid_to or first.valid_from + WEEK)
        self.review = day_field(first.review or first.valid_from + WEEK)
        self.reason = reason_field(_("What makes it necessary: events, figures, orders"))
        self.reason.setPlainText(first.reason)
        self.letter, self.warning = QLineEdit(first.letter), plain_label(tone="warning")
        self.letter.setPlaceholderText("B/11868/102020")
        self.why, self.effect = QLineEdit(), plain_label(faint=True)
        self.effect.setWordWrap(True)
        self._orders = order_tests(desk.store) if first.kind is DecisionKind.WFH_FULL else frozenset[str]()
        self.ordered = QCheckBox(_("by order of the local government"))
        self.ordered.setChecked(bool(self._orders & set(_tests(first))))
        self._rows(amends)
        self.ends.toggled.connect(self.until.setEnabled)
        self.ends.setChecked(first.valid_to is not None)
        self.until.setEnabled(first.valid_to is not None)
        self.letter.textChanged.connect(lambda text: self._warn(text.strip()))
        self._warn(first.letter)
        for changed in (self.scope.changed, self.since.dateChanged, self.level.currentIndexChanged):
            changed.connect(lambda *_what: self._foresee())
        self._foresee()

    def _rows(self, amends: bool) -> None:
        kind = self._first.kind
        if kind is DecisionKind.PLAN:
            self.row(_("Level"), self.level)
            self.row(_("Scope"), self.scope)
        elif kind is DecisionKind.WFH_FULL:
            self.office.setEnabled(self._before is None)
            self.row(_("Office"), self.office)
        self.row(_("First day without plan") if kind is DecisionKind.STAND_DOWN else _("From"), self.since)
        if kind is DecisionKind.PLAN:
            self.row("", self.ends)
        if kind is not DecisionKind.STAND_DOWN:
            self.row(_("Last day"), self.until)
        self.form.addRow("", self.effect)
        if kind is DecisionKind.PLAN:
            self.row(_("Review on"), self.review)
        self.row(_("Grounds"), self.reason)
        if self._orders:
            self.row("", self.ordered)
        self.row(_("Letter"), self.letter)
        self.form.addRow("", self.warning)
        if amends:
            self.row(_("Why amended"), self.why)

    def _warn(self, letter: str) -> None:
        self.warning.setText(letter_warning(letter))
        self.warning.setVisible(bool(letter_warning(letter)))

    def _foresee(self) -> None:
        """What signing this would end, before anybody signs it."""
        told = effect_text(self._desk.store, self.decision())
        self.effect.setText(told)
        self.effect.setVisible(bool(told))

    def decision(self) -> Decision:
        """What the fields say."""
        kind = self._first.kind
        has_end = kind is DecisionKind.WFH_FULL or (kind is DecisionKind.PLAN and self.ends.isChecked())
        made = replace(
            self._first,
            valid_from=day_of(self.since),
            valid_to=day_of(self.until) if has_end else None,
            reason=self.reason.toPlainText(),
            letter=self.letter.text(),
        )
        if kind is DecisionKind.WFH_FULL:
            own = [t for t in _tests(self._first) if t not in self._orders]
            tests = sorted([*own, *self._orders]) if self.ordered.isChecked() else own
            return replace(made, branch=self.office.currentData(), tests=", ".join(tests))
        if kind is DecisionKind.STAND_DOWN:
            return made
        return replace(
            made,
            level=self.level.currentData(),
            review=day_of(self.review),
            offices=self.scope.chosen("office"),
            functions=self.scope.chosen("function"),
        )

    def save(self) -> str:
        store, by, made = self._desk.store, signer(self._desk), self.decision()
        if self._before is None:
            return propose(store, made, by)
        if self._before.settled:
            return correct(store, self._before.id, made, by)
        return amend(store, self._before.id, made, by, self.why.text())


def _tests(decision: Decision) -> list[str]:
    return decision.tests.split(", ") if decision.tests else []


class StepForm(Form):
    """One step in the life of a decision, by the person at the desk; the note is its reason."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        decision: Decision,
        words: tuple[str, str, str],
        step: Callable[[Signer, str], object],
    ) -> None:
        title, told, prompt = words
        super().__init__(parent, title, told)
        self._desk, self._step = desk, step
        self.head.setText(f"{title}: {decision_title(desk.store, decision)}")
        if effect := effect_text(desk.store, decision):
            self.hint.setText("\n".join(filter(None, (told, effect))))
            self.hint.show()
        self.by, self.reason = plain_label(seat_text(desk)), reason_field(prompt)
        self.form.addRow(plain_label(_("By")), self.by)
        if prompt:
            self.row(_("Note"), self.reason)

    def save(self) -> None:
        self._step(signer(self._desk), self.reason.toPlainText())


class ReviewForm(StepForm):
    """Looked at again: kept until another day."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        decision: Decision,
        step: Callable[[Signer, str, date], object],
    ) -> None:
        words = (
            _("Review"),
            _("It stays as it is. The next review lies within 14 days."),
            _("What was found"),
        )
        super().__init__(desk, parent, decision, words, lambda by, note: step(by, note, day_of(self.next)))
        daily = decision.kind not in OF_PLAN  # WFH-Full is looked at every day
        self.next = day_field(desk.days.today + (timedelta(days=1) if daily else WEEK))
        self.row(_("Next review"), self.next)


class ReopenForm(StepForm):
    """An office is opened again: the tests are shown, and which failed is kept with the signature."""

    def __init__(self, desk: Desk, parent: QWidget | None, decision: Decision) -> None:
        store, now = desk.store, office_now(desk.store, decision.branch)
        self.tests = reopening_tests(store, decision.branch or "", now)
        told = _("From today on the office is open again. The tests of reopening:")
        words = (_("Open again"), told, _("Why it ends"))
        super().__init__(
            desk, parent, decision, words, lambda by, note: reopen(store, decision.id, by, note, now)
        )
        self.hint.setText("\n".join([told, *map(reopening_text, self.tests)]))


def first_level(desk: Desk) -> Decision:
    """A new level, one above the one in force, in its place from today on."""
    today = desk.days.today
    state = desk.store.plans.state(today)
    level = min(3, state.level + 1) if state else 1
    return Decision("", DecisionKind.PLAN, today, None, "", level=level, review=today + WEEK,
                    follows=(state.decision or None) if state else None)  # fmt: skip


def first_stand_down(desk: Desk, chosen: Decision | None = None) -> Decision:
    """Of the level chosen in the register where it runs, else of the institution's."""
    today = desk.days.today
    running = {a.id for a in desk.store.plans.activations() if a.in_force(today)}
    state = desk.store.plans.state(today)
    follows = (state.decision or None) if state else None
    if chosen and chosen.id in running:
        follows = chosen.id
    return Decision("", DecisionKind.STAND_DOWN, today + timedelta(days=1), None, "", follows=follows)


def first_full(desk: Desk, days: int = 14) -> Decision:
    today = desk.days.today
    branch = desk.picked.branch or next(iter(desk.store.branches.by_code()), "")
    first = today + timedelta(days=1)
    return Decision("", DecisionKind.WFH_FULL, first, first + timedelta(days=days - 1), "", branch)


def combo(items: list[tuple[str, str]], name: str) -> QComboBox:
    made = choice(items)
    made.setAccessibleName(name)
    return made
