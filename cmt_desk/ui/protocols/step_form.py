"""One step of a draft as a form: texts, role, deadline, rhythm, evidence, and what comes before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTimeEdit,
    QWidget,
)

from cmt_desk.domain.occurrences import FIXED_EVENTS, PERIODS, time_of_day
from cmt_desk.domain.protocols import DISINFECTED, Step
from cmt_desk.domain.template_rules import needs_hours
from cmt_desk.i18n import _, either, language
from cmt_desk.protocol_wording import EVENTS, anchor_words
from cmt_desk.ui import look
from cmt_desk.ui.widgets import plain_label

KEY = Qt.ItemDataRole.UserRole
AT_TIME, OTHER = "daily 15:00", "?"  # kinds of anchors that need a time, or a word
HOURS = (None, "4h", *PERIODS)


class StepForm(QWidget):
    changed = Signal(object)  # Step

    def __init__(self, roles: Mapping[str, str]) -> None:
        super().__init__()
        self._step: Step | None = None
        self.text_id, self.text_en = _text_box(), _text_box()
        self.role, self.anchor, self.repeats = QComboBox(), QComboBox(), QComboBox()
        for code, name in sorted(roles.items(), key=lambda item: item[1]):
            self.role.addItem(name, code)
        self.hours = QDoubleSpinBox()
        self.hours.setRange(-9999, 9999)
        self.hours.setDecimals(2)
        self.hours.setLocale(QLocale(language()))
        self.hours.setSuffix(" " + _("hours"))
        self.time = QTimeEdit()
        self.time.setDisplayFormat("HH:mm")
        self.word = QLineEdit()
        self.word.setPlaceholderText(_("Name of the event"))
        for anchor in ("trigger", AT_TIME, *PERIODS, *FIXED_EVENTS, *EVENTS):
            self.anchor.addItem(anchor_words(anchor), anchor)
        self.anchor.addItem(_("another event…"), OTHER)
        every = (_("every day"), _("every week"), _("every month"), _("every year"))
        names = {None: _("does not repeat"), "4h": _("every {n} hours").format(n=4)}
        names |= dict(zip(PERIODS, every, strict=True))
        for rhythm in HOURS:
            self.repeats.addItem(names[rhythm], rhythm)
        self.evidence = QCheckBox(_("A file should prove it"))
        self.shows = QCheckBox(_("Done, the office is disinfected"))
        self.shows.setToolTip(_("The tests of reopening an office look at it"))
        self.after = QListWidget()
        self.after.setFixedHeight(130)
        self.after.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        for signal in (
            self.text_id.textChanged, self.text_en.textChanged, self.role.activated, self.anchor.activated,
            self.hours.valueChanged, self.time.timeChanged, self.word.textEdited, self.repeats.activated,
            self.evidence.clicked, self.shows.clicked, self.after.itemChanged,
        ):  # fmt: skip
            signal.connect(self._collect)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(look.SPACE)
        due = QHBoxLayout()
        due.setSpacing(look.SPACE)
        for part in (self.anchor, self.hours, self.time, self.word):
            due.addWidget(part)
        due.setStretch(0, 1)
        for name, part in (
            (_("Text, Indonesian"), self.text_id),
            (_("Text, English"), self.text_en),
            (_("Role"), self.role),
            (_("Due"), due),
            (_("Rhythm"), self.repeats),
            ("", self.evidence),
            ("", self.shows),
            (_("Comes after"), self.after),
        ):
            # a field or a row of fields: Qt takes either, each by an overload of its own
            form.addRow(plain_label(name), part)  # pyright: ignore[reportArgumentType, reportCallIssue]

    def show_step(self, step: Step | None, steps: Sequence[Step]) -> None:
        """Fill the form; nothing is announced."""
        self.setEnabled(step is not None)
        parts = (self.text_id, self.text_en, self.role, self.anchor, self.hours, self.time, self.word,
                 self.repeats, self.evidence, self.shows, self.after)  # fmt: skip
        for part in parts:
            part.blockSignals(True)
        self._step = step
        if step:
            self.text_id.setPlainText(step.text_id)
            self.text_en.setPlainText(step.text_en)
            self.role.setCurrentIndex(self.role.findData(step.role))
            self._show_anchor(step)
            at = self.repeats.findData(step.repeats)
            if at < 0:
                self.repeats.addItem(step.repeats or "", step.repeats)
                at = self.repeats.count() - 1
            self.repeats.setCurrentIndex(at)
            self.evidence.setChecked(step.evidence)
            self.shows.setChecked(step.shows == DISINFECTED)
            self._show_after(step, steps)
        for part in parts:
            part.blockSignals(False)

    def _show_anchor(self, step: Step) -> None:
        at = time_of_day(step.anchor)
        kind = AT_TIME if at else step.anchor
        index = self.anchor.findData(kind)
        self.anchor.setCurrentIndex(index if index >= 0 else self.anchor.findData(OTHER))
        if at:
            self.time.setTime(QTime(at.hour, at.minute))
        self.word.setText(step.anchor if index < 0 else "")
        self.hours.setValue(step.due_hours or 0)
        self._show_fields(step)

    def _show_fields(self, step: Step) -> None:
        """Only the fields this deadline needs."""
        self.time.setVisible(self.anchor.currentData() == AT_TIME)
        self.word.setVisible(self.anchor.currentData() == OTHER)
        self.hours.setVisible(needs_hours(step))

    def _show_after(self, step: Step, steps: Sequence[Step]) -> None:
        self.after.clear()
        for other in steps:
            if other.n != step.n:
                item = QListWidgetItem(f"{other.n}. {either(other.text_id, other.text_en)}")
                item.setData(KEY, other.n)
                ticked = Qt.CheckState.Checked if other.n in step.after else Qt.CheckState.Unchecked
                item.setCheckState(ticked)
                self.after.addItem(item)

    def _collect(self) -> None:
        if self._step is None:
            return
        items = [self.after.item(n) for n in range(self.after.count())]
        anchor = self._anchor()
        made = replace(
            self._step,
            text_id=self.text_id.toPlainText().strip(),
            text_en=self.text_en.toPlainText().strip(),
            role=self.role.currentData() or "",
            anchor=anchor,
            repeats=self.repeats.currentData(),
            evidence=self.evidence.isChecked(),
            shows=DISINFECTED if self.shows.isChecked() else None,
            after=tuple(i.data(KEY) for i in items if i.checkState() == Qt.CheckState.Checked),
        )
        self._step = replace(made, due_hours=self.hours.value() if needs_hours(made) else None)
        self._show_fields(self._step)
        self.changed.emit(self._step)

    def _anchor(self) -> str:
        anchor = self.anchor.currentData()
        if anchor == AT_TIME:
            return f"daily {self.time.time().toString('HH:mm')}"
        return self.word.text().strip() if anchor == OTHER else anchor


def _text_box() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(56)
    return made
