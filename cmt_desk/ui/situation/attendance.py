"""In the office against the cap, by regional office."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.domain.sheets import DayFacts
from cmt_desk.i18n import _, number, percent
from cmt_desk.ui import look
from cmt_desk.ui.widgets import Column, RecordTable


@dataclass(frozen=True)
class RegionDay:
    """One regional office's sums."""

    code: str
    name: str
    inside: int
    cap: int
    headcount: int
    over: int


def by_region(facts: DayFacts) -> list[RegionDay]:
    rows: list[RegionDay] = []
    for region in facts.regional_offices:
        offices = [o for o in facts.offices if o.branch.regional_office == region.code]
        if offices:
            rows.append(
                RegionDay(
                    region.code,
                    region.short,
                    sum(o.in_office or 0 for o in offices),
                    sum(o.cap.people for o in offices),
                    sum(o.cap.headcount for o in offices),
                    sum(o.over_cap for o in offices),
                )
            )
    return rows


class AttendanceTable(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.table = RecordTable(
            (
                Column(_("Regional office"), lambda r: r.name, width=130),
                Column(
                    _("WAO / cap"),
                    lambda r: r.inside,
                    lambda r: f"{number(r.inside)} / {number(r.cap)}",
                    right=True,
                    width=90,
                    colour=lambda r: look.tokens().danger if r.over else None,
                ),
                Column(
                    _("Share"),
                    lambda r: r.inside / r.headcount if r.headcount else 0,
                    lambda r: percent(r.inside, r.headcount, 0),
                    right=True,
                ),
            ),
            key=lambda r: r.code,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_facts(self, facts: DayFacts) -> None:
        self.table.show_records(by_region(facts))
