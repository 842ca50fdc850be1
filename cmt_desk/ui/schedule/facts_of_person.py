"""What the roster has to know of one person: risk and waiver, who belongs together, wishes, way, absences."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.arrangements import Absence, Bond, Wish
from cmt_desk.domain.decisions import DecisionKind, standing
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _, medium_date, short_date
from cmt_desk.operations.absences import alter_absence, record_absence, remove_absence
from cmt_desk.operations.arrangements import (
    remove_deputy,
    remove_wish,
    unbind,
)
from cmt_desk.operations.decision_words import period
from cmt_desk.operations.people import set_vulnerable
from cmt_desk.operations.roster_reasons import absence_name
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.decision_forms import DecisionForm, new_decision
from cmt_desk.ui.schedule.leave import LeaveForm
from cmt_desk.ui.schedule.person_forms import PairForm, WayForm, WishForm, weekday_text
from cmt_desk.ui.widgets import button, close_button, faint, heading, plain_label
from cmt_desk.wording import cell_name


class PersonFacts(QDialog):
    """Each change is an operation of its own, written at once; the lists follow."""

    def __init__(self, desk: Desk, parent: QWidget | None, number: str) -> None:
        super().__init__(parent)
        self._desk, self._store, self._number = desk, desk.store, number
        person = self._person()
        self.setWindowTitle(_("What the roster knows"))
        self.resize(560, 620)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        column.addWidget(heading(person.name))
        column.addWidget(faint(" · ".join(p for p in (person.number, person.title, person.team or "") if p)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area = area
        column.addWidget(area, 1)
        column.addWidget(close_button(self), 0, Qt.AlignmentFlag.AlignRight)
        desk.changes.happened.connect(lambda _operation: self._follow())
        self.refresh()

    def _person(self) -> Employee:
        person = self._store.people.get(self._number)
        assert person is not None
        return person

    def _follow(self) -> None:
        """A window that was closed has nothing to show; one whose person is gone, undone, closes."""
        if not self.isVisible():
            return
        if self._store.people.get(self._number):
            self.refresh()
        else:
            self.close()

    def refresh(self) -> None:
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, look.SPACE, 0)
        self._rows.setSpacing(look.GAP)
        self._risk()
        self._together()
        self._deputies()
        self._wishes()
        self._way()
        self._absences()
        self._rows.addStretch(1)
        self._area.setWidget(body)

    # --- the parts -----------------------------------------------------------------------------------

    def _risk(self) -> None:
        person = self._person()
        if person.vulnerable:
            self._title(_("Risk"), _("Sign a waiver…"), self._waive)
        else:
            self._title(_("Risk"))
        self.vulnerable = QCheckBox(_("Vulnerable: works from home (H3)"))
        self.vulnerable.setChecked(person.vulnerable)
        self.vulnerable.clicked.connect(
            lambda on: self._do(lambda: set_vulnerable(self._store, self._number, on))
        )
        self._rows.addWidget(self.vulnerable)
        if not person.vulnerable:
            return
        waivers = [
            d
            for d in standing(self._store.decisions.all())
            if d.kind is DecisionKind.WAIVER and d.rule == "H3" and d.employee == self._number
        ]
        for waiver in waivers:
            self._rows.addWidget(faint(_("Waiver {period}: {reason}").format(
                period=period(waiver), reason=waiver.reason)))  # fmt: skip

    def _together(self) -> None:
        add = partial(PairForm, self._desk, self, self._person(), "bond")
        self._title(_("Household and car pool"), _("Add a person…"), lambda: add().exec())
        bonds = [b for b in self._store.arrangements.bonds([self._person().branch])
                 if self._number in (b.first, b.second)]  # fmt: skip
        self._none_if(not bonds)
        for bond in bonds:
            other = bond.second if bond.first == self._number else bond.first
            kind = _("household") if bond.kind == "HOUSEHOLD" else _("car pool")
            self._line(f"{self._name(other)} · {kind}", partial(self._unbind, bond))

    def _deputies(self) -> None:
        add = partial(PairForm, self._desk, self, self._person(), "deputy")
        self._title(_("Deputy"), _("Name a deputy…"), lambda: add().exec())
        pairs = self._store.arrangements.deputies([self._person().branch])
        own = [pair for pair in pairs if self._number in pair]
        self._none_if(not own)
        for head, deputy in own:
            other = deputy if head == self._number else head
            told = _("{name} stands in") if head == self._number else _("stands in for {name}")
            self._line(told.format(name=self._name(other)), partial(self._remove_deputy, head, deputy))

    def _wishes(self) -> None:
        add = partial(WishForm, self._desk, self, self._number)
        self._title(_("Wishes"), _("Add a wish…"), lambda: add().exec())
        wishes = self._store.arrangements.wishes_of(self._number)
        self._none_if(not wishes)
        for wish in wishes:
            self._line(wish_text(wish), partial(self._remove_wish, wish))

    def _way(self) -> None:
        known = self._store.arrangements.commute(self._number)
        change = partial(WayForm, self._desk, self, self._number, known)
        self._title(_("Way to work"), _("Change the way…"), lambda: change().exec())
        text = _("not known")
        if known:
            text = _("{n} minutes one way").format(n=known.minutes)
            text += ", " + _("by public transport") if known.shared else ""
        self._rows.addWidget(faint(text))

    def _absences(self) -> None:
        self._title(_("Absences"), _("Record leave…"), self._record_leave)
        today = self._desk.days.today
        shown = [a for a in self._store.arrangements.absences_of(self._number) if a.until >= today]
        if not shown:
            self._rows.addWidget(faint(_("none from today on")))
        for absence in shown:
            text = f"{absence_name(absence.kind)}: {short_date(absence.since)} – {medium_date(absence.until)}"
            self._line(text, partial(self._remove_absence, absence), partial(self._alter, absence))

    # --- pieces --------------------------------------------------------------------------------------

    def _title(self, text: str, add: str = "", action: Callable[[], object] | None = None) -> None:
        """A heading, and at its end the button that adds to what stands under it."""
        row, label = QHBoxLayout(), plain_label(text)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        row.addWidget(label, 1)
        if action:
            row.addWidget(_quiet(add, action))
        self._rows.addSpacing(look.SPACE)
        self._rows.addLayout(row)

    def _none_if(self, empty: bool) -> None:
        if empty:
            self._rows.addWidget(faint(_("none")))

    def _line(
        self, text: str, remove: Callable[[], object], change: Callable[[], object] | None = None
    ) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        label = plain_label(text)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        if change:
            row.addWidget(_quiet(_("Change…"), change))
        row.addWidget(_quiet(_("Remove"), remove))
        self._rows.addWidget(line)

    def _name(self, number: str) -> str:
        person = self._store.people.get(number)
        return person.name if person else number

    def _do(self, action: Callable[[], object]) -> None:
        if not self._desk.perform(action):
            self.refresh()

    # --- doing ---------------------------------------------------------------------------------------

    def _waive(self) -> None:
        person = self._person()
        day = max(self._desk.days.day, self._desk.days.today)
        made = new_decision(DecisionKind.WAIVER, person.branch, day, person.number)
        DecisionForm(self._desk, self, made).exec()

    def _unbind(self, bond: Bond) -> None:
        self._do(lambda: unbind(self._store, bond))

    def _remove_deputy(self, head: str, deputy: str) -> None:
        self._do(lambda: remove_deputy(self._store, head, deputy))

    def _remove_wish(self, wish: Wish) -> None:
        self._do(lambda: remove_wish(self._store, wish))

    def _remove_absence(self, absence: Absence) -> None:
        self._do(lambda: remove_absence(self._store, absence.id))

    def _alter(self, absence: Absence) -> None:
        record = partial(alter_absence, self._store, absence.id)
        LeaveForm(self, self._person(), absence.since, record, absence=absence).exec()

    def _record_leave(self) -> None:
        record, day = partial(record_absence, self._store, self._number), self._desk.days
        LeaveForm(self, self._person(), max(day.day, day.today), record).exec()


def _quiet(text: str, action: Callable[[], object]) -> QPushButton:
    """A button that Enter does not press from elsewhere in the window."""
    made = button(text, None, action)
    made.setAutoDefault(False)
    return made


def wish_text(wish: Wish) -> str:
    """ "WFH, setiap Jumat, 4 – 31 Des 2020"."""
    when = _("every day") if wish.weekday is None else _("every {day}").format(day=weekday_text(wish.weekday))
    days = f"{short_date(wish.since)} – {medium_date(wish.until)}"
    return ", ".join((cell_name(Cell(wish.cell)), when, days))
