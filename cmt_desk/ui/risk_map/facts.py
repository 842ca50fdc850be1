"""The map's day: read once what does not change from week to week, and the rest for each day asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cmt_desk.domain.branches import Bulletin, RegionalOffice, Zone, ZoneHistory, count_zones
from cmt_desk.domain.sheets import BranchDay, Scope
from cmt_desk.store import Store

HISTORY_TABLES = frozenset({"branch", "area", "bulletin", "zone_reading", "regional_office"})


@dataclass(frozen=True)
class MapDay:
    """All offices on a day, and the bulletins there are."""

    day: date
    offices: Sequence[BranchDay]
    bulletin: Bulletin | None
    bulletins: Sequence[Bulletin]
    history: ZoneHistory

    @property
    def before(self) -> Bulletin | None:
        """The bulletin before the one that decides."""
        earlier = [b for b in self.bulletins if self.bulletin and b.day < self.bulletin.day]
        return earlier[-1] if earlier else None


class MapFacts:
    """Reads a `MapDay`; the zone history, the slow part, is kept until a bulletin or an office changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._history: ZoneHistory | None = None
        self.forget()

    def forget(self) -> None:
        self._history = None

    def on(self, day: date) -> MapDay:
        if self._history is None:
            branches = self._store.branches
            self._history, self._bulletins = branches.history(), branches.bulletins()
            areas = [branch.area for branch in branches.all()]
            self.weeks = _count_weeks(self._bulletins, self._history, areas)
        bulletin = next((b for b in reversed(self._bulletins) if b.day <= day), None)
        offices = self._store.sheets.offices(Scope(), day, self._history)
        by_name = sorted(offices, key=lambda o: o.branch.name)
        return MapDay(day, by_name, bulletin, self._bulletins, self._history)

    def regional_offices(self) -> list[RegionalOffice]:
        return self._store.branches.regional_offices()


def _count_weeks(
    bulletins: Iterable[Bulletin], history: ZoneHistory, areas: Sequence[str]
) -> dict[date, Mapping[Zone | None, int]]:
    """The offices by zone at each bulletin: the columns of the week bar."""
    return {b.day: count_zones(history.zone(area, b.day) for area in areas) for b in bulletins}


@dataclass(frozen=True)
class Filter:
    """Which offices are asked for; an empty set of zones stands for all of them."""

    text: str = ""
    regional_office: str = ""
    zones: frozenset[Zone | None] = frozenset()
    with_cases: bool = False
    over_cap: bool = False

    @property
    def active(self) -> bool:
        return self != Filter()

    def takes(self, office: BranchDay, regional_names: Mapping[str, str]) -> bool:
        branch = office.branch
        words = f"{branch.name}\n{branch.city}\n{branch.province}\n{branch.code}\n"
        words += regional_names.get(branch.regional_office, "")
        return (
            all(word in words.casefold() for word in self.text.casefold().split())
            and self.regional_office in ("", branch.regional_office)
            and (not self.zones or office.zone in self.zones)
            and (not self.with_cases or office.active > 0)
            and (not self.over_cap or office.over_cap)
        )
