"""What an import asks: older terms, strangers with a known name, pairs that may be one, and differences."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.cases import OldTerm, Status
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.imports import Choices, Intake
from cmt_desk.operations.imports.differences import field_name, value_text
from cmt_desk.operations.imports.questions import RowPair
from cmt_desk.operations.imports.whose import ENROL
from cmt_desk.store import Store
from cmt_desk.ui.importing.words import CHOICES
from cmt_desk.ui.widgets import Column, RecordTable, button, faint, plain_label
from cmt_desk.wording import pair_text, status_name

MOST = 12  # strangers asked about at once


class Questions(QWidget):
    """Older terms and strangers, one box each; `answered` carries the choices with the new answer."""

    answered = Signal(object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.terms: dict[OldTerm, QComboBox] = {}
        self.people: dict[str, QComboBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._area = QWidget()
        self._column.addWidget(self._area)

    def show_questions(self, intake: Intake, choices: Choices) -> bool:
        """Ask what is open or was answered; returns whether there is anything to ask."""
        self.terms, self.people = {}, {}
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(2, 1)
        for term, n in sorted(intake.questions.terms.items()):
            text = _("{term} ({n} rows) is today").format(term=term.value, n=number(n))
            box = self._box([(status_name(status), status) for status in CHOICES[term]])
            box.setItemText(0, _("by its test") if term is OldTerm.OTG else _("– choose –"))
            box.setCurrentIndex(max(0, box.findData(choices.terms.get(term))))
            box.activated.connect(lambda _n, t=term, b=box: self._answer_term(choices, t, b.currentData()))
            self.terms[term] = box
            self._add(grid, text, box)
        asked = [s for s in intake.questions.strangers.values() if s.candidates]
        for stranger in asked[:MOST]:
            people = [self._store.people.get(candidate) for candidate in stranger.candidates]
            offers = [(f"{p.number} · {p.name}", p.number) for p in people if p]
            if choices.mapping and choices.mapping.enrol:
                offers.append((_("None of them: enrol"), ENROL))
            box = self._box(offers)
            box.activated.connect(
                lambda _n, key=stranger.key, b=box: self._answer_person(choices, key, b.currentData())
            )
            self.people[stranger.key] = box
            told = " · ".join(filter(None, (stranger.number, stranger.name, stranger.branch)))
            self._add(grid, _("{person} in the file is").format(person=told), box)
        if len(asked) > MOST:
            more = _("… and {n} more people of a known name").format(n=number(len(asked) - MOST))
            grid.addWidget(faint(more), grid.rowCount(), 0, 1, 3)
        self._column.replaceWidget(self._area, fresh)
        self._area.hide()
        self._area.deleteLater()
        self._area = fresh
        return bool(self.terms or self.people)

    def _box(self, offers: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setMinimumWidth(240)
        box.addItem(_("– choose –"), None)
        for text, data in offers:
            box.addItem(text, data)
        return box

    def _add(self, grid: QGridLayout, text: str, box: QComboBox) -> None:
        line = grid.rowCount()
        grid.addWidget(plain_label(text), line, 0)
        grid.addWidget(box, line, 1)

    def _answer_term(self, choices: Choices, term: OldTerm, status: Status | None) -> None:
        terms = {t: s for t, s in choices.terms.items() if t is not term}
        self.answered.emit(replace(choices, terms=terms | ({term: Status(status)} if status else {})))

    def _answer_person(self, choices: Choices, key: str, number: str | None) -> None:
        people = {k: n for k, n in choices.people.items() if k != key}
        self.answered.emit(replace(choices, people=people | ({key: number} if number else {})))


class RowPairs(QWidget):
    """A new row beside the case or row it may be; `decided` carries the pair and whether it is one case."""

    decided = Signal(object, bool)

    def __init__(self, offices: Callable[[str], str]) -> None:
        super().__init__()
        self.table = RecordTable(
            (
                Column(_("Line"), lambda p: p.line, lambda p: number(p.line), right=True, width=52),
                Column(_("In the file"), lambda p: _side(p, True, offices), width=280),
                Column(_("Known as"), lambda p: _side(p, False, offices), width=280),
                Column(_("Why"), lambda p: pair_text(p.pair), width=200),
            ),
            key=lambda p: (p.line, p.other),
        )
        self.same = button(_("The same case"), "check", lambda: self._decide(True))
        self.apart = button(_("Not the same"), "close", lambda: self._decide(False))
        row = QHBoxLayout()
        told = _("Undecided pairs are imported as cases of their own and wait under “Possible duplicates”.")
        row.addWidget(self.same)
        row.addWidget(self.apart)
        row.addWidget(faint(told), 1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def show_pairs(self, pairs: list[RowPair]) -> None:
        self.table.show_records(pairs)
        for part in (self.same, self.apart):
            part.setEnabled(bool(pairs))

    def _decide(self, same: bool) -> None:
        pair = self.table.current() or next(iter(self.table.records.records), None)
        if pair:
            self.decided.emit(pair, same)


def _side(found: RowPair, mine: bool, offices: Callable[[str], str]) -> str:
    pair = found.pair
    is_first = pair.first.case == f"line {found.line}"
    known = pair.first if is_first is mine else pair.second
    told = (known.employee, masked(known.shown_name), offices(known.branch), medium_date(known.began))
    line = [] if mine or not found.other.isdigit() else [_("line {line}").format(line=found.other)]
    return " · ".join([*line, *told])


class Differences(QWidget):
    """Ours and the file's, field by field; only what is ticked is taken over."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._intake: Intake | None = None
        self.table = QTableWidget(0, 5)
        self.table.setHorizontalHeaderLabels(
            [_("Line"), "NPP", _("Field"), _("The desk has"), _("The file has: tick to take it")]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.table.itemChanged.connect(self._tick)
        row = QHBoxLayout()
        row.addWidget(button(_("Tick all"), "check", lambda: self._tick_all(True)))
        row.addWidget(button(_("Tick none"), "close", lambda: self._tick_all(False)))
        row.addWidget(faint(_("Nothing of the desk is overwritten unless it is ticked.")), 1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def show_differences(self, intake: Intake) -> None:
        self._intake = intake
        self.table.blockSignals(True)
        self.table.setRowCount(len(intake.differences))
        for n, d in enumerate(intake.differences):
            texts = (
                number(d.line),
                d.employee,
                field_name(d.field),
                value_text(d.ours),
                value_text(d.theirs),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column == 4:
                    on = (d.line, d.field) in intake.taken_over
                    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.table.setItem(n, column, item)
        self.table.blockSignals(False)

    def _tick(self, item: QTableWidgetItem) -> None:
        if self._intake is None or item.column() != 4:
            return
        d = self._intake.differences[item.row()]
        if item.checkState() is Qt.CheckState.Checked:
            self._intake.taken_over.add((d.line, d.field))
        else:
            self._intake.taken_over.discard((d.line, d.field))
        self.ticked.emit()

    def _tick_all(self, on: bool) -> None:
        if self._intake is None:
            return
        if on:
            self._intake.take_over_all()
        else:
            self._intake.taken_over.clear()
        self.show_differences(self._intake)
        self.ticked.emit()
