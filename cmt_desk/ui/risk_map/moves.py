"""Who moved: a window beside the map with each office from → to; sorted, copied, printed, saved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, long_date, number
from cmt_desk.reports.moves import MovesFacts, as_paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.printing import PaperOut
from cmt_desk.ui.risk_map.facts import MapDay
from cmt_desk.ui.risk_map.plate import risk
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, faint, heading
from cmt_desk.ui.widgets.table import ZoneDelegate
from cmt_desk.wording import zone_name


class MovesWindow(QDialog):
    """Not modal: it follows the week and the filter while it is open. `chosen` is the office clicked on."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.facts: MovesFacts | None = None
        self.out = PaperOut.of_paper(desk, self, lambda: as_paper(self.facts) if self.facts else None)
        self.setWindowTitle(_("Who moved"))
        self.resize(760, 560)
        self.title, self.between = heading(""), faint()
        self.table, self.nothing = self._make_table(), EmptyState("")
        buttons, self.made = button_row(self, self.actions())
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        column.addWidget(self.title)
        column.addWidget(self.between)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addLayout(buttons)

    def actions(self) -> list[Action]:
        return [
            *self.out.actions(),
            Action(_("Copy"), _("Copy the list for a spreadsheet"), self.copy, "copy"),
        ]

    def _make_table(self) -> RecordTable:
        made = RecordTable(
            [
                Column(_("Office"), lambda o: o.branch.name),
                Column(_("Regency or city"), lambda o: o.branch.city, width=170),
                Column(_("Regional office"), self._regional, width=170),
                Column(
                    _("From"), lambda o: risk(o.zone_before), lambda o: zone_name(o.zone_before), width=110
                ),
                Column(_("To"), lambda o: risk(o.zone), lambda o: zone_name(o.zone), width=110),
            ],
            key=lambda o: o.branch.code,
        )
        self._marks = ZoneDelegate(lambda o: o.zone_before), ZoneDelegate(lambda o: o.zone)
        made.setItemDelegateForColumn(3, self._marks[0])
        made.setItemDelegateForColumn(4, self._marks[1])
        made.horizontalHeader().setStretchLastSection(False)
        made.sortByColumn(4, Qt.SortOrder.DescendingOrder)
        made.setAccessibleName(_("Offices that moved"))
        made.chosen.connect(lambda office: self.chosen.emit(office.branch.code))
        return made

    def _regional(self, office: BranchDay) -> str:
        return self.facts.regional.get(office.branch.regional_office, "–") if self.facts else "–"

    # --- showing -------------------------------------------------------------------------------------

    def show_moves(self, day: MapDay, asked: Sequence[BranchDay]) -> None:
        """Of the offices asked for, those whose zone is another than at the bulletin before."""
        self.facts = None
        if day.bulletin and day.before:
            moved = [office for office in asked if office.moved]
            self.facts = MovesFacts(
                self.desk.store.settings.institution, day.day, day.bulletin, day.before, moved,
                len(asked), len(day.offices), day.regional,
            )  # fmt: skip
        self._show_facts()

    def _show_facts(self) -> None:
        facts = self.facts
        moved = facts.offices if facts else []
        self.title.setText(_moved_text(moved, facts.asked) if facts else _("No bulletin to compare."))
        self.between.setText(
            _("Bulletin of {day}, before it {before}").format(
                day=long_date(facts.bulletin.day), before=long_date(facts.before.day)
            )
            if facts
            else _("Two bulletins are needed to say who moved.")
        )
        self.nothing.text.setText(_("No office moved since the bulletin before.") if facts else "")
        self.table.show_records(moved)
        self.table.setVisible(bool(moved))
        self.nothing.setVisible(not moved)
        for action in self.made.values():
            action.setEnabled(facts is not None)

    # --- taking it away --------------------------------------------------------------------------------

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.table.as_text())
        self.desk.banner.said.emit("done", _("Copied; paste it into a spreadsheet."))


def _moved_text(moved: Sequence[BranchDay], asked: int) -> str:
    up = sum(risk(o.zone) > risk(o.zone_before) for o in moved)
    return _("{n} of {total} offices moved: {up} towards red, {down} towards green.").format(
        n=number(len(moved)), total=number(asked), up=number(up), down=number(len(moved) - up)
    )
