"""What if: offices and a zone on the left, what it would mean on the right. Nothing is stored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.what_if import OfficeEffect, WhatIf
from cmt_desk.i18n import _, full_date, number
from cmt_desk.operations.functions import function_names
from cmt_desk.operations.zones import what_if
from cmt_desk.reports.memo import MemoFacts, as_paper, cover_text, met_text, protocol_lines, summary
from cmt_desk.reports.paper import Paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.printing import PaperOut
from cmt_desk.ui.risk_map.office_choice import OfficeChoice
from cmt_desk.ui.risk_map.plate import risk
from cmt_desk.ui.risk_map.zone_choice import ZoneChoice
from cmt_desk.ui.widgets import Column, FigureTile, RecordTable, faint, heading, plain_label
from cmt_desk.wording import zone_name

SETTLED = 150  # milliseconds after the last tick


class WhatIfWindow(QDialog):
    """Not modal; follows the day and every change of the desk while it is open."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.answer: WhatIf | None = None
        self.setWindowTitle(_("What if"))
        self.resize(1240, 660)
        self.choice = OfficeChoice(desk.store.branches.all(), desk.store.branches.regional_offices())
        self.zone = ZoneChoice()
        self.zone.show_zone(Zone.RED)
        self.title, self.told = heading(""), plain_label("")
        self.told.setWordWrap(True)
        self.tiles = {
            "cap": FigureTile(_("Cap, now → then")),
            "home": FigureTile(_("Stay home")),
            "cover": FigureTile(_("Cover fails")),
            "tests": FigureTile(_("WFH-Full proposed")),
        }
        self.table = effects_table()
        self.detail, self.protocols = faint(), plain_label("")
        self.protocols.setWordWrap(True)
        self.paper = PaperOut.of_paper(desk, self, self.as_paper)
        self._soon = QTimer(self, singleShot=True, interval=SETTLED)
        self._soon.timeout.connect(self.compute)
        self._lay_out()
        self.choice.changed.connect(self._soon.start)
        self.zone.chosen.connect(lambda _zone: self.compute())
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._show_detail())
        desk.days.moved.connect(lambda _day: self._follow())
        desk.changes.happened.connect(lambda _operation: self._follow())

    def _lay_out(self) -> None:
        decide = Action(
            _("Make it a proposal…"),
            _("Decide now on what would follow from this zone"),
            self.propose,
            "check",
        )
        buttons, self.made = button_row(self, [*self.paper.actions(), decide])
        left = QVBoxLayout()
        left.setSpacing(look.SPACE)
        left.addWidget(plain_label(_("If this zone held")))
        left.addWidget(self.zone)
        left.addSpacing(look.GAP)
        left.addWidget(plain_label(_("for these offices")))
        left.addWidget(self.choice, 1)
        tiles = QHBoxLayout()
        tiles.setSpacing(look.SPACE)
        for tile in self.tiles.values():
            tile.setCursor(Qt.CursorShape.ArrowCursor)
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tiles.addWidget(tile, 1)
        right = QVBoxLayout()
        right.setSpacing(look.SPACE)
        right.addWidget(self.title)
        right.addWidget(self.told)
        right.addLayout(tiles)
        right.addWidget(self.table, 1)
        right.addWidget(self.detail)
        right.addWidget(plain_label(_("Protocols that would open")))
        right.addWidget(self.protocols)
        right.addWidget(
            faint(_("A thought, not a decision: nothing of this is stored until it is taken as a proposal."))
        )
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        row.setSpacing(look.WIDE)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.choice.setFixedWidth(self.zone.sizeHint().width() + look.GAP)

    # --- asking --------------------------------------------------------------------------------------

    def ask(self, branch: str, region: str = "") -> None:
        """About one office, or a regional office; about what was chosen before if neither is given."""
        if branch:
            self.choice.tick([branch])
        elif region:
            self.choice.choose_region(region)
        self.compute()

    def _follow(self) -> None:
        if self.isVisible():
            self._soon.start()

    def compute(self) -> None:
        self._soon.stop()
        day, zone = self._desk.days.day, self.zone.zone or Zone.RED
        self.title.setText(full_date(day))
        try:
            self.answer = what_if(self._desk.store, self.choice.codes, zone, day)
        except Refused as refused:
            self.answer = None
            self.told.setText(str(refused))
        else:
            self.told.setText(summary(self.answer))
        self._show_answer()

    # --- showing -------------------------------------------------------------------------------------

    def _show_answer(self) -> None:
        answer = self.answer
        offices: Sequence[OfficeEffect] = answer.offices if answer else ()
        failing = sum(bool(o.new_failures) for o in offices)
        proposed = sum(any(not met.already for met in o.tests) for o in offices)
        planned = sum(o.in_office or 0 for o in offices)
        if answer:
            arrow = f"{number(answer.cap_before)} → {number(answer.cap_after)}"
            people = _("of {n} employees").format(n=number(sum(o.cap_before.headcount for o in offices)))
            self.tiles["cap"].show_figure(arrow, people)
            home = _("of {n} planned").format(n=number(planned)) if planned else _("no roster for this day")
            self.tiles["home"].show_figure(number(answer.stay_home), home)
            self.tiles["cover"].show_figure(number(failing), _("offices"), "danger" if failing else "")
            self.tiles["tests"].show_figure(number(proposed), _("offices, by proposed rules"))
        else:
            for tile in self.tiles.values():
                tile.show_figure("–")
        self.table.show_records(offices)
        if offices and self.table.current() is None:
            self.table.choose(offices[0].branch.code)
        lines = protocol_lines(answer) if answer else []
        self.protocols.setText("\n".join(f"{code} {name} – {where}" for code, name, where in lines) or "–")
        for action in self.made.values():
            action.setEnabled(answer is not None)
        self._show_detail()

    def _show_detail(self) -> None:
        """Of the office chosen in the table: what fails, and which tests are met."""
        office: OfficeEffect | None = self.table.current()
        if office is None or self.answer is None:
            self.detail.setText("")
            return
        cover = cover_text(office, self._functions()) or _("critical functions can be kept")
        tests = "; ".join(met_text(met) for met in office.tests) or _("no WFH-Full test is met")
        self.detail.setText(f"{office.branch.name}: {cover} · {tests}")

    def _functions(self) -> dict[str, str]:
        return function_names(self._desk.store)

    def propose(self) -> None:
        """The same lines on the page of proposals, where they can be taken."""
        if self.answer:
            codes = ",".join(office.branch.code for office in self.answer.offices)
            self._desk.picked.wanted.emit("proposals", f"suppose:{self.answer.zone.value}:{codes}")

    def as_paper(self) -> Paper | None:
        if self.answer is None:
            return None
        institution = self._desk.store.settings.institution
        return as_paper(MemoFacts(institution, self.choice.scope_text(), self.answer, self._functions()))


def effects_table() -> RecordTable:
    made = RecordTable(
        [
            Column(_("Office"), lambda o: o.branch.name),
            Column(
                _("Zone now"), lambda o: risk(o.zone_before), lambda o: zone_name(o.zone_before), width=96
            ),
            Column(_("Cap now"), lambda o: o.cap_before.people, _cap_before, right=True, width=86),
            Column(_("Cap then"), lambda o: o.cap_after.people, _cap_after, right=True, width=86),
            Column(_("Planned"), lambda o: o.in_office, _planned, right=True, width=86),
            Column(_("Stay home"), lambda o: o.stay_home, _home, right=True, width=120, colour=_home_tone),
            Column(_("Cover"), lambda o: len(o.failing), _cover, width=96, colour=_cover_tone),
            Column("WFH-Full", lambda o: len(o.tests), _tests, width=100),
        ],
        key=lambda o: o.branch.code,
    )
    made.mark_zones(1, lambda o: o.zone_before)
    made.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
    made.horizontalHeader().setStretchLastSection(False)
    made.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    made.setAccessibleName(_("What it would mean for each office"))
    return made


def _cap_before(office: OfficeEffect) -> str:
    return number(office.cap_before.people) if office.cap_before.known else "–"


def _cap_after(office: OfficeEffect) -> str:
    return number(office.cap_after.people) if office.cap_after.known else "–"


def _planned(office: OfficeEffect) -> str:
    return "–" if office.in_office is None else number(office.in_office)


def _home(office: OfficeEffect) -> str:
    return "–" if office.in_office is None else number(office.stay_home)


def _home_tone(office: OfficeEffect) -> str | None:
    return look.tokens().danger if office.stay_home else None


def _cover(office: OfficeEffect) -> str:
    if office.new_failures:
        return _("fails")
    return _("fails already") if office.failing else _("kept")


def _cover_tone(office: OfficeEffect) -> str | None:
    return look.tokens().danger if office.new_failures else None


def _tests(office: OfficeEffect) -> str:
    return ", ".join(met.test.code for met in office.tests) or "–"
