"""Boundaries from GeoJSON: joined by name and code, what does not join is named, undone in one step."""

import json
import math
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.outlines import GRID, SCALE, compact, places
from cmt_desk.operations.boundaries import import_boundaries, read_boundaries, remove_boundaries
from cmt_desk.operations.desk import redo, undo
from cmt_desk.store import Store


def square(lon: float, lat: float, side: float = 0.1) -> list[list[float]]:
    return [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]


def shape(geometry: dict | None = None, **properties: object) -> dict:
    geometry = geometry or {"type": "Polygon", "coordinates": [square(98.6, 3.5)]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def write(tmp_path: Path):
    def make(*features: dict) -> Path:
        file = tmp_path / "batas.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
        return file

    return make


@pytest.mark.parametrize(
    ("properties", "area"),
    [
        ({"NAME_2": "Medan", "TYPE_2": "Kota"}, "KOTAMEDAN"),
        ({"NAME_2": "Medan"}, "KOTAMEDAN"),
        ({"NAME_2": "AcehBarat", "TYPE_2": "Kabupaten"}, "ACEHBARAT"),
        ({"NAME_2": "Bogor", "TYPE_2": "Kabupaten"}, "BOGOR"),
        ({"NAME_2": "Bogor", "TYPE_2": "Kota"}, "KOTABOGOR"),
        ({"WADMKK": "Kota Medan", "KDPPUM": "12.71"}, "KOTAMEDAN"),
        ({"nama": "KOTA ADM. JAKARTA PUSAT"}, "JAKARTAPUSAT"),
        ({"KODE_KK": 1105}, "ACEHBARAT"),
        ({"code": "1105.0", "kabkota": "Kabupaten Aceh Barat"}, "ACEHBARAT"),
    ],
)
def test_a_shape_joins_by_name_or_code(store: Store, write, properties: dict, area: str):
    found = read_boundaries(store, write(shape(**properties)))
    assert list(found.outlines) == [area]
    assert (found.features, found.aside, len(found.missing)) == (1, [], 513)


def test_what_does_not_join_says_why(store: Store, write):
    line = {"type": "LineString", "coordinates": [[98, 3], [99, 4]]}
    metres = {"type": "Polygon", "coordinates": [square(500_000, 400_000, 1000)]}
    odd = {"type": "Polygon", "coordinates": [[["a", 1]]]}
    with i18n.speaking("en"):
        found = read_boundaries(store, write(
            shape(nama="Kota Medan"),
            shape(nama="Kota Atlantis"),
            shape(nama="Kab. Aceh Barat", kode="1107"),
            shape(nama="Kota Sabang", kode="1171"),
            shape(kode="9999"),
            shape(luas=12),
            shape(line, nama="Kota Sabang"),
            shape(metres, nama="Kota Sabang"),
            shape(odd, nama="Kota Sabang"),
            shape({"type": "Polygon", "coordinates": [square(98, 3, 0.0001)]}, nama="Kota Sabang"),
        ))  # fmt: skip
    assert list(found.outlines) == ["KOTAMEDAN"]
    assert [(a.n, a.reason) for a in found.aside] == [
        (2, "is not one of the 514 kabupaten/kota"),
        (3, "this is the BPS code of Kab. Aceh Barat; its Kemendagri code is 1105"),
        (4, "the name says Kota Sabang (1172), the code belongs to Kota Banda Aceh"),
        (5, "is not a Kemendagri code"),
        (6, "has neither a name nor a code"),
        (7, "is not a polygon"),
        (8, "lies outside Indonesia; the file must be in degrees (WGS 84)"),
        (9, "has coordinates that are not numbers"),
        (10, "is smaller than the map can show"),
    ]
    assert found.features == len(found.aside) + 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"type": "Polygon"}', '{"features": []}', "a,b\n1,2\n"])
def test_what_is_not_geojson_is_refused(store: Store, tmp_path: Path, content: str):
    file = tmp_path / "x.geojson"
    file.write_text(content)
    with pytest.raises(Refused):
        read_boundaries(store, file)
    with pytest.raises(Refused):
        read_boundaries(store, tmp_path / "none.geojson")


def test_a_file_of_another_country_is_refused(store: Store, write):
    with pytest.raises(Refused):
        read_boundaries(store, write(shape(nama="Selangor")))


def test_all_514_areas_are_kept_as_one_operation(store: Store, write):
    """The holes and islands of a MultiPolygon too; nothing else in the desk moves."""
    two = {"type": "MultiPolygon", "coordinates": [[square(110, -7), square(110.02, -6.98, 0.02)],
                                                   [square(111, -7)]]}  # fmt: skip
    features = [shape(two, nama=a.name, kode=a.kemendagri_code) for a in store.branches.areas().values()]
    found = read_boundaries(store, write(*features))
    assert (len(found.outlines), found.missing, found.aside) == (514, [], [])
    import_boundaries(store, found)
    kept = store.zones.outlines()
    assert kept == found.outlines
    assert {len(rings) for rings in kept.values()} == {3}
    assert next(iter(places(kept["KOTAMEDAN"][0]))) == (110_000, -7000)
    assert store.journal.latest(1)[0].name == "import_boundaries"
    undo(store)
    assert store.zones.outlines() == {}
    redo(store)
    remove_boundaries(store)
    assert not store.zones.has_outlines()
    undo(store)
    assert store.zones.outlines() == kept


def test_neighbours_keep_one_border():
    """A border walked from either side is snapped to the same points, and stays within half a grid step."""
    border = [[98 + n / 700, 3 + 0.01 * math.sin(n)] for n in range(200)]
    one = compact([*border, [99, 5]])
    other = compact([*reversed(border), [97, 1]])
    inner = set(places(one)) - {(99_000, 5000)}
    assert inner == set(places(other)) - {(97_000, 1000)}
    for (lon, lat), (x, y) in zip(border[:1], list(places(one))[:1], strict=True):
        assert abs(lon - x / SCALE) <= GRID / SCALE / 2
        assert abs(lat - y / SCALE) <= GRID / SCALE / 2


def test_straight_runs_and_repeats_are_dropped():
    straight = [[98.0, 3.0], [98.05, 3.0], [98.1, 3.0], [98.1, 3.0], [98.1, 3.1], [98.0, 3.1], [98.0, 3.0]]
    assert list(places(compact(straight))) == [(98_000, 3000), (98_100, 3000), (98_100, 3100), (98_000, 3100)]
    assert compact([[98, 3], [98, 3], [98, 3]]) == []
    island = [[98.0, 3.0], [98.1, 3.0], [98.0, 3.1]]
    assert list(places(compact([*island, island[0]]))) == [(98_000, 3000), (98_100, 3000), (98_000, 3100)]
