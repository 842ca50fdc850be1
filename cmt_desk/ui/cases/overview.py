"""The summary of a case: what may come next, its timeline, its dates and place."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout, QWidget

from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.domain.clocks import Release
from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.cases.dates import OptionalDate
from cmt_desk.ui.cases.timeline import Timeline
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Card, button, faint
from cmt_desk.wording import place_name, status_name


class Overview(QWidget):
    """Says what a user wants; `CaseDetail` does it."""

    stepped = Signal(object)  # Status
    forced = Signal()
    moved = Signal(object)  # CarePlace
    dated = Signal(str, object)  # field, date or None
    decided = Signal()
    withdrawn = Signal()
    lettered = Signal()
    corrected = Signal(object)  # Spell whose day is wrong, or None

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.steps, self.step_buttons = Card(_("Next step")), QWidget()
        self.steps.body.addWidget(self.step_buttons)
        self.story, self.timeline = Card(_("Timeline")), Timeline()
        self.correct = button(_("Correct a day…"), "edit", lambda: self.corrected.emit(None))
        self.correct.setToolTip(_("The day a status or a care place began; or click its line twice"))
        self.story.body.addWidget(self.timeline)
        self.story.body.addWidget(self.correct)
        self.timeline.picked.connect(self.corrected)
        self.place = QComboBox()
        for place in CarePlace:
            self.place.addItem(place_name(place), place)
        self.place.activated.connect(lambda _n: self.moved.emit(CarePlace(self.place.currentData())))
        names = {
            "last_contact": _("Last contact"),
            "onset": _("Onset"),
            "last_symptom": _("Last symptom"),
            "specimen": _("Specimen"),
            "negative_pcr": _("Negative PCR"),
        }
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_("Care place"), self.place)
        self.dates = {name: OptionalDate() for name in names}
        for name, field in self.dates.items():
            field.changed.connect(lambda day, n=name: self.dated.emit(n, day))
            form.addRow(names[name], field)
            field.setAccessibleName(names[name])
        self.facts = Card(_("Dates and place"))
        self.facts.body.addLayout(form)
        self.decide = button(_("Decide the release date…"), "", self.decided.emit)
        self.withdraw = button(_("Back to the computed date"), "undo", self.withdrawn.emit)
        for part in (self.decide, self.withdraw):
            self.facts.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.SPACE, look.GAP, 0)
        column.setSpacing(look.ROOM)
        for part in (self.steps, self.story, self.facts):
            column.addWidget(part)
        column.addStretch(1)

    def show_case(self, case: Case, status: Status, on: date) -> None:
        """Fill without emitting: the fields only speak when a user changes them."""
        self._show_steps(status)
        self.timeline.show_case(case, on, self._desk.store.cases.recorded(case.id))
        writable = self._desk.writable
        self.correct.setEnabled(writable)
        place = case.place(on)
        self.place.setCurrentIndex(self.place.findData(place) if place else -1)
        self.place.setEnabled(writable and case.is_open(on))
        for name, field in self.dates.items():
            field.show_day(getattr(case, name), on)
            field.setEnabled(writable)

    def show_clock(self, clock: Release | None) -> None:
        """A date can be decided where there is one to decide against."""
        writable = self._desk.writable
        self.decide.setVisible(writable and clock is not None)
        self.withdraw.setVisible(writable and clock is not None and clock.override is not None)

    def _show_steps(self, status: Status) -> None:
        """The allowed steps as buttons, made anew for each status."""
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        allowed = self._desk.store.cases.steps().after(status)
        for after in allowed:
            step = button(status_name(after), "next", lambda s=after: self.stepped.emit(s))
            step.setEnabled(self._desk.writable)
            column.addWidget(step)
        if not allowed:
            column.addWidget(faint(_("The case is closed.")))
        if status is Status.RECOVERED:
            column.addWidget(button(_("Letter of completed isolation…"), "print", self.lettered.emit))
        other = button(_("Another step, with a reason…"), "", self.forced.emit)
        other.setEnabled(self._desk.writable)
        column.addWidget(other)
        self.steps.body.replaceWidget(self.step_buttons, fresh)
        self.step_buttons.hide()
        self.step_buttons.deleteLater()
        self.step_buttons = fresh
