"""The spells of a case from top to bottom, the newest first, each with the day it began."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.i18n import _, long_date
from cmt_desk.ui import look
from cmt_desk.wording import place_name, status_text

ROW = 40


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    day: date
    text: str
    colour: str
    reason: str = ""


def events(case: Case, on: date) -> list[Event]:
    """Statuses and places up to a day, the newest first."""
    tokens = look.tokens()
    found: list[tuple[date, int, Event]] = []
    for spell in case.statuses:
        status = Status(spell.what)
        colour = tokens.danger if status.confirmed else tokens.good if status.closing else tokens.warning
        found.append(
            (
                spell.since,
                100 + spell.n,
                Event(spell.since, status_text(status, spell.term), colour, spell.reason or ""),
            )
        )
    for spell in case.places:
        text = _("Care place: {place}").format(place=place_name(CarePlace(spell.what)))
        found.append((spell.since, spell.n, Event(spell.since, text, tokens.accent)))
    shown = sorted((f for f in found if f[0] <= on), key=lambda f: f[:2], reverse=True)
    return [event for _day, _n, event in shown]


class Timeline(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_case(self, case: Case, on: date) -> None:
        self.events = events(case, on)
        self.setAccessibleName(_("Timeline"))
        self.setAccessibleDescription("; ".join(f"{long_date(e.day)}: {e.text}" for e in self.events))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, ROW * max(1, len(self.events)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, dim, line = (QColor(c) for c in (look.tokens().ink, look.tokens().faint, look.tokens().border))
        bold = QFont(self.font())
        bold.setBold(True)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for n, entry in enumerate(self.events):
            top = n * ROW
            if n + 1 < len(self.events):
                painter.setPen(QPen(line, 2))
                painter.drawLine(QPointF(8, top + 18), QPointF(8, top + ROW + 10))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(entry.colour))
            painter.drawEllipse(QPointF(8, top + 12), 5, 5)
            painter.setPen(ink)
            painter.setFont(bold)
            width = self.width() - 26
            text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(24, top, width, 22), left, text)
            painter.setPen(dim)
            painter.setFont(self.font())
            second = long_date(entry.day) + (f" · {entry.reason}" if entry.reason else "")
            second = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(24, top + 18, width, 18), left, second)
