"""The map's twin: the same offices and the same selection, for the keyboard and for screen readers."""

from html import escape

from PySide6.QtCore import Qt

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, number
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.plate import risk
from cmt_desk.ui.widgets import Column, RecordTable
from cmt_desk.wording import zone_name


def office_table() -> RecordTable:
    table = RecordTable(
        [
            Column(_("Office"), lambda o: o.branch.name, tip=_whole_name),
            Column(_("Zone"), lambda o: risk(o.zone), _zone_text, width=88),
            Column(_("Active"), lambda o: o.active, lambda o: number(o.active), right=True, width=58),
            Column(_("WAO / cap"), _share, presence, right=True, width=96, colour=_over),
        ],
        key=lambda o: o.branch.code,
    )
    table.mark_zones(1, lambda o: o.zone)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.horizontalHeader().setStretchLastSection(False)  # the name has the room
    table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
    table.setAccessibleName(_("Offices"))
    return table


def _whole_name(office: BranchDay) -> str:
    return f"<p style='white-space:pre'>{escape(office.branch.name)}<br>{escape(office.branch.city)}</p>"


def _zone_text(office: BranchDay) -> str:
    return zone_name(office.zone) if office.zone else "–"


def _share(office: BranchDay) -> float | None:
    """How full the office is; an office without a roster has no place in that order."""
    if office.in_office is None:
        return None
    return office.in_office / office.cap.people if office.cap.people else float(office.in_office)


def presence(office: BranchDay) -> str:
    inside = "–" if office.in_office is None else number(office.in_office)
    return f"{inside}/{number(office.cap.people)}"


def _over(office: BranchDay) -> str | None:
    return look.tokens().danger if office.over_cap else None
