"""The line over the grid: what to know about the weeks shown before doing anything."""

from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.replan import Proposal
from cmt_desk.operations.roster_weeks import Mark, Weeks
from cmt_desk.ui.desk import Days


def notice(days: Days, weeks: Weeks | None, proposal: Proposal | None) -> tuple[str, str]:
    """The most pressing thing, and its tone: read-only, rules broken, not yet told to people."""
    if days.is_past:
        return _("{day} is past: read-only.").format(day=medium_date(days.day)), "warning"
    broken = weeks.breaches if weeks else []
    ahead = [b for b in broken if b.day >= days.today]
    if ahead:
        text = _("Rules broken in these weeks: {n}. Re-plan to keep them.")
        return text.format(n=len(ahead)), "danger"
    if broken:
        return _("Rules broken on past days: {n}.").format(n=len(broken)), "warning"
    return ("", "") if weeks is None or proposal else (_untold(weeks), "warning")


def _untold(weeks: Weeks) -> str:
    """How much people have not been told yet."""
    draft, changed = weeks.marks[Mark.DRAFT], weeks.marks[Mark.CHANGED]
    parts = [_("{n} cells are a draft").format(n=number(draft))] if draft else []
    if changed:
        parts.append(_("{n} changed since published").format(n=number(changed)))
    return ", ".join(parts)
