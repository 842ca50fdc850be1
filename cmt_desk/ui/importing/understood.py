"""The first rows of a foreign list as a mapping reads them, and what is wrong with them."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.i18n import _, number
from cmt_desk.operations.imports import COLUMNS, Intake
from cmt_desk.operations.imports.differences import field_name
from cmt_desk.ui import look
from cmt_desk.ui.widgets import Column, RecordTable, faint


class UnderstoodRows(QWidget):
    """A table whose columns are those the mapping gives."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble = faint()
        self.table: RecordTable | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.trouble)
        self.setMinimumHeight(120)

    def show_intake(self, intake: Intake) -> None:
        reasons = {entry.line: f"{entry.column}: “{entry.value}” {entry.reason}" for entry in intake.aside}
        given = intake.sample[0][1] if intake.sample else {}
        told = [column.name for column in COLUMNS[intake.kind] if column.name in given]
        rows = [(line, row, reasons.get(line, "")) for line, row in intake.sample]
        self.trouble.hide()
        fresh = RecordTable(
            (
                Column(_("Line"), lambda r: r[0], lambda r: number(r[0]), right=True, width=52),
                Column(_("Result"), lambda r: r[2], _result, width=330, tip=_result, colour=_colour),
                *(Column(field_name(name), lambda r, n=name: r[1].get(n, ""), width=110) for name in told),
            ),
            key=lambda r: r[0],
        )
        fresh.show_records(rows)
        self._replace(fresh)

    def show_trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.show()
        self._replace(None)

    def _replace(self, fresh: RecordTable | None) -> None:
        if self.table:
            self.table.hide()
            self.table.deleteLater()
        self.table = fresh
        if fresh:
            self._column.addWidget(fresh)


def _result(row: Any) -> str:
    return row[2] or _("will be taken")


def _colour(row: Any) -> str:
    return look.tokens().danger if row[2] else look.tokens().good
