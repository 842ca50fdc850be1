"""Pairs of cases that may be one, and the two side by side: same, or not the same."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.domain.duplicates import Known, Pair, in_order
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.duplicates import merge_cases, pairs_in_parts, tell_apart
from cmt_desk.ui import look
from cmt_desk.ui.cases.reckoned import ReckonedPage
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint, plain_label
from cmt_desk.wording import pair_text, place_name, status_name

if TYPE_CHECKING:
    from cmt_desk.store.case_table import CaseTable


class PairList(ReckonedPage):
    """The view "Mungkin ganda"; `chosen` is the first case of the pair under the cursor."""

    def __init__(self, desk: Desk, cases: "CaseTable") -> None:
        super().__init__(desk, cases, pairs_in_parts, self._undecided)
        self._revealed = False
        self._branches = {code: b.name for code, b in desk.store.branches.by_code().items()}
        self.pairs: list[Pair] = []
        self.table = RecordTable(self._columns(), key=lambda pair: pair.key)
        self.empty = EmptyState(_("No two cases look like one on the day shown."))
        self.compare = button(_("Compare…"), "list", self.compare_chosen, primary=True)
        self.count = faint()
        row = QHBoxLayout()
        row.addWidget(self.compare)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.count)
        self.table.chosen.connect(lambda pair: self.chosen.emit(pair.first.case))
        self.table.opened.connect(lambda _pair: self.compare_chosen())

    def _columns(self) -> Sequence[Column]:
        return (
            Column("NPP", lambda p: p.first.employee, width=62),
            Column(_("Name"), lambda p: p.first.shown_name, lambda p: self.name(p.first), width=80),
            Column("NPP 2", lambda p: p.second.employee, width=62),
            Column(_("Name 2"), lambda p: p.second.shown_name, lambda p: self.name(p.second), width=80),
            Column(_("Office"), lambda p: self._branches.get(p.first.branch, ""), width=116),
            Column(_("Why"), pair_text, tip=pair_text),
        )

    def name(self, known: Known) -> str:
        return known.shown_name if self._revealed else masked(known.shown_name)

    def reveal(self) -> None:
        self._revealed = True
        self.show_lines()

    def _undecided(self, pairs: Iterable[Pair]) -> list[Pair]:
        return in_order(pairs, self._desk.store.duplicates.told_apart())

    def show_lines(self) -> None:
        self.pairs = self.fitting()
        self.table.show_records(self.pairs)
        for part in (self.table, self.compare):
            part.setVisible(bool(self.pairs))
        self.empty.setVisible(not self.pairs and not self.reckoning)
        self.count.setText(self.told(len(self.pairs), _("{n} pairs").format(n=number(len(self.lines)))))

    def haystack(self, line: Pair) -> str:
        both = " ".join(f"{known.employee} {known.shown_name}" for known in (line.first, line.second))
        return f"{both} {self._branches.get(line.first.branch, '')}"

    def compare_chosen(self) -> None:
        pair = self.table.current() or (self.pairs[0] if self.pairs else None)
        if pair:
            CompareCases(self._desk, pair, self._revealed, self).exec()


class CompareCases(QDialog):
    """Field by field; what differs is marked. Merging keeps every row and can be undone."""

    def __init__(self, desk: Desk, pair: Pair, revealed: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._pair = desk, pair
        self.setWindowTitle(_("The same case?"))
        self.setMinimumWidth(640)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addWidget(faint(pair_text(pair)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.WIDE)
        for n, (name, left, right) in enumerate(self._fields(revealed)):
            grid.addWidget(faint(name), n, 0)
            for place, text in ((1, left), (2, right)):
                label = plain_label(text or "–", tone="warning" if left != right else "")
                label.setWordWrap(True)
                grid.addWidget(label, n, place)
        for place in (1, 2):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        kept = _("Merging keeps all steps, contacts, calls and runs; of two dates the kept case's stays.")
        column.addWidget(faint(kept))
        first, second = pair.first, pair.second
        row = QHBoxLayout()
        self.keep_first = button(_("Same: keep the left"), "", lambda: self._merge(first, second))
        self.keep_second = button(_("Same: keep the right"), "", lambda: self._merge(second, first))
        self.apart = button(_("Not the same"), "", self._tell_apart)
        for part in (self.keep_first, self.keep_second, self.apart):
            part.setEnabled(desk.writable)
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(button(_("Close"), "", self.reject))
        column.addLayout(row)

    def _fields(self, revealed: bool) -> list[tuple[str, str, str]]:
        names = (
            _("Name"), "NPP", _("Status"), _("Since"), _("Care place"), _("Last contact"), _("Onset"),
            _("Last symptom"), _("Specimen"), _("Negative PCR"), _("Contacts"), _("Notes"),
        )  # fmt: skip
        left, right = (self._told(known, revealed) for known in (self._pair.first, self._pair.second))
        return list(zip(names, left, right, strict=True))

    def _told(self, known: Known, revealed: bool) -> list[str]:
        store, on = self._desk.store, self._desk.days.day
        case = store.cases.get(known.case)
        if case is None:
            return [""] * 12
        name = known.shown_name if revealed else masked(known.shown_name)
        dates = (case.last_contact, case.onset, case.last_symptom, case.specimen, case.negative_pcr)
        contacts = len(store.contacts.of_case(case.id))
        return [
            name, case.employee, *_state(case, on),
            *(medium_date(day) if day else "" for day in dates), number(contacts), case.notes,
        ]  # fmt: skip

    def _merge(self, keep: Known, other: Known) -> None:
        if self._desk.perform(lambda: merge_cases(self._desk.store, keep.case, other.case)):
            self.accept()

    def _tell_apart(self) -> None:
        first, second = self._pair.key
        day = self._desk.days.day
        if self._desk.perform(lambda: tell_apart(self._desk.store, first, second, day)):
            self.accept()


def _state(case: Case, on: date) -> tuple[str, str, str]:
    status, place = case.status(on), case.place(on)
    return (
        status_name(Status(status)) if status else "",
        medium_date(case.opened_on()),
        place_name(CarePlace(place)) if place else "",
    )
