"""The offices with the zone, how full they are on the day, and a mark where the roster needs work."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.widgets import Column, RecordTable
from cmt_desk.wording import zone_name


def _problem(office: BranchDay) -> int:
    if office.over_cap:
        return 2
    return int(office.in_office is None and office.cap.headcount > 0)


def _load(office: BranchDay) -> str:
    inside = "–" if office.in_office is None else str(office.in_office)
    return f"{inside}/{office.cap.people if office.cap.known else '?'}"


def _mark(office: BranchDay) -> str:
    return ("", "○", "▲!")[_problem(office)]


def _tip(office: BranchDay) -> str:
    return ("", _("Not planned on this day"), _("Over the cap"))[_problem(office)]


def _colour(office: BranchDay) -> str | None:
    t = look.tokens()
    return (None, t.warning, t.danger)[_problem(office)]


class OfficeList(QWidget):
    chosen = Signal(str)  # branch code

    def __init__(self) -> None:
        super().__init__()
        self._offices: Sequence[BranchDay] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search office or city…"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        columns = [
            Column(_("Office"), lambda o: o.branch.name, tip=lambda o: f"{o.branch.name} · {o.branch.city}"),
            Column(
                _("Zone"),
                lambda o: o.zone.risk if o.zone else -1,
                lambda o: "",
                width=50,
                tip=lambda o: zone_name(o.zone),
            ),
            Column(
                _("In/cap"),
                lambda o: (o.in_office or 0) / max(1, o.cap.people),
                _load,
                right=True,
                width=84,
                tip=lambda o: _("Planned in the office / cap of the day"),
            ),
            Column("", _problem, _mark, width=24, tip=_tip, colour=_colour),
        ]
        self.table = RecordTable(columns, key=lambda o: o.branch.code)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.mark_zones(1, lambda o: o.zone)
        self.table.setAccessibleName(_("Offices"))
        self.table.chosen.connect(lambda o: self.chosen.emit(o.branch.code))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)

    def show_offices(self, offices: Sequence[BranchDay], current: str) -> None:
        self._offices = offices
        self._filter()
        self.choose(current)

    def choose(self, code: str) -> None:
        """Make an office current without announcing it."""
        blocked = self.table.blockSignals(True)
        self.table.choose(code)
        self.table.blockSignals(blocked)

    def _filter(self) -> None:
        wanted = self.search.text().strip().casefold()
        self.table.show_records(
            [o for o in self._offices if wanted in f"{o.branch.name} {o.branch.city}".casefold()]
        )
