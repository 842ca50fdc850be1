"""Pages on the screen as they will print: white sheets with a shadow, side by side where there is room."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from cmt_desk.ui import look
from cmt_desk.ui.printing.pages import Pages

GAP = 20
READABLE = 620  # pixels; below this width two pages side by side are too small to read
LARGEST = 960  # a page wider than this is only larger, not clearer
STEP = 1.25
ZOOMS = (0.5, 4.0)


class _Sheets(QWidget):
    """The sheets themselves. Each is painted once for a size and kept."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: Pages | None = None
        self._boxes: list[QRect] = []
        self._painted: dict[int, QPixmap] = {}

    def arrange(self, columns: int, width: int, room: QSize) -> None:
        """Place the sheets in rows, in the middle of the room."""
        count = self.pages.count if self.pages else 0
        height = round(width * self.pages.sheet.height() / self.pages.sheet.width()) if self.pages else 0
        columns = min(columns, max(1, count))
        needed = columns * width + (columns + 1) * GAP
        left = max(0, (room.width() - needed) // 2)
        self._boxes = [
            QRect(
                left + GAP + n % columns * (width + GAP), GAP + n // columns * (height + GAP), width, height
            )
            for n in range(count)
        ]
        bottom = self._boxes[-1].bottom() + 1 + GAP if self._boxes else 0
        self._painted.clear()
        self.resize(max(room.width(), needed), max(room.height(), bottom))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(look.tokens().sunken))
        for n, box in enumerate(self._boxes):
            if box.adjusted(-GAP, -GAP, GAP, GAP).intersects(event.rect()):
                _paint_shadow(painter, box)
                painter.drawPixmap(box.topLeft(), self._sheet(n, box))

    def _sheet(self, n: int, box: QRect) -> QPixmap:
        if n not in self._painted:
            ratio = self.devicePixelRatioF()
            made = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.white)
            painter = QPainter(made)
            if self.pages:
                self.pages.paint(painter, n, QRectF(0, 0, box.width(), box.height()))
            painter.end()
            self._painted[n] = made
        return self._painted[n]


def _paint_shadow(painter: QPainter, box: QRect) -> None:
    for spread, strength in ((5, 10), (3, 16), (1, 40)):
        shade = QRect(box.topLeft() + QPoint(-spread, 2 - spread), box.size() + QSize(2 * spread, 2 * spread))
        painter.fillRect(shade, QColor(0, 0, 0, strength))


class PagePreview(QScrollArea):
    """Shows pages fitted to the width; Ctrl+wheel or the zoom actions make them larger or smaller."""

    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._sheets = _Sheets()
        self.setWidget(self._sheets)
        self._zoom = 1.0

    @property
    def pages(self) -> Pages | None:
        return self._sheets.pages

    def show_pages(self, pages: Pages) -> None:
        """Other pages; where one was reading stays where it is."""
        place = self.verticalScrollBar().value()
        self._sheets.pages = pages
        self._sheets.setAccessibleDescription(pages.text())
        self._arrange()
        self.verticalScrollBar().setValue(place)

    def zoom_by(self, factor: float) -> None:
        self._zoom = min(max(self._zoom * factor, ZOOMS[0]), ZOOMS[1])
        self._arrange()
        self.zoomed.emit(self._zoom)

    def enlarge(self) -> None:
        self.zoom_by(STEP)

    def shrink(self) -> None:
        self.zoom_by(1 / STEP)

    def fit(self) -> None:
        self.zoom_by(1 / self._zoom)

    def _arrange(self) -> None:
        room = self.viewport().size()
        half = (room.width() - 3 * GAP) // 2
        several = self._sheets.pages is not None and self._sheets.pages.count > 1
        wide = self._sheets.pages is not None and self._sheets.pages.paper.landscape
        columns = 2 if several and not wide and half >= READABLE and self._zoom <= 1 else 1
        width = half if columns == 2 else room.width() - 2 * GAP
        self._sheets.arrange(columns, max(200, round(min(width, LARGEST) * self._zoom)), room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
            event.accept()
        else:
            super().wheelEvent(event)
