"""Cells of the roster on paper: solid, outlined, hatched, dotted, so that a grey printer tells them apart."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from cmt_desk.ui import look

INK = QColor(look.LIGHT.ink)
SOLID, DANGER, GREY = QColor(look.LIGHT.accent), QColor(look.LIGHT.danger), QColor("#C3CBD2")


def paint_cell(painter: QPainter, box: QRectF, what: str) -> None:
    """`cell:W/W/2/changed`: kind, letter, start wave, state (draft, changed or as told)."""
    kind, letter, wave, state = [*what.split("/"), "", "", "", ""][:4]
    box = box.adjusted(1, 1, -1, -1)
    fill, edge, ink = QBrush(Qt.BrushStyle.NoBrush), QPen(INK, 1), INK
    match kind:
        case "W":
            fill, edge, ink = QBrush(SOLID), QPen(SOLID, 1), QColor(Qt.GlobalColor.white)
        case "H":
            edge, ink = QPen(QColor(look.LIGHT.border), 1), SOLID
        case "I":
            fill, edge, ink = QBrush(DANGER, Qt.BrushStyle.BDiagPattern), QPen(DANGER, 1.5), DANGER
        case "L":
            fill, edge = QBrush(GREY), QPen(GREY, 1)
        case _:
            edge = QPen(QColor(look.LIGHT.border), 1, Qt.PenStyle.DotLine)
    if state == "draft":
        edge = QPen(SOLID, 1.4, Qt.PenStyle.DashLine)
        if kind == "W":
            fill, ink = QBrush(SOLID, Qt.BrushStyle.Dense6Pattern), INK
    if state == "changed":  # a frame with a white gap, to be seen around a solid cell too
        painter.setPen(QPen(INK, 2))
        painter.drawRect(box)
        box = box.adjusted(3, 3, -3, -3)
    painter.setPen(edge)
    painter.setBrush(fill)
    painter.drawRect(box)
    _letter(painter, box, letter, ink, halo=kind == "I", italic=state == "draft", bold=kind != "H")
    if wave == "2":
        _wave(painter, box, ink)


def _letter(
    painter: QPainter, box: QRectF, letter: str, ink: QColor, *, halo: bool, italic: bool, bold: bool
) -> None:
    font = QFont(look.paper_font())
    font.setPixelSize(max(1, round(box.height() * 0.78)))
    font.setBold(bold)
    font.setItalic(italic)
    painter.setFont(font)
    if halo and letter:
        wide = painter.fontMetrics().horizontalAdvance(letter) + 4
        painter.fillRect(
            QRectF(box.center().x() - wide / 2, box.top() + 2, wide, box.height() - 4), Qt.GlobalColor.white
        )
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def _wave(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """A small 2 at the corner: the later start."""
    font = QFont(look.paper_font())
    font.setPixelSize(max(1, round(box.height() * 0.45)))
    painter.setFont(font)
    painter.setPen(ink)
    corner = QRectF(box.right() - box.height() * 0.42, box.top(), box.height() * 0.4, box.height() * 0.5)
    painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, "2")
