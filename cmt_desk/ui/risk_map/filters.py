"""The rows that choose offices: words, regional office, zones, cases, over the cap, time zone, silence."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QToolButton, QWidget

from cmt_desk.domain.branches import UTC_HOURS, RegionalOffice, Zone
from cmt_desk.domain.silence import CHOICES
from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.facts import Filter
from cmt_desk.wording import zone_name


class FilterRow(QWidget):
    """`changed` carries the Filter; nothing is announced while the row is filled."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Search office, city, regional office"))
        self.words.setClearButtonEnabled(True)
        self.words.addAction(
            look.icon("search", look.tokens().faint), QLineEdit.ActionPosition.LeadingPosition
        )
        self.words.setAccessibleName(_("Search offices"))
        self.regional = QComboBox()
        self.regional.setAccessibleName(_("Regional office"))
        self.time_zone = _choices(_("Time zone"), (_("All time zones"), ""), *((z, z) for z in UTC_HOURS))
        self.silent = _choices(
            _("Silent"),
            (_("Heard of or not"), 0),
            *((_("Silent for {n} days").format(n=n), n) for n in CHOICES),
        )
        self.silent.setToolTip(
            _("Nothing recorded up to the day shown: no roster, no step of a case, no protocol step")
        )
        self.zones = {zone: _zone_button(zone) for zone in reversed(Zone)}
        self.with_cases = QCheckBox(_("Active cases"))
        self.over_cap = QCheckBox(_("Over the cap"))
        self.exposed = QCheckBox(_("Ever exposed"))
        self.exposed.setToolTip(_("A case was confirmed there at any time up to the day shown"))
        self._lay_out()
        self.words.textChanged.connect(self._announce)
        for choice in (self.regional, self.time_zone, self.silent):
            choice.activated.connect(self._announce)
        for control in (*self.zones.values(), self.with_cases, self.over_cap, self.exposed):
            control.toggled.connect(self._announce)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.SPACE)
        grid.addWidget(self.words, 0, 0, 1, 2)
        grid.addWidget(self.regional, 1, 0)
        marks = QHBoxLayout()
        marks.setSpacing(look.GAP)
        for made in self.zones.values():
            marks.addWidget(made)
        grid.addLayout(marks, 1, 1)
        checks = QHBoxLayout()
        checks.addWidget(self.with_cases)
        checks.addWidget(self.over_cap)
        checks.addWidget(self.exposed)
        checks.addStretch(1)
        grid.addLayout(checks, 2, 0, 1, 2)
        more = QHBoxLayout()
        more.setSpacing(look.SPACE)
        more.addWidget(self.time_zone, 1)
        more.addWidget(self.silent, 1)
        grid.addLayout(more, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def show_regional_offices(self, offices: Sequence[RegionalOffice]) -> None:
        """Keeps the choice; refilling announces nothing (`activated` is only the user's)."""
        if [o.code for o in offices] == [self.regional.itemData(n) for n in range(1, self.regional.count())]:
            return
        chosen = self.regional.currentData()
        self.regional.clear()
        self.regional.addItem(_("All regional offices"), "")
        for office in offices:
            self.regional.addItem(office.name, office.code)
        self.regional.setCurrentIndex(max(0, self.regional.findData(chosen)))

    @property
    def filter(self) -> Filter:
        return Filter(
            text=self.words.text().strip(),
            regional_office=self.regional.currentData() or "",
            zones=frozenset(zone for zone, made in self.zones.items() if made.isChecked()),
            with_cases=self.with_cases.isChecked(),
            over_cap=self.over_cap.isChecked(),
            exposed=self.exposed.isChecked(),
            time_zone=self.time_zone.currentData(),
            silent=self.silent.currentData(),
        )

    def clear(self) -> None:
        """Everything again, announced once."""
        was = self.blockSignals(True)
        self.words.clear()
        for choice in (self.regional, self.time_zone, self.silent):
            choice.setCurrentIndex(0)
        for control in (*self.zones.values(), self.with_cases, self.over_cap, self.exposed):
            control.setChecked(False)
        self.blockSignals(was)
        self._announce()

    def ask(self, key: str) -> None:
        """Choose what another tab leads to: "zone:MERAH", "region:DKI", "silent:7" or "exposed"; "" all."""
        what, _sep, value = key.partition(":")
        self.blockSignals(True)
        self.clear()
        match what:
            case "zone":
                for zone, made in self.zones.items():
                    made.setChecked(zone.value == value)
            case "region":
                self.regional.setCurrentIndex(max(0, self.regional.findData(value)))
            case "exposed":
                self.exposed.setChecked(True)
            case "silent":
                self.silent.setCurrentIndex(max(0, self.silent.findData(int(value))))
        self.blockSignals(False)
        self._announce()

    def _announce(self) -> None:
        self.changed.emit(self.filter)


def _choices(name: str, *choices: tuple[str, object]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for text, value in choices:
        made.addItem(text, value)
    return made


def _zone_button(zone: Zone) -> QToolButton:
    made = QToolButton()
    made.setCheckable(True)
    made.setIcon(zone_icon(zone))
    made.setIconSize(QSize(18, 18))
    made.setToolTip(_("Only {zone}").format(zone=zone_name(zone).lower()))
    made.setAccessibleName(zone_name(zone))
    return made


def zone_icon(zone: Zone | None) -> QIcon:
    """The mark at twice its size, so that it stays crisp on fine screens."""
    pixmap = QPixmap(36, 36)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    look.paint_zone(painter, QPointF(9, 9), 6.8, zone)
    painter.end()
    return QIcon(pixmap)
