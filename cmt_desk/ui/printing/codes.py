"""A QR code as squares: `qr:TEXT`. What cannot be coded leaves an empty frame."""

from functools import lru_cache

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

QUIET = 2  # modules of white round it; the page itself is white too


def paint_qr(painter: QPainter, box: QRectF, what: str) -> None:
    if not (rows := _rows(what)):
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.drawRect(box)
        return
    side = min(box.width(), box.height()) / (len(rows) + 2 * QUIET)
    left, top = box.left() + QUIET * side, box.top() + QUIET * side
    squares = QPainterPath()
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                squares.addRect(QRectF(left + x * side, top + y * side, (run - x) * side, side))
            x = max(run, x + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillPath(squares, Qt.GlobalColor.black)


@lru_cache(maxsize=64)  # a page is painted again each time somebody scrolls
def _rows(what: str) -> list[bytes]:
    """The modules of a code, 1 for black; none where the text is too long, or nothing."""
    try:
        return [bytes(row) for row in segno.make(what, error="m", micro=False).matrix]
    except ValueError:
        return []
