"""A day in one record: the figures every screen, the command line and the paper share."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from cmt_desk.domain.branches import Branch, Bulletin, RegionalOffice, Zone, count_zones
from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.cases import CaseFigures
from cmt_desk.domain.plan import PlanState
from cmt_desk.domain.sheet_sections import NOTHING, Attending, Sections
from cmt_desk.records import record


@record
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


@record
class ProtocolCount:
    """Runs and steps on a day."""

    templates: int = 0
    running: int = 0
    finished: int = 0
    overdue_steps: int = 0
    due_today: int = 0


@record
class Scope:
    """What a sheet is about: the country, a regional office or one office. Code "" is the country."""

    kind: str = "national"  # national, regional or branch
    code: str = ""
    name: str = ""


@record
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


@record
class Crew:
    """Who was where in some offices, against their caps. Who told nothing counts in `unknown` alone."""

    offices: Sequence[BranchDay]
    there: Mapping[str, Attending]  # by office, of those that told

    @property
    def told(self) -> list[BranchDay]:
        return [o for o in self.offices if o.branch.code in self.there]

    @property
    def headcount(self) -> int:
        return sum(o.cap.headcount for o in self.offices)

    @property
    def cap(self) -> int:
        return sum(o.cap.people for o in self.offices)

    @property
    def cap_of_told(self) -> int:
        return sum(o.cap.people for o in self.told)

    @property
    def headcount_of_told(self) -> int:
        return sum(o.cap.headcount for o in self.told)

    @property
    def wao(self) -> int:
        return sum(a.wao for a in self.there.values())

    @property
    def wfh(self) -> int:
        return sum(a.wfh for a in self.there.values())

    @property
    def away(self) -> int:
        """Leave, illness, isolation, quarantine, absence, and days off."""
        return sum(a.away + a.off for a in self.there.values())

    @property
    def recorded(self) -> int:
        """Offices with an attendance list; the others that told are taken from the roster."""
        return sum(a.recorded for a in self.there.values())

    @property
    def unknown(self) -> int:
        return len(self.offices) - len(self.there)

    @property
    def over(self) -> list[BranchDay]:
        return [o for o in self.told if self.there[o.branch.code].wao > o.cap.people]

    @property
    def people_over(self) -> int:
        return sum(self.there[o.branch.code].wao - o.cap.people for o in self.over)


def crew(offices: Sequence[BranchDay], sections: Sections) -> Crew:
    """The attendance of some offices: as `sections` tells it, else from the roster's two figures."""
    there: dict[str, Attending] = {}
    for office in offices:
        known = sections.attendance.get(office.branch.code)
        if known is None and office.in_office is not None:
            home = office.cap.headcount - office.in_office - office.away
            known = Attending(office.in_office, max(0, home), office.away)
        if known is not None:
            there[office.branch.code] = known
    return Crew(offices, there)


@record
class Check:
    """A cross-check: two figures that must agree, printed as passed or failed."""

    code: str
    left: int
    right: int
    relation: str = "="

    @property
    def passed(self) -> bool:
        return self.left == self.right if self.relation == "=" else self.left <= self.right


def cross_checks(facts: DayFacts, sections: Sections = NOTHING) -> list[Check]:
    """The checks of `daily_sheet.json`, with the figures they compare.

    Attendance is compared with the headcount of the offices that told it.
    """
    cases, everybody = facts.cases, crew(facts.offices, sections)
    people = everybody.wao + everybody.wfh + everybody.away
    return [
        Check("CUMULATIVE", cases.cumulative, cases.recovered + cases.active + cases.deaths),
        Check("ACTIVE", cases.active, cases.hospital + cases.home + cases.facility),
        Check("ZONES", sum(facts.zones.values()), len(facts.offices)),
        Check("ATTENDANCE", people, everybody.headcount_of_told),
        Check("CAP", everybody.people_over, 0),
    ]


@record
class Stamp:
    """What tells a printed sheet from every other. Without `issued_at` it is a draft."""

    number: str
    version: int = 1
    issued_at: datetime | None = None
    by: str = ""
    reason: str = ""  # of the correction
    head: str = ""  # of the journal: what the desk knew
    digest: str = ""  # SHA-256 of the figures


@record
class StatusSheet:
    """The daily status sheet (LSH) before it becomes words and paper."""

    number: str
    facts: DayFacts
    period_from: datetime
    cutoff: datetime
    checks: Sequence[Check]
    sections: Sections = NOTHING
    stamp: Stamp | None = None
    part: bool = False  # a page of a larger sheet, whose number it bears

    @property
    def crew(self) -> Crew:
        return crew(self.facts.offices, self.sections)


def sheet_number(facts: DayFacts) -> str:
    """LSH/{n}/{MMYYYY}: n is the day of the activation, else the day of the year: one number a day.

    The pattern follows the agency's letters, JENIS/nomor/BBTTTT.
    """
    day = facts.day
    n = facts.plan.day_number if facts.plan else day.timetuple().tm_yday
    suffix = f"/{facts.scope.code}" if facts.scope.code else ""
    return f"LSH/{n:03d}/{day:%m%Y}{suffix}"


def status_sheet(facts: DayFacts, cutoff_hour: int = 16, sections: Sections = NOTHING) -> StatusSheet:
    """The sheet of a day; the period is the 24 hours up to the cut-off."""
    cutoff = datetime(facts.day.year, facts.day.month, facts.day.day, cutoff_hour)
    checks = cross_checks(facts, sections)
    return StatusSheet(sheet_number(facts), facts, cutoff - timedelta(days=1), cutoff, checks, sections)
