"""Figures beside each other: an issued sheet with what is known now, or two days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheet_figures import Difference
from cmt_desk.domain.sheets import Scope
from cmt_desk.figure_wording import change_text, figure_name, figure_text
from cmt_desk.i18n import _, clock_time, full_date, medium_date, number
from cmt_desk.operations.sheet_names import known_names
from cmt_desk.operations.sheets import compare_days, then_and_now
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, RecordTable, close_button, faint, heading, plain_label
from cmt_desk.ui.widgets.form import day_field, day_of


def figures_table(desk: Desk, before: str, after: str) -> RecordTable:
    names = known_names(desk.store)
    offices = {code: branch.name for code, branch in desk.store.branches.by_code().items()}
    return RecordTable(
        [
            Column(_("Figure"), lambda d: _called(d, names, offices)),
            Column(before, lambda d: _value(d.before), lambda d: figure_text(d.name, d.before), True, 190),
            Column(after, lambda d: _value(d.after), lambda d: figure_text(d.name, d.after), True, 190),
            Column(_("Change"), lambda d: d.change, change_text, True, 110),
        ],
        key=lambda d: (d.office, d.name),
    )


def _value(value: object) -> object:
    return value if isinstance(value, int | float) else None


def _called(difference: Difference, names: Mapping[str, str], offices: Mapping[str, str]) -> str:
    name = figure_name(difference.name, names)
    return f"{offices.get(difference.office, difference.office)}: {name}" if difference.office else name


class ThenAndNow(QDialog):
    """What the desk would say of that day today."""

    def __init__(self, desk: Desk, parent: QWidget, sheet: IssuedSheet) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Then and now"))
        found = then_and_now(desk.store, sheet)
        self.resize(760, 560 if found else 160)
        title = _("{number}, version {version}: as known then and now").format(
            number=sheet.number, version=sheet.version
        )
        at = f"{medium_date(sheet.issued_at.date())} {clock_time(sheet.issued_at)}"
        self.table = figures_table(desk, _("Issued {moment}").format(moment=at), _("Known now"))
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.said = faint(
            _(
                "{n} figures are others by now. The issued sheet stays; issue a correction if they matter."
            ).format(n=number(len(found)))
            if found
            else _("Every figure of {day} is known today as it was then.").format(day=full_date(sheet.day))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.ROOM)
        column.addWidget(heading(title))
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        if not found:
            column.addStretch(1)
        column.addLayout(_close_row(self))


class TwoDays(QDialog):
    """Two days of one scope side by side, as the desk knows them now."""

    def __init__(self, desk: Desk, parent: QWidget, scope: Scope, day: date) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compare two days"))
        self.resize(780, 620)
        self._desk, self._scope = desk, scope
        self.first, self.second = day_field(day - timedelta(days=1)), day_field(day)
        self.changed_only = QCheckBox(_("Only what changed"))
        self.table = figures_table(desk, "", "")
        self.said = faint()
        row = QHBoxLayout()
        row.setSpacing(look.SPACE)
        for widget in (self.first, plain_label(_("and")), self.second, self.changed_only):
            row.addWidget(widget)
        row.addStretch(1)
        self.first.setAccessibleName(_("First day"))
        self.second.setAccessibleName(_("Second day"))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.ROOM)
        column.addWidget(heading(_("{scope}: two days").format(scope=scope.name or _("National"))))
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(_close_row(self))
        self._found: Sequence[Difference] = ()
        self.first.dateChanged.connect(lambda _day: self.compare())
        self.second.dateChanged.connect(lambda _day: self.compare())
        self.changed_only.toggled.connect(lambda _on: self._show())
        self.compare()

    def compare(self) -> None:
        first, second = day_of(self.first), day_of(self.second)
        self._found = compare_days(self._desk.store, self._scope, first, second)
        columns = self.table.records.columns
        for n, day in ((1, first), (2, second)):
            columns[n] = replace(columns[n], title=medium_date(day))
        self.table.horizontalHeader().headerDataChanged(Qt.Orientation.Horizontal, 1, 2)
        self._show()

    def _show(self) -> None:
        changed = [d for d in self._found if d.before != d.after]
        self.said.setText(
            _("{n} of {all} figures differ.").format(n=number(len(changed)), all=number(len(self._found)))
        )
        self.table.show_records(changed if self.changed_only.isChecked() else self._found)


def _close_row(dialog: QDialog) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(close_button(dialog))
    return row
