"""Small forms for what the roster knows of one person: a bond or a deputy, a wish, the way to work."""

from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from cmt_desk.domain.arrangements import Commute, Wish
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _, weekday_name
from cmt_desk.operations.arrangements import add_wish, bind, name_deputy, set_commute
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.forms import choice, day_field, day_of
from cmt_desk.ui.widgets import Form
from cmt_desk.wording import cell_name

MONDAY = date(2020, 11, 30)  # any Monday: only the names of its week's days are asked for


class PairForm(Form):
    """A colleague to share a cohort with, or to stand in."""

    def __init__(self, desk: Desk, parent: QWidget | None, person: Employee, what: str) -> None:
        title = _("Together in one cohort") if what == "bond" else _("Name a deputy")
        told = (
            _("Who lives together or shares a car comes in the same cohort (H8).")
            if what == "bond"
            else _("Head and deputy are never in one cohort (H6).")
        )
        super().__init__(parent, title, told)
        self._desk, self._person, self._what = desk, person, what
        others = [e for e in desk.store.people.of_branch(person.branch) if e.number != person.number]
        self.other = choice([(e.number, f"{e.name} · {e.number}") for e in others])
        self.kind = choice([("HOUSEHOLD", _("household")), ("CAR_POOL", _("car pool"))])
        self.row(_("Person"), self.other)
        if what == "bond":
            self.row(_("Kind"), self.kind)

    def save(self) -> None:
        store, other = self._desk.store, self.other.currentData() or ""
        if self._what == "bond":
            bind(store, self._person.number, other, self.kind.currentData())
        else:
            name_deputy(store, self._person.number, other)


class WishForm(Form):
    def __init__(self, desk: Desk, parent: QWidget | None, number: str) -> None:
        super().__init__(parent, _("Add a wish"), _("Kept where no rule and no fairness is against it."))
        self._desk, self._number = desk, number
        self.cell = choice([(Cell.HOME, cell_name(Cell.HOME)), (Cell.OFFICE, cell_name(Cell.OFFICE))])
        days = [(n, weekday_text(n)) for n in range(5)]
        self.weekday = choice([(None, _("every day")), *days])
        self.first, self.last = day_field(desk.days.today), day_field(desk.days.today)
        for text, field in (
            (_("Place"), self.cell),
            (_("Weekday"), self.weekday),
            (_("First day"), self.first),
            (_("Last day"), self.last),
        ):
            self.row(text, field)

    def save(self) -> None:
        first, last = day_of(self.first), day_of(self.last)
        cell, weekday = self.cell.currentData(), self.weekday.currentData()
        add_wish(self._desk.store, Wish("", self._number, str(cell), weekday, first, last))


class WayForm(Form):
    def __init__(self, desk: Desk, parent: QWidget | None, number: str, known: Commute | None) -> None:
        super().__init__(
            parent, _("Way to work"), _("A long way is asked of somebody only where it must be.")
        )
        self._desk, self._number = desk, number
        self.minutes, self.shared = QSpinBox(), QCheckBox(_("by public transport"))
        self.minutes.setRange(0, 300)
        self.minutes.setSpecialValueText(_("not known"))
        self.minutes.setValue(known.minutes if known else 0)
        self.shared.setChecked(bool(known and known.shared))
        self.row(_("Minutes one way"), self.minutes)
        self.form.addRow("", self.shared)

    def save(self) -> None:
        minutes = self.minutes.value()
        known = Commute(minutes, self.shared.isChecked()) if minutes else None
        set_commute(self._desk.store, self._number, known)


def weekday_text(weekday: int) -> str:
    return weekday_name(MONDAY + timedelta(days=weekday))
