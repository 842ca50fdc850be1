"""Names on the map that never lie on each other or on a marker."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from cmt_desk.records import record
from cmt_desk.ui.geography import Place
from cmt_desk.ui.risk_map.marks import Mark

NAMES_FROM = 75.0  # pixels per degree from which offices are named
PROVINCES_UNTIL = 700.0
_CELL = 64.0  # of the grid that finds what is near


@record
class Label:
    """A name and its box, in pixels from the map's origin."""

    text: str
    box: QRectF
    office: str = ""  # its code; empty for a province


class _Occupied:
    """Boxes taken so far, in a grid, so that asking is quick."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[QRectF]] = {}

    def free(self, box: QRectF) -> bool:
        return not any(box.intersects(other) for cell in _cells(box) for other in self._cells.get(cell, ()))

    def take(self, box: QRectF) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)


def _cells(box: QRectF) -> Iterable[tuple[int, int]]:
    for column in range(int(box.left() // _CELL), int(box.right() // _CELL) + 1):
        for row in range(int(box.top() // _CELL), int(box.bottom() // _CELL) + 1):
            yield column, row


def place_labels(
    marks: Sequence[Mark],
    names: dict[str, str],
    provinces: Iterable[Place],
    scale: float,
    fonts: tuple[QFont, QFont],
    limit: QRectF | None = None,
) -> list[Label]:
    """Names of offices first where they show at all, then those of provinces; what finds no room is left out.

    Inside a `limit`, where it is crowded, a name stands right or left of its marker and is never cut off.
    """
    taken, placed = _Occupied(), list[Label]()
    for mark in marks:
        taken.take(_around(mark.x, mark.y, mark.radius + 2, mark.radius + 2))
    office_font, province_font = (QFontMetricsF(font) for font in fonts)

    def try_boxes(text: str, boxes: Iterable[QRectF], office: str = "") -> None:
        box = next((b for b in boxes if taken.free(b) and (limit is None or limit.contains(b))), None)
        if box is not None:
            taken.take(box)
            placed.append(Label(text, box, office))

    if scale >= NAMES_FROM:
        for mark in marks:
            if len(mark.codes) == 1:
                text = names[mark.codes[0]]
                width, height = office_font.horizontalAdvance(text) + 2, office_font.height() - 2
                boxes = list(_beside(mark, width, height))
                try_boxes(text, boxes[:2] if limit else boxes, mark.codes[0])
    if scale < PROVINCES_UNTIL:
        for place in provinces:
            width, height = province_font.horizontalAdvance(place.name) + 4, province_font.height()
            x, y = place.lon * scale, -place.lat * scale
            near = (_around(x, y + dy * height, width / 2, height / 2) for dy in (0, 0.8, -0.8, 1.6, -1.6))
            try_boxes(place.name, near)
    return placed


def _around(x: float, y: float, half_width: float, half_height: float) -> QRectF:
    return QRectF(x - half_width, y - half_height, 2 * half_width, 2 * half_height)


def _beside(mark: Mark, width: float, height: float) -> Iterable[QRectF]:
    """Right of the marker, left of it, below, above."""
    gap = mark.radius + 4
    yield QRectF(mark.x + gap, mark.y - height / 2, width, height)
    yield QRectF(mark.x - gap - width, mark.y - height / 2, width, height)
    yield QRectF(mark.x - width / 2, mark.y + gap, width, height)
    yield QRectF(mark.x - width / 2, mark.y - gap - height, width, height)
