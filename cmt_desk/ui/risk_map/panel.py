"""The panel below the map: the picked office, or, while none is picked, which offices moved."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.run_lines import OpenRun
from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, either, long_date, medium_date, number
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.contact import contact_line
from cmt_desk.ui.risk_map.facts import MapDay
from cmt_desk.ui.risk_map.plate import risk
from cmt_desk.ui.risk_map.strip import WeekStrip
from cmt_desk.ui.risk_map.weeks import weeks_until
from cmt_desk.ui.widgets import Card, button, faint, heading, plain_label
from cmt_desk.wording import cap_reason, zone_name

HEIGHT = 164


class ZoneMark(QWidget):
    """A zone's mark beside a line of text."""

    def __init__(self) -> None:
        super().__init__()
        self.zone: Zone | None = None
        self.setFixedSize(QSize(22, 22))

    def show_zone(self, zone: Zone | None) -> None:
        self.zone = zone
        self.setAccessibleName(zone_name(zone))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look.paint_zone(QPainter(self), QPointF(11, 11), 8.5, self.zone)


class BranchPanel(Card):
    """`wanted` asks for another tab: "schedule" or "office_cases" with the office, "run" or "protocols"."""

    wanted = Signal(str, str)
    correction_asked = Signal(str)  # the code of the office
    contact_asked = Signal(str)  # the code of the office

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._code, self._runs = "", list[OpenRun]()
        self.name, self.place, self.reach = heading(""), faint(), plain_label(faint=True)
        self.mark, self.zone = ZoneMark(), plain_label("")
        self.strip = WeekStrip()
        self.figures = [plain_label("") for _row in range(5)]
        self.moves_title, self.moves_up, self.moves_down = plain_label(""), faint(), faint()
        self._pages = QStackedLayout()
        self._pages.addWidget(self._nothing_picked())
        self._pages.addWidget(self._picked())
        self.body.addLayout(self._pages)

    def _nothing_picked(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        column.addWidget(heading(_("Pick an office on the map or in the table")))
        column.addWidget(self.moves_title)
        column.addWidget(self.moves_up)
        column.addWidget(self.moves_down)
        column.addStretch(1)
        return page

    def _picked(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.WIDE)
        row.addLayout(self._zone_column(), 4)
        row.addLayout(self._figure_column(), 3)
        row.addLayout(self._button_column())
        return page

    def _zone_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(look.GAP)
        state = QHBoxLayout()
        state.addWidget(self.mark)
        state.addWidget(self.zone)
        self.correct = QToolButton()
        self.correct.setText(_("Correct…"))
        self.correct.setIcon(look.icon("edit"))
        self.correct.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.correct.setToolTip(_("Correct this week's zone…"))
        self.correct.setStatusTip(_("Correct this week's zone…"))
        self.correct.clicked.connect(lambda: self.correction_asked.emit(self._code))
        state.addWidget(self.correct)
        state.addStretch(1)
        column.addLayout(self._name_line())
        column.addWidget(self.place)
        column.addLayout(state)
        column.addWidget(self.strip)
        column.addStretch(1)
        return column

    def _name_line(self) -> QHBoxLayout:
        """The name, whom to call there, and the way to record it."""
        self.contact = QToolButton()
        self.contact.setText(_("Contact…"))
        self.contact.setIcon(look.icon("person"))
        self.contact.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.contact.setStatusTip(_("Record whom to call at this office"))
        self.contact.clicked.connect(lambda: self.contact_asked.emit(self._code))
        line = QHBoxLayout()
        line.setSpacing(look.ROOM)
        line.addWidget(self.name)
        line.addWidget(self.reach, 1)
        line.addWidget(self.contact)
        return line

    def _figure_column(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.ROOM)
        grid.setVerticalSpacing(look.GAP)
        names = (
            _("Employees"),
            _("Cap"),
            _("In the office"),
            _("Active cases"),
            _("Open protocols"),
        )
        for n, (name, value) in enumerate(zip(names, self.figures, strict=True)):
            value.setWordWrap(True)
            grid.addWidget(plain_label(name, faint=True), n, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, n, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(names), 1)
        return grid

    def _button_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(look.SPACE)
        self.ways = {
            "schedule": button(_("Go to roster"), "schedule", lambda: self._go("schedule")),
            "office_cases": button(_("Go to cases"), "cases", lambda: self._go("office_cases")),
            "protocols": button(_("Go to protocols"), "protocols", self._go_to_protocols),
        }
        for way in self.ways.values():
            column.addWidget(way)
        column.addStretch(1)
        return column

    def _go(self, place: str) -> None:
        self.wanted.emit(place, self._code)

    def _go_to_protocols(self) -> None:
        """To the newest open run of this office; without one to the templates, to start one."""
        if self._runs:
            self.wanted.emit("run", self._runs[0].id)
        else:
            self.wanted.emit("protocols", "")

    # --- showing ---------------------------------------------------------------------------------

    def show_office(self, office: BranchDay | None, map_day: MapDay) -> None:
        self._code = office.branch.code if office else ""
        self._pages.setCurrentIndex(1 if office else 0)
        if office is None:
            self._show_moves(map_day)
            return
        branch = office.branch
        self._runs = list(map_day.runs.get(branch.code, ()))
        self.name.setText(branch.name)
        self.reach.setText(contact_line(branch.contact) or _("no contact recorded"))
        self.contact.setToolTip(escape(branch.contact.address) or _("Record whom to call at this office"))
        self.place.setText(
            " · ".join(
                (
                    branch.city,
                    branch.province,
                    _("Regional office {name}").format(
                        name=map_day.regional.get(branch.regional_office, "–")
                    ),
                    branch.time_zone,
                    _("code {code}").format(code=map_day.codes.get(branch.code, branch.code)),
                )
            )
        )
        self.mark.show_zone(office.zone)
        self.zone.setText(f"{zone_since(office)} · {_bulletin_text(map_day)}")
        self.correct.setEnabled(map_day.history.reading(branch.area, map_day.day) is not None)
        self.strip.show_weeks(weeks_until(map_day.bulletins, map_day.history, branch.area, map_day.day))
        self._show_figures(office)

    def _show_figures(self, office: BranchDay) -> None:
        headcount, cap, inside, cases, protocols = self.figures
        headcount.setText(number(office.cap.headcount))
        cap.setText(f"{number(office.cap.people)} · {cap_reason(office.cap)}")
        if office.in_office is None:
            text = _("no roster for this day")
        else:
            text = f"{number(office.in_office)} · " + _("away: {n}").format(n=number(office.away))
        _show_toned(inside, text, "danger" if office.over_cap else "")
        cases.setText(number(office.active))
        names = [f"{run.protocol} {either(run.title_id, run.title_en)}" for run in self._runs]
        protocols.setText(f"{number(len(names))} · {names[0]}" if names else number(0))
        protocols.setToolTip("<br>".join(map(escape, names)))

    def _show_moves(self, map_day: MapDay) -> None:
        moved = [office for office in map_day.offices if office.moved]
        up = [o.branch.name for o in moved if risk(o.zone) > risk(o.zone_before)]
        down = [o.branch.name for o in moved if risk(o.zone) < risk(o.zone_before)]
        before = map_day.before
        for label in (self.moves_title, self.moves_up, self.moves_down):
            label.setVisible(before is not None)
        if before is None:
            return
        self.moves_title.setText(
            _("Moved since the bulletin of {day}: {up} up, {down} down").format(
                day=long_date(before.day), up=number(len(up)), down=number(len(down))
            )
        )
        self.moves_up.setText(_("Risk up: {names}").format(names=_listed(up)))
        self.moves_down.setText(_("Risk down: {names}").format(names=_listed(down)))


def zone_since(office: BranchDay) -> str:
    """ "Red since 15 November 2020, before that orange"."""
    if office.zone is None or office.since is None:
        return zone_name(office.zone)
    return _("{zone} since {day}").format(zone=zone_name(office.zone), day=long_date(office.since))


def _bulletin_text(map_day: MapDay) -> str:
    """ "bulletin 29 Nov 2020, 3 days"."""
    if map_day.bulletin is None:
        return _("no bulletin")
    age = number(map_day.bulletin.age(map_day.day))
    return _("bulletin {day}, {n} days").format(day=medium_date(map_day.bulletin.day), n=age)


def _listed(names: Sequence[str], most: int = 12) -> str:
    if not names:
        return "–"
    shown = ", ".join(names[:most])
    more = _("and {n} more").format(n=number(len(names) - most)) if len(names) > most else ""
    return f"{shown} {more}".strip()


def _show_toned(label: QLabel, text: str, tone: str) -> None:
    label.setText(text)
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().polish(label)
