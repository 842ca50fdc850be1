"""The weekly bulletins of the national risk map, as published: imported, never computed.

Areas are joined by normalised name; a Kemendagri code that belongs to another area is a contradiction and
sets the row aside, for the same number names other places in BPS' list (167 of 514).
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cmt_desk.domain.branches import Area, Zone, area_key, province_key
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import (
    Column,
    NotADate,
    fold,
    read_date,
)
from cmt_desk.i18n import _, long_date, medium_date, number
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.headless import has_column, pasted_page
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, date_reason, needed, understood
from cmt_desk.operations.imports.zone_dates import repair_notice, repairs, undated_day
from cmt_desk.store import Store

COLUMNS = (
    Column("date", ("tanggal", "date", "tanggal data", "data date", "tgl")),
    Column("province", ("prov", "province", "provinsi", "nama provinsi")),
    Column("area", ("kota", "area", "kabupaten/kota", "kab/kota", "kabkota", "kabupaten"), needed=True),
    Column("code", ("kode_kota", "code", "kode", "kode kabupaten kota")),
    Column("zone", ("hasil", "zone", "zona", "risiko", "risk"), needed=True),
)


@dataclass
class _Known:
    """What the desk knows of areas and words."""

    areas: Mapping[str, Area]
    aliases: Mapping[str, str]
    words: Mapping[str, Zone]
    names_by_code: Mapping[str, str]
    today: date


@dataclass
class _Reading:
    line: int
    day: date
    area: str
    zone: Zone
    published: str


@dataclass
class _Read:
    """Rows understood so far, in the order of the file."""

    readings: dict[tuple[date, str], _Reading] = field(default_factory=dict[tuple[date, str], _Reading])
    repeated: int = 0
    first_lines: dict[date, int] = field(default_factory=dict[date, int])
    without_province: int = 0


class DateNeeded(Refused):
    """Neither a column nor the file's name says of which day the bulletin is."""


def read_zones(
    store: Store,
    table: Table,
    *,
    repair_dates: bool = False,
    on: date | None = None,
    today: date | None = None,
) -> Intake:
    """Preview a file of one or more bulletins. `repair_dates`: take the proposed dates; `on`: the day of
    rows that name none. Raises DateNeeded where nothing says the day."""
    intake = Intake("zones", table.name)
    areas = store.branches.areas()
    known = _Known(
        areas,
        store.branches.area_aliases(),
        store.branches.zone_words(),
        {a.kemendagri_code: a.name for a in areas.values() if a.kemendagri_code},
        today or date.today(),
    )
    read = _Read()
    day = undated_day(table, on, known.today)
    provinces = frozenset(province_key(a.province) for a in areas.values())
    if pasted := pasted_page(table, COLUMNS, provinces, known.words):
        table = pasted
    if day is None and not has_column(table, COLUMNS, "date"):
        raise DateNeeded(
            _("{file} does not say of which day the bulletin is: there is no date column and no date"
              " (like 2020-11-29) in its name. Give the date.").format(file=table.name)
        )  # fmt: skip

    def understand(line: int, row: Row) -> None:
        _keep(read, _understand(line, row, known, day), known)
        read.without_province += not row.get("province", "").strip()

    deque(understood(table, COLUMNS, intake, understand), maxlen=0)  # runs it: each row is kept in `read`
    intake.repairs = repairs(read.first_lines)
    if repair_dates:
        _repair(read, intake)
    else:
        intake.notices += [repair_notice(repair) for repair in intake.repairs]
    _compare(store, table, intake, read)
    return intake


def _understand(line: int, row: Row, known: _Known, fallback: date | None) -> _Reading:
    published = " ".join(needed(row, "zone").upper().split())
    zone = known.words.get(fold(published).upper())
    if zone is None:
        raise Unfit("zone", published, _("is not a zone of the risk map"))
    area = _area(row, known)
    return _Reading(line, _day(row, known.today, fallback), area.code, zone, published)


def _area(row: Row, known: _Known) -> Area:
    name, code = needed(row, "area"), row.get("code", "").strip().replace(".", "")
    key = area_key(name)
    area = known.areas.get(known.aliases.get(key, key))
    if area is None:
        raise Unfit("area", name, _("is not one of the 514 kabupaten/kota"))
    province = row.get("province", "")
    if province and province_key(province) != province_key(area.province):
        raise Unfit("province", province, _("{area} lies in {province}").format(
            area=area.name, province=area.province))  # fmt: skip
    if code and code != area.kemendagri_code and code == area.bps_code:
        raise Unfit("code", code, _("this is the BPS code of {area}; its Kemendagri code is {right}").format(
            area=area.name, right=area.kemendagri_code or "–"))  # fmt: skip
    if code and area.kemendagri_code and code != area.kemendagri_code:
        whose = known.names_by_code.get(code) or _("no area")
        raise Unfit("code", code, _("the name says {area} ({right}), the code belongs to {whose}").format(
            area=area.name, right=area.kemendagri_code, whose=whose))  # fmt: skip
    return area


def _day(row: Row, today: date, fallback: date | None) -> date:
    value = row.get("date", "").strip()
    if not value and fallback:
        return fallback
    try:
        day = read_date(value)
    except NotADate as error:
        raise Unfit("date", value, date_reason(str(error))) from None
    if day > today:
        raise Unfit("date", value, _("lies in the future"))
    if day.year < 2020:
        raise Unfit("date", value, _("is before the first risk map (31 May 2020)"))
    return day


def _keep(read: _Read, reading: _Reading, known: _Known) -> None:
    """A second row for one area and day is the same again, or a contradiction."""
    read.first_lines.setdefault(reading.day, reading.line)
    earlier = read.readings.get((reading.day, reading.area))
    if earlier is None:
        read.readings[reading.day, reading.area] = reading
    elif earlier.zone is reading.zone:
        read.repeated += 1
    else:
        raise Unfit("zone", reading.published, _("line {line} says {other} for {area}").format(
            line=earlier.line, other=earlier.published, area=known.areas[reading.area].name))  # fmt: skip


def _repair(read: _Read, intake: Intake) -> None:
    """Move the doubtful bulletins to their proposed dates, and say so."""
    moves = {r.published: r.proposed for r in intake.repairs}
    taken = set(read.first_lines) - set(moves)
    moved: dict[tuple[date, str], _Reading] = {}
    for (day, area), reading in read.readings.items():
        target = moves.get(day, day)
        if target in taken and day in moves:
            target = day  # the proposed date is already a bulletin of this file
        reading.day = target
        moved[target, area] = reading
    read.readings = moved
    for day, proposed in moves.items():
        intake.notices.append(
            _("The bulletin of {day} is taken as {proposed}.").format(
                day=long_date(day), proposed=long_date(proposed)
            )
        )


def _compare(store: Store, table: Table, intake: Intake, read: _Read) -> None:
    days = sorted({day for day, _area in read.readings})
    stored = store.branches.readings_of(days)
    write: list[dict[str, str]] = []
    for (day, area), reading in read.readings.items():
        if intake.count(stored.get((day.isoformat(), area)), reading.published):
            write.append(
                {
                    "bulletin": day.isoformat(),
                    "area": area,
                    "zone": reading.zone.value,
                    "published": reading.published,
                }
            )
    intake.unchanged += read.repeated
    known_days = {b.day for b in store.branches.bulletins()}
    made_up = int("ilustrasi" in table.name.casefold())  # a file that calls itself an illustration stays one
    fresh = [
        {"day": d.isoformat(), "source": table.name, "sha256": table.sha256, "illustrative": made_up}
        for d in days
        if d not in known_days
    ]
    _notice_gaps(store, intake, read)
    if corrected := store.zones.corrected_in(days) & {(d.isoformat(), a) for d, a in read.readings}:
        told = _("{n} readings of these days were corrected by hand; the corrections stay.")
        intake.notices.append(told.format(n=number(len(corrected))))
    if read.without_province:
        told = _("{n} rows name no province; the area was found by its name alone.")
        intake.notices.append(told.format(n=number(read.without_province)))
    intake.label = _label(days)

    def put(target: Store) -> None:
        target.branches.put_bulletins(fresh)
        target.branches.put_readings(write)

    intake.write = put


def _notice_gaps(store: Store, intake: Intake, read: _Read) -> None:
    """What a bulletin does not name: how many areas and which, whole provinces, areas with an office."""
    areas, offices = store.branches.areas(), {b.area for b in store.branches.all()}
    named: dict[date, set[str]] = {}
    for day, area in read.readings:
        named.setdefault(day, set()).add(area)
    for day, here in sorted(named.items()):
        missing = sorted(areas[code].name for code in areas.keys() - here)
        if not missing:
            continue
        intake.notices.append(
            _("The bulletin of {day} names {count} of {total} areas; missing: {names}. Areas with an office"
              " among them: {missing}.").format(
                day=long_date(day), count=number(len(here)), total=number(len(areas)),
                names=_first_of(missing), missing=number(len(offices - here))
            )
        )  # fmt: skip
        lost = {a.province for a in areas.values()} - {areas[code].province for code in here}
        if lost and len(here) > len(areas) // 2:
            told = _("No area of {provinces} is in the bulletin of {day}.")
            intake.notices.append(told.format(provinces=_first_of(sorted(lost)), day=long_date(day)))


def _first_of(names: list[str], most: int = 5) -> str:
    shown = ", ".join(names[:most])
    more = number(len(names) - most)
    return shown if len(names) <= most else f"{shown} {_('and {n} more').format(n=more)}"


def _label(days: list[date]) -> str:
    if not days:
        return _("Import bulletins")
    if len(days) == 1:
        return _("Import bulletin of {day}").format(day=long_date(days[0]))
    return _("Import {n} bulletins, {first} – {last}").format(
        n=len(days), first=medium_date(days[0]), last=medium_date(days[-1])
    )
