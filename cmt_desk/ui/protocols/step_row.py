"""One step of a checklist, readable aloud: a big tick, the text, who, by when, what was noted and proved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.protocols import Evidence
from cmt_desk.i18n import _, number
from cmt_desk.ui import look
from cmt_desk.ui.protocols.step_view import StepView
from cmt_desk.ui.protocols.tick import Tick
from cmt_desk.ui.widgets import button, plain_label


class StepRow(QFrame):
    ticked = Signal(int, int, str)  # step, occurrence (0: the first open one), note
    skipped = Signal(int, int, str)  # the same; the note as the first words of a reason
    missed = Signal(int)
    reopened = Signal(int)
    touched = Signal(int)
    asked = Signal(str)  # the event whose moment is to be told
    proving = Signal(int, int)  # a file is to be attached to this step and occurrence
    proof_asked = Signal(str, object)  # "open", "save" or "remove", and the Evidence

    def __init__(self) -> None:
        super().__init__()
        self._n, self._k = 0, 0
        self.tick = Tick()
        self.tick.clicked.connect(self._click)
        self.tick.focused.connect(lambda: self.touched.emit(self._n))
        self.text, self.meta, self.told = plain_label(), plain_label(), plain_label(faint=True)
        font = self.text.font()
        font.setPointSizeF(font.pointSizeF() + 1)
        self.text.setFont(font)
        for label in (self.text, self.meta, self.told):
            label.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Note (optional)"))
        self.note.returnPressed.connect(self._click)
        self.turns = QComboBox()
        self.turns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.turns.setAccessibleName(_("Which time"))
        self.skip = button(_("Not applicable…"), None, self._skip)
        self.skip_missed = button("", None, lambda: self.missed.emit(self._n))
        self.reopen = button(_("Open again"), "undo", lambda: self.reopened.emit(self._n))
        self.when = button("", "schedule", lambda: self.asked.emit(self._event))
        self.prove = button(
            _("Add evidence…"), "add", lambda: self.proving.emit(self._n, self._chosen() or 1)
        )
        self._event = ""
        self.drawer, self.proofs = QWidget(), QWidget()
        first, second = _line(), _line()
        first.addWidget(self.note, 1)
        first.addWidget(self.skip)
        for part in (self.turns, self.when, self.prove, self.skip_missed, self.reopen):
            second.addWidget(part)
        second.addStretch(1)
        rows = QVBoxLayout(self.drawer)
        rows.setContentsMargins(0, look.GAP, 0, 0)
        rows.setSpacing(look.GAP)
        rows.addLayout(first)
        rows.addLayout(second)
        self._proof_row = _line()
        self.proofs.setLayout(self._proof_row)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.text, self.meta, self.told, self.proofs, self.drawer):
            words.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(look.SPACE, look.SPACE, look.SPACE, look.SPACE)
        line.setSpacing(look.ROOM)
        line.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)

    def show_step(self, view: StepView, *, current: bool) -> None:
        k = view.turn.k if view.turn else 0
        if (self._n, self._k) != (view.step.n, k):
            self.note.clear()
        self._n, self._k = view.step.n, k
        self.text.setText(f"{view.step.n}. {view.text}")
        wanted = view.step.evidence and not view.evidence
        evidence = _("evidence needed") if wanted else ""
        self.meta.setText(" · ".join(part for part in (view.role, view.when, evidence) if part))
        self._tone(self.meta, "danger" if view.overdue else "")
        self.told.setText(view.told)
        self.told.setVisible(bool(view.told))
        self.tick.state, self.tick.late = view.mark.state if view.mark else "", view.overdue
        self.tick.setEnabled(view.writable and not view.over)
        self.tick.setAccessibleName(f"{self.text.text()} {view.told or view.when}")
        self.tick.update()
        self._show_drawer(view, current)
        self._show_proofs(view)
        self.setProperty("card", current)
        self.style().polish(self)

    def _show_drawer(self, view: StepView, current: bool) -> None:
        self.drawer.setVisible(current and view.writable and not view.over)
        to_do = bool(view.open_turns)
        for part in (self.note, self.skip):
            part.setVisible(to_do)
        self.turns.clear()
        for turn in view.open_turns:
            self.turns.addItem(view.turn_text(turn), turn.k)
        self.turns.setVisible(len(view.open_turns) > 1)
        self.skip_missed.setText(_("{n} missed: not applicable…").format(n=number(view.missed)))
        self.skip_missed.setVisible(view.missed > 1)
        self.reopen.setVisible(view.last is not None and not view.run.ended_at)
        self._event = view.event
        self.when.setVisible(bool(view.event) and to_do)
        if view.event:
            self.when.setText(view.event_text)

    def _show_proofs(self, view: StepView) -> None:
        while item := self._proof_row.takeAt(0):
            if made := item.widget():
                made.deleteLater()
        for proof in view.evidence:
            self._proof_row.addWidget(self._proof(proof, view.writable and not view.run.ended_at))
        self._proof_row.addStretch(1)
        self.proofs.setVisible(bool(view.evidence))

    def _proof(self, proof: Evidence, writable: bool) -> QPushButton:
        made = button(proof.name[:40], "link")
        menu = QMenu(made)
        for what, text in (("open", _("Open")), ("save", _("Save as…")), ("remove", _("Remove"))):
            act = menu.addAction(text, lambda what=what: self.proof_asked.emit(what, proof))
            act.setEnabled(what != "remove" or writable)
        made.setMenu(menu)
        made.setToolTip(f"SHA-256 {proof.sha256}")
        return made

    def _tone(self, label: QWidget, tone: str) -> None:
        label.setProperty("tone", tone)
        label.setProperty("faint", not tone)
        label.style().polish(label)

    def _chosen(self) -> int:
        """The occurrence chosen from several; 0 for the first open one."""
        return int(self.turns.currentData() or 0)

    def _click(self) -> None:
        """A tick marks an open step; a marked one is only chosen, so that nothing is lost by a slip."""
        if self.tick.state:
            self.touched.emit(self._n)
        else:
            self.ticked.emit(self._n, self._chosen(), self.note.text().strip())

    def _skip(self) -> None:
        self.skipped.emit(self._n, self._chosen(), self.note.text().strip())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.touched.emit(self._n)


def _line() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.SPACE)
    return row
