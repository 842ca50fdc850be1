"""What an import will do: counts, questions, rows to correct, pairs to decide, differences to tick."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from cmt_desk.i18n import _, number
from cmt_desk.operations.imports import Choices, Intake
from cmt_desk.operations.imports.questions import RowPair
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.importing.aside_table import AsideTable
from cmt_desk.ui.importing.decisions import Differences, Questions, RowPairs
from cmt_desk.ui.importing.set_aside import ask_where, save_to
from cmt_desk.ui.widgets import FigureTile, button, faint


class CheckPage(QWidget):
    """`asked_again` carries choices to read the file with; `changed`: what would be written changed."""

    asked_again = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk, file: Path) -> None:
        super().__init__()
        self._desk, self._file = desk, file
        self.choices = Choices()
        self.intake = Intake("", file.name)
        offices = {code: branch.name for code, branch in desk.store.branches.by_code().items()}
        self.tiles = {
            "read": FigureTile(_("Rows read")),
            "new": FigureTile(_("New")),
            "changed": FigureTile(_("Changed")),
            "unchanged": FigureTile(_("Unchanged")),
            "aside": FigureTile(_("Set aside")),
        }
        self.notices = faint()
        self.questions = Questions(desk.store)
        self.aside, self.pairs, self.differences = (
            AsideTable(),
            RowPairs(lambda code: offices.get(code, code)),
            Differences(),
        )
        self.again = button(_("Check the corrections"), "refresh", self._read_again)
        self.save = button(_("Save the list…"), "export", self._save_aside)
        self.parts = QTabWidget()
        self.parts.setDocumentMode(True)
        self._lay_out()
        self.questions.answered.connect(self._answer)
        self.pairs.decided.connect(self.decide)
        self.differences.ticked.connect(self.changed)
        self.aside.rows.edited.connect(lambda: self.again.setEnabled(True))

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(look.SPACE)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        corrections = QWidget()
        inside = QVBoxLayout(corrections)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.save)
        row.addWidget(faint(_("Type into a cell to correct it; the file itself stays as it is.")), 1)
        inside.addLayout(row)
        inside.addWidget(self.aside, 1)
        for part, name in (
            (corrections, _("Set aside")),
            (self.pairs, _("Possible duplicates")),
            (self.differences, _("Differences")),
        ):
            self.parts.addTab(part, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(tiles)
        column.addWidget(self.notices)
        column.addWidget(self.questions)
        column.addWidget(self.parts, 1)
        column.addStretch(0)

    def show_intake(self, intake: Intake, choices: Choices) -> None:
        """A preview, and the choices it was read with; nothing is emitted."""
        self.intake, self.choices = intake, choices
        counts = {
            "read": intake.read,
            "new": intake.new,
            "changed": intake.changed,
            "unchanged": intake.unchanged,
            "aside": len(intake.aside),
        }
        for name, n in counts.items():
            self.tiles[name].show_figure(number(n))
        self.notices.setText("\n".join(f"• {notice}" for notice in intake.notices))
        self.notices.setVisible(bool(intake.notices))
        self.questions.setVisible(self.questions.show_questions(intake, choices))
        self.aside.show_intake(intake, choices.cells)
        self.pairs.show_pairs(intake.questions.pairs)
        self.differences.show_differences(intake)
        self.again.setEnabled(False)
        self.save.setEnabled(bool(intake.aside))
        found = (
            (_("Set aside ({n})"), len(intake.aside)),
            (_("Possible duplicates ({n})"), len(intake.questions.pairs)),
            (_("Differences ({n})"), len(intake.differences)),
        )
        for n, (name, count) in enumerate(found):
            self.parts.setTabText(n, name.format(n=number(count)))
            self.parts.setTabVisible(n, count > 0)
        self.parts.setVisible(any(count for _name, count in found))

    # --- deciding --------------------------------------------------------------------------------

    def _answer(self, choices: Choices) -> None:
        self.asked_again.emit(replace(choices, cells=self.aside.rows.cells))

    def _read_again(self) -> None:
        self.asked_again.emit(replace(self.choices, cells=self.aside.rows.cells))

    def decide(self, pair: RowPair, same: bool) -> None:
        """A pair is one case (the row continues it) or two (that is remembered)."""
        if same:
            choices = replace(self.choices, same={**self.choices.same, pair.line: pair.other})
        else:
            choices = replace(self.choices, apart=self.choices.apart | {(pair.line, pair.other)})
        self.asked_again.emit(replace(choices, cells=self.aside.rows.cells))

    def _save_aside(self) -> None:
        if file := ask_where(self, self._file):
            self.save_aside_to(file)

    def save_aside_to(self, file: Path) -> None:
        save_to(self._desk, self.intake, file)
