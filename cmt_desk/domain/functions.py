"""Critical functions and their clocks: how long one may stand still, and how long it already does.

RTO: within so many hours the minimum (MBCO, a share of a normal day) has to be reached again. MTPD: after so
many the harm cannot be borne. The clock runs while less than the minimum is reached, so a workaround that
reaches it stops the clock. (ISO 22301:2019, 8.2.2.)
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from cmt_desk.domain.branches import HEAD_OFFICE_ZONE, UTC_HOURS
from cmt_desk.records import record


class Light(StrEnum):
    """From the best to the worst; before all of them, that nobody has told anything yet."""

    UNREPORTED = "UNREPORTED"
    NORMAL = "NORMAL"
    LIMITED = "LIMITED"  # disrupted, the minimum is reached: no clock runs
    DISRUPTED = "DISRUPTED"  # below the minimum, within the RTO
    RTO = "RTO"  # the RTO is over
    MTPD = "MTPD"  # the MTPD is over

    @property
    def rank(self) -> int:
        return list(Light).index(self)

    @property
    def breached(self) -> bool:
        return self in (Light.RTO, Light.MTPD)


@record
class Target:
    """What a function has to keep from a day on: hours, and percent of a normal day."""

    function: str
    since: date
    rto: int
    mtpd: int
    mbco: int
    proposed: bool = False
    reason: str = ""
    by: str = ""


@record
class Report:
    """What is reached from a time on, in percent of a normal day; None: not known, so taken for nothing."""

    at: datetime
    capacity: int | None
    workaround: str = ""


@record
class Disruption:
    """One function at one office (branch "": the institution). Times are the office's own."""

    id: str
    function: str
    branch: str
    began: datetime
    ended: datetime | None
    cause: str
    by: str = ""
    time_zone: str = HEAD_OFFICE_ZONE
    reports: Sequence[Report] = ()

    def open_at(self, local: datetime) -> bool:
        return self.began <= local and (self.ended is None or local < self.ended)

    def last_report(self, local: datetime) -> Report | None:
        return max((r for r in self.reports if r.at <= local), key=lambda r: r.at, default=None)


@record
class DisruptionState:
    """A disruption at a moment. `local` is that moment at the office; `below_since` None: no clock runs."""

    disruption: Disruption
    target: Target
    light: Light
    local: datetime
    below_since: datetime | None
    capacity: int | None = None
    workaround: str = ""

    @property
    def elapsed(self) -> timedelta:
        """How long less than the minimum has been reached."""
        return self.local - self.below_since if self.below_since else timedelta()

    @property
    def rto_at(self) -> datetime | None:
        return self.below_since + timedelta(hours=self.target.rto) if self.below_since else None

    @property
    def mtpd_at(self) -> datetime | None:
        return self.below_since + timedelta(hours=self.target.mtpd) if self.below_since else None


@record
class FunctionState:
    """A function at a moment: the worst of its open disruptions gives the light. `target` None: not set.

    `since`: when its last disruption ended; None where one lasts, or none was recorded here.
    """

    function: str
    target: Target | None
    light: Light
    open: Sequence[DisruptionState] = ()  # the worst first
    since: datetime | None = None

    @property
    def worst(self) -> DisruptionState | None:
        return self.open[0] if self.open else None


def local_time(moment: datetime, time_zone: str) -> datetime:
    """A moment told in WIB as the clock of another zone shows it."""
    return moment + timedelta(hours=UTC_HOURS[time_zone] - UTC_HOURS[HEAD_OFFICE_ZONE])


def below(disruption: Disruption, mbco: int, until: datetime) -> list[tuple[datetime, datetime | None]]:
    """From when to when less than the minimum was reached, up to a time of the office.

    A stretch that still lasts at that time has no end.
    """
    found: list[tuple[datetime, datetime | None]] = []
    start: datetime | None = disruption.began if disruption.began <= until else None
    for report in sorted(disruption.reports, key=lambda r: r.at):
        if report.at > until or (disruption.ended and report.at >= disruption.ended):
            break
        reached = report.capacity is not None and report.capacity >= mbco
        if reached and start is not None:
            if start < report.at:
                found.append((start, report.at))
            start = None
        elif not reached and start is None:
            start = report.at
    if start is not None:
        found.append((start, disruption.ended if disruption.ended and disruption.ended <= until else None))
    return found


def light_after(elapsed: timedelta, target: Target) -> Light:
    """The light of a function below its minimum for so long; the last minute still counts as in time."""
    if elapsed > timedelta(hours=target.mtpd):
        return Light.MTPD
    return Light.RTO if elapsed > timedelta(hours=target.rto) else Light.DISRUPTED


def worst_light(disruption: Disruption, target: Target, until: datetime) -> Light:
    """The worst that was reached up to a time of the office: what is kept of a disruption that is over."""
    stretches = below(disruption, target.mbco, until)
    if stretches:
        return light_after(max((end or until) - start for start, end in stretches), target)
    return Light.LIMITED if disruption.began <= until else Light.NORMAL


def state_of(disruption: Disruption, target: Target, local: datetime) -> DisruptionState | None:
    """An open disruption at a time of its office; None before it began and after it ended."""
    if not disruption.open_at(local):
        return None
    running = [start for start, end in below(disruption, target.mbco, local) if end is None]
    since = running[0] if running else None
    light = light_after(local - since, target) if since else Light.LIMITED
    last = disruption.last_report(local)
    told = (last.capacity, last.workaround) if last else (None, "")
    return DisruptionState(disruption, target, light, local, since, *told)


def states(
    functions: Iterable[str],
    targets: Mapping[str, Target],
    disruptions: Iterable[Disruption],
    moment: datetime,
    reported: Collection[str] = (),
) -> list[FunctionState]:
    """Every function at a moment (in WIB), in the order given; each disruption runs on its office's clock.

    One runs normally only once somebody told of it: silence is no news. `reported`: functions of which
    something was told elsewhere.
    """
    found: dict[str, list[DisruptionState]] = {code: [] for code in functions}
    ended: dict[str, datetime] = {}
    for disruption in disruptions:
        code, target = disruption.function, targets.get(disruption.function)
        if target is None or code not in found:
            continue
        local = local_time(moment, disruption.time_zone)
        if state := state_of(disruption, target, local):
            found[code].append(state)
        elif disruption.ended and disruption.ended <= local:
            ended[code] = max(disruption.ended, ended.get(code, disruption.ended))
    result: list[FunctionState] = []
    for code, running in found.items():
        running.sort(key=lambda s: (-s.light.rank, -s.elapsed, s.disruption.began, s.disruption.id))
        told = code in ended or code in reported
        light = running[0].light if running else Light.NORMAL if told else Light.UNREPORTED
        since = None if running else ended.get(code)
        result.append(FunctionState(code, targets.get(code), light, tuple(running), since))
    return result
