"""What is not as it was since the last issued sheet, or since yesterday; and who did what last."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cmt_desk.domain.situation import Change, Situation
from cmt_desk.i18n import _, clock_time, number, short_date, signed
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Card, Column, RecordTable, button, plain_label

SHOWN = 200  # operations of the journal


def figure_names() -> dict[str, str]:
    """The figures that are compared, the most telling first."""
    return {
        "cases.new": _("New cases"),
        "cases.active": _("Under care"),
        "cases.hospital": _("In hospital"),
        "cases.cumulative": _("Cumulative confirmed"),
        "cases.recovered": _("Recovered"),
        "cases.deaths": _("Deaths"),
        "exposed_units": _("Exposed work units"),
        "zones.merah": _("Red"),
        "zones.oranye": _("Orange"),
        "zones.kuning": _("Yellow"),
        "zones.hijau": _("Green"),
        "attendance.wao": _("WAO"),
        "attendance.over": _("Offices over their cap"),
        "protocols.running": _("Protocols running"),
        "protocols.overdue": _("Steps overdue"),
    }


def since_words(now: Situation) -> str:
    """What the day is compared with."""
    if now.sheet is None:
        return _("Since yesterday (no sheet issued yet)")
    at = now.sheet.issued_at
    return _("Since {sheet} ({day} {time})").format(
        sheet=now.sheet.number, day=short_date(at.date()), time=clock_time(at)
    )


def told_changes(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """("Kasus baru", "12 (+6)"), in the order of `figure_names`."""
    found = {change.what: change for change in changes}
    return [
        (name, f"{number(c.now)} ({signed(c.now - c.before)})")
        for what, name in figure_names().items()
        if (c := found.get(what))
    ]


class Elided(QLabel):
    """As many of its words as there is room for, and how many more there are; the tip has them all."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words: Sequence[str] = ()

    def show_words(self, words: Sequence[str]) -> None:
        self._words = words
        self.setToolTip("\n".join(words))
        self._fit()

    def _fit(self) -> None:
        text = " · ".join(self._words)
        for n in range(len(self._words) - 1, -1, -1):
            if self.fontMetrics().horizontalAdvance(text) <= self.width():
                break
            more = _("{n} more").format(n=number(len(self._words) - n))
            text = " · ".join([*self._words[:n], more])
        self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class ChangesPanel(Card):
    """One line at the bottom."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        # to the sheets, where two days stand side by side
        self.opens(lambda: desk.picked.wanted.emit("sheet", ""))
        self.changes: list[Change] = []
        self.since, self.text = plain_label(strong=True), Elided()
        row = QHBoxLayout()
        row.setSpacing(look.ROOM)
        row.addWidget(self.since)
        row.addWidget(self.text, 1)
        row.addWidget(button(_("Journal…"), "list", self.show_journal))
        row.addWidget(
            button(_("Projector (F11)"), "screen", lambda: desk.picked.wanted.emit("projector", ""))
        )
        self.body.setContentsMargins(look.ROOM, look.GAP, look.SPACE, look.GAP)
        self.body.addLayout(row)

    def show_situation(self, now: Situation) -> None:
        self.changes = now.changes
        told = [" ".join(pair) for pair in told_changes(self.changes)]
        self.since.setText(since_words(now))
        self.setAccessibleName(self.since.text())
        self.setAccessibleDescription(" · ".join(told))
        self.text.show_words(told or [_("nothing changed")])

    def show_journal(self) -> None:
        RecentChanges(self._desk, self).open()


class RecentChanges(QDialog):
    """The last operations of the journal: what, when, who."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self.setWindowTitle(_("Journal: what was done last"))
        self.resize(760, 480)
        self.table = RecordTable(
            (
                Column(_("When"), lambda o: o.seq, _when, width=120),
                Column(_("What"), lambda o: o.label, tip=lambda o: o.label),
                Column(_("Who"), lambda o: o.actor, width=160),
            ),
            key=lambda o: o.id,
        )
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        self.table.show_records(desk.store.journal.latest(SHOWN))


def _when(operation: Operation) -> str:
    at = datetime.fromisoformat(operation.at).astimezone()
    return f"{short_date(at.date())} {clock_time(at)}"
