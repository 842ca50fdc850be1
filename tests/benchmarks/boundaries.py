"""Measure the boundaries: import of 514 polygons with 160,000 points, and a frame while the map moves."""

import json
import math
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmt_desk.ui.risk_map.canvas import MapCanvas

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

POINTS = 160_000
FRAMES = 60


def star(at: random.Random, lon: float, lat: float, points: int) -> list[list[float]]:
    """A ragged polygon of about the size of a kabupaten."""
    size = at.uniform(0.2, 0.6)
    ring = [
        [lon + far * math.cos(angle), lat + far * math.sin(angle)]
        for n in range(points)
        for angle, far in [(2 * math.pi * n / points, size * at.uniform(0.75, 1.0))]
    ]
    return [*ring, ring[0]]


def polygons(areas: list[tuple[str, str]], points: int = POINTS) -> dict:
    """A FeatureCollection over Indonesia; every third area is a MultiPolygon of two."""
    at, each = random.Random(7), points // len(areas)
    features = []
    for n, (name, code) in enumerate(areas):
        lon, lat = at.uniform(96, 139), at.uniform(-9, 4)
        if n % 3:
            geometry = {"type": "Polygon", "coordinates": [star(at, lon, lat, each)]}
        else:
            parts = [[star(at, lon + d, lat, each // 2)] for d in (0.0, 0.5)]
            geometry = {"type": "MultiPolygon", "coordinates": parts}
        features.append(
            {"type": "Feature", "properties": {"NAME_2": name, "KODE_KK": code}, "geometry": geometry}
        )
    return {"type": "FeatureCollection", "features": features}


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def moving(canvas: "MapCanvas") -> list[float]:
    """Frames of a map that is dragged: nothing is kept from one to the next."""
    from PySide6.QtCore import QPointF

    frames = []
    for n in range(FRAMES):
        canvas.plate.view.pan(QPointF(4 if n % 2 else -4, 1))
        canvas.plate._ground = None, None
        frames.append(timed(canvas.grab))
    return frames


def main() -> None:
    from PySide6.QtWidgets import QApplication

    from cmt_desk.operations.boundaries import import_boundaries, read_boundaries
    from cmt_desk.operations.demo import create_demo
    from cmt_desk.operations.desk import undo
    from cmt_desk.ui import look
    from cmt_desk.ui.desk import Desk
    from cmt_desk.ui.risk_map import RiskMapTab

    app = QApplication([])
    look.dress(app, "light")
    with create_demo(None) as store, tempfile.TemporaryDirectory() as folder:
        areas = [(a.name, a.kemendagri_code or "") for a in store.branches.areas().values()]
        file = Path(folder) / "batas.geojson"
        file.write_text(json.dumps(polygons(areas)), "utf-8")
        tab = RiskMapTab(Desk.over(store))
        tab.resize(1920, 980)
        tab.show()
        tab.map.grab()
        print(f"frame without boundaries   {statistics.median(moving(tab.map)):7.1f} ms")
        found = read_boundaries(store, file)
        print(f"points read {found.points_read:,}, kept {found.points_kept:,}")
        print(f"read and simplify          {timed(lambda: read_boundaries(store, file)):7.0f} ms")
        print(f"keep as one operation      {timed(lambda: import_boundaries(store, found)):7.0f} ms")
        for name, factor in (
            ("whole country", 1.0),
            ("an island", 3.0),
            ("a province", 12.0),
            ("a city", 60.0),
        ):
            tab.map.fit()
            tab.map.zoom(factor)
            tab.map.grab()
            frames = moving(tab.map)
            worst = sorted(frames)[-2]
            print(f"frame, {name:15s}     {statistics.median(frames):7.1f} ms   worst but one {worst:.1f} ms")
        weeks = []
        tab.map.fit()
        for stop in range(tab.weeks.slider.maximum() + 1):
            weeks.append(timed(lambda s=stop: (tab.weeks.slider.setValue(s), tab.map.grab())))
        print(f"week step, with painting   {statistics.median(weeks):7.1f} ms   most {max(weeks):.1f} ms")
        print(f"undo                       {timed(lambda: undo(store)):7.0f} ms")


if __name__ == "__main__":
    main()
