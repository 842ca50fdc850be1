"""What can be imported, in the words of the menu."""

from cmt_desk.i18n import _


def kind_names() -> dict[str, str]:
    return {
        "zones": _("Zone bulletin"),
        "branches": _("Offices"),
        "employees": _("Employees"),
        "cases": _("Cases"),
        "contacts": _("Contacts of cases"),
        "attendance": _("Attendance"),
        "roster": _("Roster"),
    }
