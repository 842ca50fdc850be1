"""The sheets that were issued, the latest day first, each version on a line of its own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.i18n import _, clock_time, medium_date, short_date
from cmt_desk.ui import look
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable


class IssuedList(QWidget):
    """`chosen` is the user's choice, never ours."""

    chosen = Signal(object)  # IssuedSheet

    def __init__(self) -> None:
        super().__init__()
        self.table = RecordTable(
            [
                Column(_("Number"), lambda s: s.number, tip=lambda s: s.number),
                Column(_("Day"), lambda s: s.day, lambda s: short_date(s.day), width=58),
                Column(_("Version"), lambda s: s.version, right=True, width=60),
                Column(_("Issued"), lambda s: s.issued_at, _when, width=96, tip=issued_words),
            ],
            key=lambda s: s.id,
        )
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(_("Issued sheets"))
        self.empty = EmptyState(
            _("No sheet was issued yet. “Issue…” numbers the sheet of a day and keeps it unchanged.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.SPACE, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        self.table.chosen.connect(self.chosen.emit)

    def show_sheets(self, sheets: list[IssuedSheet]) -> None:
        self.table.show_records(sheets)
        self.table.setVisible(bool(sheets))
        self.empty.setVisible(not sheets)


def _when(sheet: IssuedSheet) -> str:
    return f"{short_date(sheet.issued_at.date())} {clock_time(sheet.issued_at)}"


def issued_words(sheet: IssuedSheet) -> str:
    """ "2 Des 2020 16.40, Ratna Puspita"."""
    at = sheet.issued_at
    return f"{medium_date(at.date())} {clock_time(at)}, {sheet.issued_by}"
