"""A day in one record: the figures every screen, the command line and the paper share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cmt_desk.domain.branches import Branch, Bulletin, RegionalOffice, Zone, count_zones
from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.cases import CaseFigures
from cmt_desk.domain.plan import PlanState


@dataclass(frozen=True)
class BranchDay:
    """One office on one day. `in_office` is the roster's figure, None where nothing is planned."""

    branch: Branch
    zone: Zone | None
    zone_before: Zone | None
    since: date | None
    cap: OfficeCap
    in_office: int | None
    away: int
    active: int

    @property
    def over_cap(self) -> bool:
        return self.in_office is not None and self.in_office > self.cap.people

    @property
    def moved(self) -> bool:
        return self.zone_before is not None and self.zone is not self.zone_before


@dataclass(frozen=True)
class ProtocolCount:
    """Runs and steps on a day."""

    templates: int = 0
    running: int = 0
    finished: int = 0
    overdue_steps: int = 0
    due_today: int = 0


@dataclass(frozen=True)
class Scope:
    """What a sheet is about: the country, a regional office or one office. Code "" is the country."""

    kind: str = "national"  # national, regional or branch
    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class DayFacts:
    """Everything known of one day within a scope; the sheet adds nothing but wording."""

    institution: str
    day: date
    scope: Scope
    offices: Sequence[BranchDay]
    regional_offices: Sequence[RegionalOffice]
    bulletin: Bulletin | None
    cases: CaseFigures
    cases_before: CaseFigures
    protocols: ProtocolCount
    plan: PlanState | None
    rules: Sequence[str]  # numbers of the cap rules in force here

    @property
    def zones(self) -> Mapping[Zone | None, int]:
        return count_zones(office.zone for office in self.offices)

    @property
    def moved(self) -> list[BranchDay]:
        return [office for office in self.offices if office.moved]

    @property
    def headcount(self) -> int:
        return sum(office.cap.headcount for office in self.offices)

    @property
    def office_cap(self) -> int:
        return sum(office.cap.people for office in self.offices)

    @property
    def in_office(self) -> int:
        return sum(office.in_office or 0 for office in self.offices)

    @property
    def away(self) -> int:
        return sum(office.away for office in self.offices)

    @property
    def over_cap(self) -> list[BranchDay]:
        return [office for office in self.offices if office.over_cap]

    @property
    def unplanned(self) -> int:
        return sum(office.in_office is None for office in self.offices)


@dataclass(frozen=True)
class Check:
    """A cross-check: two figures that must agree, printed as passed or failed."""

    code: str
    left: int
    right: int
    relation: str = "="

    @property
    def passed(self) -> bool:
        return self.left == self.right if self.relation == "=" else self.left <= self.right


def cross_checks(facts: DayFacts) -> list[Check]:
    """The checks of `daily_sheet.json`, with the figures they compare."""
    cases = facts.cases
    over = sum(max(0, (o.in_office or 0) - o.cap.people) for o in facts.offices)
    return [
        Check("CUMULATIVE", cases.cumulative, cases.recovered + cases.active + cases.deaths),
        Check("ACTIVE", cases.active, cases.hospital + cases.home + cases.facility),
        Check("ZONES", sum(facts.zones.values()), len(facts.offices)),
        Check("CAP", over, 0),
    ]


@dataclass(frozen=True)
class StatusSheet:
    """The daily status sheet (LSH) before it becomes words and paper."""

    number: str
    facts: DayFacts
    period_from: datetime
    cutoff: datetime
    checks: Sequence[Check]


def sheet_number(facts: DayFacts) -> str:
    """LSH/{n}/{MMYYYY}: n is the day of the activation, else the day of the year: one number a day.

    The pattern follows the agency's letters, JENIS/nomor/BBTTTT.
    """
    day = facts.day
    n = facts.plan.day_number if facts.plan else day.timetuple().tm_yday
    suffix = f"/{facts.scope.code}" if facts.scope.code else ""
    return f"LSH/{n:03d}/{day:%m%Y}{suffix}"


def status_sheet(facts: DayFacts, cutoff_hour: int = 16) -> StatusSheet:
    """The sheet of a day; the period is the 24 hours up to the cut-off."""
    cutoff = datetime(facts.day.year, facts.day.month, facts.day.day, cutoff_hour)
    return StatusSheet(sheet_number(facts), facts, cutoff - timedelta(days=1), cutoff, cross_checks(facts))
