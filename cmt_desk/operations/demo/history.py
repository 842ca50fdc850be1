"""The weekly bulletins before the last, walked back from it; illustrative, like the last."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

from cmt_desk.domain.branches import Zone, area_key
from cmt_desk.domain.intake import fold
from cmt_desk.store import Store

FIRST, LAST = date(2020, 5, 31), date(2020, 11, 29)  # the first national map; the demo's bulletin
WORDS = {
    Zone.GREEN: "TIDAK ADA KASUS",
    Zone.YELLOW: "RESIKO RENDAH",
    Zone.ORANGE: "RESIKO SEDANG",
    Zone.RED: "RESIKO TINGGI",
}


def bulletin_zones(store: Store, file: Path) -> dict[str, Zone]:
    """The zones of the demo's bulletin, by area."""
    aliases, words = store.branches.area_aliases(), store.branches.zone_words()
    with file.open(encoding="utf-8") as rows:
        found: dict[str, Zone] = {}
        for row in csv.DictReader(rows):
            key = area_key(row["kota"])
            found[aliases.get(key, key)] = words[fold(row["hasil"]).upper()]
    return found


def make_bulletins(store: Store, file: Path, dice: Random) -> None:
    """Each week back from the last bulletin one area in six had another zone, more often a lower one."""
    zones = bulletin_zones(store, file)
    ladder = list(Zone)
    day = LAST - timedelta(weeks=1)
    bulletins: list[dict[str, object]] = []
    readings: list[dict[str, str]] = []
    while day >= FIRST:
        for area, zone in zones.items():
            if dice.random() < 0.16:
                step = -1 if dice.random() < 0.62 else 1
                zones[area] = ladder[min(max(zone.risk + step, 0), 3)]
        bulletins.append(
            {
                "day": day.isoformat(),
                "source": f"zonasi-{day}-ilustrasi",
                "sha256": None,
                "illustrative": 1,
            }
        )
        readings += [
            {
                "bulletin": day.isoformat(),
                "area": area,
                "zone": zone.value,
                "published": WORDS[zone],
            }
            for area, zone in zones.items()
        ]
        day -= timedelta(weeks=1)
    store.branches.put_bulletins(bulletins)
    store.branches.put_readings(readings)
