"""The import of a long or foreign list: its columns if they are not ours, what it will do, one click."""

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.operations.imports import Choices, Intake, is_foreign, opening, reading, taking
from cmt_desk.operations.imports.files import Table
from cmt_desk.store import Trouble
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.importing.check_page import CheckPage
from cmt_desk.ui.importing.kinds import kind_names, lead_to_decisions
from cmt_desk.ui.importing.mapping_page import MappingPage
from cmt_desk.ui.slices import Slices
from cmt_desk.ui.widgets import button, plain_label
from cmt_desk.wording import trouble


class ListImport(QDialog):
    """Reads, asks and writes in slices: it can be cancelled at any moment and then has changed nothing."""

    shown = Signal()  # a page waits for the user

    def __init__(self, desk: Desk, kind: str, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._file = desk, kind, file
        self._table: Table | None = None
        self._work: Slices | None = None
        self.mapping: MappingPage | None = None
        self.check = CheckPage(desk, file)
        self.doing, self.bar, self.waiting = plain_label(), QProgressBar(), QWidget()
        self.pages = QStackedWidget()
        self.back = button(_("Columns…"), "previous", self._show_mapping)
        self.next = button(_("Read the list"), "next", self._read_mapped, primary=True)
        self.go = button(_("Import"), "import", self.accept, primary=True)
        self.leave = button(_("Cancel"), None, self.reject)
        self.setWindowTitle(_("Import: {kind}").format(kind=kind_names()[kind]))
        self.resize(1020, 640)
        self._lay_out()
        self.check.asked_again.connect(self.read)
        self.check.changed.connect(self._show_go)
        self._do(opening(file), self._opened, _("Reading {file}…"))

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.waiting)
        inside.addStretch(1)
        self.doing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self.doing)
        self.bar.setTextVisible(False)
        inside.addWidget(self.bar)
        inside.addStretch(2)
        self.pages.addWidget(self.waiting)
        self.pages.addWidget(self.check)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.SPACE)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        for part in (self.leave, self.next, self.go):
            buttons.addWidget(part)
        column = QVBoxLayout(self)
        column.setSpacing(look.SPACE)
        column.addWidget(plain_label(self._file.name, heading=True))
        column.addWidget(self.pages, 1)
        column.addLayout(buttons)

    # --- in slices -------------------------------------------------------------------------------

    def _do(self, work: Any, then: Callable[[Any], None], told: str) -> None:
        if self._work:
            self._work.cancel()
        self.doing.setText(told.format(file=self._file.name))
        self.bar.setRange(0, 0)
        self._show_page(self.waiting)
        self._work = Slices(work, self)
        self._work.progressed.connect(self._progress)
        self._work.finished.connect(then)
        self._work.failed.connect(self._fail)
        self._work.start()

    def _progress(self, share: float) -> None:
        self.bar.setRange(0, 1000 if share else 0)
        self.bar.setValue(round(share * 1000))

    def _fail(self, error: Exception) -> None:
        """A rule that said no, or trouble with the file: said in the window behind, where it stays."""
        if not isinstance(error, Refused | Trouble):
            raise error
        if isinstance(error, Refused):
            self._desk.banner.said.emit("refused", str(error))
        else:
            file = error.path.name if error.path else ""
            self._desk.banner.said.emit("trouble", trouble(error.code, file))
        super().reject()

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.back.setVisible(page is self.check and self.mapping is not None)
        self.next.setVisible(page is self.mapping)
        self.go.setVisible(page is self.check)
        if page is not self.waiting:
            self.shown.emit()

    # --- page by page ------------------------------------------------------------------------------

    def _opened(self, table: Table) -> None:
        self._table = table
        if is_foreign(self._kind, table):
            self._show_mapping()
        else:
            self.read(Choices())

    def _show_mapping(self) -> None:
        assert self._table is not None
        if self.mapping is None:
            self.mapping = MappingPage(self._desk, self._kind, self._table)
            self.mapping.changed.connect(self.next.setEnabled)
            self.next.setEnabled(not self.mapping.missing.text())
            self.pages.addWidget(self.mapping)
        self._show_page(self.mapping)

    def _read_mapped(self) -> None:
        assert self.mapping is not None
        self.mapping.stop()
        self.read(replace(self.check.choices, mapping=self.mapping.mapping))

    def read(self, choices: Choices) -> None:
        """Preview the list with these choices."""
        assert self._table is not None
        ticked = self.check.intake.taken_over

        def show(intake: Intake) -> None:
            intake.taken_over = ticked & {(d.line, d.field) for d in intake.differences}
            self.check.show_intake(intake, choices)
            self._show_go()
            self._show_page(self.check)

        self._do(reading(self._desk.store, self._kind, self._table, choices), show, _("Checking {file}…"))

    def _show_go(self) -> None:
        writes = self.check.intake.writes
        self.go.setEnabled(writes > 0)
        told = _("Import 1 row") if writes == 1 else _("Import {n} rows").format(n=number(writes))
        self.go.setText(told if writes else _("Nothing new to import"))

    def accept(self) -> None:
        """Write what the preview counted, as one operation, in slices."""
        if self.pages.currentWidget() is self.check and self.go.isEnabled():
            self._do(taking(self._desk.store, self.check.intake), self._taken, _("Importing {file}…"))

    def _taken(self, _nothing: object) -> None:
        intake = self.check.intake
        told = _("{file}: {taken} rows taken, {aside} set aside. Undo with Ctrl+Z.").format(
            file=self._file.name, taken=number(intake.taken), aside=number(len(intake.aside))
        )
        self._desk.banner.said.emit("done", told)
        lead_to_decisions(self._desk, self._kind)
        super().accept()

    def reject(self) -> None:
        if self._work:
            self._work.cancel()
        super().reject()

    def done(self, result: int) -> None:
        if self.mapping:
            self.mapping.stop()
        gc.unfreeze()
        super().done(result)
