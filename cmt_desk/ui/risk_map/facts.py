"""The map's day: read once what does not change from week to week, and the rest once for each day asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time
from functools import cached_property

from cmt_desk.domain.branches import Bulletin, RegionalOffice, Zone, ZoneHistory, count_zones
from cmt_desk.domain.run_lines import OpenRun
from cmt_desk.domain.sheets import BranchDay, Scope
from cmt_desk.domain.silence import is_silent
from cmt_desk.records import record
from cmt_desk.store import Store

HISTORY_TABLES = frozenset({"branch", "area", "bulletin", "zone_reading", "regional_office"})
DAYS_KEPT = 128  # playing a second time reads nothing


@record
class MapDay:
    """All offices on a day, and the bulletins there are."""

    day: date
    offices: Sequence[BranchDay]
    bulletin: Bulletin | None
    bulletins: Sequence[Bulletin]
    history: ZoneHistory
    runs: Mapping[str, Sequence[OpenRun]] = field(default_factory=dict[str, Sequence[OpenRun]])
    regional: Mapping[str, str] = field(default_factory=dict[str, str])  # code → name of regional offices
    codes: Mapping[str, str] = field(default_factory=dict[str, str])  # code → the agency's own code, if known
    signs_of_life: Callable[[], Mapping[str, date]] = dict[str, date]  # asked only when the filter needs it
    exposed_then: Callable[[], frozenset[str]] = frozenset[str]  # likewise
    as_known: bool = False  # the zones as the desk knew them at the end of the day

    @property
    def before(self) -> Bulletin | None:
        """The bulletin before the one that decides."""
        earlier = [b for b in self.bulletins if self.bulletin and b.day < self.bulletin.day]
        return earlier[-1] if earlier else None

    @property
    def moved(self) -> list[BranchDay]:
        return [office for office in self.offices if office.moved]

    @cached_property
    def signs(self) -> Mapping[str, date]:
        """The last day something was recorded for an office."""
        return self.signs_of_life()

    @cached_property
    def exposed(self) -> frozenset[str]:
        """The offices in which a case was ever confirmed by that day."""
        return self.exposed_then()

    def office(self, code: str) -> BranchDay | None:
        return next((o for o in self.offices if o.branch.code == code), None)


class MapFacts:
    """Reads a `MapDay`; the zone history, the slow part, is kept until a bulletin or an office changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._history: ZoneHistory | None = None
        self._days: dict[date, MapDay] = {}
        self.as_known = False

    def show_as_known(self, then: bool) -> None:
        """Whether the zones are those known at the end of the day shown, or those known now."""
        self.as_known = then
        self.forget()

    @property
    def bulletins(self) -> Sequence[Bulletin]:
        """All there are, whenever they came to be known."""
        return self._bulletins

    def forget(self) -> None:
        """After any change; `forget_history` too after one of bulletins or offices."""
        self._days.clear()

    def forget_history(self) -> None:
        self._history = None
        self.forget()

    def on(self, day: date) -> MapDay:
        if day not in self._days:
            while len(self._days) >= DAYS_KEPT:
                self._days.pop(next(iter(self._days)))
            self._days[day] = self._read(day)
        return self._days[day]

    def _read(self, day: date) -> MapDay:
        store = self._store
        history, bulletins = self._history or self._read_history(), self._bulletins
        if self.as_known:
            history = store.branches.history(as_known=day)
            bulletins = store.branches.bulletins(as_known=day)
        bulletin = next((b for b in reversed(bulletins) if b.day <= day), None)
        moment = datetime.combine(day, time(store.settings.cutoff_hour))
        return MapDay(
            day,
            sorted(
                store.sheets.offices(Scope(), day, history, bulletin=bulletin), key=lambda o: o.branch.name
            ),
            bulletin,
            bulletins,
            history,
            store.protocols.open_by_branch(moment),
            {r.code: r.name for r in self.regional_offices},
            self._codes,
            lambda: store.sheets.last_signs(day),
            lambda: frozenset(c for c, f in store.cases.days.by_branch(day).items() if f["confirmed"]),
            self.as_known,
        )

    def _read_history(self) -> ZoneHistory:
        branches = self._store.branches
        self._history, self._bulletins = branches.history(), branches.bulletins()
        self.regional_offices: list[RegionalOffice] = branches.regional_offices()
        stored = branches.stored().values()
        self._codes = {row["code"]: row["official_code"] for row in stored if row["official_code"]}
        self.weeks = _count_weeks(self._bulletins, self._history, [row["area"] for row in stored])
        return self._history


def _count_weeks(
    bulletins: Iterable[Bulletin], history: ZoneHistory, areas: Sequence[str]
) -> dict[date, Mapping[Zone | None, int]]:
    """The offices by zone at each bulletin: the columns of the week bar."""
    return {b.day: count_zones(history.zone(area, b.day) for area in areas) for b in bulletins}


@record
class Filter:
    """Which offices are asked for; an empty set of zones stands for all of them, no days for any silence."""

    text: str = ""
    regional_office: str = ""
    zones: frozenset[Zone | None] = frozenset()
    with_cases: bool = False
    over_cap: bool = False
    exposed: bool = False
    time_zone: str = ""
    silent: int = 0

    @property
    def active(self) -> bool:
        return self != Filter()

    def of(self, day: MapDay) -> list[BranchDay]:
        """The offices asked for on a day."""
        return [office for office in day.offices if self.takes(office, day)]

    def takes(self, office: BranchDay, day: MapDay) -> bool:
        branch = office.branch
        words = f"{branch.name}\n{branch.city}\n{branch.province}\n{branch.code}\n"
        words += f"{day.codes.get(branch.code, '')}\n{day.regional.get(branch.regional_office, '')}"
        return (
            all(word in words.casefold() for word in self.text.casefold().split())
            and self.regional_office in ("", branch.regional_office)
            and self.time_zone in ("", branch.time_zone)
            and (not self.zones or office.zone in self.zones)
            and (not self.with_cases or office.active > 0)
            and (not self.over_cap or office.over_cap)
            and (not self.exposed or branch.code in day.exposed)
            and (not self.silent or is_silent(day.signs.get(branch.code), day.day, self.silent))
        )
