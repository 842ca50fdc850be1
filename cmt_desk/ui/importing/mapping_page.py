"""Which column of a foreign list is which of ours, with samples, and what its words stand for."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.intake import Column, fold
from cmt_desk.domain.mapping import ColumnMapping, guess_word
from cmt_desk.i18n import _, number
from cmt_desk.operations.imports import (
    COLUMNS,
    Choices,
    guessed_mapping,
    header_of,
    known_words,
    mapped_words,
    reading,
)
from cmt_desk.operations.imports.case_words import TERMS
from cmt_desk.operations.imports.differences import field_name
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.mappings import remembered
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.importing.saved import SavedMappings
from cmt_desk.ui.importing.understood import UnderstoodRows
from cmt_desk.ui.importing.words import code_names
from cmt_desk.ui.slices import Slices
from cmt_desk.ui.widgets import faint, heading, plain_label
from cmt_desk.wording import function_name

FIXED = "="  # in place of a column: one value for every row
MOST_WORDS = 40  # of one column: more are no list of words
FIRST = 20  # rows the preview reads


class MappingPage(QWidget):
    """`changed` is emitted whenever the mapping is, with whether it gives all that is needed."""

    changed = Signal(bool)

    def __init__(self, desk: Desk, kind: str, table: Table) -> None:
        super().__init__()
        self._desk, self._kind, self._table = desk, kind, table
        self._header = [title for title in header_of(table) if title]
        self._known = known_words(desk.store, kind)
        self._preview: Slices | None = None
        kept = remembered(desk.store, kind, self._header)
        self.mapping = kept.mapping if kept else guessed_mapping(desk.store, kind, table)
        self.columns: dict[str, QComboBox] = {}
        self.fixed: dict[str, QLineEdit] = {}
        self.words: dict[tuple[str, str], QComboBox] = {}
        self.enrol = QComboBox()
        self.rows = UnderstoodRows()
        self.missing = plain_label(tone="danger")
        self.missing.setWordWrap(True)
        self._later = QTimer(self, interval=250, singleShot=True)
        self._later.timeout.connect(self._read_first_rows)
        self._column_area, self._word_area = QWidget(), QWidget()
        self.kept = SavedMappings(desk, kind, table.name, self._header, lambda: self.mapping)
        self.kept.show_saved(kept.name if kept else "")
        self.kept.chosen.connect(self._use)
        self._lay_out(bool(kept))
        self._show_mapping()

    # --- building --------------------------------------------------------------------------------

    def _lay_out(self, known: bool) -> None:
        intro = (
            _("This list was read before: its column mapping is shown below.")
            if known
            else _("The columns of this list are not ours. Check the proposal and change what is wrong.")
        )
        inside = QWidget()
        both = QVBoxLayout(inside)
        both.setContentsMargins(0, 0, look.SPACE, 0)
        both.setSpacing(look.ROOM)
        both.addWidget(self._column_area)
        both.addWidget(self._word_area)
        both.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(faint(intro))
        column.addWidget(self.kept)
        column.addWidget(scroll, 3)
        column.addWidget(self.missing)
        column.addWidget(heading(_("The first rows as they will be understood")))
        column.addWidget(self.rows, 1)

    def _show_mapping(self) -> None:
        """The mapping in its boxes, made anew; nothing is emitted but `changed`."""
        self.columns, self.fixed = {}, {}
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.SPACE)
        grid.setColumnStretch(2, 1)
        for n, column in enumerate(COLUMNS[self._kind]):
            name = field_name(column.name) + (" *" if column.needed else "")
            grid.addWidget(plain_label(name), n, 0)
            grid.addWidget(self._column_box(column), n, 1)
            samples = faint()
            samples.setWordWrap(False)
            grid.addWidget(samples, n, 2)
            grid.addWidget(self._fixed_box(column), n, 2)
            self._show_samples(column.name, samples)
        if self._kind == "cases":
            grid.addWidget(plain_label(_("Not an employee here")), len(COLUMNS[self._kind]), 0)
            grid.addWidget(self._enrol_box(), len(COLUMNS[self._kind]), 1, 1, 2)
        self._column_area = _swap(self._column_area, fresh)
        self._show_words()
        self._tell()

    def _column_box(self, column: Column) -> QComboBox:
        box = QComboBox()
        box.setMinimumWidth(230)
        box.addItem(_("– not in this list –"), "")
        box.addItem(_("the same for every row:"), FIXED)
        for title in self._header:
            box.addItem(title, title)
        chosen = FIXED if column.name in self.mapping.fixed else self.mapping.columns.get(column.name, "")
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _n, name=column.name: self._choose_column(name))
        self.columns[column.name] = box
        return box

    def _fixed_box(self, column: Column) -> QLineEdit:
        edit = QLineEdit(self.mapping.fixed.get(column.name, ""))
        edit.setVisible(column.name in self.mapping.fixed)
        edit.editingFinished.connect(lambda name=column.name: self._fix(name))
        self.fixed[column.name] = edit
        return edit

    def _enrol_box(self) -> QComboBox:
        self.enrol = QComboBox()
        self.enrol.addItem(_("Set the row aside"), "")
        for function in self._desk.store.people.functions():
            name = function_name(function.name_id, function.name_en)
            self.enrol.addItem(_("Enrol as an employee: {function}").format(function=name), function.code)
        self.enrol.setCurrentIndex(max(0, self.enrol.findData(self.mapping.enrol)))
        self.enrol.activated.connect(self._choose_enrol)
        return self.enrol

    def _show_samples(self, name: str, samples: QWidget) -> None:
        title = self.mapping.columns.get(name, "")
        words = mapped_words(self._table, title) if title in self._header else {}
        text = " · ".join(list(words)[:3])
        samples.setText(text[:70])  # pyright: ignore[reportAttributeAccessIssue]
        samples.setVisible(name not in self.mapping.fixed)

    def _show_words(self) -> None:
        """What the words of each column of words stand for; older terms are asked of every file anew."""
        self.words = {}
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(2, 1)
        line = 0
        for name in self._known:
            title = self.mapping.columns.get(name, "")
            found = mapped_words(self._table, title) if title in self._header else {}
            asked = {word: n for word, n in found.items() if fold(word) not in TERMS}
            if not asked or len(asked) > MOST_WORDS:
                continue
            head = _("{field}: what the words of “{title}” stand for")
            grid.addWidget(heading(head.format(field=field_name(name), title=title)), line, 0, 1, 3)
            for word, n in asked.items():
                line += 1
                told = _("{word} ({n} rows)").format(word=word[:50], n=number(n))
                grid.addWidget(plain_label(told), line, 0)
                grid.addWidget(self._word_box(name, word), line, 1)
            line += 1
        self._word_area = _swap(self._word_area, fresh)

    def _word_box(self, name: str, word: str) -> QComboBox:
        box = QComboBox()
        box.setMinimumWidth(230)
        box.addItem(_("Set the row aside"), "")
        for code, text in code_names(self._desk.store, name).items():
            box.addItem(text, code)
        chosen = self.mapping.words.get(name, {}).get(fold(word)) or guess_word(word, self._known[name])
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _n: self._choose_words())
        self.words[name, word] = box
        return box

    # --- choosing --------------------------------------------------------------------------------

    def _choose_column(self, name: str) -> None:
        chosen = self.columns[name].currentData()
        columns = {n: t for n, t in self.mapping.columns.items() if n != name}
        fixed = {n: t for n, t in self.mapping.fixed.items() if n != name}
        if chosen == FIXED:
            fixed[name] = ""
        elif chosen:
            columns[name] = chosen
        self.mapping = replace(self.mapping, columns=columns, fixed=fixed)
        self._show_mapping()
        if chosen == FIXED:
            self.fixed[name].setFocus()

    def _fix(self, name: str) -> None:
        if name in self.mapping.fixed and self.mapping.fixed[name] != self.fixed[name].text():
            fixed = {**self.mapping.fixed, name: self.fixed[name].text()}
            self.mapping = replace(self.mapping, fixed=fixed)
            self._tell()

    def _choose_enrol(self) -> None:
        self.mapping = replace(self.mapping, enrol=self.enrol.currentData())
        self._tell()

    def _choose_words(self) -> None:
        words: dict[str, dict[str, str]] = {}
        for (name, word), box in self.words.items():
            words.setdefault(name, {})[fold(word)] = box.currentData()
        self.mapping = replace(self.mapping, words=words)
        self._tell()

    def _tell(self) -> None:
        absent = self.mapping.missing(COLUMNS[self._kind])
        names = ", ".join(field_name(column.name) for column in absent)
        self.missing.setText(_("Still to choose: {names}.").format(names=names) if absent else "")
        self.missing.setVisible(bool(absent))
        self._later.start()
        self.changed.emit(not absent)

    def _use(self, mapping: ColumnMapping | None) -> None:
        """A mapping that was saved or read from a file; None for the program's own proposal."""
        self.mapping = mapping or guessed_mapping(self._desk.store, self._kind, self._table)
        self._show_mapping()

    # --- the first rows ------------------------------------------------------------------------------

    def _read_first_rows(self) -> None:
        self.stop()
        few = replace(self._table, rows=self._table.rows[: FIRST + 1])
        work = reading(self._desk.store, self._kind, few, Choices(self.mapping))
        self._preview = Slices(work, self)
        self._preview.finished.connect(self.rows.show_intake)
        self._preview.failed.connect(lambda error: self.rows.show_trouble(str(error)))
        self._preview.start()

    def stop(self) -> None:
        """Leave the preview alone: the page is left."""
        self._later.stop()
        if self._preview:
            self._preview.cancel()


def _swap(old: QWidget, fresh: QWidget) -> QWidget:
    """Put a widget where another is in its layout."""
    parent = old.parentWidget()
    if parent and (layout := parent.layout()):
        layout.replaceWidget(old, fresh)
    old.hide()
    old.deleteLater()
    return fresh
