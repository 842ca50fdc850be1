"""The template editor: a draft's head and its steps, in both languages; nothing is stored before Save."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.protocols import Protocol, Step
from cmt_desk.domain.template_rules import renumbered
from cmt_desk.i18n import _, either
from cmt_desk.operations.templates import check, save_draft
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.protocols.step_form import StepForm
from cmt_desk.ui.unsaved import leaves_it
from cmt_desk.ui.widgets import button, plain_label, refusal_line, save_or_cancel

TEXTS = ("title_id", "title_en", "trigger_id", "trigger_en", "trigger_event")


class TemplateEditor(QDialog):
    def __init__(self, desk: Desk, protocol: Protocol, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk, self._protocol = desk, protocol
        self.setWindowTitle(_("{code}, draft of version {n}").format(code=protocol.code, n=protocol.version))
        self.resize(980, 620)
        store = desk.store
        roles = {code: either(*names) for code, names in store.protocols.roles().items()}
        self.steps: list[Step] = list(protocol.steps)
        self.head = _Head(protocol, store.protocols.categories(), roles)
        self.list, self.form = QListWidget(), StepForm(roles)
        self.refusal = refusal_line()
        self.tabs = QTabWidget()
        self.tabs.addTab(self._steps_page(), _("Steps"))
        self.tabs.addTab(self.head, _("Head"))
        column = QVBoxLayout(self)
        column.setSpacing(look.SPACE)
        for part in (self.tabs, self.refusal, save_or_cancel(self)):
            column.addWidget(part)
        self.list.currentRowChanged.connect(self._show)
        self.form.changed.connect(self._take)
        self._fill(0)

    def _steps_page(self) -> QWidget:
        page, row, left, tools = QWidget(), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self.buttons = {
            "add": button(_("Add"), "add", self.add),
            "remove": button(_("Remove"), "close", self.remove),
            "up": button(_("Up"), None, lambda: self.move_by(-1)),
            "down": button(_("Down"), None, lambda: self.move_by(1)),
        }
        for part in self.buttons.values():
            tools.addWidget(part)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.addWidget(self.list, 1)
        left.addLayout(tools)
        row.addLayout(left, 2)
        row.addWidget(self.form, 3)
        page.setLayout(row)
        return page

    def _fill(self, at: int) -> None:
        """The steps in their order; one of them stays chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        for step in self.steps:
            self.list.addItem(f"{step.n}. {either(step.text_id, step.text_en) or '–'}")
        at = max(0, min(at, len(self.steps) - 1))
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._show(at)

    def _show(self, at: int) -> None:
        chosen = self.steps[at] if 0 <= at < len(self.steps) else None
        self.form.show_step(chosen, self.steps)
        self.buttons["remove"].setEnabled(chosen is not None)
        self.buttons["up"].setEnabled(at > 0)
        self.buttons["down"].setEnabled(0 <= at < len(self.steps) - 1)

    def _take(self, step: Step) -> None:
        at = self.list.currentRow()
        self.steps[at] = step
        self.list.item(at).setText(f"{step.n}. {either(step.text_id, step.text_en) or '–'}")

    # --- what the user does ------------------------------------------------------------------------

    def add(self) -> None:
        """A new step after the chosen one."""
        at = self.list.currentRow() + 1
        role = self.steps[at - 1].role if self.steps else self._protocol.owner_role
        fresh = Step(
            max((s.n for s in self.steps), default=0) + 1, "", "", role, 24.0, "trigger", None, False
        )
        self.steps = list(renumbered([*self.steps[:at], fresh, *self.steps[at:]]))
        self._fill(at)
        self.form.text_id.setFocus()

    def remove(self) -> None:
        at = self.list.currentRow()
        self.steps = list(renumbered([*self.steps[:at], *self.steps[at + 1 :]]))
        self._fill(at)

    def move_by(self, n: int) -> None:
        at = self.list.currentRow()
        moved = list(self.steps)
        moved.insert(at + n, moved.pop(at))
        self.steps = list(renumbered(moved))
        self._fill(at + n)

    def edited(self) -> Protocol:
        return replace(self.head.edited(self._protocol), steps=tuple(self.steps))

    def accept(self) -> None:
        """Save; a rule that is broken is said here, and nothing typed is lost."""
        made = self.edited()
        try:
            check(self._desk.store, made)
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        if self._desk.perform(lambda: save_draft(self._desk.store, made)):
            super().accept()

    def reject(self) -> None:
        """Esc too: what was typed here may be an hour's work."""
        told = _("What was changed in {code} is not saved.").format(code=self._protocol.code)
        if self.edited() == self._protocol or leaves_it(self, [told]):
            super().reject()


class _Head(QWidget):
    """What a protocol is called, what starts it, who owns it, what it rests on."""

    def __init__(
        self, protocol: Protocol, categories: Sequence[tuple[str, str, str]], roles: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.fields = {name: QLineEdit(getattr(protocol, name)) for name in TEXTS}
        self.category, self.owner = QComboBox(), QComboBox()
        for code, indonesian, english in categories:
            self.category.addItem(either(indonesian, english), code)
        for code, name in sorted(roles.items(), key=lambda item: item[1]):
            self.owner.addItem(name, code)
        self.category.setCurrentIndex(self.category.findData(protocol.category))
        self.owner.setCurrentIndex(self.owner.findData(protocol.owner_role))
        self.legal = QPlainTextEdit("\n".join(protocol.legal_basis))
        self.legal.setTabChangesFocus(True)
        form = QFormLayout(self)
        form.setSpacing(look.SPACE)
        for name, part in (
            (_("Title, Indonesian"), self.fields["title_id"]),
            (_("Title, English"), self.fields["title_en"]),
            (_("Heading"), self.category),
            (_("Owner"), self.owner),
            (_("Trigger, Indonesian"), self.fields["trigger_id"]),
            (_("Trigger, English"), self.fields["trigger_en"]),
            (_("Event that proposes it"), self.fields["trigger_event"]),
            (_("Legal basis"), self.legal),
        ):
            form.addRow(plain_label(name), part)

    def edited(self, protocol: Protocol) -> Protocol:
        texts = {name: field.text().strip() for name, field in self.fields.items()}
        lines = [line.strip() for line in self.legal.toPlainText().splitlines()]
        return replace(
            protocol,
            **texts,
            category=self.category.currentData() or "",
            owner_role=self.owner.currentData() or "",
            legal_basis=tuple(line for line in lines if line),
        )
