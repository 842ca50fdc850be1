"""People and roles: who is of CMT and ECMT, who heads what, from when to when, and who stands in."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.mandates import OF_AN_OFFICE, Mandate, Role
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.mandate_words import mandate_title, place_names, role_name
from cmt_desk.operations.mandates import appoint, end_mandate
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.plan.seat import SeatForm
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint, heading, plain_label
from cmt_desk.ui.widgets.form import Form, choice, day_field, day_of

ROLES = list(Role)


class PeoplePage(Page):
    reads = frozenset({"mandate", "employee", "branch"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self.search, self.current_only = QLineEdit(), QCheckBox(_("Only who holds it on this day"))
        self.search.setPlaceholderText(_("Search name, role or office…"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(260)
        self.current_only.setChecked(True)
        self.count = faint()
        self.count.setWordWrap(False)
        self.table = RecordTable(self._columns(), key=lambda m: m.id)
        self.table.setAccessibleName(_("People and roles"))
        self.nothing = EmptyState(
            _(
                "Nobody holds a role yet. Record the members of CMT and ECMT first: only they can decide"
                " about the plan. Everything else works without."
            ),
            button(_("Appoint…"), "person", self.appoint, primary=True),
        )
        buttons, self.buttons = button_row(self, self.actions())
        filters = QHBoxLayout()
        for part in (heading(_("People and roles")), self.search, self.current_only, self.count):
            filters.addWidget(part)
        filters.addStretch(1)
        filters.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        column.setSpacing(look.SPACE)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.search.textChanged.connect(lambda _text: self._show())
        self.current_only.toggled.connect(lambda _on: self._show())
        self.table.chosen.connect(lambda _mandate: self._enable())

    def actions(self) -> list[Action]:
        return [
            Action(_("Appoint…"), _("Give somebody a role"), self.appoint, "person"),
            Action(
                _("Deputy…"), _("Somebody who stands in for the person chosen"), self.appoint_deputy, "copy"
            ),
            Action(_("End the mandate…"), _("Name the last day of the mandate chosen"), self.end, "close"),
            Action(
                _("Who is at this desk?"),
                _("Choose the person the journal names"),
                self.choose_seat,
                "office",
            ),
        ]

    def _columns(self) -> list[Column]:
        return [
            Column(_("Role"), lambda m: ROLES.index(m.role), lambda m: role_name(m.role), width=210),
            Column(_("Name"), lambda m: m.name),
            Column(_("Office or region"), lambda m: self._places[m.id], width=210),
            Column(_("From"), lambda m: m.since, lambda m: medium_date(m.since), width=105),
            Column(_("Until"), lambda m: m.until or date.max, _until, width=105, colour=self._tone),
            Column(_("Stands in for"), self._chief, width=190),
            Column(_("Letter"), lambda m: m.letter, lambda m: m.letter or "–", width=130),
        ]

    def _chief(self, mandate: Mandate) -> str:
        return self._names.get(mandate.deputy_of or "", "–")

    def _tone(self, mandate: Mandate) -> str | None:
        return None if mandate.in_force(self.desk.days.day) else look.tokens().faint

    def refresh(self) -> None:
        everybody = self.desk.store.mandates.all()
        self._names = {m.id: m.name for m in everybody}
        self._places = place_names(self.desk.store, everybody)
        self._everybody = sorted(everybody, key=lambda m: (ROLES.index(m.role), self._places[m.id], m.since))
        self._show()

    def _show(self) -> None:
        day, wanted = self.desk.days.day, self.search.text().strip().casefold()
        shown = [
            m
            for m in self._everybody
            if (not self.current_only.isChecked() or m.in_force(day))
            and wanted in f"{m.name} {m.employee or ''} {role_name(m.role)} {self._places[m.id]}".casefold()
        ]
        self.table.show_records(shown)
        self.count.setText(_("{n} mandates").format(n=number(len(shown))))
        self.table.setVisible(bool(self._everybody))
        self.nothing.setVisible(not self._everybody)
        self._enable()

    def _enable(self) -> None:
        writable = not self.desk.days.is_past and not self.desk.store.read_only
        chosen = self.table.current() is not None
        for text, on in (
            (_("Appoint…"), writable),
            (_("Deputy…"), writable and chosen),
            (_("End the mandate…"), writable and chosen),
        ):
            self.buttons[text].setEnabled(on)

    # --- what the user does ----------------------------------------------------------------------

    def appoint(self) -> None:
        AppointForm(self.desk, self).exec()

    def appoint_deputy(self) -> None:
        if chosen := self.table.current():
            AppointForm(self.desk, self, chosen).exec()

    def end(self) -> None:
        if chosen := self.table.current():
            EndForm(self.desk, self, chosen).exec()

    def choose_seat(self) -> None:
        SeatForm(self.desk, self).exec()


class AppointForm(Form):
    """A role for an employee, found by number or name, or for somebody outside. `chief`: whose deputy."""

    def __init__(self, desk: Desk, parent: QWidget | None, chief: Mandate | None = None) -> None:
        title = _("Appoint") if chief is None else _("Appoint a deputy of {name}").format(name=chief.name)
        super().__init__(
            parent, title, _("An employee is found by number or name; anybody else is a name."), width=520
        )
        self._desk, self._chief = desk, chief
        store = desk.store
        self.role = choice(
            [(role, role_name(role)) for role in ROLES], chief.role if chief else Role.CMT_MEMBER
        )
        self.employee = choice([("", _("somebody from outside"))])
        self.search, self.name = QLineEdit(), QLineEdit()
        self.search.setPlaceholderText(_("Employee number or name"))
        self.office = choice([("", "–"), *((c, b.name) for c, b in store.branches.by_code().items())])
        self.region = choice([("", "–"), *((r.code, r.name) for r in store.branches.regional_offices())])
        self.since, self.ends = day_field(desk.days.today), QCheckBox(_("has a last day"))
        self.until, self.letter = day_field(desk.days.today), QLineEdit()
        self.letter.setPlaceholderText("SPRIN/635/092020")
        if chief is None:
            self.row(_("Role"), self.role)
        else:
            self.form.addRow(plain_label(_("Role")), plain_label(mandate_title(store, chief)))
        self.row(_("Search"), self.search)
        self.row(_("Employee"), self.employee)
        self.row(_("Name"), self.name)
        if chief is None:
            self.row(_("Office"), self.office)
            self.row(_("Region"), self.region)
        self.row(_("From"), self.since)
        self.row("", self.ends)
        self.row(_("Last day"), self.until)
        self.row(_("Letter"), self.letter)
        self.until.setEnabled(False)
        self.ends.toggled.connect(self.until.setEnabled)
        self.search.textChanged.connect(self._look_up)
        self.employee.currentIndexChanged.connect(lambda _n: self._follow())
        self.role.currentIndexChanged.connect(lambda _n: self._follow())
        self._follow()

    def _look_up(self, text: str) -> None:
        found = self._desk.store.people.search(text.strip(), 20) if text.strip() else []
        self.employee.clear()
        for person in found:
            self.employee.addItem(f"{person.number} · {person.name} · {person.title}", person.number)
        self.employee.addItem(_("somebody from outside"), "")
        self.employee.setCurrentIndex(0)

    def _follow(self) -> None:
        role = self._role()
        self.name.setEnabled(not self.employee.currentData())
        self.office.setEnabled(role in OF_AN_OFFICE)
        self.region.setEnabled(role is Role.REGIONAL_DEPUTY)

    def _role(self) -> Role:
        """Qt hands a StrEnum back as a plain text."""
        return Role(self.role.currentData())

    def mandate(self) -> Mandate:
        role = self._role()
        return Mandate(
            "",
            self.name.text() if not self.employee.currentData() else "",
            role,
            day_of(self.since),
            day_of(self.until) if self.ends.isChecked() else None,
            self.employee.currentData() or None,
            (self.office.currentData() or None) if role in OF_AN_OFFICE else None,
            (self.region.currentData() or None) if role is Role.REGIONAL_DEPUTY else None,
            self._chief.id if self._chief else None,
            self.letter.text(),
        )

    def save(self) -> None:
        appoint(self._desk.store, self.mandate())


class EndForm(Form):
    def __init__(self, desk: Desk, parent: QWidget | None, mandate: Mandate) -> None:
        told = _("What was signed under it keeps counting.")
        super().__init__(parent, _("End the mandate"), told)
        self._desk, self._mandate = desk, mandate
        self.head.setText(mandate_title(desk.store, mandate))
        self.until, self.reason = day_field(desk.days.today), QLineEdit()
        self.row(_("Last day"), self.until)
        self.row(_("Reason"), self.reason)

    def save(self) -> None:
        end_mandate(self._desk.store, self._mandate.id, day_of(self.until), self.reason.text())


def _until(mandate: Mandate) -> str:
    return medium_date(mandate.until) if mandate.until else "–"
