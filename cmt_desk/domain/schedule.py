"""The roster: who works where on which day, and the hard rules no plan may break."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date

from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.cells import PLACES, Cell, Roster, Waves, days_between, week_of
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.roster_settings import Away, RosterSettings, Waiver
from cmt_desk.records import record

__all__ = [
    "AWAY_CELLS",
    "PLACES",
    "RULES",
    "Breach",
    "Cell",
    "Problem",
    "Roster",
    "Waves",
    "days_between",
    "in_office",
    "week_of",
]


SOON, NEXT = 2, 7  # days from the first: a change so near costs three and two times as much


@record
class Problem:
    """Everything the roster of one office follows from; what a field leaves out asks nothing.

    `blocked` says what cell a person has who cannot come, `reasons` why (a reason without a cell blocks too).
    `past` holds the cells of days that are over: those before `first_open` stay as they are, and those
    before the first day of the problem tell in which run (H7) people were. `pins` are cells that must stay.
    `cohorts` maps people to A1, A2, B1 or B2; who is not in it follows the own team (`domain.cohorts`).
    `bonds` are households and car pools, `deputies` pairs of a head and the deputy. `duties` are functions
    that the office has to keep going though nobody of its list has them any more.
    """

    branch: str
    employees: Sequence[Employee]
    days: Sequence[date]
    working: frozenset[date]
    caps: Mapping[date, OfficeCap]
    functions: Sequence[BusinessFunction]
    blocked: Mapping[tuple[str, date], Cell] = field(default_factory=dict[tuple[str, date], Cell])
    load: Mapping[str, int] = field(default_factory=dict[str, int])  # office days before `days`
    weekday_load: Mapping[tuple[str, int], int] = field(
        default_factory=dict[tuple[str, int], int]
    )  # (employee, 0 for Monday … 6) → office days before `days`
    settings: RosterSettings = field(default_factory=RosterSettings)
    waivers: Sequence[Waiver] = ()
    pins: Roster = field(default_factory=dict[tuple[str, date], Cell])
    first_open: date | None = None
    past: Roster = field(default_factory=dict[tuple[str, date], Cell])
    cohorts: Mapping[str, str] = field(default_factory=dict[str, str])
    bonds: Sequence[frozenset[str]] = ()
    reasons: Mapping[tuple[str, date], Away] = field(default_factory=dict[tuple[str, date], Away])
    deputies: Sequence[tuple[str, str]] = ()
    wishes: Roster = field(default_factory=dict[tuple[str, date], Cell])  # OFFICE or HOME
    commute: Mapping[str, int] = field(default_factory=dict[str, int])  # cost of one way to the office, 0–9
    duties: frozenset[str] = frozenset()
    told_waves: Waves = field(default_factory=dict[tuple[str, date], int])  # start waves as people know them

    def waived(self, rule: str, day: date, employee: str | None = None, function: str | None = None) -> bool:
        """A signed waiver lets this rule (H3–H9) be broken here."""
        return any(w.holds(rule, day, employee, function) for w in self.waivers)

    def away(self, number: str, day: date) -> bool:
        """Isolation, leave, exposure …: H2 and H11, which nobody can waive."""
        return (number, day) in self.blocked or (number, day) in self.reasons

    def may_come(self, employee: Employee, day: date) -> bool:
        """H2, H3 and H11."""
        if not employee.active(day) or self.away(employee.number, day):
            return False
        return not employee.vulnerable or self.waived("H3", day, employee.number, employee.function)

    def away_cell(self, number: str, day: date) -> Cell | None:
        """The cell of somebody who is away: what is given, else what the reason says."""
        reason = self.reasons.get((number, day))
        given = self.blocked.get((number, day))
        return given or (None if reason is None else AWAY_CELLS.get(reason, Cell.ISOLATION))

    def exposed(self, number: str, day: date) -> bool:
        return self.reasons.get((number, day)) is Away.EXPOSED

    def minimum(self, function: BusinessFunction, day: date) -> int:
        """Cover is asked from the first day on which the office had people of this function.

        When the last of them leaves it is still asked, so that giving a function up is a decision (a waiver
        of H4), not something that happens. WFH-Full asks no cover: everybody is at home by decision.
        """
        cap = self.caps.get(day)
        if not function.critical or not function.minimum or (cap is not None and cap.closed):
            return 0
        begun = function.code in self.duties or any(
            e.function == function.code and (e.active_from is None or e.active_from <= day)
            for e in self.employees
        )
        return function.minimum if begun else 0

    def cover_waived(self, function: BusinessFunction, day: date) -> bool:
        """H4 is waived by name."""
        return self.waived("H4", day, function=function.code)

    def open(self, day: date) -> bool:
        """The day can still be planned (H10)."""
        return self.first_open is None or self.first_open <= day

    def nearness(self, day: date) -> int:
        """So many times more a change of this day costs than one far ahead: 1 to 3."""
        ahead = (day - max(self.days[0], self.first_open or self.days[0])).days
        return 3 if ahead <= SOON else 2 if ahead <= NEXT else 1


AWAY_CELLS: Mapping[Away, Cell] = dict.fromkeys(
    (Away.LEAVE, Away.TRAINING, Away.TRAVEL, Away.SICK), Cell.LEAVE
)


@record
class Breach:
    """A hard rule that a roster breaks, or that no roster could keep."""

    rule: str  # one of RULES
    day: date
    employee: str | None = None
    function: str | None = None
    have: int = 0
    need: int = 0
    cohort: str = ""  # A, A1 …


# What can be broken, and the number of the rule. Each has its sentence in `wording.breach_text`.
RULES: Mapping[str, str] = {
    "ZONE_UNKNOWN": "H1",
    "CAP_ZERO": "H1",
    "CAP": "H1",
    "BLOCKED": "H2",
    "VULNERABLE": "H3",
    "COVER": "H4",
    "COHORTS": "H5",  # somebody is in while another cohort has the day
    "COHORTS_WAVE": "H5",  # … or the start wave
    "COHORT_COVER": "H6",  # a cohort has too few people of a function
    "DEPUTY": "H6",  # head and deputy in one cohort
    "RUN_LONG": "H7",
    "RUN_SHORT": "H7",
    "REST": "H7",
    "BOND": "H8",
    "WAVE": "H9",
    "PIN": "H10",
    "PAST": "H10",
    "EXPOSED": "H11",
}


def in_office(roster: Roster, day: date, employees: Iterable[Employee]) -> int:
    return sum(roster.get((e.number, day)) is Cell.OFFICE for e in employees)
