"""A QR code as squares: `qr:TEXT`. What cannot be coded leaves an empty frame."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform

QUIET = 2  # modules of white round it; the page itself is white too


def paint_qr(painter: QPainter, box: QRectF, what: str) -> None:
    try:
        modules, squares = _squares(what)
    except ValueError:  # too long, or nothing
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.drawRect(box)
        return
    side = min(box.width(), box.height()) / (modules + 2 * QUIET)
    place = QTransform(side, 0, 0, side, box.left() + QUIET * side, box.top() + QUIET * side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillPath(place.map(squares), Qt.GlobalColor.black)


@lru_cache(maxsize=16)
def _squares(what: str) -> tuple[int, QPainterPath]:
    """How many modules a side has, and the dark ones as runs. A page is painted on a screen and on paper: to
    weigh the eight masks again would cost more than everything else on it."""
    import segno  # it brings HTTP along, slowly

    rows = [bytes(row) for row in segno.make(what, error="m", micro=False).matrix]
    squares = QPainterPath()
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                squares.addRect(QRectF(x, y, run - x, 1))
            x = max(run, x + 1)
    return len(rows), squares
