"""What the pointer is told of a marker. Names come from files, so everything is escaped."""

from collections.abc import Sequence

from cmt_desk.domain.branches import Bulletin
from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, either, long_date, number
from cmt_desk.ui.risk_map.facts import MapDay
from cmt_desk.ui.risk_map.legend import make_legend
from cmt_desk.ui.widgets import told
from cmt_desk.wording import cap_reason, zone_name


def bulletin_age(bulletin: Bulletin, map_day: MapDay) -> str:
    """ "3 days old", by the day shown."""
    return _("{n} days old").format(n=number(bulletin.age(map_day.day)))


def office_lines(office: BranchDay, map_day: MapDay) -> list[str]:
    """Zone and since when, the bulletin, cases, headcount, the cap and its rule, who is in today."""
    zone, branch = zone_name(office.zone), office.branch
    if office.since:
        zone = _("{zone} since {day}").format(zone=zone, day=long_date(office.since))
    lines = [f"{branch.city} · {branch.time_zone}", _regional(office, map_day), zone]
    if map_day.bulletin:
        lines.append(
            _("Bulletin of {day}").format(day=long_date(map_day.bulletin.day))
            + f" · {bulletin_age(map_day.bulletin, map_day)}"
        )
    lines.append(_("Active cases: {n}").format(n=number(office.active)))
    lines.append(
        _("Employees: {n} · at most {cap} in the office").format(
            n=number(office.cap.headcount), cap=number(office.cap.people)
        )
    )
    lines.append(cap_reason(office.cap))
    lines.append(presence(office))
    if runs := map_day.runs.get(branch.code):
        lines.append(_("Open protocols: {n}").format(n=number(len(runs))))
        lines += [f"{run.protocol} {either(run.title_id, run.title_en)}" for run in runs[:3]]
    return lines


def _regional(office: BranchDay, map_day: MapDay) -> str:
    name = map_day.regional.get(office.branch.regional_office, "–")
    return _("Regional office {name}").format(name=name)


def presence(office: BranchDay) -> str:
    if office.in_office is None:
        return _("No roster for this day")
    return _("In the office: {n} · away: {away}").format(n=number(office.in_office), away=number(office.away))


def office_tip(office: BranchDay, map_day: MapDay) -> str:
    """As safe rich text: the name in bold, a line each."""
    return told(office.branch.name, office_lines(office, map_day))


def group_tip(offices: Sequence[BranchDay]) -> str:
    """How many of each zone, then the names."""
    legend = make_legend(offices, len(offices), compared=False)
    lines = [f"{row.name}: {number(row.offices)}" for row in legend.rows if row.offices]
    names = sorted(office.branch.name for office in offices)
    lines += ["", *names[:12]]
    if len(names) > 12:
        lines.append(_("and {n} more").format(n=number(len(names) - 12)))
    return told(legend.title, lines)
