"""The table of cases: chips above, the lines of the filter, how many they are; or why there are none."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.domain.case_filter import VIEWS, CaseFilter
from cmt_desk.domain.clocks_at_once import Numbers
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.ui import look
from cmt_desk.ui.actions import Tool, ToolRow, in_order
from cmt_desk.ui.cases.case_model import CaseModel
from cmt_desk.ui.cases.case_view import CaseView
from cmt_desk.ui.cases.chips import Chips, choices
from cmt_desk.ui.cases.columns import case_columns
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import EmptyState, button, faint

if TYPE_CHECKING:
    from cmt_desk.store.case_lines import ListedCase
    from cmt_desk.store.case_table import CaseTable
    from cmt_desk.ui.widgets import Column

NOTHING: Numbers = np.zeros(0, np.int32)
AT_ONCE, SLICE, TOLD = 0.06, 0.008, 0.4  # seconds: read when the tab opens, in each turn after, until shown


class CaseList(QWidget):
    """`wanted` is the filter a user chose here; `loaded` says that more cases were read."""

    chosen = Signal(str)
    wanted = Signal(object)  # CaseFilter
    loaded = Signal()

    def __init__(self, desk: Desk, new_case: Callable[[], object], save: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._revealed = desk, False
        self.filter = CaseFilter()
        self.cases: CaseTable = desk.store.case_table(desk.days.day)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._read_on)
        self._unshown = 0
        self._slots, self._keys = (
            NOTHING,
            NOTHING,
        )  # of the lines shown; a key outlives its slot
        self.chips = Chips(choices(desk.store), self.cases.choices)
        self.view = CaseView(CaseModel(self._columns(), lambda slots: self.cases.rows(slots)))
        self.count = faint()
        self.empty = EmptyState(
            _("No case in this view on the day shown."), button(_("New case…"), "add", new_case)
        )
        self.nothing = EmptyState(
            _("No case in this view has what you look for."),
            button(_("Show the whole view"), "filter", lambda: self.wanted.emit(self.chips.cleared())),
        )
        self.save = Tool(self)
        self.save.setText(_("Save view…"))
        self.save.setIcon(look.icon("add"))
        self.save.clicked.connect(lambda: save())
        self.save.setToolTip(_("Keep this filter with its columns and order under a name"))
        self._lay_out()
        self.chips.changed.connect(self.wanted)
        self.view.chosen.connect(self.chosen)
        self.view.sorted.connect(lambda: self.show_filter(self.filter))
        self.view.refused.connect(lambda told: desk.banner.said.emit("refused", told))

    def _lay_out(self) -> None:
        row = ToolRow()
        row.addWidget(self.chips, 1)
        row.add_tool(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(row)
        for part in (self.view, self.empty, self.nothing):
            column.addWidget(part, 1)
        column.addWidget(self.count)
        self.view.setAccessibleName(_("Cases"))
        in_order(*self.chips.chips.values(), self.chips.clear, self.save, self.view)

    def _columns(self) -> "dict[str, Column]":
        return case_columns(self._desk.store, lambda: self._revealed)

    # --- reading ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take in what was written since, and the day; what is still unread is read between the events."""
        self.cases.follow()
        self.cases.show(self._desk.days.day)
        if self.cases.unread and not self._turn.isActive() and self.cases.step(AT_ONCE):
            self._turn.start()
        self.view.cases.read_again(self._columns())

    @property
    def reading(self) -> bool:
        """Are cases, or what a first sort needs of them, still being read?"""
        return self._turn.isActive()

    def _read_on(self) -> None:
        if not self.cases.unread:
            if not self.cases.get_ready():
                self._turn.stop()
            return
        more = self.cases.step(SLICE)
        self._unshown += 1
        if not more or self._unshown * SLICE > TOLD:
            self._unshown = 0
            self.show_filter(self.filter, stay=True)
            self.loaded.emit()

    def counts(self, own: Mapping[str, CaseFilter]) -> dict[str, int]:
        """View → how many cases it has on the day shown, of the desk's views and of one's own."""
        return {view: self.cases.count(CaseFilter(view)) for view in VIEWS} | {
            id: self.cases.count(shown) for id, shown in own.items()
        }

    # --- showing ---------------------------------------------------------------------------------

    def show_filter(self, shown: CaseFilter, stay: bool = False) -> None:
        """Show these cases; the current one and the selection stay where they are still among them."""
        selected, at = self._selected_keys(), self.view.current_row()
        current = self._keys[at : at + 1] if at >= 0 else NOTHING
        self.filter = shown
        slots = self.cases.find(shown, self.view.sort, self.view.downward)
        row = self._rows_of(slots, current)
        self._slots, self._keys = slots, self.cases.columns.keys[slots]
        self.view.show_slots(slots, int(row[0]) if len(row) else -1, self._rows_of(slots, selected), stay)
        for part, visible in (
            (self.view, len(slots)),
            (self.empty, not len(slots) and not shown.chooses),
            (self.nothing, not len(slots) and shown.chooses),
        ):
            part.setVisible(bool(visible))
        self.chips.show_filter(shown)
        self._tell(len(slots))

    def _tell(self, count: int) -> None:
        total = self.cases.count(CaseFilter())
        told = _("{n} of {total} cases on {day}").format(
            n=number(count), total=number(total), day=medium_date(self._desk.days.day)
        )
        if self.cases.unread:
            told += _(" · reading, {n} to go…").format(n=number(self.cases.unread))
        self.count.setText(told)

    def _selected_keys(self) -> Numbers:
        parts = [self._keys[first : last + 1] for first, last in self.view.selected_stretches()]
        return np.concatenate(parts) if parts else NOTHING

    def _rows_of(self, slots: Numbers, keys: Numbers) -> Numbers:
        """The lines at which these cases stand now, from the top."""
        wanted = np.zeros(len(self.cases.columns), bool)
        wanted[self.cases.columns.slots_of(keys)] = True
        return np.flatnonzero(wanted[slots]) if len(keys) else NOTHING

    def selected_ids(self) -> list[str]:
        """The selected cases from the top, however many: no line is read."""
        return self.cases.ids(self.cases.columns.slots_of(self._selected_keys()))

    def current(self) -> "ListedCase | None":
        return self.view.current()

    def choose(self, case: str) -> bool:
        """Make a case current; False if it is not among those shown."""
        slot = self.cases.slot_of(case)
        at = np.flatnonzero(self._slots == slot) if slot >= 0 else NOTHING
        if len(at):
            self.view.go_to(int(at[0]))
        return bool(len(at))

    def shown_ids(self) -> list[str]:
        return self.cases.ids(self._slots)

    def reveal(self) -> None:
        self._revealed = True
        self.view.viewport().update()
