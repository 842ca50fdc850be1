"""A run as a card: what it is, what for, since when, how far, and its due clock."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cmt_desk.i18n import _, clock_time, moment, short_date
from cmt_desk.ui import look
from cmt_desk.ui.protocols.lines import RunCard
from cmt_desk.ui.widgets.table import RECORD

Index = QModelIndex | QPersistentModelIndex
HEIGHT, BAR = 82, 56  # pixels


def due_text(card: RunCard) -> str:
    """The clock of a card."""
    if card.line.finished:
        return _("done")
    told = moment(card.line.next_due, card.zone) if card.line.next_due else ""
    if card.line.overdue:
        return _("{n} overdue, since {moment}").format(n=card.line.overdue, moment=told)
    return _("due {moment}").format(moment=told) if told else _("no deadline known")


def progress_text(card: RunCard) -> str:
    return f"{card.line.done}/{card.line.steps}"


def started_text(card: RunCard) -> str:
    at = card.line.started_at
    return _("started {day} {time}").format(day=short_date(at.date()), time=clock_time(at))


def spoken(card: RunCard) -> str:
    """The card in one line, for screen readers and copies."""
    parts = (card.code, card.title, card.scope, started_text(card), progress_text(card))
    return " · ".join((*parts, due_text(card)))


class CardDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        run: RunCard = index.data(RECORD)
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        t, card = look.tokens(), QRectF(box).adjusted(2, 2, -2, -4)
        tone = {"overdue": t.danger, "running": t.accent, "done": t.good}[run.state]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(t.accent if selected else t.border), 2 if selected else 1))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(card, look.RADIUS, look.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone))
        painter.drawRoundedRect(QRectF(card.left() + 1, card.top() + 8, 4, card.height() - 16), 2, 2)
        inside = card.toRect().adjusted(look.ROOM + 2, look.SPACE, -look.ROOM, -look.SPACE)
        self._words(painter, inside, run, tone)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, card: RunCard, tone: str) -> None:
        t = look.tokens()
        plain, bold = QFont(painter.font()), QFont(painter.font())
        bold.setBold(True)
        progress = progress_text(card)
        _write(painter, box, 0, progress, bold, t.ink, right=True)
        room = box.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(progress) - look.ROOM, 0)
        _write(painter, room, 0, f"{card.code}  {card.title}", bold, t.ink)
        _write(painter, box, 21, f"{card.scope} · {started_text(card)}", plain, t.faint)
        due = bold if card.state == "overdue" else plain
        beside = box.adjusted(0, 0, -BAR - look.SPACE, 0)
        _write(painter, beside, 42, due_text(card), due, tone if card.state != "running" else t.ink)
        self._progress(painter, QRectF(box.right() - BAR, box.top() + 50, BAR, 5), card, tone)

    def _progress(self, painter: QPainter, bar: QRectF, card: RunCard, tone: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens().sunken))
        painter.drawRoundedRect(bar, 2, 2)
        share = card.line.done / max(1, card.line.steps)
        painter.setBrush(QColor(tone))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), 2, 2)


def _write(
    painter: QPainter, box: QRect, top: int, text: str, font: QFont, ink: str, *, right: bool = False
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    line = QRect(box.left(), box.top() + top, box.width(), 20)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, told)
