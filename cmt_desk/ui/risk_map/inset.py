"""Jabodetabek in a corner of the map: 27 offices in less than a degree, fanned out to be picked."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from cmt_desk.i18n import _, number
from cmt_desk.ui.geography import JABODETABEK
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.risk_map.marks import Mark
from cmt_desk.ui.risk_map.plate import Plate

TITLE = 22.0  # height of the heading
MARGIN = 10.0


def inset_box(size: QSizeF) -> QRectF:
    """Top right, over the free sea north of Papua, and wider than high like that sea."""
    high = min(max(size.width() * 0.17, 130), size.height() * 0.38, 300)
    wide = high * 1.4
    return QRectF(size.width() - wide - MARGIN, MARGIN, wide, high + TITLE)


class Inset:
    """A plate that stands still while the map moves, so it is painted once and kept as a picture."""

    def __init__(self, font: QFont) -> None:
        self.plate = Plate(JABODETABEK, font, fanned=True)
        self.box = QRectF()
        self._painted: tuple[object, QPixmap] = (None, QPixmap())

    def resize(self, size: QSizeF) -> None:
        """Find the corner of a map of this size."""
        self.box = inset_box(size)
        self.plate.view.resize(QSizeF(self.box.width(), self.box.height() - TITLE))

    def spot(self, on_map: QPointF) -> QPointF | None:
        """A spot of the map as the inset counts it; None outside of it."""
        inside = self.box.contains(on_map)
        return on_map - self.box.topLeft() - QPointF(0, TITLE) if inside else None

    def copy(self, font: QFont) -> "Inset":
        made = Inset(font)
        made.plate = self.plate.copy(font)
        return made

    def paint_kept(
        self, painter: QPainter, ratio: float, t: Tokens, picked: str, hovered: Mark | None
    ) -> None:
        """Paint from the kept picture, and that anew only if something in it changed."""
        hovered = hovered if hovered in self.plate.marks else None
        state = (self.plate.version, picked, hovered, t, ratio, self.box.size().toTuple())
        if self._painted[0] != state:
            picture = QPixmap((self.box.size() * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            brush = QPainter(picture)
            brush.translate(-self.box.topLeft())
            self.paint(brush, t, picked, hovered)
            brush.end()
            self._painted = state, picture
        painter.drawPixmap(self.box.topLeft(), self._painted[1])

    def paint(self, painter: QPainter, t: Tokens, picked: str = "", hovered: Mark | None = None) -> None:
        """A heading with the number of offices, and the picture below it."""
        plate, box = self.plate, self.box
        painter.save()
        painter.fillRect(box, QColor(t.surface))
        painter.setFont(plate.fonts[0])
        painter.setPen(QColor(t.ink))
        title = _("Jabodetabek · {n} offices").format(n=number(plate.offices_at_home))
        heading = QRectF(box.left() + 8, box.top(), box.width() - 16, TITLE)
        painter.drawText(heading, Qt.AlignmentFlag.AlignVCenter, title)
        painter.save()
        painter.translate(box.left(), box.top() + TITLE)
        plate.paint(painter, t, picked, hovered)
        painter.restore()
        painter.setPen(QPen(QColor(t.faint), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()
