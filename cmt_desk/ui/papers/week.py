"""The facts of a week: eight days read one after another, and what was decided in it."""

from datetime import date, timedelta

from cmt_desk.domain.sheets import Crew, Scope
from cmt_desk.operations.crisis_log import log_lines
from cmt_desk.reports.weekly import WeekFacts
from cmt_desk.store import Store

DAYS = 7


def week_facts(store: Store, scope: Scope, last: date) -> WeekFacts:
    """The seven days that end with `last`."""
    first = last - timedelta(days=DAYS)
    days = [store.sheets.facts(scope, first + timedelta(days=n)) for n in range(DAYS + 1)]
    before, now = days[0].protocols, days[-1].protocols
    codes = {office.branch.code for office in days[-1].offices}
    decided = [
        (line.at.date(), line.text)
        for line in log_lines(store, last)
        if line.origin in ("decision", "plan") and line.at.date() > first
        if scope.kind == "national" or line.branch in codes
    ]
    return WeekFacts(
        days,
        [Crew(day.offices, store.attendance.on(day.day, codes)) for day in days],
        started=now.running + now.finished - before.running - before.finished,
        finished=now.finished - before.finished,
        decided=decided,
    )
