"""The zone table as the rows of a file for a spreadsheet."""

from collections.abc import Mapping, Sequence

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _
from cmt_desk.ui.table_file import Cell
from cmt_desk.wording import zone_name


def table_rows(offices: Sequence[BranchDay], regional: Mapping[str, str]) -> list[list[Cell]]:
    """The heading and a line for each office."""
    head: list[Cell] = [
        _("Code"), _("Office"), _("Regency or city"), _("Regional office"), _("Zone"), _("Since"),
        _("Active cases"), _("Employees"), _("Cap"), _("Rule"), _("In the office"),
    ]  # fmt: skip
    return [head, *(_row(office, regional) for office in offices)]


def _row(office: BranchDay, regional: Mapping[str, str]) -> list[Cell]:
    branch, cap = office.branch, office.cap
    return [
        branch.code,
        branch.name,
        branch.city,
        regional.get(branch.regional_office, branch.regional_office),
        zone_name(office.zone),
        office.since,
        office.active,
        cap.headcount,
        cap.people if cap.known else None,
        cap.rule.number if cap.rule else "",
        office.in_office,
    ]
