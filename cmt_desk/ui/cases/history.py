"""Who changed what from what to what, when: the journal of one case in words, the newest first."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.i18n import _, clock_time, medium_date
from cmt_desk.ui import look
from cmt_desk.ui.cases.changes import change_text
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Card, faint, plain_label

SHOWN = 40  # operations; older ones are counted


class History(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.entries: list[tuple[str, list[str]]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, look.SPACE, look.GAP, 0)
        self._list = QWidget()
        self._column.addWidget(self._list)
        self._column.addStretch(1)

    def show_case(self, case: str) -> None:
        """One card for each operation: what it was, who and when, and its changes."""
        offices = {code: b.name for code, b in self._desk.store.branches.by_code().items()}
        grouped: dict[str, tuple[str, str, str, list[str]]] = {}
        for operation, change in self._desk.store.cases.history(case):
            at = datetime.fromisoformat(operation.at).astimezone()
            when = f"{medium_date(at.date())} {clock_time(at)} · {operation.actor}"
            told = grouped.setdefault(operation.id, (operation.label, when, operation.reason or "", []))
            told[3].extend(change_text(change, offices))
        newest = list(grouped.values())[::-1]
        self.entries = [(label, lines) for label, _when, _reason, lines in newest]
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        for entry in newest[:SHOWN]:
            column.addWidget(_card(*entry))
        if len(newest) > SHOWN:
            column.addWidget(faint(_("{n} older entries").format(n=len(newest) - SHOWN)))
        self._column.replaceWidget(self._list, fresh)
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh


def _card(label: str, when: str, reason: str, lines: list[str]) -> Card:
    card = Card()
    card.body.setSpacing(look.GAP)
    title = plain_label(label)
    title.setWordWrap(True)
    card.body.addWidget(title)
    card.body.addWidget(faint(when))
    if reason:
        card.body.addWidget(faint(_("Reason: {reason}").format(reason=reason)))
    for line in lines:
        text = plain_label(line)
        text.setWordWrap(True)
        card.body.addWidget(text)
    return card
