"""One step of a checklist, readable aloud: a big tick, the text, who, by when, what was noted."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Mark, Step
from cmt_desk.i18n import _, either
from cmt_desk.ui import look
from cmt_desk.ui.protocols.words import due_words, moment, repeat_words
from cmt_desk.ui.widgets import button, plain_label


@dataclass(frozen=True)
class StepView:
    """A step as it stands at a moment."""

    step: Step
    role: str
    mark: Mark | None
    due: datetime | None
    overdue: bool
    zone: str
    writable: bool

    @property
    def text(self) -> str:
        return either(self.step.text_id, self.step.text_en)

    @property
    def when(self) -> str:
        """The deadline as date and local time, or what it counts from."""
        if self.due is None:
            told = due_words(self.step)
        elif self.overdue:
            told = _("overdue since {moment}").format(moment=moment(self.due, self.zone))
        else:
            told = _("due {moment}").format(moment=moment(self.due, self.zone))
        return ", ".join(part for part in (told, repeat_words(self.step)) if part)

    @property
    def told(self) -> str:
        """What was done, when and by whom."""
        if self.mark is None:
            return ""
        what = _("Done") if self.mark.state == "DONE" else _("Not applicable")
        parts = (what, moment(self.mark.at, self.zone), self.mark.by, self.mark.note)
        return " · ".join(part for part in parts if part)


class Tick(QAbstractButton):
    """A box of 32 pixels; empty, ticked, or crossed out where the step does not apply."""

    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state, self.late = "", False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(34, 34)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.focused.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = look.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = t.danger if self.late else t.accent if self.hasFocus() or self.underMouse() else t.faint
        fill = {"DONE": t.good, "SKIPPED": t.sunken}.get(self.state, t.surface)
        painter.setPen(QPen(QColor(t.good if self.state == "DONE" else edge), 2))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 5, 5)
        mark = {"DONE": "check", "SKIPPED": "skip"}.get(self.state)
        if mark:
            ink = t.surface if self.state == "DONE" else t.faint
            look.icon(mark, ink).paint(painter, self.rect().adjusted(7, 7, -7, -7))
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class StepRow(QFrame):
    ticked = Signal(int, str)  # step, note
    skipped = Signal(int, str)  # step, note as the first words of a reason
    reopened = Signal(int)
    touched = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._n = 0
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
        self.skip = button(
            _("Not applicable…"), None, lambda: self.skipped.emit(self._n, self.note.text().strip())
        )
        self.reopen = button(_("Open again"), "undo", lambda: self.reopened.emit(self._n))
        self.drawer = QWidget()
        row = QHBoxLayout(self.drawer)
        row.setContentsMargins(0, look.GAP, 0, 0)
        row.setSpacing(look.SPACE)
        row.addWidget(self.note, 1)
        row.addWidget(self.skip)
        row.addWidget(self.reopen, 0, Qt.AlignmentFlag.AlignLeft)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.text, self.meta, self.told, self.drawer):
            words.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(look.SPACE, look.SPACE, look.SPACE, look.SPACE)
        line.setSpacing(look.ROOM)
        line.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)

    def show_step(self, view: StepView, *, current: bool) -> None:
        if self._n != view.step.n or view.mark:
            self.note.clear()
        self._n = view.step.n
        self.text.setText(f"{view.step.n}. {view.text}")
        evidence = _("evidence needed") if view.step.evidence else ""
        self.meta.setText(" · ".join(part for part in (view.role, view.when, evidence) if part))
        self._tone(self.meta, "danger" if view.overdue else "")
        self.told.setText(view.told)
        self.told.setVisible(bool(view.told))
        self.tick.state, self.tick.late = view.mark.state if view.mark else "", view.overdue
        self.tick.setEnabled(view.writable)
        self.tick.setAccessibleName(f"{self.text.text()} {view.told or view.when}")
        self.tick.update()
        self.drawer.setVisible(current and view.writable)
        for part in (self.note, self.skip):
            part.setVisible(view.mark is None)
        self.reopen.setVisible(view.mark is not None)
        self.setProperty("card", current)
        self.style().polish(self)

    def _tone(self, label: QWidget, tone: str) -> None:
        label.setProperty("tone", tone)
        label.setProperty("faint", not tone)
        label.style().polish(label)

    def _click(self) -> None:
        """A tick marks an open step; a marked one is only chosen, so that nothing is lost by a slip."""
        if self.tick.state:
            self.touched.emit(self._n)
        else:
            self.ticked.emit(self._n, self.note.text().strip())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.touched.emit(self._n)
