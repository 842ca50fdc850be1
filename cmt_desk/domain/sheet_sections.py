"""What the daily sheet tells beside the day's figures: who was where, what is due or decided, who is silent.

Records only; `store.sections` reads them and `domain.sheets` puts them on a sheet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from cmt_desk.domain.cases import CaseFigures
from cmt_desk.domain.functions import FunctionState
from cmt_desk.domain.indicators import Figure
from cmt_desk.domain.losses import LossKind, LossSum
from cmt_desk.domain.office_report import OfficeReport, differences
from cmt_desk.domain.supplies import Stock
from cmt_desk.records import record

DAYS_AHEAD = 3  # isolation and quarantine that end so soon are told day by day
OUTLOOK_DAYS = 7
LONG_SILENT = 3  # days without a sign, after which an office is asked


class Part(StrEnum):
    """What a person may word for the sheet of a day."""

    SUMMARY = "SUMMARY"
    DECISIONS = "DECISIONS"  # asked of the meeting
    OUTLOOK = "OUTLOOK"
    LIMITS = "LIMITS"
    REQUESTS = "REQUESTS"


class Attending(NamedTuple):
    """Where the employees of an office are on a day, from the attendance list where there is one, else as the
    roster plans. `away`: leave, illness, isolation, quarantine, trips, absence; `off`: a day off."""

    wao: int
    wfh: int
    away: int
    off: int = 0
    recorded: bool = False

    @property
    def people(self) -> int:
        return self.wao + self.wfh + self.away + self.off


class Ending(NamedTuple):
    """How many are free again on a day."""

    day: date
    isolation: int
    quarantine: int


class Closure(NamedTuple):
    """An office at home by decision; `until` None: until it is ended."""

    branch: str
    since: date
    until: date | None
    letter: str


class Due(NamedTuple):
    """A step of a protocol with its deadline in the office's own time. `branch` "": the institution."""

    due: datetime
    zone: str
    branch: str
    protocol: str
    text_id: str
    text_en: str
    role_id: str  # who answers for it
    role_en: str


class Steps(NamedTuple):
    """How many there are, and the first of them."""

    total: int = 0
    first: Sequence[Due] = ()


NO_STEPS = Steps()


class Decided(NamedTuple):
    """A signature of the day under a decision; `title` is worded."""

    at: datetime
    timed: bool
    title: str
    step: str
    letter: str
    by: str


class Silent(NamedTuple):
    """An office without a sign on the day, and when the last one was; None: never, as far back as is kept."""

    branch: str
    last: date | None


class OnPaper(NamedTuple):
    """What an office reported by the code of its paper, beside the desk's own records of it."""

    report: OfficeReport
    own: OfficeReport
    at: datetime  # when it was taken in

    @property
    def differs(self) -> bool:
        return bool(differences(self.report, self.own))


@record
class Sections:
    """Everything of one day within a scope that is not in `DayFacts`. What nobody recorded is empty."""

    attendance: Mapping[str, Attending] = field(default_factory=dict[str, Attending])
    by_branch: Mapping[str, CaseFigures] = field(default_factory=dict[str, CaseFigures])
    curve: Sequence[tuple[date, int]] = ()
    endings: Sequence[Ending] = ()
    overstayed: int = 0  # still open after the day they should have been free
    closures: Sequence[Closure] = ()
    functions: Sequence[FunctionState] = ()
    function_names: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    indicators: Sequence[Figure] = ()
    losses: Mapping[LossKind, LossSum] = field(default_factory=dict[LossKind, LossSum])
    supplies: Sequence[Stock] = ()
    items: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    disinfected: int = 0
    to_disinfect: int = 0
    done: Steps = NO_STEPS
    planned: Steps = NO_STEPS
    overdue: Steps = NO_STEPS
    decided: Sequence[Decided] = ()
    waiting: Sequence[str] = ()  # decisions that wait for a signature, worded
    silent: Sequence[Silent] = ()
    on_paper: Sequence[OnPaper] = ()
    chair: str = ""
    texts: Mapping[Part, str] = field(default_factory=dict[Part, str])

    @property
    def low_supplies(self) -> list[Stock]:
        return [stock for stock in self.supplies if stock.low]

    def ending_within(self, on: date, days: int) -> int:
        """Isolation and quarantine together, of the days after `on`."""
        last = on + timedelta(days=days)
        return sum(e.isolation + e.quarantine for e in self.endings if on < e.day <= last)


NOTHING = Sections()
