"""A QR code as squares: `qr:TEXT`. What cannot be coded leaves an empty frame."""

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

QUIET = 2  # modules of white round it; the page itself is white too


def paint_qr(painter: QPainter, box: QRectF, what: str) -> None:
    try:
        code = segno.make(what, error="m", micro=False)
    except ValueError:  # too long, or nothing
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.drawRect(box)
        return
    rows = [bytes(row) for row in code.matrix]
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
