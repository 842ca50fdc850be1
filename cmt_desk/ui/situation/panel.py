"""A card of Situasi: its content, or what would fill it and the button for that."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cmt_desk.domain.situation import Situation
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Card, EmptyState, OneLine, button


class Panel(Card):
    """Subclasses show a day's situation. `leads`: whether it has ways out; a projector's has none."""

    leads = True
    scale = 1.0  # of the text when it is projected

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk, self.name = desk, title
        self.setAccessibleName(title)
        self.body.setContentsMargins(look.ROOM, look.SPACE, look.ROOM, look.SPACE)
        self.body.setSpacing(look.GAP)
        self.head = QHBoxLayout()
        self.title = OneLine(title, keeps_end=True, heading=True)
        self.head.addWidget(self.title, 1)
        self.body.addLayout(self.head)
        self.empty: EmptyState | None = None

    def show_situation(self, now: Situation) -> None:
        """Each panel's own: show its part of the day, or `say_empty`."""
        raise NotImplementedError

    def go(self, place: str, key: str = "") -> None:
        self.desk.picked.wanted.emit(place, key)

    def say_empty(
        self, content: QWidget, text: str, way_out: str = "", place: str = "", key: str = ""
    ) -> None:
        """Put a sentence and a way out in the content's place; an empty text brings the content back."""
        content.setHidden(bool(text))
        if not text and self.empty is None:
            return
        if self.empty is None or self.empty.text.text() != text:
            if self.empty is not None:
                self.body.removeWidget(self.empty)
                self.empty.deleteLater()
                self.empty = None
            if text:
                made = button(way_out, None, lambda: self.go(place, key)) if way_out and self.leads else None
                self.empty = EmptyState(text, made)
                self.body.addWidget(self.empty, 1)


def set_tone(label: QWidget, tone: str) -> None:
    """Colour a label as good, warning or danger; restyled only when that changes."""
    if (label.property("tone") or "") != tone:
        label.setProperty("tone", tone)
        label.style().polish(label)
