"""Boundaries of kabupaten and kota from GeoJSON: joined by name and code, simplified, kept in the desk."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from cmt_desk.domain.branches import Area, area_key
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import fold
from cmt_desk.domain.outlines import compact
from cmt_desk.i18n import _
from cmt_desk.operations.imports.files import LARGEST
from cmt_desk.records import record
from cmt_desk.store import Store

CODES = (
    "kode kk|kode kab kota|kode kabkota|kode kab|kode kota|kode kemendagri|kdppum|kdpkab|cc 2|kode|code"
).split("|")
NAMES = (
    "name 2|wadmkk|kabkota|kab kota|kabupaten kota|nama kabkota|nama kab kota|nama kab|kota|kabupaten|namobj"
    "|area|nama|name"
).split("|")
KINDS = "type 2|engtype 2|tipe|jenis".split("|")
Ring = Sequence[Sequence[float]]


@record
class NotJoined:
    """A polygon of the file that is not taken, with the reason. `n` counts from 1."""

    n: int
    name: str
    code: str
    reason: str


@dataclass
class Boundaries:
    """The preview: polygons by area, what did not join, how many points before and after."""

    source: str
    features: int = 0
    outlines: dict[str, list[list[int]]] = field(default_factory=dict[str, list[list[int]]])
    aside: list[NotJoined] = field(default_factory=list[NotJoined])
    points_read: int = 0
    missing: list[str] = field(default_factory=list[str])  # names of areas without a polygon

    @property
    def points_kept(self) -> int:
        return sum(len(ring) // 2 for rings in self.outlines.values() for ring in rings)


class _NotTaken(Exception):
    """A polygon that cannot be taken, with the reason."""


def read_boundaries(store: Store, file: Path) -> Boundaries:
    """What importing this file would do; nothing is written. Raises Refused for what is not GeoJSON."""
    found = Boundaries(file.name)
    areas = store.branches.areas()
    join = _Join(areas, store.branches.area_aliases())
    for n, feature in enumerate(_features(file), start=1):
        found.features += 1
        name, code = _said(feature, NAMES), _code(_said(feature, CODES))
        try:
            area = join.area(_whole_name(feature, name), code)
            rings = _rings(feature)
        except _NotTaken as reason:
            found.aside.append(NotJoined(n, name, code, str(reason)))
            continue
        found.points_read += sum(map(len, rings))
        kept = [flat for ring in rings if (flat := compact(ring))]
        if not kept:
            found.aside.append(NotJoined(n, name, code, _("is smaller than the map can show")))
            continue
        found.outlines.setdefault(area.code, []).extend(kept)
    found.missing = sorted(areas[code].name for code in areas.keys() - found.outlines.keys())
    if not found.outlines:
        raise Refused(
            _("{file}: none of the {n} shapes is a kabupaten or kota of the desk; they need a name or code.")
            .format(file=file.name, n=found.features)
        )  # fmt: skip
    return found


def import_boundaries(store: Store, found: Boundaries) -> None:
    """Keep these outlines in the desk, in place of those before; one undo takes them out."""
    label = _("Import boundaries of {n} areas").format(n=len(found.outlines))
    with store.operation("import_boundaries", label):
        store.zones.put_outlines(found.source, found.outlines)


def remove_boundaries(store: Store) -> None:
    with store.operation("remove_boundaries", _("Remove the boundaries")):
        store.zones.remove_outlines()


# --- joining ---------------------------------------------------------------------------------------------


class _Join:
    """Name and code to an area. Where both are given they must agree: one number names two places."""

    def __init__(self, areas: Mapping[str, Area], aliases: Mapping[str, str]) -> None:
        self._areas, self._aliases = areas, aliases
        self._of_code = {a.kemendagri_code: a for a in areas.values() if a.kemendagri_code}

    def area(self, name: str, code: str) -> Area:
        if not name and not code:
            raise _NotTaken(_("has neither a name nor a code"))
        named, coded = self._named(name), self._of_code.get(code)
        if name and named is None:
            raise _NotTaken(_("is not one of the 514 kabupaten/kota"))
        if named is None:
            if coded is None:
                raise _NotTaken(_("is not a Kemendagri code"))
            return coded
        if code and coded is not named and code == named.bps_code:
            raise _NotTaken(_("this is the BPS code of {area}; its Kemendagri code is {right}").format(
                area=named.name, right=named.kemendagri_code or "–"))  # fmt: skip
        if code and coded is not named and named.kemendagri_code:
            raise _NotTaken(_("the name says {area} ({right}), the code belongs to {whose}").format(
                area=named.name, right=named.kemendagri_code,
                whose=coded.name if coded else _("no area")))  # fmt: skip
        return named

    def _named(self, name: str) -> Area | None:
        """Also a city written without "Kota", where there is no regency of that name."""
        for spelling in (name, f"Kota {name}"):
            key = area_key(spelling) if name else ""
            if area := self._areas.get(self._aliases.get(key, key)):
                return area
        return None


def _whole_name(feature: Mapping[str, Any], name: str) -> str:
    """With "Kota" in front where a column of its own says so."""
    kind = fold(_said(feature, KINDS))
    city = kind.startswith(("kota", "city", "municipality"))
    return f"Kota {name}" if name and city and not fold(name).startswith("kota ") else name


def _said(feature: Mapping[str, Any], keys: Sequence[str]) -> str:
    """What a shape says under the first of these names of a property."""
    said = {fold(str(k)): v for k, v in _dictionary(feature.get("properties")).items()}
    found = (str(said[key]).strip() for key in keys if said.get(key) not in (None, ""))
    return next(found, "")


def _code(text: str) -> str:
    """1105 for 11.05, 1105 and 1105.0; nothing for what is not a code of an area."""
    digits = text.removesuffix(".0").replace(".", "")
    return digits if digits.isdigit() and len(digits) == 4 else ""


# --- reading ---------------------------------------------------------------------------------------------


def _features(file: Path) -> list[Mapping[str, Any]]:
    """The shapes of a GeoJSON file. Raises Refused, saying what is wrong."""
    try:
        if file.stat().st_size > LARGEST:
            raise Refused(_("{file} is larger than 200 MB; split it first.").format(file=file.name))
        read: object = json.loads(file.read_text("utf-8-sig"))
    except OSError:
        raise Refused(_("{file} cannot be read; check your rights to it.").format(file=file.name)) from None
    except (ValueError, RecursionError):
        raise Refused(_("{file} is not GeoJSON.").format(file=file.name)) from None
    features = _dictionary(read).get("features")
    if not isinstance(features, list) or not features:
        raise Refused(_("{file} is not GeoJSON with shapes (a FeatureCollection).").format(file=file.name))
    return [_dictionary(feature) for feature in cast(list[object], features)]


def _rings(feature: Mapping[str, Any]) -> list[Ring]:
    """Every ring of a Polygon or MultiPolygon, in degrees and over Indonesia."""
    geometry = _dictionary(feature.get("geometry"))
    parts = geometry.get("coordinates")
    match geometry.get("type"):
        case "Polygon":
            polygons: Any = [parts]
        case "MultiPolygon":
            polygons = parts
        case _:
            raise _NotTaken(_("is not a polygon"))
    try:
        rings: list[Ring] = [[(float(p[0]), float(p[1])) for p in ring] for part in polygons for ring in part]
    except (TypeError, ValueError, IndexError, KeyError):
        raise _NotTaken(_("has coordinates that are not numbers")) from None
    if not any(rings):
        raise _NotTaken(_("is an empty polygon"))
    if not all(90 <= x <= 145 and -15 <= y <= 10 for ring in rings for x, y in ring):
        raise _NotTaken(_("lies outside Indonesia; the file must be in degrees (WGS 84)"))
    return rings


def _dictionary(value: object) -> dict[str, Any]:
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}
