"""Everything on one board: what is not started, running, overdue, done. A click leads to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Protocol
from cmt_desk.i18n import _, either, number
from cmt_desk.ui import look
from cmt_desk.ui.protocols.cards import due_text, progress_text
from cmt_desk.ui.protocols.lines import RunCard
from cmt_desk.ui.widgets import heading

KEY = Qt.ItemDataRole.UserRole
SHOWN = 200  # cards a column holds; the list shows the rest


class Board(QWidget):
    run_chosen = Signal(str)
    protocol_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.ROOM)
        self.columns: dict[str, QListWidget] = {}
        self._heads: dict[str, QLabel] = {}
        for key in ("waiting", "running", "overdue", "done"):
            column, head = QVBoxLayout(), heading("")
            column.setSpacing(look.SPACE)
            shown = QListWidget()
            shown.setWordWrap(True)
            shown.setSpacing(2)
            shown.setResizeMode(QListWidget.ResizeMode.Adjust)
            shown.setTextElideMode(Qt.TextElideMode.ElideNone)
            shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            shown.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # texts wrap beside it
            shown.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
            shown.itemClicked.connect(self._choose)
            shown.itemActivated.connect(self._choose)
            self.columns[key], self._heads[key] = shown, head
            column.addWidget(head)
            column.addWidget(shown, 1)
            row.addLayout(column, 1)

    def show_board(self, cards: Sequence[RunCard], protocols: Sequence[Protocol]) -> None:
        """The last finished runs only: a board is for what is to be done."""
        names = {
            "waiting": _("Not started"),
            "running": _("Running"),
            "overdue": _("Overdue"),
            "done": _("Done"),
        }
        busy = {card.code for card in cards if not card.line.finished}
        waiting = [p for p in protocols if p.code not in busy and p.state == "ACTIVE"]
        by_state: dict[str, list[RunCard]] = {"running": [], "overdue": [], "done": []}
        for card in cards:
            by_state[card.state].append(card)
        self._fill("waiting", [(p.code, _protocol_text(p), "") for p in waiting])
        t = look.tokens()
        tones = {"running": "", "overdue": t.danger, "done": t.faint}
        for state, found in by_state.items():
            self._fill(state, [(card.id, _card_text(card), tones[state]) for card in found[:SHOWN]])
        counts = {"waiting": len(waiting)} | {state: len(found) for state, found in by_state.items()}
        for key, name in names.items():
            self._heads[key].setText(f"{name} {number(counts[key])}")
            self.columns[key].setAccessibleName(self._heads[key].text())

    def _fill(self, key: str, rows: Sequence[tuple[str, str, str]]) -> None:
        shown = self.columns[key]
        at = shown.verticalScrollBar().value()
        shown.clear()
        for id, text, tone in rows:
            item = QListWidgetItem(text)
            item.setData(KEY, id)
            if tone:
                item.setForeground(look.QColor(tone))
            shown.addItem(item)
        shown.verticalScrollBar().setValue(at)

    def _choose(self, item: QListWidgetItem) -> None:
        waiting = item.listWidget() is self.columns["waiting"]
        (self.protocol_chosen if waiting else self.run_chosen).emit(item.data(KEY))


def _protocol_text(protocol: Protocol) -> str:
    return f"{protocol.code}  {either(protocol.title_id, protocol.title_en)}"


def _card_text(card: RunCard) -> str:
    due = due_text(card).replace(", ", "\n", 1)  # "2 overdue" and "since …" are too long for one line
    return f"{card.code}  {card.title}\n{card.scope} · {progress_text(card)}\n{due}"
