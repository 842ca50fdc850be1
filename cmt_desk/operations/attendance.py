"""Recording who really was in an office on a day."""

from collections.abc import Collection
from datetime import date

from cmt_desk.domain.attendance import expected, presence
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.i18n import _, long_date, number, short_date
from cmt_desk.records import record
from cmt_desk.store import Store


@record
class DayList:
    """The tick list of an office's day: its people, who is ticked, and whether it was recorded before."""

    people: list[Employee]
    ticked: set[str]
    recorded: bool


def day_list(store: Store, branch: str, day: date) -> DayList:
    """The people employed at an office on a day; ticked as recorded, else as planned."""
    people = [e for e in store.people.of_branch(branch) if e.active(day)]
    roster = store.schedule.cells(branch, day, day)
    recorded = store.attendance.of_branch(branch, day, day)
    return DayList(people, expected(people, roster, recorded, day), day in recorded.days)


def record_attendance(
    store: Store,
    branch: str,
    day: date,
    there: Collection[str],
    *,
    on: date,
    wave: int | None = None,
    source: str = "",
) -> int:
    """Record the whole list of an office's day; returns how many were in the office.

    Whoever is not ticked was at home where the roster says so, else absent. Raises Refused for a day after
    `on`, an office without people, or somebody who does not belong to it.
    """
    office = store.branches.by_code().get(branch)
    if office is None:
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
    if day > on:
        raise Refused(_("{day} lies in the future.").format(day=long_date(day)))
    people = {e.number for e in store.people.of_branch(branch) if e.active(day)}
    if not people:
        raise Refused(_("Nobody is employed at this office on {day}.").format(day=long_date(day)))
    if strangers := sorted(set(there) - people):
        raise Refused(_("{number} does not belong to this office.").format(number=strangers[0]))
    roster = store.schedule.cells(branch, day, day)
    label = _("Attendance of {branch}, {day}: {n} in the office").format(
        branch=office.name, day=short_date(day), n=number(len(there))
    )
    with store.operation("record_attendance", label):
        store.attendance.put(
            {
                "employee": employee,
                "day": day.isoformat(),
                "branch": branch,
                "place": presence(employee, day, there, roster).value,
                "wave": wave if employee in there else None,
                "source": source or store.actor,
            }
            for employee in sorted(people)
        )
    return len(there)
