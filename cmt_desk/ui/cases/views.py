"""The saved views of the case table: each is a name and a question asked of one row."""

from collections.abc import Callable
from datetime import date, timedelta

from cmt_desk.domain.cases import Status
from cmt_desk.i18n import _
from cmt_desk.store.cases import CaseRow

SUSPECTED = (Status.SUSPECT, Status.PROBABLE)
View = tuple[str, str, Callable[[CaseRow, date], bool]]


def views() -> list[View]:
    """(key, name, does the row belong?) in the order of the list."""
    return [
        ("active", _("Under care"), lambda r, on: r.status.confirmed),
        ("free", _("Free today"), lambda r, on: r.free_on == on),
        ("late", _("Overdue for release"), lambda r, on: r.free_on is not None and r.free_on < on),
        ("new", _("New, 7 days"), _new),
        ("hospital", _("In hospital"), lambda r, on: bool(r.place and r.place.in_hospital)),
        ("suspects", _("Suspected and probable"), lambda r, on: r.status in SUSPECTED),
        ("contacts", _("Close contacts"), lambda r, on: r.status is Status.CLOSE_CONTACT),
        ("open", _("All open"), lambda r, on: not r.status.closing),
        ("confirmed", _("Ever confirmed"), lambda r, on: r.confirmed_on is not None),
        ("recovered", _("Recovered"), lambda r, on: r.status is Status.RECOVERED and bool(r.confirmed_on)),
        ("died", _("Deceased"), lambda r, on: r.status is Status.DIED),
        ("all", _("All cases"), lambda r, on: True),
    ]


def _new(row: CaseRow, on: date) -> bool:
    return row.confirmed_on is not None and row.confirmed_on > on - timedelta(days=7)
