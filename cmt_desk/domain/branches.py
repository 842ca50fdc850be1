"""Offices, the areas they lie in, and the published zone of an area on a day."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from cmt_desk.records import record

UTC_HOURS = {"WIB": 7, "WITA": 8, "WIT": 9}  # Keppres 41/1987
HEAD_OFFICE_ZONE = "WIB"  # the institution's own clock: Jakarta
STALE_AFTER_DAYS = 10  # a bulletin is weekly and announced on Tuesday for Sunday's data


class Zone(StrEnum):
    """The four colours of the national risk map, least risk first.

    Zones are published and never computed: the weights of the indicators are not public.
    """

    GREEN = "HIJAU"
    YELLOW = "KUNING"
    ORANGE = "ORANYE"
    RED = "MERAH"

    @property
    def letter(self) -> str:
        return self.value[0]

    @property
    def risk(self) -> int:
        """0 for green to 3 for red."""
        return list(Zone).index(self)


@record
class RegionalOffice:
    code: str
    name: str
    short: str


@record
class Area:
    """A kabupaten or kota; its code is its normalised name (`area_key`)."""

    code: str
    name: str
    province: str
    kemendagri_code: str | None = None
    bps_code: str | None = None


class Contact(NamedTuple):
    """Whom to call at an office, and where it stands; empty where nobody has recorded it."""

    head: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


NOT_RECORDED = Contact()


@record
class Branch:
    code: str
    name: str
    kind: str
    regional_office: str
    area: str
    city: str
    province: str
    lat: float
    lon: float
    time_zone: str
    contact: Contact = NOT_RECORDED


class Reading(NamedTuple):
    """What one bulletin says of one area, or what a person said with a reason. A tuple, for there are
    thousands."""

    bulletin: date
    area: str
    zone: Zone
    published: str  # the word as printed, also where the zone was corrected
    reason: str = ""  # of the correction by hand

    @property
    def corrected(self) -> bool:
        return bool(self.reason)


@record
class Bulletin:
    """One week of the risk map, as published for the data of `day`."""

    day: date
    source: str
    areas: int
    illustrative: bool = False

    def age(self, on: date) -> int:
        return (on - self.day).days

    def is_stale(self, on: date) -> bool:
        return self.age(on) > STALE_AFTER_DAYS


@record
class BulletinLine:
    """A bulletin in the list of all: how many areas of which zone, and who brought it when (UTC)."""

    bulletin: Bulletin
    zones: Mapping[Zone, int]
    corrected: int
    by: str = ""
    at: datetime | None = None


_STATUS_WORDS = re.compile(r"\bADM(INISTRASI)?\b\.?")
_REGENCY = re.compile(r"^\s*(KABUPATEN|KAB)\b\.?")
_NOT_A_LETTER = re.compile(r"[^A-Z0-9]")


def area_key(name: str) -> str:
    """The name of a kabupaten or kota without case, spaces, dots and the word Kabupaten.

    "Kab. Deli Serdang", "DELI SERDANG" → DELISERDANG; "Kota Bogor" stays apart from "Bogor". The five
    cities of Jakarta are published with and without "Kota Adm.": there is no regency of that name, so
    "Kota" goes too.
    """
    plain = _REGENCY.sub(" ", _STATUS_WORDS.sub(" ", name.upper()))
    key = _NOT_A_LETTER.sub("", plain)
    return key.removeprefix("KOTA") if key.startswith("KOTAJAKARTA") else key


def province_key(name: str) -> str:
    """A province's name without case and spaces; "Daerah Istimewa" and "DI" are the same."""
    key = _NOT_A_LETTER.sub("", name.upper()).removeprefix("PROVINSI")
    return key.replace("DAERAHISTIMEWA", "DI").replace("DAERAHKHUSUSIBUKOTA", "DKI")


class Band(NamedTuple):
    """The published scores of a zone, higher is safer; green has none."""

    zone: Zone
    label_id: str
    label_en: str
    score_min: float | None
    score_max: float | None


class Indicator(NamedTuple):
    """One of the published indicators behind the score; its weight was never public."""

    version: str
    n: int
    kind: str  # EPI, SURV or YAN
    text_id: str
    text_en: str


class ZoneHistory:
    """The readings of every area in order, asked by day: the latest bulletin on or before it decides."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._of_area: dict[str, list[Reading]] = {}
        for reading in readings:
            self._of_area.setdefault(reading.area, []).append(reading)
        for of_area in self._of_area.values():
            of_area.sort(key=lambda r: r.bulletin)

    def reading(self, area: str, on: date) -> Reading | None:
        of_area = self._of_area.get(area, [])
        until = bisect_right(of_area, on, key=lambda r: r.bulletin)
        return of_area[until - 1] if until else None

    def zone(self, area: str, on: date) -> Zone | None:
        reading = self.reading(area, on)
        return reading.zone if reading else None

    def since(self, area: str, on: date) -> date | None:
        """The first bulletin of the unbroken spell of today's zone."""
        of_area = [r for r in self._of_area.get(area, []) if r.bulletin <= on]
        first: date | None = None
        for reading in reversed(of_area):
            if reading.zone is not of_area[-1].zone:
                break
            first = reading.bulletin
        return first

    def weeks(self, area: str, on: date) -> list[Reading]:
        return [r for r in self._of_area.get(area, []) if r.bulletin <= on]


def count_zones(zones: Iterable[Zone | None]) -> Mapping[Zone | None, int]:
    """How many of each zone, the unmapped under None; every zone is present."""
    counts: dict[Zone | None, int] = dict.fromkeys((*Zone, None), 0)
    for zone in zones:
        counts[zone] += 1
    return counts
