"""The grid of people × days as a table model: finished records in, one role for each thing a cell shows."""

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cmt_desk.domain.schedule import RULES, Cell
from cmt_desk.i18n import _, full_date
from cmt_desk.operations.decision_words import rule_name
from cmt_desk.operations.roster_weeks import Line, Mark, Weeks, breach_words
from cmt_desk.wording import cell_letter, cell_name

CELL = Qt.ItemDataRole.UserRole  # a Shown; None in a team's heading
Index = QModelIndex | QPersistentModelIndex


class Shown(NamedTuple):
    """Everything the picture of a cell follows from."""

    cell: Cell
    shown_day: bool
    broken: bool
    mark: Mark
    wave: int = 0
    pinned: bool = False
    unmet: bool = False  # a wish for the other place


class GridModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.weeks: Weeks | None = None
        self.lines: list[Line] = []
        self.shown_day = self.today = date.min

    def show_weeks(self, weeks: Weeks, shown_day: date, today: date) -> bool:
        """Take new facts; True if rows or columns are others than before."""
        before = self.weeks
        same = before and before.days == weeks.days and self.lines == weeks.lines
        if not same:
            self.beginResetModel()
        self.weeks, self.lines, self.shown_day, self.today = weeks, weeks.lines, shown_day, today
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(weeks.days) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(weeks.days) - 1)
        else:
            self.endResetModel()
        return not same

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() or not self.weeks else len(self.weeks.days)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.lines[index.row()].employee is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not self.weeks:
            return None
        line, day = self.lines[index.row()], self.weeks.days[index.column()]
        if line.employee is None:
            on_duty = line.team in self.weeks.duty[day]
            return _("on duty") if on_duty and role == Qt.ItemDataRole.DisplayRole else None
        if role == CELL:
            return self.shown(line.employee.number, day)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_letter(self.weeks.cell(line.employee, day))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = cell_name(self.weeks.cell(line.employee, day))
            key = line.employee.number, day
            wish = _("wish not met") if self.weeks.wish_unmet(key) else ""
            told = [line.employee.name, full_date(day), cell, self._mark_text(*key), wish]
            broken = [
                f"{rule_name(RULES.get(b.rule, b.rule))}: {breach_words(self.weeks, b)}"
                for b in self.weeks.breaches
                if (b.employee, b.day) == (line.employee.number, day)
            ]
            return "\n".join([" · ".join(part for part in told if part), *broken])
        return None

    def _mark_text(self, number: str, day: date) -> str:
        assert self.weeks is not None
        match self.weeks.mark((number, day)):
            case Mark.DRAFT:
                return _("draft, not published")
            case Mark.CHANGED:
                return _("published: {cell}").format(cell=cell_name(self.weeks.published[number, day]))
            case Mark.PROPOSED:
                return _("would change")
            case Mark.TOLD:
                return ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """For screen readers and tooltips; the headers paint themselves."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if not self.weeks or role not in wanted:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return day_tip(self.weeks, self.weeks.days[section])
        line = self.lines[section]
        if line.employee is None:
            return team_name(line.team)
        person = line.employee
        told = [person.name, person.number, person.title, self.weeks.function_names.get(person.function, "")]
        if person.vulnerable:
            told.append(_("vulnerable group"))
        carried = self.weeks.problem.load.get(person.number, 0)
        told.append(
            _("{n} days in the office, {carried} of them before these weeks").format(
                n=self.weeks.burden[person.number], carried=carried
            )
        )
        return " · ".join(part for part in told if part)

    def shown(self, number: str, day: date) -> Shown:
        """What the picture of a person's day follows from."""
        weeks, key = self.weeks, (number, day)
        assert weeks is not None
        cell = weeks.cells.get(key, Cell.UNPLANNED)
        return Shown(
            cell,
            day == self.shown_day,
            key in weeks.broken_cells,
            weeks.mark(key),
            weeks.waves.get(key, 0) if cell is Cell.OFFICE else 0,
            key in weeks.problem.pins,
            weeks.wish_unmet(key),
        )

    def at(self, index: Index) -> tuple[Line, date] | None:
        if not index.isValid() or not self.weeks:
            return None
        return self.lines[index.row()], self.weeks.days[index.column()]

    def key(self, index: Index) -> tuple[str, date] | None:
        """Whose day it is; None in a team's heading and outside the table."""
        found = self.at(index)
        return (found[0].employee.number, found[1]) if found and found[0].employee else None

    def free(self, key: tuple[str, date]) -> bool:
        """May be typed over with others: a working day, not past, on which nothing keeps this person away."""
        weeks = self.weeks
        return (
            weeks is not None
            and key[1] >= self.today
            and weeks.works(key[1])
            and key not in weeks.problem.blocked
            and weeks.cells.get(key) not in (Cell.ISOLATION, Cell.LEAVE)
        )

    def find(self, employee: str, day: date) -> QModelIndex:
        """Where a person's day is; an invalid index if it is not shown."""
        row = next((n for n, line in enumerate(self.lines) if _number(line) == employee), -1)
        days = list(self.weeks.days) if self.weeks else []
        return self.index(row, days.index(day)) if row >= 0 and day in days else QModelIndex()


def _number(line: Line) -> str | None:
    return line.employee.number if line.employee else None


def team_name(team: str) -> str:
    return _("Team {name}").format(name=team) if team else _("No team")


def day_tip(weeks: Weeks, day: date) -> str:
    """A day's name, why it is off or how full it is, and what is broken on it."""
    told = [full_date(day)]
    if not weeks.works(day):
        told.append(weeks.why_off(day))
    elif day in weeks.planned:
        told.append(
            _("{inside} in the office, at most {cap}").format(
                inside=weeks.inside[day], cap=weeks.cap(day).people
            )
        )
    else:
        told.append(_("not planned yet; at most {cap} in the office").format(cap=weeks.cap(day).people))
    told += [breach_words(weeks, b) for b in weeks.breaches if b.day == day and not b.employee]
    return "\n".join(told)
