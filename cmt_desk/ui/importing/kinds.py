"""What can be imported, in the words of the menu."""

from cmt_desk.i18n import _
from cmt_desk.ui.desk import Desk


def kind_names() -> dict[str, str]:
    return {
        "zones": _("Zone bulletin"),
        "branches": _("Offices"),
        "employees": _("Employees"),
        "cases": _("Cases"),
        "contacts": _("Contacts of cases"),
        "attendance": _("Attendance"),
        "roster": _("Roster"),
        "supplies": _("Supplies"),
        "readings": _("Daily figures"),
    }


RIPPLES = ("zones", "cases", "contacts", "supplies")  # lists that other things follow from


def lead_to_decisions(desk: Desk, kind: str) -> None:
    """Beside the sentence that a list was taken: the way to what follows from it."""
    if kind in RIPPLES:
        desk.banner.led.emit(_("See what follows"), "proposals", "")
