"""The table of cases: what the filter shows, names masked until they are revealed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout

from cmt_desk.domain.case_filter import CaseFilter, begins
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, medium_date, number, short_date
from cmt_desk.store.cases import CaseRow
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint
from cmt_desk.wording import place_name, status_text


class CaseList(CasePage):
    """`chosen` is the case under the cursor."""

    def __init__(self, desk: Desk, new_case: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._revealed = desk, False
        self._branches: dict[str, str] = {}
        self.table = RecordTable(self._columns(), key=lambda r: r.id)
        self.count = faint()
        self.empty = EmptyState(
            _("No case in this view on the day shown."), button(_("New case…"), "add", new_case)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.count)
        self.table.chosen.connect(lambda row: self.chosen.emit(row.id if row else ""))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Employee"), lambda r: r.name, lambda r: self._name(r), width=78),
            Column("NPP", lambda r: r.employee, width=64),
            Column(_("Office"), lambda r: self._branches.get(r.branch, r.branch), width=130),
            Column(_("Status"), lambda r: status_text(r.status, r.term), width=160),
            Column(_("Since"), lambda r: r.since, lambda r: medium_date(r.since), right=True, width=94),
            Column(
                _("Free on"), lambda r: r.free_on,
                lambda r: short_date(r.free_on) if r.free_on else "–", right=True, width=66,
            ),
            Column(_("Care place"), lambda r: place_name(r.place)),
        )  # fmt: skip

    def _name(self, row: CaseRow) -> str:
        return row.name if self._revealed else masked(row.name)

    def reveal(self) -> None:
        self._revealed = True
        self.table.viewport().update()

    def selected_ids(self) -> list[str]:
        return [row.id for row in self.table.selected()]

    def show_rows(self, rows: Sequence[CaseRow], shown: CaseFilter) -> None:
        """Those of the day's cases that the filter shows."""
        on, words = self._desk.days.day, shown.words
        self._branches = {code: b.name for code, b in self._desk.store.branches.by_code().items()}
        found = [row for row in rows if shown.holds(row, on) and begins(words, row.text)]
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.count.setText(
            _("{n} of {total} cases on {day}").format(
                n=number(len(found)), total=number(len(rows)), day=medium_date(on)
            )
        )
