"""What the marks of a chart mean: a row of samples with their names, on the screen and on a picture."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmt_desk.ui import look
from cmt_desk.ui.look import Tokens

Entry = tuple[Callable[[QPainter, QPointF, Tokens], None], str]  # paints a sample round a point; its name
LINE, SAMPLE = 22.0, 34.0


def paint_legend(
    painter: QPainter, entries: Sequence[Entry], at: QPointF, width: float, tokens: Tokens
) -> float:
    """Samples from left to right, in as many lines as it takes; returns the height."""
    x, y = 0.0, 0.0
    metrics = QFontMetricsF(painter.font())
    for sample, name in entries:
        wide = SAMPLE + metrics.horizontalAdvance(name) + look.ROOM
        if x and x + wide > width:
            x, y = 0.0, y + LINE
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sample(painter, at + QPointF(x + SAMPLE / 2 - 2, y + LINE / 2), tokens)
        painter.restore()
        painter.setPen(QColor(tokens.ink))
        box = QRectF(at.x() + x + SAMPLE, at.y() + y, wide, LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        x += wide
    return y + LINE if entries else 0.0


class LegendRow(QWidget):
    """The legend above a chart."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self.setVisible(bool(entries))
        self.setAccessibleName(", ".join(name for _sample, name in entries))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        x, lines = 0.0, 1
        metrics = QFontMetricsF(self.font())
        for _sample, name in self._entries:
            wide = SAMPLE + metrics.horizontalAdvance(name) + look.ROOM
            if x and x + wide > width:
                x, lines = 0.0, lines + 1
            x += wide
        return round(lines * LINE)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_legend(painter, self._entries, QPointF(0, 0), self.width(), look.tokens())
