"""Disruptions as lines of a table: how each stands, its clock, and what is done meanwhile."""

from datetime import datetime

from cmt_desk.continuity_wording import clock_text, duration, left_text, light_name
from cmt_desk.domain.functions import (
    Disruption,
    DisruptionState,
    Light,
    Target,
    below,
    local_time,
    state_of,
    worst_light,
)
from cmt_desk.i18n import _, clock_time, moment, number, short_date
from cmt_desk.records import record
from cmt_desk.ui.widgets import Column
from cmt_desk.ui.widgets.lights import light_colour


@record
class Line:
    """A disruption as the table tells it: open ones with their clock, the others with their worst."""

    disruption: Disruption
    target: Target | None
    state: DisruptionState | None
    local: datetime
    function: str
    office: str

    @property
    def light(self) -> Light:
        """Of one that is over only a breach is kept."""
        if self.state:
            return self.state.light
        if self.target is None:
            return Light.NORMAL
        worst = worst_light(self.disruption, self.target, self.local)
        return worst if worst.rank >= Light.RTO.rank else Light.NORMAL

    @property
    def stands(self) -> str:
        if self.state:
            return light_name(self.state.light)
        match self.light:
            case Light.RTO | Light.MTPD:
                return _("over; {light}").format(light=light_name(self.light))
            case _:
                return _("over, RTO kept")

    @property
    def clock(self) -> str:
        if self.state:
            return left_text(self.state)
        ended = self.disruption.ended
        if ended is None or self.target is None:
            return ""
        stretches = below(self.disruption, self.target.mbco, ended)
        longest = max(((end or ended) - start for start, end in stretches), default=None)
        lasted = _("lasted {time}").format(time=duration(ended - self.disruption.began))
        if longest is None:
            return lasted
        return _("{time} below the MBCO").format(time=duration(longest))


def line_of(disruption: Disruption, target: Target | None, at: datetime, function: str, office: str) -> Line:
    local = local_time(at, disruption.time_zone)
    state = state_of(disruption, target, local) if target else None
    return Line(disruption, target, state, local, function, office)


def _reached(line: Line) -> str:
    report = line.disruption.last_report(line.local)
    if report is None or report.capacity is None:
        return "–"
    return f"{number(report.capacity)} %"


def _workaround(line: Line) -> str:
    report = line.disruption.last_report(line.local)
    return report.workaround if report else ""


def _times(line: Line) -> str:
    d = line.disruption
    if d.ended is None or d.ended > line.local:
        return moment(d.began, d.time_zone)
    if d.ended.date() == d.began.date():
        return f"{short_date(d.began.date())} {clock_time(d.began)} – {clock_time(d.ended)} {d.time_zone}"
    return f"{short_date(d.began.date())} {clock_time(d.began)} – {moment(d.ended, d.time_zone)}"


def _clock_tip(line: Line) -> str:
    if line.state:
        return clock_text(line.state)
    ended = line.disruption.ended
    lasted = duration(ended - line.disruption.began) if ended else ""
    return _("lasted {time}").format(time=lasted) if lasted else ""


def _why(line: Line) -> str:
    """What broke, and what is done meanwhile."""
    return " → ".join(part for part in (line.disruption.cause, _workaround(line)) if part)


def columns() -> list[Column]:
    return [
        Column(_("State"), lambda x: (x.state is None, -x.light.rank), lambda x: x.stands, width=212,
               colour=lambda x: light_colour(x.light) if x.state else None),
        Column(_("Function"), lambda x: x.function, width=138),
        Column(_("Office"), lambda x: x.office, width=132),
        Column(_("From – to"), lambda x: x.disruption.began, _times, width=176),
        Column(_("Clock"), lambda x: x.clock, tip=_clock_tip, width=216),
        Column(_("Reached"), _reached, right=True, width=76),
        Column(_("Cause → workaround"), _why, tip=_why),
    ]  # fmt: skip
