"""The day shown as one record, for the tab and the projector."""

from datetime import datetime, time

from cmt_desk.domain.situation import Situation
from cmt_desk.ui.desk import Desk


def moment_shown(desk: Desk) -> datetime:
    """In WIB: now, or the cut-off hour of a day that is over."""
    if desk.days.is_past:
        return datetime.combine(desk.days.day, time(desk.store.settings.cutoff_hour))
    return desk.now()


def situation_shown(desk: Desk) -> Situation:
    return desk.store.situation.on(desk.days.day, moment_shown(desk))
