"""The tab Risk map: map, table twin, legend, branch panel and week bar, all of one day and one selection."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, full_date, long_date, number
from cmt_desk.paths import documents
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.risk_map.canvas import MapCanvas
from cmt_desk.ui.risk_map.facts import HISTORY_TABLES, MapDay, MapFacts
from cmt_desk.ui.risk_map.filters import FilterRow
from cmt_desk.ui.risk_map.hover import bulletin_age
from cmt_desk.ui.risk_map.legend import LegendCard, make_legend
from cmt_desk.ui.risk_map.notice import NoBulletin
from cmt_desk.ui.risk_map.panel import BranchPanel
from cmt_desk.ui.risk_map.picture import Caption, save_picture
from cmt_desk.ui.risk_map.plate import risk
from cmt_desk.ui.risk_map.week_bar import WeekBar
from cmt_desk.ui.risk_map.weeks import stops
from cmt_desk.ui.widgets import Column, RecordTable, plain_label
from cmt_desk.wording import trouble, zone_name


class RiskMapTab(Page):
    reads = HISTORY_TABLES | {
        "area_scope", "cap_rule", "cap_share", "employee", "case_file", "status_spell", "roster_week",
        "setting",
    }  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts = MapFacts(desk.store)
        self._day: MapDay | None = None
        self.bulletin, self.note = plain_label(""), plain_label("", tone="warning")
        self.filters, self.legend, self.table = FilterRow(), LegendCard(self), office_table()
        self.map, self.panel, self.weeks = MapCanvas(), BranchPanel(), WeekBar()
        self.no_bulletin = NoBulletin(self.map)
        self._lay_out()
        self.filters.changed.connect(lambda _filter: self._show_shown())
        self.table.chosen.connect(lambda office: self._pick(office.branch.code))
        self.table.opened.connect(lambda office: self.map.go_to(office.branch.code))
        self.map.picked.connect(self._pick)
        self.panel.wanted.connect(desk.picked.wanted)
        self.panel.strip.asked.connect(desk.days.move_to)
        self.weeks.moved.connect(desk.days.move_to)
        self.no_bulletin.first_asked.connect(desk.days.move_to)
        self.no_bulletin.import_asked.connect(lambda: desk.picked.wanted.emit("import", "zones"))
        desk.picked.branch_changed.connect(self._show_picked)

    def _lay_out(self) -> None:
        actions, self._made = button_row(self, self.actions())
        top = QHBoxLayout()
        top.addWidget(self.bulletin)
        top.addSpacing(look.WIDE)
        top.addWidget(self.note)
        top.addStretch(1)
        top.addLayout(actions)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(_column(self.legend, self.filters, self.table))
        split.addWidget(_column(self.map, self.panel))
        split.setStretchFactor(1, 1)
        split.setSizes([392, 940])
        column = QVBoxLayout(self)
        column.setContentsMargins(look.ROOM, look.SPACE, look.ROOM, look.SPACE)
        column.setSpacing(look.SPACE)
        column.addLayout(top)
        column.addWidget(split, 1)
        column.addWidget(self.weeks)

    def actions(self) -> list[Action]:
        return [
            Action(
                _("Save picture…"),
                _("Save the map as PNG, SVG or PDF"),
                self._ask_and_save,
                "image",
                "Ctrl+Shift+S",
            )
        ]

    # --- following -------------------------------------------------------------------------------

    def _follow(self, operation: Operation) -> None:
        if operation.tables & HISTORY_TABLES:
            self._facts.forget()
        super()._follow(operation)

    def refresh(self) -> None:
        self._day = self._facts.on(self.desk.days.day)
        self._regional = self._facts.regional_offices()
        self.filters.show_regional_offices(self._regional)
        days = stops(self._day.bulletins, self.desk.days.today, self._day.day)
        self.weeks.show_weeks(days, self._facts.weeks, self._day.day)
        self._show_bulletin(self._day)
        self._show_shown()

    def _show_bulletin(self, map_day: MapDay) -> None:
        """Date, age and source; amber once it is older than ten days."""
        bulletin = map_day.bulletin
        self.no_bulletin.show_day(map_day)
        self.weeks.setVisible(bool(map_day.bulletins))
        if bulletin is None:
            _show_toned(self.bulletin, _("No bulletin for this day"), "warning")
        else:
            line = _("Bulletin of {day}").format(day=long_date(bulletin.day))
            line += f" · {bulletin_age(bulletin, map_day)} · {bulletin.source}"
            stale = bulletin.is_stale(map_day.day)
            _show_toned(self.bulletin, line, "warning" if stale else "")
        made_up = bulletin is not None and bulletin.illustrative
        self.note.setText(_("Illustration: which office was red is not public.") if made_up else "")

    def _show_shown(self) -> None:
        """Table, map and legend after the day or the filter changed."""
        if self._day is None:
            return
        wanted, names = self.filters.filter, {r.code: r.name for r in self._regional}
        shown = [office for office in self._day.offices if wanted.takes(office, names)]
        self.table.show_records(shown)
        self.legend.show_legend(
            make_legend(shown, len(self._day.offices), compared=self._day.before is not None)
        )
        self.map.show_day(self._day, {office.branch.code for office in shown})
        self._show_picked(self.desk.picked.branch)

    # --- one selection -----------------------------------------------------------------------------

    def _pick(self, code: str) -> None:
        self.desk.picked.pick_branch(code)

    def _show_picked(self, code: str) -> None:
        """The office picked here or elsewhere, without announcing it again."""
        if self._day is None:
            return
        self.table.blockSignals(True)
        if not code or not self.table.choose(code):
            self.table.selectionModel().clear()
        self.table.blockSignals(False)
        self.map.show_picked(code)
        office = next((o for o in self._day.offices if o.branch.code == code), None)
        self.panel.show_office(office, self._day, self._regional)

    # --- pictures ----------------------------------------------------------------------------------

    def _ask_and_save(self) -> None:
        proposed = documents() / f"peta-risiko-{self.desk.days.day}.png"
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save picture…"), str(proposed), "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"
        )
        if name:
            self.save_picture(Path(name))

    def save_picture(self, path: Path) -> bool:
        """The map as it is seen now, with title, source and legend; says what came of it."""
        if self._day is None or self.legend.legend is None:
            return False
        caption = Caption(
            _("Risk map · {day}").format(day=full_date(self._day.day)),
            self.bulletin.text(),
            self.note.text(),
        )
        saved = save_picture(path, self.map, self.legend.legend, caption)
        if saved:
            self.desk.banner.said.emit("done", _("Saved: {file}").format(file=path.name))
        else:
            self.desk.banner.said.emit("trouble", trouble("NOWHERE", path.name))
        return saved


def office_table() -> RecordTable:
    """The map's twin: the same offices and the same selection, for the keyboard and for screen readers."""
    table = RecordTable(
        [
            Column(_("Office"), lambda o: o.branch.name, tip=_whole_name),
            Column(_("Zone"), lambda o: risk(o.zone), _zone_text, width=88),
            Column(_("Active"), lambda o: o.active, lambda o: number(o.active), right=True, width=58),
            Column(_("WAO / cap"), _share, presence, right=True, width=84, colour=_over),
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


def _column(*parts: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.SPACE)
    for part in parts:
        column.addWidget(part)
    return box


def _show_toned(label: QLabel, text: str, tone: str) -> None:
    label.setText(text)
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().polish(label)
