"""Make shelf.json, two bands of shallow water along the coast, from outline.json: for the eye only.

Run at development time only, after make_outline.py, from the root of the checkout:
uv run --no-project --with shapely==2.1.2 python resources/map/make_shelf.py
"""

import json
from collections.abc import Iterator
from pathlib import Path

import shapely
from shapely.geometry import Polygon

HERE = Path(__file__).parent
SCALE = 100
BANDS = (0.34, 0.15)  # degrees from the coast, the wide one below
TOLERANCE = 0.02  # degrees; the coast itself is drawn over it
HOLE = 0.05  # square degrees; smaller gaps between islands are filled


def rings(flat_rings: list[list[int]], scale: int) -> Iterator[Polygon]:
    for flat in flat_rings:
        x = y = 0
        points = []
        for n in range(0, len(flat), 2):
            x, y = x + flat[n], y + flat[n + 1]
            points.append((x / scale, y / scale))
        yield Polygon(points).buffer(0)


def pack(ring: shapely.LinearRing) -> list[int]:
    """As in outline.json: the first pair is a place, each later one a step."""
    flat: list[int] = []
    last = (0, 0)
    for point in ring.coords:
        here = (round(point[0] * SCALE), round(point[1] * SCALE))
        flat += [here[0] - last[0], here[1] - last[1]]
        last = here
    return flat


def main() -> None:
    outline = json.loads((HERE / "outline.json").read_text("utf-8"))
    land = shapely.union_all(list(rings(outline["land"], outline["scale"])))
    bands = []
    for reach in BANDS:
        water = land.buffer(reach, quad_segs=4).simplify(TOLERANCE)
        band = []
        for part in shapely.get_parts(water):
            holes = [hole for hole in part.interiors if Polygon(hole).area > HOLE]
            band.append([pack(part.exterior), *(pack(hole) for hole in holes)])
        bands.append(band)
    text = json.dumps({"scale": SCALE, "bands": bands}, separators=(",", ":"))
    (HERE / "shelf.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    print(len(text), [sum(len(r) // 2 for part in band for r in part) for band in bands])


if __name__ == "__main__":
    main()
