"""Figures first, then the curve, attendance by regional office, and what was done last."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.sheets import DayFacts, Scope
from cmt_desk.i18n import _, long_date, number, percent, signed
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.proposals import DecisionQueue
from cmt_desk.ui.situation.attendance import AttendanceTable
from cmt_desk.ui.situation.curve import EpidemicCurve
from cmt_desk.ui.situation.recent import RecentChanges
from cmt_desk.ui.situation.zones_bar import ZonesBar
from cmt_desk.ui.widgets import Card, FigureTile, faint

TILES = (
    # name, where a click leads
    ("active", "cases:active"),
    ("new", "cases:new"),
    ("cumulative", "cases:confirmed"),
    ("recovered", "cases:recovered"),
    ("deaths", "cases:died"),
    ("exposed", "cases:confirmed"),
    ("office", "schedule"),
    ("protocols", "protocols"),
)


class SituationTab(Page):
    """One glance tells the state; every figure has its change since yesterday and leads to its rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        names = {
            "active": _("Under care"),
            "new": _("New cases"),
            "cumulative": _("Cumulative confirmed"),
            "recovered": _("Recovered"),
            "deaths": _("Deaths"),
            "exposed": _("Exposed work units"),
            "office": _("In the office (WAO)"),
            "protocols": _("Protocols running"),
        }
        self.tiles = {key: FigureTile(names[key]) for key, _where in TILES}
        for key, where in TILES:
            place, _sep, view = where.partition(":")
            self.tiles[key].clicked.connect(lambda p=place, v=view: desk.picked.wanted.emit(p, v))
        self.zones = ZonesBar()
        self.zones.clicked.connect(lambda: desk.picked.wanted.emit("map", ""))
        self.source = faint()
        self.curve = EpidemicCurve()
        self.attendance = AttendanceTable()
        self.recent, self.queue = RecentChanges(desk), DecisionQueue(desk)
        self._lay_out()

    def _lay_out(self) -> None:
        zones = Card(_("Offices by zone"))
        zones.body.addWidget(self.zones)
        zones.body.addWidget(self.source)
        tiles = QGridLayout()
        tiles.setSpacing(look.SPACE)
        for n, tile in enumerate(self.tiles.values()):
            tiles.addWidget(tile, n // 4, n % 4)
        top = QHBoxLayout()
        top.setSpacing(look.ROOM)
        top.addWidget(zones, 5)
        top.addLayout(tiles, 8)
        curve, attendance, recent = (
            Card(_("New confirmed cases a day")),
            Card(_("Attendance against cap")),
            Card(_("What changed last")),
        )
        curve.body.addWidget(self.curve)
        attendance.body.addWidget(self.attendance)
        recent.body.addWidget(self.recent)
        bottom = QHBoxLayout()
        bottom.setSpacing(look.ROOM)
        bottom.addWidget(self.queue, 6)
        bottom.addWidget(curve, 5)
        bottom.addWidget(attendance, 6)
        bottom.addWidget(recent, 3)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        page.setSpacing(look.ROOM)
        page.addLayout(top)
        page.addLayout(bottom, 1)
        self.source.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        facts = self.desk.store.sheets.facts(Scope(), self.desk.days.day)
        self.zones.show_zones(facts.zones)
        self.source.setText(self._source_text(facts))
        stale = facts.bulletin is not None and facts.bulletin.is_stale(facts.day)
        self.source.setProperty("tone", "warning" if stale else "")
        self.source.style().polish(self.source)
        self._show_tiles(facts)
        self.curve.show_curve(self.desk.store.cases.curve(facts.day), facts.day)
        self.attendance.show_facts(facts)
        self.recent.refresh()

    def _source_text(self, facts: DayFacts) -> str:
        if facts.bulletin is None:
            return _("No bulletin yet: import this week's zones (File › Import).")
        text = _("Map of {day}, {age} days old · {source}").format(
            day=long_date(facts.bulletin.day),
            age=facts.bulletin.age(facts.day),
            source=facts.bulletin.source,
        )
        if facts.bulletin.illustrative:
            text += "\n" + _("Illustration: which office was red is not public.")
        return text

    def _show_tiles(self, facts: DayFacts) -> None:
        now, before = facts.cases, facts.cases_before
        since = _("{change} since yesterday")

        def change(value: int, earlier: int) -> str:
            return since.format(change=signed(value - earlier))

        tile = self.tiles
        tile["active"].show_figure(
            number(now.active),
            _("{hospital} in hospital · {home} at home").format(
                hospital=number(now.hospital), home=number(now.home)
            ),
        )
        for key, value, earlier in (
            ("new", now.new, before.new),
            ("cumulative", now.cumulative, before.cumulative),
            ("recovered", now.recovered, before.recovered),
            ("deaths", now.deaths, before.deaths),
            ("exposed", now.exposed_units, before.exposed_units),
        ):
            tile[key].show_figure(number(value), change(value, earlier))
        cap = _("of at most {cap} · {share}").format(
            cap=number(facts.office_cap), share=percent(facts.in_office, facts.headcount, 0)
        )
        over = len(facts.over_cap)
        tile["office"].show_figure(
            number(facts.in_office),
            _("{n} offices over their cap").format(n=over) if over else cap,
            "danger" if over else "",
        )
        runs = facts.protocols
        tile["protocols"].show_figure(
            number(runs.running),
            _("{overdue} steps overdue · {due} due today").format(
                overdue=number(runs.overdue_steps), due=number(runs.due_today)
            ),
            "danger" if runs.overdue_steps else "",
        )

    def zone_counts(self) -> dict[Zone | None, int]:
        """What the bar shows, for the journeys."""
        return dict(self.zones.counts)
