"""The facts of a day that can lead to a proposal, as finished records."""

from collections.abc import Collection, Mapping, Sequence, Sized
from dataclasses import field, fields
from datetime import date
from functools import cached_property

from cmt_desk.domain.branches import Bulletin
from cmt_desk.domain.cases import Status
from cmt_desk.domain.functions import Light
from cmt_desk.domain.plan import Activation
from cmt_desk.domain.sheet_figures import Difference
from cmt_desk.domain.what_if import OfficeEffect
from cmt_desk.records import record


@record
class CaseFact:
    """A case whose status began within the window, or an open one whose isolation ends (`due`)."""

    id: str
    employee: str
    branch: str
    status: Status
    since: date
    confirmed_on: date | None = None
    due: date | None = None


@record
class ContactFact:
    """Somebody near a confirmed or probable case, to follow until a day. `known`: since when both are."""

    id: str
    case: str
    branch: str
    person: str
    last_contact: date
    known: date
    until: date


@record
class NewRule:
    """Another regulation decides an office's cap than before the window."""

    branch: str
    code: str
    number: str
    since: date
    percent: int
    cap_before: int
    cap_after: int


@record
class BrokenRoster:
    """A plan that breaks a rule from a day on: `over` people above the cap, `away` who cannot come."""

    branch: str
    day: date
    planned: int
    cap: int
    over: int
    away: int


@record
class FullFact:
    """The WFH-Full tests an office meets since a day; not `certain` where all rest on a possible link."""

    branch: str
    day: date
    tests: Sequence[str]
    days: int
    certain: bool


@record
class CoverFact:
    """A critical function with fewer people planned in the office than its minimum."""

    branch: str
    function: str
    day: date
    have: int
    need: int


@record
class Started:
    """A run that was started: by whom does not matter."""

    protocol: str
    branch: str
    case: str
    day: date


@record
class Overdue:
    """A run with steps past their time, the first of them `step`, due on a day."""

    run: str
    protocol: str
    branch: str
    steps: int
    step: int
    day: date


@record
class Shortage:
    """Kinds of supplies below their minimum at an office: the codes of those that fell below on a day."""

    branch: str
    day: date
    items: Sequence[str]


@record
class Stopped:
    """A disruption of a critical function that lasts, since a day; branch "": the institution.

    `light`: how far it went; `over`: the day on which that limit, of so many `hours`, was passed.
    """

    id: str
    function: str
    branch: str
    day: date
    light: Light = Light.LIMITED
    over: date | None = None
    hours: int = 0


@record
class OldSheet:
    """An issued sheet that would say something else now. `digest`: of what it would say."""

    number: str
    version: int
    day: date
    scope: str  # a regional office or an office; "": the country
    branch: str
    changed: tuple[Difference, ...]
    digest: str


@record
class Facts:
    """All that the triggers look at, in the window from `since` on; the map in force has no age limit."""

    on: date
    since: date
    bulletin: Bulletin | None = None
    moved: Sequence[OfficeEffect] = ()
    rules: Sequence[NewRule] = ()
    cases: Sequence[CaseFact] = ()
    contacts: Sequence[ContactFact] = ()
    rosters: Sequence[BrokenRoster] = ()
    planned: Collection[str] = ()  # offices with somebody planned in the office today or later
    full: Sequence[FullFact] = ()
    cover: Sequence[CoverFact] = ()
    activations: Sequence[Activation] = ()
    level: int | None = None  # of the plan, the highest that is in force or lies there to be signed
    overdue: Sequence[Overdue] = ()
    reviews: Sequence[date] = ()  # of templates in use: by when somebody has to say whether they are right
    shortages: Sequence[Shortage] = ()
    stopped: Sequence[Stopped] = ()
    sheets: Sequence[OldSheet] = ()
    silent: Mapping[str, date] = field(default_factory=dict[str, date])  # office → last sign of life
    protocols: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])  # event → codes
    started: Collection[Started] = ()
    decided: Collection[str] = ()

    def recent(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.on

    def same_as(self, other: "Facts") -> bool:
        """Whether nothing else can follow: what was not read again is the same object, the rest is short."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return all(one is two or (_short(one) and one == two) for one, two in pairs)

    def opened_by(self, events: frozenset[str]) -> Sequence[str]:
        """The protocols that one of the events opens; asked for thousands of cases of one kind."""
        if events not in self._opened:
            codes = {code for event in events for code in self.protocols.get(event, ())}
            self._opened[events] = sorted(codes)
        return self._opened[events]

    @cached_property
    def _opened(self) -> dict[frozenset[str], Sequence[str]]:
        return {}

    @cached_property
    def runs_of(self) -> Mapping[tuple[str, str], Sequence[Started]]:
        """By protocol, and by case or office."""
        found: dict[tuple[str, str], list[Started]] = {}
        for run in self.started:
            for subject in {run.case, run.branch}:
                found.setdefault((run.protocol, subject), []).append(run)
        return found


def _short(part: object) -> bool:
    return not isinstance(part, Sized) or len(part) < 200
