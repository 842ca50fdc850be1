"""The preview of an import: counts, what to know, rows set aside with the reason, and then one click."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.imports import DateNeeded, Intake, preview, take
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.importing.kinds import kind_names, lead_to_decisions
from cmt_desk.ui.importing.set_aside import ask_where, save_to
from cmt_desk.ui.widgets import Column, FigureTile, RecordTable, button, faint, heading, plain_label


class ImportDialog(QDialog):
    """Shows a preview; nothing is written before Import is pressed. Raises Refused for an unreadable file."""

    def __init__(self, desk: Desk, kind: str, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._file = desk, kind, file
        self.intake = Intake(kind, file.name)
        self.undated = ""
        try:
            self.intake = preview(desk.store, kind, file)
        except DateNeeded as needed:
            self.undated = str(needed)
        self.date: date | None = None
        self.day, self.use_day = date_edit(), button(_("Read with this date"), "check", self._use_day)
        self.day_row = self._make_day_row()
        self.setWindowTitle(_("Import: {kind}").format(kind=kind_names()[kind]))
        self.resize(860, 560)
        self.tiles = {
            "read": FigureTile(_("Cells read") if self.intake.of_cells else _("Rows read")),
            "new": FigureTile(_("New")),
            "changed": FigureTile(_("Changed")),
            "unchanged": FigureTile(_("Unchanged")),
            "aside": FigureTile(_("Set aside")),
        }
        self.repair = QCheckBox()
        self.repair.toggled.connect(self._read_again)
        self.notices = faint()
        self.aside = RecordTable(
            (
                Column(_("Line"), lambda a: a.line, lambda a: number(a.line), right=True, width=70),
                Column(_("Column"), lambda a: a.column, width=130),
                Column(_("Value"), lambda a: a.value, width=180),
                Column(_("Reason"), lambda a: a.reason),
            ),
            key=lambda a: (a.line, a.column),
        )
        self.aside_title = heading(_("Set aside"))
        self.save = button(_("Save the list…"), "export", self._save_aside)
        self._lay_out()
        self._show()

    def _make_day_row(self) -> QWidget:
        """For a bulletin that does not say its day: only what is chosen here is read."""
        today = min(self._desk.days.today, date.today())
        sunday = today.toordinal() - today.isoweekday() % 7
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(1, 1, 1).addDays(sunday - 1))
        self.day.setMinimumWidth(190)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.SPACE)
        row.addWidget(plain_label(_("Data date of the bulletin")))
        row.addWidget(self.day)
        row.addWidget(self.use_day)
        row.addStretch(1)
        box.setVisible(bool(self.undated))
        return box

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE)
        for tile in self.tiles.values():
            row.addWidget(tile, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = button(_("Import"), "import", self.accept, primary=True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        aside = QHBoxLayout()
        aside.addWidget(self.aside_title, 1)
        aside.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addWidget(plain_label(self._file.name, heading=True))
        column.addLayout(row)
        column.addWidget(self.notices)
        column.addWidget(self.day_row)
        column.addWidget(self.repair)
        column.addLayout(aside)
        column.addWidget(self.aside, 1)
        column.addStretch(0)
        column.addWidget(buttons)

    def _show(self) -> None:
        intake = self.intake
        for name, value in (
            ("read", intake.read),
            ("new", intake.new),
            ("changed", intake.changed),
            ("unchanged", intake.unchanged),
            ("aside", len(intake.aside)),
        ):
            self.tiles[name].show_figure(number(value))
        notices = [f"• {notice}" for notice in intake.notices]
        self.notices.setText(self.undated if self.undated and not self.date else "\n".join(notices))
        self.notices.setVisible(bool(self.notices.text()))
        if self.date and not self.repair.isChecked():
            self.repair.setText("")  # of another date, another doubt
        if intake.repairs and not self.repair.text():
            self.repair.setText(
                "; ".join(
                    _("take {proposed} instead of {published}").format(
                        proposed=long_date(r.proposed), published=long_date(r.published)
                    )
                    for r in intake.repairs
                )
            )
        self.repair.setVisible(bool(self.repair.text()))
        for part in (self.aside_title, self.save, self.aside):
            part.setVisible(bool(intake.aside))
        self.aside.show_records(intake.aside)
        writes = intake.new + intake.changed
        self.go.setEnabled(writes > 0)
        self.go.setText(
            self._go_text(intake).format(n=number(writes)) if writes else _("Nothing new to import")
        )
        if self.undated and not self.date:
            self.go.setText(_("Import"))

    def _go_text(self, intake: Intake) -> str:
        if intake.of_cells:
            return _("Import {n} cells as a draft")
        return _("Import 1 row") if intake.new + intake.changed == 1 else _("Import {n} rows")

    def _read_again(self, repair: bool) -> None:
        store = self._desk.store
        self.intake = preview(store, self._kind, self._file, repair_dates=repair, on=self.date)
        self._show()

    def _use_day(self) -> None:
        chosen = self.day.date()
        self.date = date(chosen.year(), chosen.month(), chosen.day())
        self._read_again(self.repair.isChecked())

    def _save_aside(self) -> None:
        if file := ask_where(self, self._file):
            self.save_aside_to(file)

    def save_aside_to(self, file: Path) -> None:
        save_to(self._desk, self.intake, file)

    def accept(self) -> None:
        """Write what the preview counted, as one operation."""
        if self._desk.perform(lambda: take(self._desk.store, self.intake)):
            cells = _("{file}: {taken} cells read, {aside} set aside. Undo with Ctrl+Z.")
            rows = _("{file}: {taken} rows taken, {aside} set aside. Undo with Ctrl+Z.")
            told = (cells if self.intake.of_cells else rows).format(
                file=self._file.name,
                taken=number(self.intake.taken),
                aside=number(len(self.intake.aside)),
            )
            self._desk.banner.said.emit("done", told)
            lead_to_decisions(self._desk, self._kind)
            super().accept()
        else:
            super().reject()
