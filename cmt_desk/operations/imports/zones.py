"""The weekly bulletins of the national risk map, as published: imported, never computed.

Areas are joined by normalised name; a Kemendagri code that belongs to another area is a contradiction and
sets the row aside, for the same number names other places in BPS' list (167 of 514).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from cmt_desk.domain.branches import Area, Zone, area_key, province_key
from cmt_desk.domain.intake import (
    Column,
    DateRepair,
    NotADate,
    doubtful_dates,
    fold,
    read_date,
)
from cmt_desk.i18n import _, long_date, medium_date, number
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, date_reason, needed, understood
from cmt_desk.store import Store

COLUMNS = (
    Column("date", ("tanggal", "date", "tanggal data", "data date", "tgl")),
    Column("province", ("prov", "province", "provinsi", "nama provinsi")),
    Column("area", ("kota", "area", "kabupaten/kota", "kab/kota", "kabkota", "kabupaten"), needed=True),
    Column("code", ("kode_kota", "code", "kode", "kode kabupaten kota")),
    Column("zone", ("hasil", "zone", "zona", "risiko", "risk"), needed=True),
)
WEEK = timedelta(days=7)


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


def read_zones(
    store: Store, table: Table, *, repair_dates: bool = False, today: date | None = None
) -> Intake:
    """Preview a file of one or more bulletins. `repair_dates`: take the proposed dates."""
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
    day_of_name = _day_in_name(table.name)

    def understand(line: int, row: Row) -> None:
        _keep(read, _understand(line, row, known, day_of_name), known)

    for _row in understood(table, COLUMNS, intake, understand):
        pass  # each is kept in `read`
    intake.repairs = _repairs(read.first_lines)
    if repair_dates:
        _repair(read, intake)
    else:
        intake.notices += [_repair_notice(repair) for repair in intake.repairs]
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
    if code and area.kemendagri_code and code != area.kemendagri_code:
        whose = known.names_by_code.get(code, _("no area"))
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


def _repairs(first_lines: Mapping[date, int]) -> list[DateRepair]:
    """Dates out of order; and, for the data is of a Sunday, dates on another weekday of a known cadence."""
    ordered = sorted(first_lines.items(), key=lambda item: item[1])
    found = {r.published: r for r in doubtful_dates(ordered)}
    for day, line in ordered:
        if day.weekday() != 6 and day not in found:
            found[day] = DateRepair(day, _sunday_for(day), line)
    return list(found.values())


def _sunday_for(day: date) -> date:
    """The same day of a neighbouring month if a Sunday (a mistyped month), else the nearest Sunday."""
    for months in (1, -1):
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if day.day <= 28 and date(year, month + 1, day.day).weekday() == 6:
            return date(year, month + 1, day.day)
    return day + timedelta(days=6 - day.weekday()) - (WEEK if day.weekday() < 3 else timedelta(0))


def _repair_notice(repair: DateRepair) -> str:
    return _(
        "Line {line}: the bulletin of {day} breaks the order or the weekly cadence (data is of a Sunday);"
        " proposed: {proposed}. Nothing was changed."
    ).format(
        line=number(repair.line),
        day=long_date(repair.published),
        proposed=long_date(repair.proposed),
    )


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
    intake.label = _label(days)

    def put(target: Store) -> None:
        target.branches.put_bulletins(fresh)
        target.branches.put_readings(write)

    intake.write = put


def _notice_gaps(store: Store, intake: Intake, read: _Read) -> None:
    """Areas that a bulletin does not name, and offices left without a reading."""
    per_day: dict[date, int] = {}
    for day, _area in read.readings:
        per_day[day] = per_day.get(day, 0) + 1
    total = len(store.branches.areas())
    for day, count in sorted(per_day.items()):
        if count < total:
            missing = {b.area for b in store.branches.all()} - {a for d, a in read.readings if d == day}
            intake.notices.append(
                _("The bulletin of {day} names {count} of {total} areas; {missing} areas with an office"
                  " are not in it.").format(
                    day=long_date(day), count=number(count), total=number(total), missing=len(missing)
                )
            )  # fmt: skip


def _label(days: list[date]) -> str:
    if not days:
        return _("Import bulletins")
    if len(days) == 1:
        return _("Import bulletin of {day}").format(day=long_date(days[0]))
    return _("Import {n} bulletins, {first} – {last}").format(
        n=len(days), first=medium_date(days[0]), last=medium_date(days[-1])
    )


def _day_in_name(name: str) -> date | None:
    match = re.search(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)", name)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
