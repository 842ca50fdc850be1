"""Fast entry: the cases of the table's filter as a grid; a row that is left is saved by itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.domain.cases import Case
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.operations.line_cells import Line, cells_of, read_line
from cmt_desk.operations.line_list import LooksLike, moved_release, save_line, save_lines
from cmt_desk.ui import look
from cmt_desk.ui.cases.filter_words import filter_text
from cmt_desk.ui.cases.line_grid import LineGrid
from cmt_desk.ui.cases.line_rows import EDITABLE, NAMES, Row, needs
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.cases.release import moved_release_question
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import button, faint, plain_label

if TYPE_CHECKING:
    from cmt_desk.store.case_table import CaseTable

SHOWN = 200  # cases at most, the newest


class LineList(CasePage):
    """The page "Entri cepat": rows that a rule refuses stay, marked, until they are mended or removed."""

    def __init__(self, desk: Desk, cases: "CaseTable") -> None:
        super().__init__()
        self._desk, self._cases = desk, cases
        self._filter: CaseFilter | None = None  # whose cases are shown; None: those given
        self.grid = LineGrid(desk)
        self.lines = self.grid.lines
        self.told, self.shown, self.count = faint(), plain_label(), faint()
        self.next_refused = button(_("Next row to mend"), "next", self.go_to_unsaved)
        self.latest = button(_("Latest cases"), "", self.show_latest)
        self._lay_out()
        self.grid.left.connect(self.save_row)
        self.grid.pasted.connect(self._save_pasted)
        self.grid.chosen.connect(self.chosen.emit)
        self.lines.dataChanged.connect(lambda *_range: self._count())
        self.lines.rowsRemoved.connect(lambda *_range: self._count())

    def _lay_out(self) -> None:
        self.told.setText(
            _(
                "Type to fill · Tab: next cell · Enter: save the row · Ctrl+;: the day shown"
                " · Ctrl+D: as above · Ctrl+V: paste rows · Esc: undo typing · Ctrl+−: remove an unsaved row"
            )
        )
        below = QHBoxLayout()
        below.addWidget(self.count, 1)
        below.addWidget(self.latest)
        below.addWidget(self.next_refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(self.shown)
        column.addWidget(self.told)
        column.addWidget(self.grid, 1)
        column.addLayout(below)

    # --- showing -------------------------------------------------------------------------------------

    def show_cases(self, ids: Sequence[str]) -> None:
        """These cases, until another filter is chosen."""
        self._show(ids, _("Selected: {n} cases").format(n=number(len(ids))))

    def show_latest(self) -> None:
        """The cases recorded last, until another filter is chosen."""
        latest = self._desk.store.cases.newest(SHOWN)
        self._show([case.id for case in latest], _("Recorded last: {n} cases").format(n=number(len(latest))))

    def _show_filter(self, shown: CaseFilter) -> None:
        slots = self._cases.find(shown)
        told = _("Filter: {filter} ({n} cases)").format(
            filter=filter_text(shown, self._desk.store), n=number(len(slots))
        )
        if len(slots) > SHOWN:
            told += _(" · the newest {n} of them").format(n=number(SHOWN))
        self._show(self._cases.ids(slots[:SHOWN])[::-1], told)

    def _show(self, ids: Sequence[str], told: str) -> None:
        """The newest at the end, where the next one is typed; rows that are not saved stay below them."""
        drafts = [self.lines.rows[n] for n in self.lines.unsaved() if not self.lines.rows[n].case]
        cases = {case.id: case for case in self._desk.store.cases.chosen(ids)}
        self.lines.show_rows([*(self._row(cases[id]) for id in ids if id in cases), *drafts])
        self.shown.setText(told)
        self.grid.go(len(self.lines.rows) - 1, EDITABLE[0])
        QTimer.singleShot(0, self.grid, self.grid.scrollToBottom)  # once it has its size
        self._count()

    def refresh(self, shown: CaseFilter) -> int | None:
        """Another filter shows its cases once nothing typed would be lost; what others changed comes in."""
        self.lines.read_offices()
        typed = [n for n in self.lines.unsaved() if self.lines.rows[n].case]
        if shown != self._filter and not typed:
            self._filter = shown if not self._cases.unread else None  # the rest is still to come
            self._show_filter(shown)
            return None
        known = {row.case or row.was for row in self.lines.rows} - {""}
        stored = {case.id: case for case in self._desk.store.cases.chosen(list(known))}
        for row in self.lines.rows:
            self._follow(row, stored)
        self.lines.changed(0, len(self.lines.rows) - 1)
        return None

    def reveal(self) -> None:
        self.lines.revealed = True
        if self._filter is not None:
            self.refresh(self._filter)  # rows that are being typed are left alone

    def _follow(self, row: Row, stored: dict[str, Case]) -> None:
        case = stored.get(row.case or row.was)
        if case is None and row.case:  # undone, or merged into another
            row.case, row.was, row.stored = "", row.case, {}
            row.sentence = _("No longer in the desk (undone or merged). Enter saves the row again.")
        elif case and row.case and not row.touched:
            row.cells = self._cells(case)
            row.stored = dict(row.cells)
        elif case and row.case:
            row.stored = self._cells(case)
        elif case and row.sentence:  # the undo was taken back
            row.case, row.was, row.sentence = case.id, "", ""
            row.cells = self._cells(case)
            row.stored = dict(row.cells)

    def _row(self, case: Case) -> Row:
        cells = self._cells(case)
        return Row(case.id, cells, dict(cells))

    def _cells(self, case: Case) -> dict[str, str]:
        person = self._desk.store.people.get(case.employee)
        office = self.lines.offices.get(case.branch, case.branch)
        return cells_of(case, person, office, self._desk.days.day, revealed=self.lines.revealed)

    def _count(self) -> None:
        unsaved = self.lines.unsaved()
        told = _("{n} rows, {unsaved} not saved").format(
            n=number(len(self.lines.rows) - 1), unsaved=number(len(unsaved))
        )
        self.count.setText(told if not self._desk.days.is_past else _("A past day: read only."))
        self.next_refused.setEnabled(bool(unsaved))

    def unsaved(self) -> str:
        count = len(self.lines.unsaved())
        return _("{n} rows of the fast entry are not saved.").format(n=number(count)) if count else ""

    def go_to_unsaved(self) -> None:
        """The next row that could not be saved, at its first wrong cell."""
        now, unsaved = self.grid.currentIndex().row(), self.lines.unsaved()
        if unsaved:
            row = next((n for n in unsaved if n > now), unsaved[0])
            wrong = [NAMES.index(name) for name in self.lines.rows[row].faults]
            self.grid.go(row, min(wrong, default=EDITABLE[0]))
            self.grid.setFocus()

    # --- saving --------------------------------------------------------------------------------------

    def save_row(self, n: int) -> None:
        """Save a row that was left; one that a rule refuses says why and stays."""
        row = self.lines.rows[n]
        if row.blank or not row.touched or not self._desk.writable:
            return
        if not row.complete:
            self.lines.tell(n, "" if row.faults else needs(row))
            return
        self._desk.perform(lambda: self._save(n, row))

    def _save(self, n: int, row: Row) -> None:
        store, on = self._desk.store, self._desk.days.day
        try:
            line = read_line(store, row.cells, on)
            moved = moved_release(store, row.case, line, on) if row.case else None
            if moved and not self._agreed(*moved):
                self.lines.tell(n, _moved_text(*moved))
                return
            self._take(n, save_line(store, row.case, line, on, row.unlike))
        except Refused as refused:
            self._take(n, refused)

    def _take(self, n: int, saved: str | Refused) -> None:
        """Show the row as it is stored now, or why it is not."""
        row = self.lines.rows[n]
        if isinstance(saved, Refused):
            row.unlike = saved.cases if isinstance(saved, LooksLike) else ()
            self.lines.tell(n, str(saved))
            return
        (case,) = self._desk.store.cases.chosen([saved])
        self.lines.rows[n] = self._row(case)
        self.lines.changed(n)

    def _agreed(self, before: str, after: str) -> bool:
        question = moved_release_question(self, before, after)
        return question.exec() == question.StandardButton.Save

    def _save_pasted(self, written: Sequence[int]) -> None:
        """The rows that can be taken, as one operation; the others stay, marked."""
        store, on, ready = self._desk.store, self._desk.days.day, dict[int, tuple[str, Line]]()
        for n in written:
            row = self.lines.rows[n]
            if not row.complete:
                self.lines.tell(n, "" if row.faults else needs(row))
                continue
            line = read_line(store, row.cells, on)
            moved = moved_release(store, row.case, line, on) if row.case else None
            if moved:
                self.lines.tell(n, _moved_text(*moved))
            else:
                ready[n] = (row.case, line)
        saved: list[str | Refused] = []
        if ready and self._desk.perform(lambda: saved.extend(save_lines(store, list(ready.values()), on))):
            for n, outcome in zip(ready, saved, strict=True):
                self._take(n, outcome)


def _moved_text(before: str, after: str) -> str:
    told = _("Would move the release date; change the row again to be asked. Before: {before} After: {after}")
    return told.format(before=before, after=after)
