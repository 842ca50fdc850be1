"""The last operations of the journal: who did what, when."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.i18n import _, clock_time, short_date
from cmt_desk.store import Operation
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, RecordTable

SHOWN = 40


class RecentChanges(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = RecordTable(
            (Column(_("What"), lambda o: o.seq, lambda o: o.label, tip=_whole),),
            key=lambda o: o.id,
        )
        self.table.horizontalHeader().hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def refresh(self) -> None:
        self.table.show_records(self._desk.store.journal.latest(SHOWN))


def _whole(operation: Operation) -> str:
    at = datetime.fromisoformat(operation.at).astimezone()
    return f"{operation.label}\n{short_date(at.date())} {clock_time(at)} · {operation.actor}"
