"""The outline of Indonesia as painter paths in degrees east and south, coarser where nobody can see."""

import gc
import json
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from cmt_desk.paths import RESOURCES
from cmt_desk.records import record

COARSE, MIDDLE = 20, 5  # thousandths of a degree between two bends: half a pixel below these scales
COARSE_BELOW, MIDDLE_BELOW = 26, 120  # pixels per degree

HOME = QRectF(94.6, -7.0, 46.8, 18.2)  # Sabang to Merauke, Miangas to Rote
JABODETABEK = QRectF(106.4, 5.95, 0.8, 0.8)


class Shape:
    """One island or border line, with its path at three levels of detail, each made when first seen."""

    def __init__(self, points: Sequence[tuple[int, int]], scale: int) -> None:
        self._points, self._scale = points, scale
        xs, ys = zip(*points, strict=True)
        left, top = min(xs) / scale, -max(ys) / scale
        self.box = QRectF(left, top, max(xs) / scale - left, -min(ys) / scale - top)

    @cached_property
    def coarse(self) -> QPainterPath:
        return self._path(COARSE)

    @cached_property
    def middle(self) -> QPainterPath:
        return self._path(MIDDLE)

    @cached_property
    def fine(self) -> QPainterPath:
        return self._path(0)

    def path(self, pixels_per_degree: float) -> QPainterPath:
        if pixels_per_degree < COARSE_BELOW:
            return self.coarse
        return self.middle if pixels_per_degree < MIDDLE_BELOW else self.fine

    def _path(self, apart: int) -> QPainterPath:
        points, scale = _thin(self._points, apart), self._scale
        path = QPainterPath()
        path.addPolygon(
            QPolygonF(list(map(QPointF, [x / scale for x, _ in points], [-y / scale for _, y in points])))
        )
        return path


@record
class Place:
    """A name on the map."""

    name: str
    lon: float
    lat: float


@record
class Geography:
    """`shelf` holds the bands of shallow water, the widest first, each as paths with their boxes."""

    bounds: QRectF
    shelf: Sequence[Sequence[tuple[QRectF, QPainterPath]]]
    land: Sequence[Shape]
    neighbours: Sequence[Shape]
    borders: Sequence[Shape]
    provinces: Sequence[Place]


@cache
def geography() -> Geography:
    """Read once, when the map is first shown; all of it stays, so the collector is spared looking at it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read()
    finally:
        if collecting:
            gc.enable()


@cache
def small_outline() -> QPainterPath:
    """The islands as one path for a map as wide as a page: what is smaller than a dot of it is left out."""
    outline: dict[str, Any] = json.loads((RESOURCES / "map" / "outline.json").read_text("utf-8"))
    scale, path = outline["scale"], QPainterPath()
    least = scale // 5
    for flat in outline["land"]:
        points = list(_undelta(flat))
        xs, ys = zip(*points, strict=True)
        if max(xs) - min(xs) + max(ys) - min(ys) >= least:
            bends = _thin(points, scale // 20)
            path.addPolygon(QPolygonF([QPointF(x / scale, -y / scale) for x, y in bends]))
    return path


def _read() -> Geography:
    folder = RESOURCES / "map"
    outline: dict[str, Any] = json.loads((folder / "outline.json").read_text("utf-8"))
    labels: list[dict[str, Any]] = json.loads((folder / "labels.json").read_text("utf-8"))
    shelf: dict[str, Any] = json.loads((folder / "shelf.json").read_text("utf-8"))
    west, south, east, north = outline["bounds"]

    def shapes(name: str) -> list[Shape]:
        made = [Shape(list(_undelta(flat)), outline["scale"]) for flat in outline[name]]
        for shape in made:
            _ = shape.coarse  # the whole country is what is seen first
        return made

    return Geography(
        bounds=QRectF(west, -north, east - west, north - south),
        shelf=[[_water(rings, shelf["scale"]) for rings in band] for band in shelf["bands"]],
        land=shapes("land"),
        neighbours=shapes("neighbours"),
        borders=shapes("provinces"),
        provinces=[Place(row["name"], row["lon"], row["lat"]) for row in labels],
    )


def _water(rings: Sequence[Sequence[int]], scale: int) -> tuple[QRectF, QPainterPath]:
    """A stretch of shallow water: its edge, and the deep places within it."""
    path = QPainterPath()
    for flat in rings:
        path.addPolygon(QPolygonF([QPointF(x / scale, -y / scale) for x, y in _undelta(flat)]))
    return path.boundingRect(), path


def _undelta(flat: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first pair is a place, each later one the step from the place before."""
    return zip(accumulate(flat[::2]), accumulate(flat[1::2]), strict=True)


def _thin(points: Sequence[tuple[int, int]], apart: int) -> list[tuple[int, int]]:
    """Leave out bends nearer than `apart` to the last one kept; first and last always stay."""
    if not apart:
        return list(points)
    last_x, last_y = points[0]
    kept = [points[0]]
    for point in points[1:-1]:
        x, y = point
        if abs(x - last_x) + abs(y - last_y) >= apart:
            kept.append(point)
            last_x, last_y = point
    return [*kept, points[-1]]
