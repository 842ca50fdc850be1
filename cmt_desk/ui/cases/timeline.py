"""The spells of a case from top to bottom, the newest first, each with the day it began."""

from collections.abc import Mapping
from datetime import date, datetime
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cmt_desk.domain.cases import CarePlace, Case, Spell, Status
from cmt_desk.i18n import _, clock_time, long_date, medium_date
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.wording import place_name, status_text

ROW = 40


@record
class Event:
    """One line of the timeline."""

    day: date
    text: str
    colour: str
    reason: str = ""
    recorded: str = ""  # "dicatat Demo, 2 Des 2020 08.00"
    spell: Spell | None = None

    @property
    def told(self) -> str:
        return " · ".join(filter(None, (long_date(self.day), self.reason, self.recorded)))


Recorded = Mapping[tuple[str, int], tuple[str, str]]


def events(case: Case, on: date, recorded: Recorded | None = None) -> list[Event]:
    """Statuses and places up to a day, the newest first, each with who recorded it."""
    who = recorded or {}
    tokens = look.tokens()
    found: list[tuple[date, int, Event]] = []
    for spell in case.statuses:
        status = Status(spell.what)
        colour = tokens.danger if status.confirmed else tokens.good if status.closing else tokens.warning
        by = _recorded(who.get(("status_spell", spell.n)))
        told = Event(spell.since, status_text(status, spell.term), colour, spell.reason or "", by, spell)
        found.append((spell.since, 100 + spell.n, told))
    for spell in case.places:
        text = _("Care place: {place}").format(place=place_name(CarePlace(spell.what)))
        by = _recorded(who.get(("care_spell", spell.n)))
        found.append((spell.since, spell.n, Event(spell.since, text, tokens.accent, "", by, spell)))
    shown = sorted((f for f in found if f[0] <= on), key=lambda f: f[:2], reverse=True)
    return [event for _day, _n, event in shown]


def _recorded(by: tuple[str, str] | None) -> str:
    if by is None:
        return ""
    at = datetime.fromisoformat(by[1]).astimezone()
    return _("recorded by {who}, {when}").format(who=by[0], when=f"{medium_date(at.date())} {clock_time(at)}")


class Timeline(QWidget):
    """`picked` is the spell of the line that was clicked twice."""

    picked = Signal(object)  # Spell

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_case(self, case: Case, on: date, recorded: Recorded | None = None) -> None:
        self.events = events(case, on, recorded)
        self.setAccessibleName(_("Timeline"))
        self.setAccessibleDescription("; ".join(f"{e.text}, {e.told}" for e in self.events))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, ROW * max(1, len(self.events)))

    def _line_at(self, y: float) -> Event | None:
        n = int(y // ROW)
        return self.events[n] if 0 <= n < len(self.events) else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if line := self._line_at(event.position().y()):
            self.picked.emit(line.spell)

    def event(self, event: QEvent) -> bool:
        """A line that is cut off is whole in its tool tip."""
        if isinstance(event, QHelpEvent):
            told = self._line_at(event.pos().y())
            QToolTip.showText(event.globalPos(), escape(f"{told.text}: {told.told}") if told else "", self)
            return True
        return super().event(event)

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
            second = painter.fontMetrics().elidedText(entry.told, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(24, top + 18, width, 18), left, second)
