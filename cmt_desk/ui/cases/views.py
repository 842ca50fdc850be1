"""The names of the case table's views; what they ask is in `domain.case_filter`."""

from cmt_desk.i18n import _


def view_names() -> dict[str, str]:
    """View → its name, in the order of the list."""
    return {
        "active": _("Under care"),
        "free": _("Free today"),
        "late": _("Overdue for release"),
        "today": _("New today"),
        "new": _("New, 7 days"),
        "hospital": _("In hospital"),
        "suspects": _("Suspected and probable"),
        "contacts": _("Close contacts"),
        "open": _("All open"),
        "confirmed": _("Ever confirmed"),
        "recovered": _("Recovered"),
        "died": _("Deceased"),
        "all": _("All cases"),
    }
