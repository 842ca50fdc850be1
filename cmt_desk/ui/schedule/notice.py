"""The line over the grid: what to know about the weeks shown before doing anything."""

from datetime import timedelta

from cmt_desk.domain.branches import UTC_HOURS
from cmt_desk.i18n import _, clock_time, medium_date, number
from cmt_desk.operations.roster_weeks import Mark, Weeks, idle_words
from cmt_desk.ui.schedule.showing import Showing


def notice(shown: Showing) -> tuple[str, str]:
    """The most pressing thing, and its tone: read-only, rules broken, an idle cohort, not told yet …"""
    days, weeks = shown.desk.days, shown.weeks
    if days.is_past:
        return _("{day} is past: read-only.").format(day=medium_date(days.day)), "warning"
    broken = weeks.breaches if weeks else []
    ahead = [b for b in broken if b.day >= days.today]
    if ahead:
        text = _("Rules broken in these weeks: {n}. Re-plan to keep them.")
        return text.format(n=len(ahead)), "danger"
    if broken:
        return _("Rules broken on past days: {n}.").format(n=len(broken)), "warning"
    if weeks is None or shown.proposal:
        return "", ""
    if weeks.idle:
        return idle_words(weeks, weeks.idle[0]), "warning"
    untold = ", ".join(part for part in (_untold(weeks), _waiting(shown.waiting)) if part)
    return (untold, "warning") if untold else (_published(shown), "")


def _waiting(people: int) -> str:
    return _("{n} people have to be told of a change").format(n=number(people)) if people else ""


def _published(shown: Showing) -> str:
    if shown.told is None:
        return ""
    at, by = shown.told
    local = at + timedelta(hours=UTC_HOURS[shown.branch.time_zone if shown.branch else "WIB"])
    return _("Published {day} at {time} by {name}").format(
        day=medium_date(local.date()), time=clock_time(local), name=by
    )


def _untold(weeks: Weeks) -> str:
    """How much people have not been told yet."""
    draft, changed = weeks.marks[Mark.DRAFT], weeks.marks[Mark.CHANGED]
    parts = [_("{n} cells are a draft").format(n=number(draft))] if draft else []
    if changed:
        parts.append(_("{n} changed since published").format(n=number(changed)))
    return ", ".join(parts)
