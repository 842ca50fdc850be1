"""Small charts of a paper as vectors; grey print tells their parts apart by hatching and line."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from cmt_desk.domain.charts import mean_of_week
from cmt_desk.i18n import number, short_date
from cmt_desk.ui import look

INK, FAINT, SOLID = QColor(look.LIGHT.ink), QColor(look.LIGHT.faint), QColor(look.LIGHT.accent)
DANGER, EDGE = QColor(look.LIGHT.danger), QColor(look.LIGHT.border)
LETTERS = 11  # half points


def paint_curve(painter: QPainter, box: QRectF, what: str) -> None:
    """`curve:2020-10-04/0,1,3,…`: a bar a day from that day on, and the mean of seven days as a line."""
    first, _slash, rest = what.partition("/")
    values = [int(v) for v in rest.split(",") if v.isdigit()]
    try:
        start = date.fromisoformat(first)
    except ValueError:
        return
    if not values:
        return
    foot, left = LETTERS + 4, LETTERS * 2.2
    plot = QRectF(box.left() + left, box.top() + 4, box.width() - left, box.height() - foot - 4)
    highest = max(4, *values)
    wide, high = plot.width() / len(values), plot.height() / highest
    painter.setFont(_font())
    painter.setPen(FAINT)
    top_number = QRectF(box.left(), plot.top() - 6, left - 4, 12)
    painter.drawText(top_number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(highest))
    zero = QRectF(box.left(), plot.bottom() - 7, left - 4, 12)
    painter.drawText(zero, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "0")
    painter.setPen(QPen(EDGE, 0.8))
    painter.drawLine(plot.topLeft(), plot.topRight())
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    for n, value in enumerate(values):
        if value:
            bar = QRectF(plot.left() + n * wide, plot.bottom() - value * high, wide * 0.8, value * high)
            painter.fillRect(bar, QColor("#9DB8C6"))
    line = [
        QPointF(plot.left() + (n + 0.4) * wide, plot.bottom() - mean * high)
        for n, mean in enumerate(mean_of_week(values))
    ]
    painter.setPen(QPen(SOLID, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(line))
    painter.setPen(FAINT)
    for n, side in ((0, Qt.AlignmentFlag.AlignLeft), (len(values) - 1, Qt.AlignmentFlag.AlignRight)):
        label = QRectF(plot.left(), plot.bottom() + 2, plot.width(), foot)
        painter.drawText(label, side | Qt.AlignmentFlag.AlignTop, short_date(start + timedelta(days=n)))


def paint_use(painter: QPainter, box: QRectF, what: str) -> None:
    """`use:236/238`: how much of a cap is used; what is over it is hatched and stands past the mark."""
    used, cap = ([int(part) for part in what.split("/") if part.isdigit()] + [0, 0])[:2]
    scale = box.width() / max(used, cap, 1)
    painter.setPen(QPen(FAINT, 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(box.left(), box.top(), cap * scale, box.height()))
    painter.fillRect(QRectF(box.left(), box.top(), min(used, cap) * scale, box.height()), SOLID)
    if used > cap:
        over = QRectF(box.left() + cap * scale, box.top(), (used - cap) * scale, box.height())
        painter.setPen(QPen(DANGER, 0.8))
        painter.setBrush(QBrush(DANGER, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(over)


def _font() -> QFont:
    font = QFont(look.paper_font())
    font.setPixelSize(LETTERS)
    return font
