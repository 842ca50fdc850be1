"""The tab Risk map: map, table twin, legend, branch panel and week bar, all of one day and one selection."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, long_date
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row, in_order
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.risk_map.canvas import MapCanvas
from cmt_desk.ui.risk_map.facts import HISTORY_TABLES, MapDay, MapFacts
from cmt_desk.ui.risk_map.filters import FilterRow
from cmt_desk.ui.risk_map.fragile import DRILLED, FragileOffices
from cmt_desk.ui.risk_map.hover import bulletin_age
from cmt_desk.ui.risk_map.layers import LayersButton
from cmt_desk.ui.risk_map.legend import LegendCard, make_legend
from cmt_desk.ui.risk_map.notice import NoBulletin
from cmt_desk.ui.risk_map.office_table import office_table
from cmt_desk.ui.risk_map.out import Out, menu_button
from cmt_desk.ui.risk_map.panel import BranchPanel
from cmt_desk.ui.risk_map.questions import Questions
from cmt_desk.ui.risk_map.week_bar import WeekBar
from cmt_desk.ui.risk_map.weeks import stops
from cmt_desk.ui.widgets import OneLine

if TYPE_CHECKING:
    from cmt_desk.reports.paper import Paper
    from cmt_desk.ui.risk_map.moves import MovesWindow


class RiskMapTab(Page):
    reads = HISTORY_TABLES | {
        "area_scope", "cap_rule", "cap_share", "employee", "case_file", "status_spell", "roster_week",
        "setting", "protocol", "protocol_step", "run", "run_mark",
    }  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts = MapFacts(desk.store)
        self._day: MapDay | None = None
        self.shown: list[BranchDay] = []
        self.bulletin, self.note = OneLine(), OneLine(tone="warning")
        self.filters, self.legend, self.table = FilterRow(), LegendCard(self), office_table()
        self.map, self.panel, self.weeks = MapCanvas(), BranchPanel(), WeekBar()
        self.no_bulletin, self.layers = NoBulletin(self.map), LayersButton()
        self.fragile = FragileOffices(desk, self.layers, self)
        self.out = Out(desk, self.map, self)
        self.questions = Questions(desk, self, self.map, self._turn_knowledge)
        self.questions.fill_menu(self.layers.menu())
        self._moves: MovesWindow | None = None
        self._lay_out()
        self.filters.changed.connect(lambda _filter: self._show_shown())
        self.table.chosen.connect(lambda office: self._pick(office.branch.code))
        self.table.opened.connect(lambda office: self.map.go_to(office.branch.code))
        self.map.picked.connect(self._pick)
        self.layers.changed.connect(self.map.show_layers)
        self.panel.wanted.connect(desk.picked.wanted)
        self.panel.correction_asked.connect(self.questions.correct)
        self.panel.contact_asked.connect(self.questions.ask_contact)
        self.panel.strip.asked.connect(desk.days.move_to)
        self.weeks.moved.connect(desk.days.move_to)
        self.no_bulletin.first_asked.connect(desk.days.move_to)
        self.no_bulletin.import_asked.connect(lambda: desk.picked.wanted.emit("import", "zones"))
        desk.picked.branch_changed.connect(self._show_picked)

    def _lay_out(self) -> None:
        actions, self._made = button_row(self, self._questions())
        take_away = menu_button(
            self, _("Export…"), _("Save or copy the map and the zone table"), "export", self.out.actions()
        )
        said, top = QVBoxLayout(), QHBoxLayout()
        said.setSpacing(0)
        for part in (self.bulletin, self.note):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            said.addWidget(part)
        top.addLayout(said, 1)
        top.addWidget(self.layers)
        top.addLayout(actions)
        top.addWidget(take_away)
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
        in_order(self.layers, *actions.tools, take_away, self.filters)

    def actions(self) -> list[Action]:
        """The questions are buttons above the map; what is taken away lies in one menu."""
        return [*self._questions(), *self.out.actions()]

    def paper(self) -> "Paper | None":
        """The map as it is shown, also where the tab was not looked at since the day turned."""
        self._catch_up()
        return self.out.paper()

    def front_paper(self) -> Action | None:
        return self.out.printing() if self._day else None

    def _questions(self) -> list[Action]:
        """What one asks of the map, or brings to it: one line each."""
        return [
            Action(_("Who moved…"), _("List the offices whose zone changed"), self.show_moves, "moved"),
            *self.questions.actions(),
        ]

    # --- following -------------------------------------------------------------------------------

    def _follow(self, operation: Operation) -> None:
        if operation.tables & HISTORY_TABLES:
            self._facts.forget_history()
        elif operation.tables & self.reads:
            self._facts.forget()
        elif operation.tables & DRILLED:
            self._turn_stale()  # for the fragile offices; the facts of the map still hold
        super()._follow(operation)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fragile.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        self.weeks.player.stop()
        self.fragile.rest()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the map, the slider or the table has no use for."""
        match event.key():
            case Qt.Key.Key_Space:
                self.weeks.player.toggle()
            case Qt.Key.Key_PageUp:
                self.weeks.step(-1)
            case Qt.Key.Key_PageDown:
                self.weeks.step(1)
            case _:
                super().keyPressEvent(event)

    def refresh(self) -> None:
        self._day = self._facts.on(self.desk.days.day)
        self.fragile.forget()
        self.filters.show_regional_offices(self._facts.regional_offices)
        days = stops(self._facts.bulletins, self.desk.days.today, self._day.day)
        self.weeks.show_weeks(days, self._facts.weeks, self._day.day)
        self._show_bulletin(self._day)
        self._show_shown()

    def _show_bulletin(self, map_day: MapDay) -> None:
        """Date, age and source; amber once it is older than ten days."""
        bulletin = map_day.bulletin
        self.no_bulletin.show_day(map_day)
        self.weeks.setVisible(bool(self._facts.bulletins))
        if bulletin is None:
            _show_toned(self.bulletin, _("No bulletin for this day"), "warning")
        else:
            line = _("Bulletin of {day}").format(day=long_date(bulletin.day))
            line += f" · {bulletin_age(bulletin, map_day)} · {bulletin.source}"
            stale = bulletin.is_stale(map_day.day)
            _show_toned(self.bulletin, line, "warning" if stale else "")
        made_up = bulletin is not None and bulletin.illustrative
        note = _("Illustration: which office was red is not public.") if made_up else ""
        self.note.setText(_("Zones as known on the day shown.") if map_day.as_known else note)

    def _show_shown(self) -> None:
        """Table, map and legend after the day or the filter changed."""
        if self._day is None:
            return
        day = self._day
        self.shown = self.filters.filter.of(day)
        legend = make_legend(self.shown, len(day.offices), compared=day.before is not None)
        self.table.show_records(self.shown)
        self.legend.show_legend(legend)
        self.map.show_day(day, {office.branch.code for office in self.shown})
        self.questions.show(day, self.shown)
        self.out.show(day, self.shown, legend, self.bulletin.text(), self.note.text())
        if self._moves and self._moves.isVisible():
            self._moves.show_moves(day, self.shown)
        self._show_picked(self.desk.picked.branch)

    def _turn_knowledge(self, then: bool) -> None:
        """As known now, or as known at the end of the day shown."""
        self._facts.show_as_known(then)
        self.refresh()

    def show_moves(self) -> "MovesWindow":
        """Who moved, in a window of its own that follows the week and the filter."""
        from cmt_desk.ui.risk_map.moves import MovesWindow  # printing: slow to import

        if self._moves is None:
            self._moves = MovesWindow(self.desk, self)
            self._moves.chosen.connect(self._pick)
        if self._day:
            self._moves.show_moves(self._day, self.shown)
        self._moves.show()
        return self._moves

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
        self.panel.show_office(self._day.office(code), self._day)


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
