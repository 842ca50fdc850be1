"""Everything Situasi shows of a day in one record, and what follows from it without another look."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from cmt_desk.domain.branches import RegionalOffice
from cmt_desk.domain.day_figures import figures
from cmt_desk.domain.functions import FunctionState
from cmt_desk.domain.outbreak import CaseStep
from cmt_desk.domain.sheets import BranchDay, Crew, DayFacts
from cmt_desk.domain.silence import is_silent
from cmt_desk.domain.supplies import Stock
from cmt_desk.records import record

SILENT_AFTER = 7  # days without a sign of life
CASES_STALE_AFTER = 3  # days without a step of any case


@record
class RegionDay:
    """The offices of one regional office together."""

    code: str
    name: str
    inside: int
    cap: int  # of the offices that told, as are `inside` and `headcount`; of all where none did
    headcount: int
    over: int  # offices over their cap
    told: int  # offices with an attendance list or a roster
    unknown: int  # offices that told nothing of the day


class Change(NamedTuple):
    """A figure that is not what it was. `what` is its name in `day_figures`, as in "cases.active"."""

    what: str
    before: int
    now: int


class LastSheet(NamedTuple):
    """The newest issued sheet of the country up to a day: its number, and what it said."""

    number: str
    day: date
    issued_at: datetime  # in WIB
    figures: Mapping[str, object]


@record
class Situation:
    """One day of the country. `before`: the figures of the day before, by the names of `told`."""

    facts: DayFacts
    steps: Sequence[CaseStep]
    last_step: date | None  # the latest day on which a case had one
    crew: Crew
    functions: Sequence[FunctionState]
    before: Mapping[str, int]
    read_signs: Callable[[], Mapping[str, date]]
    read_stocks: Callable[[], Sequence[Stock]]
    read_sheet: Callable[[], LastSheet | None]

    @property
    def day(self) -> date:
        return self.facts.day

    @cached_property
    def signs(self) -> Mapping[str, date]:
        """By office the last sign of life; read when first asked for."""
        return self.read_signs()

    @cached_property
    def stocks(self) -> Sequence[Stock]:
        """The supplies of all offices; read when first asked for."""
        return self.read_stocks()

    @cached_property
    def sheet(self) -> LastSheet | None:
        """What the day is compared with; None while no sheet was issued: then with the day before."""
        return self.read_sheet()

    @cached_property
    def low(self) -> list[Stock]:
        return [stock for stock in self.stocks if stock.low]

    @property
    def counted(self) -> bool:
        """Did any office ever count its supplies?"""
        return any(stock.counts for stock in self.stocks)

    @property
    def silent(self) -> list[tuple[BranchDay, date | None]]:
        """Offices with people of which nothing was heard, the longest silence first."""
        found = [
            (o, self.signs.get(o.branch.code))
            for o in self.facts.offices
            if o.cap.headcount and is_silent(self.signs.get(o.branch.code), self.day, SILENT_AFTER)
        ]
        return sorted(found, key=lambda pair: (pair[1] or date.min, pair[0].branch.name))

    @property
    def cases_are_stale(self) -> bool:
        return self.last_step is not None and (self.day - self.last_step).days > CASES_STALE_AFTER

    @property
    def regions(self) -> list[RegionDay]:
        return by_region(self.crew, self.facts.regional_offices)

    @property
    def changes(self) -> list[Change]:
        """Since the last issued sheet, or since the day before where there is none."""
        before = flat(self.sheet.figures) if self.sheet else self.before
        return changes(before, told(self.facts, self.crew))


def by_region(crew: Crew, regional_offices: Sequence[RegionalOffice]) -> list[RegionDay]:
    """In the order of the regional offices; one without offices is left out."""
    found: list[RegionDay] = []
    for region in regional_offices:
        own = Crew(
            [o for o in crew.offices if o.branch.regional_office == region.code],
            {o.branch.code: crew.there[o.branch.code] for o in crew.told
             if o.branch.regional_office == region.code},
        )  # fmt: skip
        if own.offices:
            over = len(own.over)
            found.append(
                RegionDay(
                    region.code,
                    region.short,
                    own.wao,
                    own.cap_of_told if own.told else own.cap,
                    own.headcount_of_told,
                    over,
                    len(own.told),
                    own.unknown,
                )
            )
    return found


def told(facts: DayFacts, crew: Crew) -> dict[str, int]:
    """The figures Situasi compares, under the names that issued sheets keep them by."""
    found = flat(figures(facts))
    del found["in_office"]  # the roster's alone
    return found | {
        "attendance.wao": crew.wao,
        "attendance.over": len(crew.over),
        "protocols.running": facts.protocols.running,
        "protocols.overdue": facts.protocols.overdue_steps,
    }


def flat(figures: Mapping[str, object], under: str = "") -> dict[str, int]:
    """Nested figures under their paths, whole numbers only: {"cases": {"new": 3}} → {"cases.new": 3}."""
    found: dict[str, int] = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            found |= flat(value, f"{under}{name}.")  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(value, int):
            found[f"{under}{name}"] = value
    return found


def changes(before: Mapping[str, int], now: Mapping[str, int]) -> list[Change]:
    """What is told of both days and differs, in the order of today's figures."""
    return [
        Change(what, before[what], value)
        for what, value in now.items()
        if what in before and before[what] != value
    ]
