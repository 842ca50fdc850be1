"""What an office chooses about its rosters: cohorts, runs, start waves, the presence wanted, weights."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, time
from enum import StrEnum

from cmt_desk.records import record


class Cohorts(StrEnum):
    """How the people of an office are kept apart (H5)."""

    NESTED = "NESTED"  # ⌊1/share⌋ cohorts: 1, 2 (A, B) or 4 (A1, A2, B1, B2)
    STRICT_AB = "STRICT_AB"  # always A and B, whatever the cap allows
    NONE = "NONE"  # nobody is kept apart


class Apart(StrEnum):
    """Where two cohorts may never meet (H5)."""

    DAY = "DAY"  # one cohort is in on a day
    WAVE = "WAVE"  # two may be in on a day, each in a start wave of its own


@record
class Runs:
    """H7: how long somebody comes in and stays away. A run is working days in the office one after another.

    `shortest` and `longest` count working days; a day off neither ends a run nor counts. `rest` counts
    calendar days off site after a run. `whole_weeks`: all of a week's days, or none of them. A run that a
    block, a pin, or a change of the cap cuts short need not reach `shortest`.
    """

    shortest: int = 1
    longest: int | None = None
    rest: int = 0
    whole_weeks: bool = False

    @property
    def free(self) -> bool:
        return self == Runs()


FREE, FIVE_NINE, FOUR_TEN = Runs(), Runs(1, 5, 9), Runs(1, 4, 10)
WHOLE_WEEKS = Runs(whole_weeks=True)
RUN_PRESETS: Mapping[str, Runs] = {"FREE": FREE, "5/9": FIVE_NINE, "4/10": FOUR_TEN, "WEEKS": WHOLE_WEEKS}


@record
class Waves:
    """H9: two spans of start times; neither takes more than half of the day's people, rounded up."""

    early: tuple[time, time] = (time(7), time(7, 30))
    late: tuple[time, time] = (time(10), time(10, 30))


@record
class Weights:
    """What counts how much within one goal; between goals the order is strict. All are whole numbers ≥ 0."""

    cover: Mapping[str, int] = field(
        default_factory=dict[str, int]
    )  # function → weight of a missing person; 1
    given: int = 2  # a promised day in the office that becomes a day at home
    taken: int = 3  # a promised day at home that becomes a day in the office
    disturbed: int = 12  # a person who is told any change at all
    block: int = 2  # a change between office and home within a week
    commute: int = 1  # one office day of somebody, times the cost of the way
    wish: int = 3  # a wish that is not met


@record
class RosterSettings:
    """`presence`: the share of the headcount wanted in the office, in percent, never above the cap.

    100 means as many as the cap allows; None means that no presence is wanted beyond the cover, and then
    the cap hardly ever binds.
    """

    cohorts: Cohorts = Cohorts.NESTED
    runs: Runs = FREE
    waves: Waves | None = None
    presence: int | None = 100
    weights: Weights = field(default_factory=Weights)
    after_travel: int = 14  # days at home after business travel (KMK HK.01.07/MENKES/328/2020)
    apart: Apart = Apart.DAY

    @property
    def by_wave(self) -> bool:
        """Two cohorts share a day, never a wave."""
        return self.apart is Apart.WAVE and self.waves is not None


@record
class Waiver:
    """A signed decision that lets one hard rule be broken: for a person, a function, or the office.

    `rule` is H3 to H9. Without `employee` it holds for everybody, without `function` for every function.
    `decision` names the paper; empty while it is only proposed.
    """

    rule: str
    first: date
    last: date
    employee: str | None = None
    function: str | None = None
    decision: str = ""
    by: str = ""

    def holds(self, rule: str, day: date, employee: str | None = None, function: str | None = None) -> bool:
        return (
            self.rule == rule
            and self.first <= day <= self.last
            and self.employee in (None, employee)
            and self.function in (None, function)
        )


WAIVABLE = ("H3", "H4", "H5", "H6", "H7", "H8", "H9")


class Away(StrEnum):
    """Why somebody may not be in the office (H2, H11)."""

    ISOLATION = "ISOLATION"
    QUARANTINE = "QUARANTINE"
    LEAVE = "LEAVE"
    TRAINING = "TRAINING"
    TRAVEL = "TRAVEL"  # on a journey, or just returned
    SICK = "SICK"
    NOT_CLEARED = "NOT_CLEARED"  # the clock has run out, the clearance is not given
    EXPOSED = "EXPOSED"  # H11: the cohort was exposed and is not cleared yet
