"""The list of offices, by code."""

from typing import Any

from cmt_desk.domain.branches import Contact, area_key, province_key
from cmt_desk.domain.intake import Column, fold
from cmt_desk.i18n import _
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, needed, understood
from cmt_desk.store import Store

COLUMNS = (
    Column("code", ("kode", "code", "kode kantor", "branch code"), needed=True),
    Column("name", ("nama", "name", "nama kantor", "kantor"), needed=True),
    Column("regional_office", ("kanwil", "regional_office", "kantor wilayah", "region"), needed=True),
    Column("city", ("kota", "city", "kabupaten/kota", "kab/kota"), needed=True),
    Column("province", ("provinsi", "province", "prov")),
    Column("lat", ("lat", "latitude", "lintang"), needed=True),
    Column("lon", ("lon", "lng", "longitude", "bujur"), needed=True),
    Column("kind", ("jenis", "kind")),
    Column("official_code", ("kode resmi", "official_code")),
    Column("head", ("kepala", "head", "kepala kantor", "kakacab")),
    Column("phone", ("telepon", "phone", "telp", "no telepon", "telephone")),
    Column("email", ("email", "surel", "e-mail")),
    Column("address", ("alamat", "address")),
    Column("source", ("sumber", "source")),
)
EAST = frozenset({"Maluku", "Maluku Utara", "Papua", "Papua Barat"})
MIDDLE = frozenset(
    "Bali;Nusa Tenggara Barat;Nusa Tenggara Timur;Kalimantan Selatan;Kalimantan Timur;Kalimantan Utara;"
    "Sulawesi Utara;Sulawesi Tengah;Sulawesi Selatan;Sulawesi Tenggara;Sulawesi Barat;Gorontalo".split(";")
)


def time_zone(province: str) -> str:
    """WIB, WITA or WIT. Source: Keppres 41/1987."""
    return "WIT" if province in EAST else "WITA" if province in MIDDLE else "WIB"


def read_branches(store: Store, table: Table) -> Intake:
    """Preview a list of offices. An office that is in the desk under this code is changed, not doubled."""
    intake = Intake("branches", table.name, label=_("Import offices from {file}").format(file=table.name))
    stored = store.branches.stored()
    regional = {
        fold(word): office.code
        for office in store.branches.regional_offices()
        for word in (office.code, office.short, office.name)
    }
    areas, aliases = store.branches.areas(), store.branches.area_aliases()
    write: dict[str, dict[str, Any]] = {}

    def understand(_line: int, row: Row) -> dict[str, Any]:
        office = needed(row, "regional_office")
        if fold(office).removeprefix("kanwil ") not in regional:
            raise Unfit("regional_office", office, _("is not one of the 11 regional offices"))
        city = needed(row, "city")
        key = area_key(city)
        area = areas.get(aliases.get(key, key))
        if area is None:
            raise Unfit("city", city, _("is not one of the 514 kabupaten/kota"))
        province = row.get("province", "")
        if province and province_key(province) != province_key(area.province):
            raise Unfit("province", province, _("{area} lies in {province}").format(
                area=area.name, province=area.province))  # fmt: skip
        kind = row.get("kind", "").upper() or "KC"
        if kind not in ("KC", "KCP"):
            raise Unfit("kind", kind, _("is neither KC nor KCP"))
        code = needed(row, "code")
        before: dict[str, Any] = stored.get(code, {})
        wanted: dict[str, Any] = {
            "code": code,
            "official_code": row.get("official_code") or before.get("official_code"),
            "name": needed(row, "name"),
            "kind": kind,
            "regional_office": regional[fold(office).removeprefix("kanwil ")],
            "area": area.code,
            "lat": _degrees(row, "lat", -12, 8),
            "lon": _degrees(row, "lon", 94, 142),
            "time_zone": time_zone(area.province),
            "source": row.get("source", "").strip("[]") or before.get("source"),
            **{name: row.get(name, "").strip() or before.get(name) for name in Contact._fields},
        }
        if write.get(code, wanted) != wanted:
            raise Unfit("code", code, _("stands twice with different content"))
        return wanted

    for wanted in understood(table, COLUMNS, intake, understand):
        before = write.get(wanted["code"]) or stored.get(wanted["code"])
        if intake.count(before, wanted):
            write[wanted["code"]] = wanted
    intake.write = lambda target: target.branches.put_branches(write.values())
    return intake


def _degrees(row: Row, column: str, low: float, high: float) -> float:
    text = needed(row, column)
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise Unfit(column, text, _("is not a number")) from None
    if not low <= value <= high:
        raise Unfit(column, text, _("does not lie in Indonesia"))
    return value
