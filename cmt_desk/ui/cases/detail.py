"""One case: where it stands and its clock on top; below, its summary, its contacts and its history."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from cmt_desk.domain.cases import CarePlace, Case, Spell, Status
from cmt_desk.domain.clocks import moves_release, release
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.cases import date_case, move_case, redated, step_case, withdraw_override
from cmt_desk.ui import look
from cmt_desk.ui.cases.contacts import ContactPanel
from cmt_desk.ui.cases.history import History
from cmt_desk.ui.cases.overview import Overview
from cmt_desk.ui.cases.papers import letter_of, show_paper
from cmt_desk.ui.cases.release import DecideRelease, moved_release_question, no_clock
from cmt_desk.ui.cases.steps import ForceStep, RedateStep
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Card, faint, heading, plain_label
from cmt_desk.wording import release_text, status_text


class CaseDetail(QWidget):
    """Follows the case it was given; the tab refreshes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._case, self._revealed = desk, "", False
        self.setMinimumWidth(320)
        self.nothing = faint(_("Choose a case to see its timeline and what may come next."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.card = self._head()
        self.overview, self.contacts, self.history = Overview(desk), ContactPanel(desk), History(desk)
        self.timeline, self.place, self.dates = (
            self.overview.timeline,
            self.overview.place,
            self.overview.dates,
        )
        self.sections = QTabWidget()
        self.sections.setDocumentMode(True)
        for part, name in (
            (self.overview, _("Summary")),
            (self.contacts, _("Contacts")),
            (self.history, _("History")),
        ):
            self.sections.addTab(_scrolled(part), name)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.card)
        column.addWidget(self.sections, 1)
        self.overview.stepped.connect(self.step)
        self.overview.forced.connect(self._force)
        self.overview.corrected.connect(self._correct)
        self.overview.moved.connect(self._move)
        self.overview.dated.connect(self._set_date)
        self.overview.decided.connect(self.decide_release)
        self.overview.withdrawn.connect(self._withdraw)
        self.overview.lettered.connect(self._print_letter)
        self.sections.currentChanged.connect(lambda _n: self._show_history())
        self.refresh()

    def _head(self) -> Card:
        card = Card()
        self.name, self.where = heading(""), faint()
        self.status, self.clock = plain_label(), plain_label()
        self.clock.setWordWrap(True)
        self.past = plain_label(_("A past day: read only."), tone="warning")
        for part in (self.name, self.where, self.status, self.clock, self.past):
            card.body.addWidget(part)
        card.body.setSpacing(look.GAP)
        return card

    # --- showing ---------------------------------------------------------------------------------

    @property
    def case(self) -> str:
        """The case shown; empty for none."""
        return self._case

    def show_case(self, case: str) -> None:
        self._case = case
        self.refresh()

    def show_section(self, n: int) -> None:
        """0 summary, 1 contacts, 2 history."""
        self.sections.setCurrentIndex(n)

    def reveal(self) -> None:
        self._revealed = True
        self.refresh()

    def refresh(self) -> None:
        """Fill without emitting: the fields only speak when a user changes them."""
        on = self._desk.days.day
        case = self._desk.store.cases.get(self._case) if self._case else None
        status = case.status(on) if case else None
        self.nothing.setVisible(status is None)
        for part in (self.card, self.sections):
            part.setVisible(status is not None)
        if case is None or status is None:
            return
        person = self._desk.store.people.get(case.employee)
        branch = self._desk.store.branches.by_code().get(case.branch)
        name = person.name if person else case.employee
        self.name.setText(name if self._revealed else masked(name))
        told = (
            case.employee,
            person.title if person else "",
            branch.name if branch else case.branch,
            _("protected person") if person and person.protected else "",
        )
        self.where.setText(" · ".join(filter(None, told)))
        self.status.setText(
            _("{status} since {day}").format(
                status=status_text(status, case.term(on)),
                day=long_date(max(s.since for s in case.statuses if s.since <= on)),
            )
        )
        self._show_clock(case, on)
        self.past.setVisible(self._desk.days.is_past)
        self.overview.show_case(case, status, on)
        count = self.contacts.show_case(case, self._revealed)
        self.sections.setTabText(1, _("Contacts ({n})").format(n=number(count)) if count else _("Contacts"))
        self._show_history()

    def _show_history(self) -> None:
        if self.sections.currentIndex() == 2 and self._case:
            self.history.show_case(self._case)

    def _show_clock(self, case: Case, on: date) -> None:
        clock = release(case, self._desk.store.cases.clock_rules(), on)
        self.clock.setVisible(case.is_open(on))
        missing = no_clock(case.status(on) or Status.SELF_REPORT)
        self.clock.setText(release_text(clock) if clock else missing)
        free = clock.free_on if clock else None
        due = free is not None and free <= on
        self.clock.setProperty("tone", "good" if due else "warning" if clock and not free else "")
        self.clock.style().polish(self.clock)
        self.overview.show_clock(clock)

    # --- acting ----------------------------------------------------------------------------------

    def step(self, after: Status, reason: str | None = None) -> None:
        day = self._desk.days.day
        self._desk.perform(lambda: step_case(self._desk.store, self._case, after, day, reason=reason))

    def _force(self) -> None:
        """A step outside the rule: which, and why."""
        case = self._desk.store.cases.get(self._case)
        if case:
            ForceStep(self._desk, case, self).exec()

    def _correct(self, spell: Spell | None) -> None:
        """Another day for a step; none is chosen for None."""
        case = self._desk.store.cases.get(self._case)
        if case and self._desk.writable:
            RedateStep(self._desk, case, spell, self).exec()

    def _move(self, place: CarePlace) -> None:
        day = self._desk.days.day
        if not self._desk.perform(lambda: move_case(self._desk.store, self._case, place, day)):
            self.refresh()

    def _set_date(self, name: str, day: date | None) -> None:
        """A correction that moves a known release date says so, and asks first."""
        on, store = self._desk.days.day, self._desk.store
        case = store.cases.get(self._case)
        if case is None:
            return
        rules, corrected = store.cases.clock_rules(), redated(case, **{name: day})
        if moves_release(case, corrected, rules, on) and not self._agreed(
            release_text(before) if (before := release(case, rules, on)) else "",
            release_text(after) if (after := release(corrected, rules, on)) else _("no clock"),
        ):
            self.refresh()
            return
        if not self._desk.perform(lambda: date_case(store, self._case, on, **{name: day})):
            self.refresh()

    def _agreed(self, before: str, after: str) -> bool:
        question = moved_release_question(self, before, after)
        return question.exec() == question.StandardButton.Save

    def decide_release(self) -> None:
        """The person in charge sets another date; the reason is kept."""
        case = self._desk.store.cases.get(self._case)
        if case and self._desk.writable:
            DecideRelease(self._desk, case, self).exec()

    def _print_letter(self) -> None:
        if not self._revealed:
            told = _("The letter bears the name; reveal names first, with a reason.")
            self._desk.banner.said.emit("refused", told)
            return
        paper = letter_of(self._desk, self._case)
        if paper:
            show_paper(self._desk, paper, self)

    def _withdraw(self) -> None:
        day = self._desk.days.day
        self._desk.perform(lambda: withdraw_override(self._desk.store, self._case, day))


def _scrolled(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(part)
    return area
