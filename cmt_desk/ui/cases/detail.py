"""One case: where it stands, its clock, the next allowed steps as buttons, its dates and its timeline."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QInputDialog,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.domain.clocks import release
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.cases import date_case, move_case, step_case
from cmt_desk.ui import look
from cmt_desk.ui.cases.dates import OptionalDate
from cmt_desk.ui.cases.timeline import Timeline
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Card, button, faint, heading, plain_label
from cmt_desk.wording import place_name, release_text, status_name


class CaseDetail(QScrollArea):
    """Follows the case it was given; the tab refreshes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._case, self._revealed = desk, "", False
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMinimumWidth(360)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(look.SPACE, 0, 0, 0)
        self._column.setSpacing(look.ROOM)
        self.setWidget(self._page)
        self._build()
        self.refresh()

    def _build(self) -> None:
        self.nothing = faint(_("Choose a case to see its timeline and what may come next."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.card = Card()
        self.name, self.where = heading(""), faint()
        self.status, self.clock = plain_label(big=False), plain_label()
        self.clock.setWordWrap(True)
        self.past = plain_label(_("A past day: read only."), tone="warning")
        for part in (self.name, self.where, self.status, self.clock, self.past):
            self.card.body.addWidget(part)
        self.steps = Card(_("Next step"))
        self.step_buttons = QWidget()
        self.steps.body.addWidget(self.step_buttons)
        self.facts = Card(_("Dates and place"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.place = QComboBox()
        for place in CarePlace:
            self.place.addItem(place_name(place), place)
        self.place.activated.connect(lambda _n: self._move(CarePlace(self.place.currentData())))
        form.addRow(_("Care place"), self.place)
        self.dates = {
            "last_contact": OptionalDate(),
            "onset": OptionalDate(),
            "last_symptom": OptionalDate(),
            "specimen": OptionalDate(),
        }
        names = (_("Last contact"), _("Onset"), _("Last symptom"), _("Specimen"))
        for text, (name, field) in zip(names, self.dates.items(), strict=True):
            field.changed.connect(lambda day, n=name: self._set_date(n, day))
            form.addRow(text, field)
        self.facts.body.addLayout(form)
        self.history = Card(_("Timeline"))
        self.timeline = Timeline()
        self.history.body.addWidget(self.timeline)
        self.parts = (self.card, self.steps, self.facts, self.history)
        for part in (self.nothing, *self.parts):
            self._column.addWidget(part)
        self._column.addStretch(1)

    # --- showing ---------------------------------------------------------------------------------

    def show_case(self, case: str) -> None:
        self._case = case
        self.refresh()

    def reveal(self) -> None:
        self._revealed = True
        self.refresh()

    def refresh(self) -> None:
        """Fill without emitting: the fields only speak when a user changes them."""
        on = self._desk.days.day
        case = self._desk.store.cases.get(self._case) if self._case else None
        status = case.status(on) if case else None
        self.nothing.setVisible(status is None)
        for part in self.parts:
            part.setVisible(status is not None)
        if case is None or status is None:
            return
        person = self._desk.store.people.get(case.employee)
        branch = self._desk.store.branches.by_code().get(case.branch)
        name = person.name if person else case.employee
        self.name.setText(name if self._revealed else masked(name))
        told = (case.employee, person.title if person else "", branch.name if branch else case.branch)
        self.where.setText(" · ".join(filter(None, told)))
        self.status.setText(
            _("{status} since {day}").format(
                status=status_name(status),
                day=long_date(max(s.since for s in case.statuses if s.since <= on)),
            )
        )
        self._show_clock(case, on)
        self.past.setVisible(self._desk.days.is_past)
        self._show_steps(status)
        self._show_dates(case, on)
        self.timeline.show_case(case, on)

    def _show_clock(self, case: Case, on: date) -> None:
        clock = release(case, self._desk.store.cases.clock_rules(), on)
        self.clock.setVisible(case.is_open(on))
        missing = _("No clock yet: enter the onset, specimen or last contact date.")
        self.clock.setText(release_text(clock) if clock else missing)
        due = clock is not None and clock.day is not None and clock.day <= on
        self.clock.setProperty("tone", "good" if due else "warning" if clock and not clock.day else "")
        self.clock.style().polish(self.clock)

    def _show_steps(self, status: Status) -> None:
        """The allowed steps as buttons, made anew for each status."""
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        allowed = self._desk.store.cases.steps().after(status)
        for after in allowed:
            column.addWidget(button(status_name(after), "next", lambda s=after: self.step(s)))
        if not allowed:
            column.addWidget(faint(_("The case is closed.")))
        column.addWidget(button(_("Another step, with a reason…"), "", self._force))
        fresh.setEnabled(not self._desk.days.is_past)
        self.steps.body.replaceWidget(self.step_buttons, fresh)
        self.step_buttons.hide()
        self.step_buttons.deleteLater()
        self.step_buttons = fresh

    def _show_dates(self, case: Case, on: date) -> None:
        writable = not self._desk.days.is_past
        place = case.place(on)
        self.place.setCurrentIndex(self.place.findData(place) if place else -1)
        self.place.setEnabled(writable and case.is_open(on))
        for name, field in self.dates.items():
            field.show_day(getattr(case, name), on)
            field.setEnabled(writable)

    # --- acting ----------------------------------------------------------------------------------

    def step(self, after: Status, reason: str | None = None) -> None:
        day = self._desk.days.day
        self._desk.perform(lambda: step_case(self._desk.store, self._case, after, day, reason=reason))

    def _force(self) -> None:
        """A step outside the rule: which, and why."""
        names = {status_name(status): status for status in Status}
        chosen, agreed = QInputDialog.getItem(
            self, _("Another step"), _("The regulation does not foresee it; choose:"), list(names), 0, False
        )
        if not agreed:
            return
        reason, agreed = QInputDialog.getText(self, _("Another step"), _("Reason (kept in the journal):"))
        if agreed:
            self.step(names[chosen], reason.strip() or None)

    def _move(self, place: CarePlace) -> None:
        day = self._desk.days.day
        if not self._desk.perform(lambda: move_case(self._desk.store, self._case, place, day)):
            self.refresh()

    def _set_date(self, name: str, day: date | None) -> None:
        on = self._desk.days.day
        if not self._desk.perform(lambda: date_case(self._desk.store, self._case, on, **{name: day})):
            self.refresh()
