"""The forms of the register of losses: recording, correcting, the steps after that, and the limits."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from cmt_desk.continuity_wording import loss_amount, loss_kind_name, sub_kind_name
from cmt_desk.domain.losses import SUB_KINDS, Loss, LossKind
from cmt_desk.i18n import _
from cmt_desk.operations.functions import function_names
from cmt_desk.operations.losses import (
    correct_loss,
    link_choices,
    loss_limits,
    record_loss,
    set_loss_limits,
)
from cmt_desk.ui.continuity.amount import AmountField
from cmt_desk.ui.continuity.function_forms import office_choice
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Form
from cmt_desk.ui.widgets.form import choice, day_field, day_of


class LossForm(Form):
    """A new loss, or another version of one: then with the reason."""

    def __init__(self, desk: Desk, loss: Loss | None, parent: QWidget | None) -> None:
        told = _("The earlier version stays readable; the new one has to be verified anew.") if loss else ""
        super().__init__(parent, _("Correct a loss") if loss else _("Record a loss"), told, width=620)
        self._desk, self._before = desk, loss
        store, day = desk.store, min(desk.days.day, desk.days.today)
        self.kind = choice(
            [(k.value, loss_kind_name(k)) for k in LossKind], loss.kind.value if loss else None
        )
        self.sub = QComboBox()
        self.occurred = day_field(loss.occurred if loss else day)
        self.known = day_field(loss.known if loss else day)
        for field in (self.occurred, self.known):
            today = desk.days.today
            field.setMaximumDate(QDate(today.year, today.month, today.day))
        self.office = office_choice(desk, loss.branch if loss else desk.picked.branch)
        names = function_names(store)
        self.function = choice([("", "–"), *names.items()], loss.function if loss else "")
        self.text = QLineEdit(loss.text if loss else "")
        self.amount = AmountField(loss.amount if loss else None)
        self.low, self.high = (
            AmountField(loss.low if loss else None),
            AmountField(loss.high if loss else None),
        )
        self.expected = AmountField((loss.expected or None) if loss else None)
        self.recovered = AmountField((loss.recovered or None) if loss else None)
        link = "/".join((loss.case, loss.decision, loss.run)) if loss else "//"
        links = [("/".join(key), text) for key, text in link_choices(store, desk.days.day)]
        if link not in dict(links):  # older than what is offered: it is kept
            links.append((link, _("as before")))
        self.link = choice(links, link)
        self.link.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.evidence = QLineEdit(loss.evidence if loss else "")
        self.evidence.setPlaceholderText(_("letter, invoice, file…"))
        self.reason = QLineEdit()
        for text, field in (
            (_("Kind"), self.kind), (_("Kind in detail"), self.sub), (_("What was lost"), self.text),
            (_("Occurred"), self.occurred), (_("Known since"), self.known), (_("Office"), self.office),
            (_("Function"), self.function), (_("Amount"), self.amount), (_("At least"), self.low),
            (_("At most"), self.high), (_("Expected part"), self.expected),
            (_("Recovered part"), self.recovered), (_("Belongs to"), self.link),
            (_("Evidence"), self.evidence),
        ):  # fmt: skip
            self.row(text, field)
        if loss:
            self.row(_("Reason of the correction"), self.reason)
        self.kind.activated.connect(self._follow)
        self._follow()
        if loss:
            self.sub.setCurrentIndex(max(0, self.sub.findData(loss.sub)))

    @property
    def chosen_kind(self) -> LossKind:
        return LossKind(self.kind.currentData())

    def _follow(self) -> None:
        """Another kind has other details and another measure."""
        kind = self.chosen_kind
        self.sub.clear()
        for sub in SUB_KINDS[kind]:
            self.sub.addItem(sub_kind_name(sub), sub)
        self.amount.setPlaceholderText(
            {
                LossKind.FINANCIAL: _("rupiah"),
                LossKind.REPUTATION: _("severity, 1 (slight) to 5 (lasting)"),
                LossKind.LIFE: _("people"),
            }[kind]
        )
        for field in (self.low, self.high, self.expected, self.recovered):
            self.form.setRowVisible(field, kind is LossKind.FINANCIAL)
        self.adjustSize()

    def save(self) -> None:
        money = self.chosen_kind is LossKind.FINANCIAL
        amount = self.amount.amount(_("Amount"))
        case, decision, run = (self.link.currentData() or "//").split("/")
        today = self._desk.days.today
        made = Loss(
            "", day_of(self.occurred), day_of(self.known), today, self.chosen_kind, self.sub.currentData(),
            self.text.text().strip(), amount or 0,
            self.low.amount(_("At least")) if money else None,
            self.high.amount(_("At most")) if money else None,
            (self.expected.amount(_("Expected part")) or 0) if money else 0,
            (self.recovered.amount(_("Recovered part")) or 0) if money else 0,
            self.office.currentData() or "", self.function.currentData() or "", case, decision, run,
            self.evidence.text().strip(),
        )  # fmt: skip
        store = self._desk.store
        if self._before:
            correct_loss(store, self._before.id, made, self.reason.text(), today=today)
        else:
            record_loss(store, made, today=today)


class StepForm(Form):
    """Verifying, closing or withdrawing: who says so, and why."""

    def __init__(
        self,
        desk: Desk,
        loss: Loss,
        title: str,
        act: Callable[[str, str, date], None],
        parent: QWidget | None,
        *,
        noted: str,
    ) -> None:
        super().__init__(parent, title, f"{loss.text} · {loss_amount(loss.kind, loss.amount)}", width=520)
        self._desk, self._act = desk, act
        own = desk.store.actor if desk.store.actor.casefold() != loss.by.casefold() else ""
        self.name, self.note = QLineEdit(own), QPlainTextEdit()
        self.note.setFixedHeight(72)
        self.note.setTabChangesFocus(True)
        self.row(_("Name"), self.name)
        self.row(noted, self.note)

    def save(self) -> None:
        self._act(self.name.text(), self.note.toPlainText(), self._desk.days.today)


class LimitsForm(Form):
    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        told = _("Two lines across the curve of unexpected financial losses, in rupiah; empty: no line.")
        super().__init__(parent, _("Limits of losses"), told, width=520)
        self._desk = desk
        appetite, limit = loss_limits(desk.store)
        self.appetite, self.limit, self.reason = AmountField(appetite), AmountField(limit), QLineEdit()
        self.reason.setPlaceholderText(_("CMT meeting, letter number…"))
        self.row(_("Appetite"), self.appetite)
        self.row(_("Catastrophic line"), self.limit)
        self.row(_("Reason"), self.reason)

    def save(self) -> None:
        set_loss_limits(
            self._desk.store, self.appetite.amount(_("Appetite")), self.limit.amount(_("Catastrophic line")),
            self.reason.text(),
        )  # fmt: skip
